import { useCallback, useEffect, useState } from "react";

/** What was asked for: the last answer stays while the next one is on its way. */
export interface Loaded<T> {
  readonly value: T | undefined;
  readonly error: Error | undefined;
  reload(): void;
}

/** @param load must keep its identity for as long as it asks the same */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [answer, setAnswer] = useState<{ value?: T; error?: Error }>({});
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks again
  useEffect(() => {
    let isStale = false;
    load().then(
      (value) => !isStale && setAnswer({ value }),
      (error: Error) => !isStale && setAnswer({ error }),
    );
    return () => {
      isStale = true;
    };
  }, [load, round]);
  const reload = useCallback(() => setRound((last) => last + 1), []);
  return { value: answer.value, error: answer.error, reload };
}
