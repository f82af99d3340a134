import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type TurnContext,
} from "botbuilder";
import { AuthenticationConstants } from "botframework-connector";
import { RapportError } from "../../core/index.js";
import { keepEntityProperties } from "./keep-entity-properties.js";
import { LoopbackCredentialsFactory } from "./loopback-credentials.js";
import { type TeamsAddress, toConversationReference } from "./teams-address.js";
import type { TeamsAuthority } from "./teams-authority.js";
import { translateTeamsError } from "./translate-teams-error.js";

/** The longest that one turn may wait for Teams. */
const TURN_TIMEOUT_MS = 60_000;

export interface ConnectTeamsOptions {
  readonly appId: string;
  readonly appPassword: string;
  readonly appType: "MultiTenant" | "SingleTenant";
  readonly appTenantId?: string | undefined;
  readonly authority?: TeamsAuthority | undefined;
}

/** botbuilder, as far as this adapter needs it. */
export interface TeamsConnection {
  /** botbuilder's own judgement of an inbound request, after ours; false if it refuses. */
  authenticate(activity: Partial<Activity>, authorization: string): Promise<boolean>;
  /**
   * Opens a turn in a conversation, whether or not somebody just wrote there.
   * @throws RapportError `vendor_unavailable`, `vendor_refused`, or what `turn` throws of its own.
   */
  converse(address: TeamsAddress, turn: (context: TurnContext) => Promise<void>): Promise<void>;
}

function authenticationOf(options: ConnectTeamsOptions): ConfigurationBotFrameworkAuthentication {
  const { appId, appPassword, appType, appTenantId, authority } = options;
  if (authority !== undefined) {
    // Setting one of these drops the built-in values of all of them.
    return new ConfigurationBotFrameworkAuthentication(
      {
        MicrosoftAppId: appId,
        ValidateAuthority: false,
        ToChannelFromBotLoginUrl: authority.tokenUrl,
        ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
        ToBotFromChannelTokenIssuer: authority.issuer,
        OAuthUrl: new URL("/", authority.tokenUrl).href,
        ToBotFromChannelOpenIdMetadataUrl: authority.openIdMetadataUrl,
        ToBotFromEmulatorOpenIdMetadataUrl: authority.openIdMetadataUrl,
        CallerId: "urn:botframework:azure",
      },
      new LoopbackCredentialsFactory({ appId, appPassword, tokenUrl: authority.tokenUrl }),
    );
  }
  return new ConfigurationBotFrameworkAuthentication(
    { MicrosoftAppId: appId },
    new ConfigurationServiceClientCredentialFactory({
      MicrosoftAppId: appId,
      MicrosoftAppPassword: appPassword,
      MicrosoftAppType: appType,
      ...(appTenantId === undefined ? {} : { MicrosoftAppTenantId: appTenantId }),
    }),
  );
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new RapportError("vendor_unavailable", `Teams: no answer within ${TURN_TIMEOUT_MS} ms`)),
      TURN_TIMEOUT_MS,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Sets botbuilder up; nothing is fetched before the first request. */
export function connectTeams(options: ConnectTeamsOptions): TeamsConnection {
  keepEntityProperties();
  const authentication = authenticationOf(options);
  const adapter = new CloudAdapter(authentication);

  return {
    async authenticate(activity, authorization) {
      try {
        await authentication.authenticateRequest(activity as Activity, authorization);
        return true;
      } catch {
        return false;
      }
    },

    async converse(address, turn) {
      let failure: unknown;
      const reference = toConversationReference(address);
      const work = adapter.continueConversationAsync(options.appId, reference, async (context) => {
        // botbuilder invents an id for the turn, and answers would refer to a message that is not there.
        if (address.activityId === undefined) Reflect.deleteProperty(context.activity, "id");
        else context.activity.id = address.activityId;
        // Errors of the turn must not reach botbuilder's default handler, which prints them.
        await turn(context).catch((error: unknown) => {
          failure = error;
        });
      });
      try {
        await withinTime(work);
      } catch (error) {
        throw translateTeamsError(error);
      }
      if (failure !== undefined) throw translateTeamsError(failure);
    },
  };
}
