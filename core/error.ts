/**
 * The one table of errors. `caller`: the request was wrong, logged at info. `transient`: worth another try,
 * logged at warn. `bug`: ours, logged at error.
 */
const ERROR_CODES = {
  config_invalid: { kind: "caller", retry: false },
  event_invalid: { kind: "caller", retry: false },
  import_invalid: { kind: "caller", retry: false },
  request_malformed: { kind: "caller", retry: false },
  request_unauthorized: { kind: "caller", retry: false },
  request_too_large: { kind: "caller", retry: false },
  not_found: { kind: "caller", retry: false },
  backlog_full: { kind: "transient", retry: true },
  vendor_unavailable: { kind: "transient", retry: true },
  vendor_refused: { kind: "caller", retry: false },
  storage_failed: { kind: "bug", retry: false },
  training_data_invalid: { kind: "caller", retry: false },
  model_unreadable: { kind: "caller", retry: false },
  model_inconsistent: { kind: "bug", retry: false },
} as const satisfies Record<string, { kind: "caller" | "transient" | "bug"; retry: boolean }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * Every error that crosses a door. The message says where, which rule and what value, and never holds a
 * token, a message's text or an address. Branch on `code`, never on the message.
 */
export class RapportError extends Error {
  readonly code: ErrorCode;
  readonly kind: "caller" | "transient" | "bug";
  readonly retry: boolean;
  /** When another try makes sense, where that is known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options?: { readonly cause?: unknown; readonly retryAfterSeconds?: number },
  ) {
    super(message, options);
    this.name = "RapportError";
    this.code = code;
    this.kind = ERROR_CODES[code].kind;
    this.retry = ERROR_CODES[code].retry;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }
}
