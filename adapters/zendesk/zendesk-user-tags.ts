import { z } from "zod";
import { RapportError } from "../../core/index.js";
import { connectZendesk, found, type ZendeskApiSettings, type ZendeskPatience } from "./connect-zendesk.js";

/** Tags of users ("Tags", developer.zendesk.com); the account must have turned user tags on. */
export interface ZendeskUserTags {
  /**
   * Gives a user one tag of those that begin with `prefix`, and takes the others of them away. Tags that begin with
   * something else stay.
   * @returns false if there is no such user
   * @throws RapportError `vendor_unavailable`, or `vendor_refused`
   */
  set(userId: string, prefix: string, tag: string): Promise<boolean>;
}

const answerSchema = z.object({
  result: z.union([z.array(z.string()), z.object({ tags: z.array(z.string()) })]),
});

export function createZendeskUserTags(
  settings: ZendeskApiSettings,
  patience: ZendeskPatience = {},
): ZendeskUserTags {
  const { users } = connectZendesk(settings, patience);
  return {
    async set(userId, prefix, tag) {
      const answer = await found(users.get(["users", userId, "tags"]));
      if (answer === undefined) return false;
      const parsed = answerSchema.safeParse(answer);
      if (!parsed.success)
        throw new RapportError("vendor_refused", "zendesk answered something that is no tags");
      const { result } = parsed.data;
      const tags = Array.isArray(result) ? result : result.tags;
      const others = tags.filter((each) => !each.startsWith(prefix));
      if (tags.includes(tag) && others.length === tags.length - 1) return true;
      await found(users.post(["users", userId, "tags"], { tags: [...others, tag] }));
      return true;
    },
  };
}
