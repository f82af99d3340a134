import { useCallback, useEffect, useRef, useState } from "react";
import { applyChange, type PlaygroundState } from "../playground-state.js";
import { listen, type PlaygroundAction, send } from "./playground-client.js";

const NOTICE_MS = 6_000;

export interface Notice {
  readonly text: string;
  readonly tone: "good" | "bad";
}

export interface Playground {
  /** `undefined` until the server has told it. */
  readonly state: PlaygroundState | undefined;
  readonly connected: boolean;
  readonly notice: Notice | undefined;
  /** Sends an action; tells the user if it fails. Resolves to whether it succeeded. */
  act(action: PlaygroundAction, body: unknown): Promise<boolean>;
  notify(notice: Notice): void;
}

/** The server's state, kept true by its stream, and the way to act on it. */
export function usePlayground(): Playground {
  const [state, setState] = useState<PlaygroundState>();
  const [connected, setConnected] = useState(false);
  const [notice, setNotice] = useState<Notice>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(
    () =>
      listen({
        onState: setState,
        onChange: (change) => setState((known) => (known ? applyChange(known, change) : known)),
        onConnected: setConnected,
      }),
    [],
  );

  const notify = useCallback((next: Notice) => {
    clearTimeout(timer.current);
    setNotice(next);
    timer.current = setTimeout(() => setNotice(undefined), NOTICE_MS);
  }, []);

  const act = useCallback(
    async (action: PlaygroundAction, body: unknown) => {
      try {
        await send(action, body);
        return true;
      } catch (error) {
        notify({ text: error instanceof Error ? error.message : "That did not work.", tone: "bad" });
        return false;
      }
    },
    [notify],
  );

  return { state, connected, notice, act, notify };
}
