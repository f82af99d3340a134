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

const YEAR = 365;
const CART = { en: "Cart", de: "Warenkorb" };
const CART_ITEM = { en: "Last put in the cart", de: "Zuletzt in den Warenkorb gelegt" };

/** How often something was done. */
function count(name: string, purposes: readonly Purpose[], en: string, de: string): AttributeDeclaration {
  return derived(`behaviour.${name}`, purposes, "number", { en, de }, YEAR);
}

const MEASURE: readonly Purpose[] = ["analytics"];
const MAIL: readonly Purpose[] = ["analytics", "marketing"];

/** What `DECLARED_EVENTS` counts, and the time on pages. */
const COUNTS: readonly AttributeDeclaration[] = [
  count("pages", MEASURE, "Pages viewed", "Besuchte Seiten"),
  count("screens", MEASURE, "Screens viewed", "Besuchte Ansichten"),
  count("clicks", MEASURE, "Clicks", "Klicks"),
  count("seconds_on_site", MEASURE, "Seconds on the site", "Sekunden auf der Seite"),
  count("searches", MEASURE, "Searches", "Suchen"),
  count("lists_viewed", MEASURE, "Product lists viewed", "Besuchte Produktlisten"),
  count("lists_filtered", MEASURE, "Product lists filtered", "Gefilterte Produktlisten"),
  count("promotions_viewed", MEASURE, "Promotions seen", "Gesehene Aktionen"),
  count("promotions_clicked", TAILOR, "Promotions clicked", "Angeklickte Aktionen"),
  count("products_clicked", MEASURE, "Products clicked", "Angeklickte Produkte"),
  count("products_viewed", TAILOR, "Products viewed", "Angesehene Produkte"),
  count("cart_additions", TAILOR, "Put in the cart", "In den Warenkorb gelegt"),
  count("cart_removals", TAILOR, "Taken out of the cart", "Aus dem Warenkorb genommen"),
  count("cart_views", MEASURE, "Cart viewed", "Warenkorb angesehen"),
  count("checkouts_started", TAILOR, "Checkouts started", "Begonnene Bestellvorgänge"),
  count("checkout_steps_viewed", MEASURE, "Checkout steps seen", "Gesehene Bestellschritte"),
  count("checkout_steps_completed", MEASURE, "Checkout steps done", "Erledigte Bestellschritte"),
  count("payment_infos_entered", MEASURE, "Payment details entered", "Eingegebene Zahlungsdaten"),
  count("coupons_entered", TAILOR, "Coupons entered", "Eingegebene Gutscheine"),
  count("coupons_applied", TAILOR, "Coupons used", "Eingelöste Gutscheine"),
  count("coupons_denied", ALL, "Coupons denied", "Abgelehnte Gutscheine"),
  count("coupons_removed", MEASURE, "Coupons removed", "Entfernte Gutscheine"),
  count("wishlist_additions", TAILOR, "Put on the wish list", "Auf den Wunschzettel gesetzt"),
  count("wishlist_removals", TAILOR, "Taken off the wish list", "Vom Wunschzettel gestrichen"),
  count("wishlist_to_cart", TAILOR, "From wish list to cart", "Vom Wunschzettel in den Warenkorb"),
  count("products_shared", MEASURE, "Products shared", "Geteilte Produkte"),
  count("carts_shared", MEASURE, "Carts shared", "Geteilte Warenkörbe"),
  count("reviews", TAILOR, "Reviews written", "Geschriebene Bewertungen"),
  count("accounts_created", TAILOR, "Accounts created", "Angelegte Konten"),
  count("accounts_deleted", TAILOR, "Accounts deleted", "Gelöschte Konten"),
  count("accounts_joined", TAILOR, "Accounts joined", "Beigetretene Konten"),
  count("accounts_left", TAILOR, "Accounts left", "Verlassene Konten"),
  count("sign_ups", TAILOR, "Sign-ups", "Registrierungen"),
  count("sign_ins", ALL, "Sign-ins", "Anmeldungen"),
  count("sign_outs", MEASURE, "Sign-outs", "Abmeldungen"),
  count("invites_sent", TAILOR, "Invitations sent", "Verschickte Einladungen"),
  count("app_installs", MEASURE, "App installations", "App-Installationen"),
  count("app_opens", MEASURE, "App starts", "App-Starts"),
  count("app_updates", MEASURE, "App updates", "App-Aktualisierungen"),
  count("app_backgrounded", MEASURE, "App put aside", "App beiseitegelegt"),
  count("app_crashes", ALL, "App crashes", "App-Abstürze"),
  count("app_uninstalls", MEASURE, "App removals", "App-Deinstallationen"),
  count("installs_attributed", MEASURE, "Installations by a campaign", "Installationen durch Kampagnen"),
  count("push_received", MEASURE, "Push messages", "Push-Nachrichten"),
  count("push_tapped", MAIL, "Push messages opened", "Geöffnete Push-Nachrichten"),
  count("push_bounced", MEASURE, "Push messages not delivered", "Unzustellbare Push-Nachrichten"),
  count("deep_links_opened", MEASURE, "Links into the app opened", "Geöffnete Links in die App"),
  count("deep_links_clicked", MEASURE, "Links into the app clicked", "Angeklickte Links in die App"),
  count("emails_delivered", MAIL, "E-mails delivered", "Zugestellte E-Mails"),
  count("emails_opened", MAIL, "E-mails opened", "Geöffnete E-Mails"),
  count("emails_clicked", MAIL, "Links in e-mails", "Links in E-Mails"),
  count("emails_bounced", MAIL, "E-mails not delivered", "Unzustellbare E-Mails"),
  count("emails_unsubscribed", MAIL, "Unsubscribed from e-mails", "Abbestellte E-Mails"),
  count("emails_spam", MAIL, "E-mails marked as spam", "Als Spam gemeldete E-Mails"),
];

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
    { ...correctable, protected: true },
  ),
  trait(
    "demographics.birth_year",
    TAILOR,
    ["birthYear", "birth_year"],
    { en: "Year of birth", de: "Geburtsjahr" },
    { kind: "number", protected: true },
  ),
  trait("demographics.company", ALL, ["company.name"], { en: "Company", de: "Firma" }),
  trait("demographics.account_id", SERVE_AND_TAILOR, ["account_id"], { en: "Account", de: "Konto" }),
  trait("demographics.industry", TAILOR, ["company.industry"], { en: "Industry", de: "Branche" }),
  trait("demographics.company_size", TAILOR, ["company.employee_count", "company.employees"], {
    en: "Employees of the company",
    de: "Beschäftigte der Firma",
  }),
  trait("demographics.job_title", TAILOR, ["title", "jobTitle"], { en: "Job title", de: "Beruf" }),
  trait(
    "demographics.privacy_regime",
    SERVE,
    ["privacy_regime"],
    { en: "Privacy law", de: "Datenschutzrecht" },
    { sources: ["admin", "cli", "api", "import"] },
  ),

  trait("purchases.plan", ALL, ["plan", "company.plan"], { en: "Plan", de: "Tarif" }),
  trait("purchases.subscription_status", ALL, ["subscription_status"], {
    en: "Subscription",
    de: "Abonnement",
  }),
  trait("purchases.cart_status", SERVE_AND_TAILOR, ["cart_status"], CART, { retentionDays: YEAR }),
  trait("purchases.cart_item", SERVE_AND_TAILOR, ["cart_item"], CART_ITEM, { retentionDays: YEAR }),
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

  derived("interactions.open_tickets", ALL, "number", {
    en: "Open requests",
    de: "Offene Anfragen",
  }),
  derived("interactions.tickets_total", TAILOR, "number", { en: "Requests", de: "Anfragen" }),
  derived("interactions.reopened_12m", TAILOR, "number", {
    en: "Requests reopened in 12 months",
    de: "Wieder geöffnete Anfragen in 12 Monaten",
  }),
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
  ...COUNTS,

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
  trait("preferences.tone", SERVE_AND_TAILOR, ["tone"], { en: "Form of address", de: "Anrede" }, correctable),
  derived("preferences.likes", TAILOR, "string", { en: "Likes", de: "Mag" }),
  derived("preferences.avoids", TAILOR, "string", { en: "Avoids", de: "Meidet" }),
  // It may tell of an allergy, which is about health: for nothing but what the person agreed to, and for no figures.
  derived("preferences.never", ["personalization"], "string", { en: "Never wants", de: "Will niemals" }),
  derived("preferences.no_contact", SERVE_AND_TAILOR, "string", {
    en: "Not to be contacted by",
    de: "Kein Kontakt per",
  }),
];
