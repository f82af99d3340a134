import { z } from "zod";
import { RapportError } from "../../core/index.js";

/** What a composer sends: one customer's words. */
export const messageRequest = z.object({
  customer: z.string().min(1).max(256),
  text: z.string().trim().min(1).max(4_000),
});

/**
 * Reads a body of the playground's own page.
 * @throws RapportError `request_malformed` naming the fields that break a rule
 */
export function parseRequest<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  throw new RapportError("request_malformed", `playground: ${problems.join("; ")}`);
}
