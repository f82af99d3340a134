import { useCallback, useEffect, useRef } from "react";
import { z } from "zod";
import { sendFeedback } from "./backend.js";
import { sentReply } from "./sent-reply.js";
import { plainText } from "./ticket.js";
import type { ZafClient } from "./zaf-client.js";

const commentSchema = z.object({ "ticket.comment.text": z.string() });

/**
 * Compares what an agent sends with the replies that were inserted, when they save the ticket. It never keeps a
 * ticket from being saved.
 * @returns call it with each reply that is in the editor as it was suggested
 */
export function useSentReplies(client: ZafClient): (decisionId: string, text: string) => void {
  const inserted = useRef(new Map<string, string>());

  useEffect(() => {
    // Zendesk's hook: it waits for the answer, and clears the comment afterwards.
    const onSave = async (): Promise<true> => {
      if (inserted.current.size === 0) return true;
      const read = await client.get(["ticket.comment.text"]).catch(() => undefined);
      const comment = plainText(commentSchema.safeParse(read).data?.["ticket.comment.text"] ?? "");
      for (const [decisionId, text] of inserted.current) {
        const feedback = sentReply(decisionId, text, comment);
        if (feedback === undefined) continue;
        inserted.current.delete(decisionId);
        // Not waited for: the agent's work goes on.
        sendFeedback(client, feedback).catch(() => undefined);
      }
      return true;
    };
    client.on("ticket.save", onSave);
    return () => client.off("ticket.save", onSave);
  }, [client]);

  return useCallback((decisionId, text) => {
    inserted.current.set(decisionId, text);
  }, []);
}
