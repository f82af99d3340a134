import { useCallback, useEffect, useRef, useState } from "react";
import type { JobState } from "../console-wire.js";
import { type ConsoleClient, messageOf } from "./console-client.js";

const ASK_EVERY_MS = 500;

export interface Job {
  readonly state: JobState | undefined;
  /** Why it could not be started or watched. */
  readonly error: string | undefined;
  start(begin: () => Promise<unknown>): void;
}

/** Starts work of the server and watches it; also work that was started elsewhere. */
export function useJob(client: ConsoleClient, onDone: () => void): Job {
  const [state, setState] = useState<JobState>();
  const [error, setError] = useState<string>();
  /** Each is watched to its end; what this page began may be over before it is asked of first. */
  const [watch, setWatch] = useState({ isOurs: false });
  const done = useRef(onDone);
  done.current = onDone;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isStale = false;
    let wasRunning = watch.isOurs;
    async function ask() {
      try {
        const next = await client.job();
        if (isStale) return;
        setState(next);
        if (next.state === "running") {
          wasRunning = true;
          timer = setTimeout(ask, ASK_EVERY_MS);
          return;
        }
        if (wasRunning) done.current();
      } catch (problem) {
        if (isStale) return;
        setError(messageOf(problem));
      }
    }
    void ask();
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [client, watch]);

  const start = useCallback((begin: () => Promise<unknown>) => {
    setError(undefined);
    begin().then(
      () => setWatch({ isOurs: true }),
      (problem: Error) => setError(problem.message),
    );
  }, []);
  return { state, error, start };
}
