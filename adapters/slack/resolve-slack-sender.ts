import type { webApi } from "@slack/bolt";
import { z } from "zod";
import type { Core, Identifier, Logger, Sender, TenantId } from "../../core/index.js";
import type { SlackPerson } from "./slack-delivery.js";
import { callSlack, logFailure } from "./slack-error.js";

const usersInfo = z.looseObject({
  user: z.looseObject({
    team_id: z.string().nullish(),
    is_bot: z.boolean().nullish(),
    is_email_confirmed: z.boolean().nullish(),
    real_name: z.string().max(200).nullish(),
    locale: z.string().max(35).nullish(),
    profile: z.looseObject({ email: z.string().max(256).nullish() }).nullish(),
  }),
});

/**
 * Says who wrote. Somebody whom the core knows by their Slack id is not looked up. Of anybody else Slack is
 * asked (`users.info`) for name, locale and, if Slack has verified it and the person is a member of the
 * workspace that installed the bot, the e-mail address: another workspace's admin could have set any.
 *
 * @param request.homeTeam the workspace that installed the bot
 * @returns the Slack id alone when Slack can't be asked or lacks the scope: the answer must not wait for it
 */
export async function resolveSlackSender(request: {
  readonly core: Core;
  readonly tenantId: TenantId;
  readonly client: webApi.WebClient;
  readonly log: Logger;
  readonly person: SlackPerson;
  readonly homeTeam: string;
}): Promise<Sender> {
  const { core, tenantId, client, log, person, homeTeam } = request;
  const slackId: Identifier = { type: "slack_user_id", value: `${person.team}/${person.user}` };
  const alone: Sender = { identifiers: [slackId] };
  if (await core.knows(tenantId, alone)) return alone;

  const answer = await callSlack(() => client.users.info({ user: person.user, include_locale: true })).catch(
    (error: unknown) => logFailure(log, error, { method: "users.info" }),
  );
  const parsed = usersInfo.safeParse(answer);
  if (!parsed.success) return alone;

  const { user } = parsed.data;
  const email = user.profile?.email;
  const isVerified = user.is_email_confirmed === true && user.is_bot !== true && user.team_id === homeTeam;
  const identifiers: Identifier[] = [slackId];
  if (email && isVerified) identifiers.push({ type: "email", value: email });
  return {
    identifiers,
    ...(user.real_name ? { name: user.real_name } : {}),
    ...(user.locale ? { locale: user.locale } : {}),
  };
}
