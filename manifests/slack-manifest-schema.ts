const text = (minLength: number, maxLength: number) => ({ type: "string", minLength, maxLength });
const flag = { type: "boolean" };
const url = { type: "string", pattern: "^https?://", maxLength: 3500 };
const names = (maxItems: number) => ({
  type: "array",
  maxItems,
  uniqueItems: true,
  items: { type: "string", maxLength: 50 },
});
const object = (properties: object, required: readonly string[] = []) => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});
const prompts = {
  type: "array",
  maxItems: 4,
  items: object({ title: { type: "string" }, message: { type: "string" } }, ["title", "message"]),
};

/**
 * The parts of Slack's app manifest, version 2, that Rapport uses, with Slack's limits (slackapi/
 * manifest-schema). A part that is not written down here is refused, so that it is looked up first.
 */
export const SLACK_MANIFEST_SCHEMA = object(
  {
    $schema: { type: "string" },
    _metadata: object({ major_version: { type: "integer" }, minor_version: { type: "integer" } }),
    display_information: object(
      {
        name: text(1, 35),
        description: text(1, 140),
        long_description: text(175, 4000),
        background_color: { type: "string", pattern: "^#([0-9a-fA-F]{3}){1,2}$" },
      },
      ["name"],
    ),
    features: object({
      app_home: object({
        home_tab_enabled: flag,
        messages_tab_enabled: flag,
        messages_tab_read_only_enabled: flag,
      }),
      bot_user: object({ display_name: text(1, 80), always_online: flag }, ["display_name"]),
      slash_commands: {
        type: "array",
        minItems: 1,
        maxItems: 50,
        items: object(
          {
            command: { ...text(2, 32), pattern: "^/" },
            url,
            description: text(1, 2000),
            usage_hint: text(1, 1000),
            should_escape: flag,
          },
          ["command", "description"],
        ),
      },
      assistant_view: object({ assistant_description: { type: "string" }, suggested_prompts: prompts }, [
        "assistant_description",
      ]),
      agent_view: object({ agent_description: text(1, 300), suggested_prompts: prompts }),
    }),
    oauth_config: object({
      redirect_urls: {
        type: "array",
        maxItems: 1000,
        uniqueItems: true,
        items: { type: "string", maxLength: 2500 },
      },
      scopes: object({
        user: names(255),
        bot: names(255),
        user_optional: names(255),
        bot_optional: names(255),
      }),
    }),
    settings: object({
      event_subscriptions: object({ request_url: url, user_events: names(100), bot_events: names(100) }),
      interactivity: object({ is_enabled: flag, request_url: url, message_menu_options_url: url }, [
        "is_enabled",
      ]),
      org_deploy_enabled: flag,
      socket_mode_enabled: flag,
      token_rotation_enabled: flag,
    }),
  },
  ["display_information"],
);
