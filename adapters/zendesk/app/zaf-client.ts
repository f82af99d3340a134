/** What `client.request` takes to go through Zendesk's proxy (developer.zendesk.com, "Making API requests from a Zendesk app"). */
export interface SecureRequest {
  readonly url: string;
  readonly secure: true;
  readonly type: "POST";
  readonly contentType: "application/json";
  readonly data: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly jwt: {
    readonly algorithm: "HS256";
    readonly secret_key: string;
    readonly expiry: number;
    readonly claims: Readonly<Record<string, string>>;
  };
}

/** A read of the Support API with the rights of the agent who is signed in; the path is on Zendesk's own host. */
export interface ApiRequest {
  readonly url: `/api/v2/${string}`;
  readonly type: "GET";
  readonly dataType: "json";
}

/** The part of Zendesk's SDK that this app uses. */
export interface ZafClient {
  /** Of a hook such as `ticket.save` Zendesk waits for what the handler returns; a rejection keeps it from going on. */
  on(event: string, handler: (data: unknown) => unknown): void;
  off(event: string, handler: (data: unknown) => unknown): void;
  /** With a list it resolves even if some paths fail: these are missing in the answer and named in `errors`. */
  get(paths: readonly string[]): Promise<Readonly<Record<string, unknown>>>;
  invoke(action: string, ...args: readonly unknown[]): Promise<unknown>;
  request(options: SecureRequest | ApiRequest): Promise<unknown>;
}

/** What Zendesk knows of the app's installation; secure settings are left out. */
export interface ZafInstallation {
  metadata(): Promise<{ readonly settings: Readonly<Record<string, unknown>> }>;
}

declare global {
  interface Window {
    readonly ZAFClient?: { init(): (ZafClient & ZafInstallation) | false };
  }
}

/** The client of the frame that we run in; `undefined` outside of Zendesk. */
export function connectZaf(): (ZafClient & ZafInstallation) | undefined {
  return window.ZAFClient?.init() || undefined;
}

/**
 * Puts a reply into the ticket's editor at the cursor; agents send it themselves. Editors without
 * `ticket.editor.insert` get the text appended.
 */
export async function insertReply(client: ZafClient, text: string): Promise<void> {
  try {
    await client.invoke("ticket.editor.insert", text);
  } catch {
    await client.invoke("ticket.comment.appendText", text);
  }
}
