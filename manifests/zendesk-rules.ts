import type { PackageRule } from "./package-rule.js";
import { ZENDESK_ASSET_RULES } from "./zendesk-asset-rules.js";
import { ZENDESK_MANIFEST_RULES } from "./zendesk-manifest-rules.js";
import { ZENDESK_PARAMETER_RULES } from "./zendesk-parameter-rules.js";
import { ZENDESK_TRANSLATION_RULES } from "./zendesk-translation-rules.js";

/**
 * What Zendesk's validator (zendesk/zendesk_apps_support) and its listing pages ask of an app. What the
 * validator only warns of is a problem here.
 */
export const ZENDESK_RULES: readonly PackageRule[] = [
  ...ZENDESK_MANIFEST_RULES,
  ...ZENDESK_PARAMETER_RULES,
  ...ZENDESK_TRANSLATION_RULES,
  ...ZENDESK_ASSET_RULES,
];
