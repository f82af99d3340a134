/** The package has no types; the bundle only passes it on. */
declare module "zendesk_app_framework_sdk";
