import type { Purpose } from "../consent/purpose.js";
import type { AttributeDeclaration, Module } from "./attribute-declaration.js";

const TWO_YEARS = 730;
const FIVE_YEARS = 1_825;

const SERVE: readonly Purpose[] = ["service"];
const SERVE_AND_TAILOR: readonly Purpose[] = ["service", "personalization"];
const TAILOR: readonly Purpose[] = ["personalization", "analytics"];
const ALL: readonly Purpose[] = ["service", "personalization", "analytics"];

/** What persons say of themselves outweighs what systems say of them. */
const SELF_FIRST = ["self"] as const;

function trait(
  attribute: `${Module}.${string}`,
  purposes: readonly Purpose[],
  from: readonly string[],
  label: AttributeDeclaration["label"],
  more: Partial<AttributeDeclaration> = {},
): AttributeDeclaration {
  return {
    attribute,
    module: moduleOf(attribute),
    purposes,
    retentionDays: FIVE_YEARS,
    personal: true,
    sources: "any",
    rule: "newest",
    kind: "string",
    from,
    correctable: false,
    label,
    ...more,
  };
}

function derived(
  attribute: `${Module}.${string}`,
  purposes: readonly Purpose[],
  kind: AttributeDeclaration["kind"],
  label: AttributeDeclaration["label"],
  retentionDays = TWO_YEARS,
): AttributeDeclaration {
  return trait(attribute, purposes, [], label, { from: "derived", kind, retentionDays });
}

function moduleOf(attribute: string): Module {
  return attribute.slice(0, attribute.indexOf(".")) as Module;
}

const correctable = { correctable: true, rule: SELF_FIRST } as const;

/** Every attribute that the product itself knows. What is not declared is dropped, and never read. */
export const BUILT_IN_ATTRIBUTES: readonly AttributeDeclaration[] = [
  trait(
    "demographics.first_name",
    SERVE_AND_TAILOR,
    ["firstName", "first_name"],
    { en: "First name", de: "Vorname" },
    correctable,
  ),
  trait(
    "demographics.last_name",
    SERVE,
    ["lastName", "last_name"],
    { en: "Last name", de: "Nachname" },
    correctable,
  ),
  trait("demographics.name", SERVE_AND_TAILOR, ["name"], { en: "Name", de: "Name" }, correctable),
  trait("demographics.city", TAILOR, ["address.city", "city"], { en: "City", de: "Ort" }, correctable),
  trait(
    "demographics.country",
    ALL,
    ["address.country", "country"],
    { en: "Country", de: "Land" },
    correctable,
  ),
  trait(
    "demographics.birth_year",
    TAILOR,
    ["birthYear", "birth_year"],
    { en: "Year of birth", de: "Geburtsjahr" },
    { kind: "number" },
  ),
  trait("demographics.company", ALL, ["company.name"], { en: "Company", de: "Firma" }),
  trait("demographics.job_title", TAILOR, ["title", "jobTitle"], { en: "Job title", de: "Beruf" }),
  trait(
    "demographics.privacy_regime",
    SERVE,
    ["privacy_regime"],
    { en: "Privacy law", de: "Datenschutzrecht" },
    { sources: ["admin", "cli", "api", "import"] },
  ),

  trait("purchases.plan", ALL, ["plan"], { en: "Plan", de: "Tarif" }),
  trait("purchases.subscription_status", ALL, ["subscription_status"], {
    en: "Subscription",
    de: "Abonnement",
  }),
  derived("purchases.orders_total", ALL, "number", { en: "Orders", de: "Bestellungen" }),
  derived("purchases.orders_12m", TAILOR, "number", {
    en: "Orders in 12 months",
    de: "Bestellungen in 12 Monaten",
  }),
  derived("purchases.spend_12m", TAILOR, "number", {
    en: "Spend in 12 months",
    de: "Ausgaben in 12 Monaten",
  }),
  derived("purchases.refunded_12m", TAILOR, "number", {
    en: "Refunded in 12 months",
    de: "Erstattet in 12 Monaten",
  }),
  derived("purchases.days_since_order", TAILOR, "number", {
    en: "Days since the last order",
    de: "Tage seit der letzten Bestellung",
  }),
  derived("purchases.last_order_id", SERVE_AND_TAILOR, "string", {
    en: "Last order",
    de: "Letzte Bestellung",
  }),
  derived("purchases.last_order_status", SERVE_AND_TAILOR, "string", { en: "Its status", de: "Deren Stand" }),
  derived("purchases.last_order_item", SERVE_AND_TAILOR, "string", { en: "What it was", de: "Deren Inhalt" }),
  derived("purchases.last_order_total", SERVE_AND_TAILOR, "string", { en: "Its total", de: "Deren Betrag" }),
  derived("purchases.features_used", TAILOR, "number", { en: "Features used", de: "Genutzte Funktionen" }),

  derived("interactions.open_tickets", SERVE_AND_TAILOR, "number", {
    en: "Open requests",
    de: "Offene Anfragen",
  }),
  derived("interactions.tickets_total", TAILOR, "number", { en: "Requests", de: "Anfragen" }),
  derived("interactions.bad_ratings_90d", TAILOR, "number", {
    en: "Bad ratings in 90 days",
    de: "Schlechte Bewertungen in 90 Tagen",
  }),
  derived("interactions.mean_resolution_hours", TAILOR, "number", {
    en: "Hours until solved",
    de: "Stunden bis zur Lösung",
  }),
  derived("interactions.messages_total", TAILOR, "number", { en: "Messages", de: "Nachrichten" }),
  derived("interactions.days_known", TAILOR, "number", { en: "Days known", de: "Bekannt seit (Tage)" }),

  derived(
    "behaviour.favourite_category",
    TAILOR,
    "string",
    { en: "Favourite category", de: "Liebste Kategorie" },
    365,
  ),
  derived("behaviour.pages", ["analytics"], "number", { en: "Pages viewed", de: "Besuchte Seiten" }, 365),
  derived(
    "behaviour.screens",
    ["analytics"],
    "number",
    { en: "Screens viewed", de: "Besuchte Ansichten" },
    365,
  ),
  derived("behaviour.clicks", ["analytics"], "number", { en: "Clicks", de: "Klicks" }, 365),
  derived(
    "behaviour.seconds_on_site",
    ["analytics"],
    "number",
    { en: "Seconds on the site", de: "Sekunden auf der Seite" },
    365,
  ),
  derived(
    "behaviour.emails_opened",
    ["analytics", "marketing"],
    "number",
    { en: "E-mails opened", de: "Geöffnete E-Mails" },
    365,
  ),
  derived(
    "behaviour.emails_clicked",
    ["analytics", "marketing"],
    "number",
    { en: "Links in e-mails", de: "Links in E-Mails" },
    365,
  ),
  derived("behaviour.app_opens", ["analytics"], "number", { en: "App starts", de: "App-Starts" }, 365),
  derived("behaviour.searches", ["analytics"], "number", { en: "Searches", de: "Suchen" }, 365),

  trait(
    "preferences.language",
    SERVE_AND_TAILOR,
    ["language", "locale"],
    { en: "Language", de: "Sprache" },
    correctable,
  ),
  trait("preferences.contact_channel", SERVE_AND_TAILOR, ["contact_channel", "preferredChannel"], {
    en: "Preferred channel",
    de: "Bevorzugter Kanal",
  }),
];
