/**
 * Where the console is, from the app's settings; `undefined` if the server's address is missing or not https, which
 * a browser shows in no frame of Zendesk's.
 */
export function consoleAddress(settings: Readonly<Record<string, unknown>>): string | undefined {
  const given = settings.backend_url;
  if (typeof given !== "string" || !URL.canParse(given)) return undefined;
  const url = new URL(given);
  return url.protocol === "https:" ? `${url.origin}/console` : undefined;
}
