import type { ProfileEvent } from "../events/profile-event.js";
import { eventIdentifiers } from "../profiles/identity/event-identifiers.js";
import { identifierKey } from "../profiles/identity/identifier.js";
import type { ConsentMethod, ConsentStatement } from "./consent-statement.js";
import { PURPOSES, type Purpose, REGIMES, SALE_OR_SHARING } from "./purpose.js";

/** Our own channels know the person they speak with: they may say which identifiers are meant. */
const MAY_SAY_WHOM: ReadonlySet<string> = new Set(["slack", "teams", "zendesk", "admin", "cli", "self"]);

/**
 * What an event says of consent: `context.consent.categoryPreferences` by purpose, and Global Privacy Control
 * (`context.consent.gpc`). `service` is not asked for, so nothing can be said about it.
 */
export function statedConsent(event: ProfileEvent, source: string): readonly ConsentStatement[] {
  const stated = event.context?.consent;
  if (stated === undefined) return [];
  const atMs = Date.parse(event.timestamp);
  const own = MAY_SAY_WHOM.has(source);
  const covers = (own && stated.covers) || eventIdentifiers(event).identifiers.map(identifierKey);
  const regime = REGIMES.find((each) => each === stated.regime);
  const common = {
    firstAtMs: atMs,
    lastAtMs: atMs,
    covers: [...new Set(covers)].sort(),
    channel: source,
    ...(stated.textVersion === undefined ? {} : { textVersion: stated.textVersion }),
    ...(stated.locale === undefined ? {} : { locale: stated.locale }),
    ...(regime === undefined ? {} : { regime }),
  };
  const answered = PURPOSES.flatMap((purpose): readonly ConsentStatement[] => {
    const granted = stated.categoryPreferences?.[purpose];
    if (purpose === "service" || granted === undefined) return [];
    const untilMs = granted && stated.until !== undefined ? { untilMs: Date.parse(stated.until) } : {};
    return [{ ...common, ...untilMs, purpose, granted, method: methodOf(stated.method, source) }];
  });
  const refused: readonly Purpose[] = stated.gpc === true ? SALE_OR_SHARING : [];
  return [
    ...answered.filter(({ purpose, granted }) => !(granted && refused.includes(purpose))),
    ...refused
      .filter((purpose) => stated.categoryPreferences?.[purpose] !== false)
      .map((purpose): ConsentStatement => ({ ...common, purpose, granted: false, method: "signal" })),
  ];
}

function methodOf(stated: ConsentMethod | undefined, source: string): ConsentMethod {
  if (stated !== undefined && MAY_SAY_WHOM.has(source)) return stated;
  return source === "import" ? "import" : "event";
}
