import { TeamsInfo, type TurnContext } from "botbuilder";
import { z } from "zod";
import type { Core, Identifier, Logger, Sender, TenantId } from "../../core/index.js";
import { logTeamsFailure } from "./log-teams-failure.js";
import type { TeamsWriter } from "./parse-teams-activity.js";

const memberSchema = z.looseObject({
  name: z.string().max(256).nullish(),
  email: z.string().max(256).nullish(),
  userPrincipalName: z.string().max(256).nullish(),
});

type Member = z.infer<typeof memberSchema>;

export interface ResolveSenderRequest {
  readonly core: Core;
  readonly tenantId: TenantId;
  readonly log: Logger;
  readonly writer: TeamsWriter;
  /** Microsoft Entra tenant that the conversation belongs to. */
  readonly teamsTenantId: string;
  /** The customer company's own Entra tenant, if it is known. */
  readonly ownTenantId?: string;
  readonly teamId?: string;
  readonly locale?: string;
}

/**
 * The address that names a member, or `undefined`. A user principal name stands on a domain that the
 * member's organization has proven to own. `email` is a free field there: from another organization it could
 * name any of our customers, so it counts only in the company's own tenant.
 */
function verifiedEmail(member: Member, fromOwnTenant: boolean): string | undefined {
  if (fromOwnTenant && member.email) return member.email;
  const principal = member.userPrincipalName ?? "";
  return /^[^@\s]+@[^@\s]+$/.test(principal) && !principal.includes("#EXT#") ? principal : undefined;
}

/** `<Entra tenant>/<object id>`: the same person in every bot and chat of that tenant. */
function teamsUserId(teamsTenantId: string, writer: TeamsWriter): Identifier {
  return { type: "teams_user_id", value: `${teamsTenantId}/${writer.aadObjectId ?? writer.id}` };
}

async function askTeams(context: TurnContext, request: ResolveSenderRequest): Promise<Member | undefined> {
  const { writer, teamId, log } = request;
  try {
    const member: unknown =
      teamId === undefined
        ? await TeamsInfo.getMember(context, writer.id)
        : await TeamsInfo.getTeamMember(context, teamId, writer.id);
    const parsed = memberSchema.safeParse(member);
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    logTeamsFailure(log, error, "member lookup failed; answering without it");
    return undefined;
  }
}

/** Who wrote. Teams is asked for name and address only about somebody the core doesn't know yet. */
export async function resolveTeamsSender(
  context: TurnContext,
  request: ResolveSenderRequest,
): Promise<Sender> {
  const { core, tenantId, writer, teamsTenantId, ownTenantId, locale } = request;
  const known: Sender = {
    identifiers: [teamsUserId(teamsTenantId, writer)],
    ...(writer.name === undefined ? {} : { name: writer.name }),
    ...(locale === undefined ? {} : { locale }),
  };
  if (await core.knows(tenantId, known)) return known;
  const member = await askTeams(context, request);
  if (member === undefined) return known;
  const email = verifiedEmail(member, ownTenantId !== undefined && ownTenantId === teamsTenantId);
  return {
    ...known,
    identifiers:
      email === undefined ? known.identifiers : [...known.identifiers, { type: "email", value: email }],
    ...(member.name ? { name: member.name } : {}),
  };
}
