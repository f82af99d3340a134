import { listOf, objectOf, stringsOf } from "./json-value.js";
import type { PackageFiles } from "./package-files.js";
import type { PackageRule } from "./package-rule.js";
import { type ZendeskParameter, zendeskManifest, zendeskParameters } from "./zendesk-manifest.js";

const TYPES: readonly unknown[] = ["text", "checkbox", "url", "number", "multiline", "hidden", "oauth"];
const SECRET_NAME = /token|key|pwd|password/i;
const SCOPES = new Set([
  "header",
  "body",
  "url",
  "jwt_secret_key",
  "jwt_claim",
  "basic_auth_username",
  "basic_auth_password",
]);
const OAUTH_KEYS = ["client_id", "client_secret", "authorize_uri", "access_token_uri"];

/** A rule that looks at one parameter at a time: `problem` gives what is wrong with it, after its name. */
function each(id: string, problem: (parameter: ZendeskParameter) => string | undefined | false): PackageRule {
  return {
    id,
    problems: (pkg) =>
      zendeskParameters(pkg).flatMap((parameter) => {
        const found = problem(parameter);
        return found ? [`parameter ${parameter.name} ${found}`] : [];
      }),
  };
}

function oauthProblems(pkg: PackageFiles): readonly string[] {
  const { oauth } = zendeskManifest(pkg);
  const parameters = zendeskParameters(pkg).filter(({ type }) => type === "oauth");
  const problems = parameters.length > 1 ? ["There is more than one parameter of type oauth"] : [];
  if (oauth === undefined) return problems;
  const missing = OAUTH_KEYS.filter((key) => !objectOf(oauth)[key]);
  if (parameters.length === 0) problems.push("oauth needs a parameter of type oauth");
  return [...problems, ...missing.map((key) => `oauth has no ${key}`)];
}

/** What zendesk_apps_support asks of the parameters, and what it only warns of where a reviewer refuses. */
export const ZENDESK_PARAMETER_RULES: readonly PackageRule[] = [
  {
    id: "parameters-list",
    problems: (pkg) => {
      const { parameters = [] } = zendeskManifest(pkg);
      const named = listOf(parameters).every((parameter) => typeof objectOf(parameter).name === "string");
      return Array.isArray(parameters) && named ? [] : ["parameters is not a list of objects with a name"];
    },
  },
  {
    id: "parameter-unique",
    problems: (pkg) => {
      const names = zendeskParameters(pkg).map(({ name }) => name);
      const twice = names.filter((name, index) => names.indexOf(name) !== index);
      return [...new Set(twice)].map((name) => `parameter ${name} is there more than once`);
    },
  },
  each("parameter-name", ({ name }) => name === "name" && "may not be called name"),
  each("parameter-type", ({ type }) => !TYPES.includes(type) && "has an unknown type"),
  each("parameter-booleans", ({ options }) => {
    const wrong = ["required", "secure"].find(
      (key) => !["boolean", "undefined"].includes(typeof options[key]),
    );
    return wrong && `has a ${wrong} that is not a boolean`;
  }),
  each(
    "hidden-parameter-optional",
    ({ type, options }) => type === "hidden" && options.required === true && "is hidden and required",
  ),
  each(
    "secret-parameter-secure",
    ({ name, type, options }) =>
      type === "text" && SECRET_NAME.test(name) && options.secure !== true && "is not secure",
  ),
  each("secure-scopes", ({ options }) => {
    if (options.secure !== true) return options.scopes !== undefined && "has scopes and is not secure";
    const scopes = stringsOf(options.scopes);
    if (scopes.length === 0) return "is secure and has no scopes";
    return !scopes.every((scope) => SCOPES.has(scope)) && "has an unknown scope";
  }),
  each(
    "no-secret-default",
    ({ type, options }) =>
      options.default !== undefined &&
      (options.secure === true || type === "hidden") &&
      "has a default, which every agent could read",
  ),
  each(
    "oauth-parameter-not-secure",
    ({ type, options }) => type === "oauth" && options.secure === true && "is of type oauth and secure",
  ),
  { id: "oauth", problems: oauthProblems },
];
