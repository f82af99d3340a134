/**
 * What the core and the adapters need of a log. `fields` hold ids, counts and durations; never text of a
 * message, a trait's value, a token or an address. `pino` satisfies it.
 */
export interface Logger {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
