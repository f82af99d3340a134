import ZAFClient from "zendesk_app_framework_sdk";

// Zendesk's own file defines this global, and apps look for it by name.
Object.assign(globalThis, { ZAFClient });
