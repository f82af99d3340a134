import { useEffect, useMemo, useState } from "react";
import { type ConsoleClient, createConsoleClient, playgroundToken } from "./console-client.js";
import { TAB_STORAGE } from "./page-storage.js";

const STORED_AS = "rapport.console.token";

export interface Session {
  readonly state: "asking" | "out" | "in";
  readonly client: ConsoleClient | undefined;
  /** Why the last token did not do, if one was tried. */
  readonly refused: string | undefined;
  signIn(token: string): void;
  signOut(): void;
}

/** Who uses the page. The token is kept for as long as the browser's tab is open. */
export function useSession(): Session {
  const [token, setToken] = useState(() => TAB_STORAGE.read(STORED_AS));
  const [asked, setAsked] = useState(token !== undefined);
  const [refused, setRefused] = useState<string>();

  useEffect(() => {
    if (asked) return;
    void playgroundToken().then((given) => {
      setToken(given);
      setAsked(true);
    });
  }, [asked]);

  const client = useMemo(
    () =>
      token === undefined
        ? undefined
        : createConsoleClient(token, () => {
            TAB_STORAGE.remove(STORED_AS);
            setRefused("This token is wrong or was revoked.");
            setToken(undefined);
          }),
    [token],
  );

  return {
    state: client !== undefined ? "in" : asked ? "out" : "asking",
    client,
    refused,
    signIn(given) {
      TAB_STORAGE.write(STORED_AS, given);
      setRefused(undefined);
      setToken(given);
    },
    signOut() {
      TAB_STORAGE.remove(STORED_AS);
      setToken(undefined);
    },
  };
}
