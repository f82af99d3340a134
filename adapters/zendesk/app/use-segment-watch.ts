import { useEffect, useRef } from "react";
import type { SuggestionsRequest } from "../app-messages.js";
import { watchSegment } from "./backend.js";
import type { ZafClient } from "./zaf-client.js";

/** After an answer that failed it is asked again so much later. */
const PAUSE_MS = 5_000;

/**
 * Calls `onChange` when the requester's segment is another one than the sidebar shows: an event elsewhere moved
 * them. Asks again and again, each time for as long as the server lets it wait; not while nobody looks.
 * @param requester `undefined`: there is nobody to watch
 */
export function useSegmentWatch(
  client: ZafClient,
  requester: SuggestionsRequest["requester"] | undefined,
  segment: string | undefined,
  onChange: () => void,
): void {
  const latest = useRef(requester);
  latest.current = requester;
  const id = requester?.id;
  // By their id: who is read anew with each refresh is the same person, and is watched on.
  useEffect(() => {
    if (id === undefined || segment === undefined) return;
    let isCurrent = true;
    async function watch(): Promise<void> {
      while (isCurrent && latest.current !== undefined && segment !== undefined) {
        if (document.hidden) await looksAgain();
        const asked = { requester: latest.current, segment };
        const changed = await watchSegment(client, asked).catch(() => undefined);
        if (isCurrent && changed === true) onChange();
        // What is shown then is another segment, which ends this loop; or it was a failure, or both were too quick.
        if (changed !== false) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
    void watch();
    return () => {
      isCurrent = false;
    };
  }, [client, id, segment, onChange]);
}

function looksAgain(): Promise<void> {
  return new Promise((resolve) => {
    document.addEventListener("visibilitychange", () => resolve(), { once: true });
  });
}
