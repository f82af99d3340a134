import { parseDocument } from "yaml";
import { z } from "zod";
import { PURPOSES, type Purpose } from "../consent/purpose.js";
import { RapportError } from "../error.js";

/** What can be asked for: `service` rests on the contract and is not a question. */
type AskedPurpose = Exclude<Purpose, "service">;

/** The question in one language. */
interface ConsentWording {
  /** Says what data is used, for what, and how to stop. */
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  readonly thanksYes: string;
  readonly thanksNo: string;
}

/** The question of consent. Whoever answered another version than this is asked again. */
export interface ConsentText {
  readonly version: string;
  readonly purposes: readonly AskedPurpose[];
  /** By language (BCP 47); `en` is always among them. */
  readonly texts: Readonly<Record<string, ConsentWording>>;
}

export const DEFAULT_CONSENT_TEXT: ConsentText = {
  version: "1",
  purposes: ["personalization"],
  texts: {
    en: {
      question:
        "May I use your orders, your earlier questions and your preferences to give you answers made for you? " +
        "They are used for nothing else, and without them you get our general answers. " +
        'You can stop it at any time: write "stop using my data".',
      yes: "Yes, use my data",
      no: "No, thanks",
      thanksYes:
        "Thank you. From now on answers are made for you. " +
        'Write "stop using my data" to end that, or "what do you know about me?" to see your data.',
      thanksNo:
        "All right: you get our general answers, and I won't use your data for more. " +
        'If you change your mind, write "use my data".',
    },
    de: {
      question:
        "Darf ich Ihre Bestellungen, Ihre früheren Fragen und Ihre Vorlieben nutzen, um Ihnen Antworten zu geben, " +
        "die auf Sie zugeschnitten sind? Für anderes werden sie nicht verwendet; ohne sie bekommen Sie unsere " +
        "allgemeinen Antworten. " +
        "Sie können das jederzeit beenden: Schreiben Sie „Nutze meine Daten nicht mehr“.",
      yes: "Ja, gern",
      no: "Nein, danke",
      thanksYes:
        "Danke. Ab jetzt bekommen Sie Antworten, die auf Sie zugeschnitten sind. " +
        "Mit „Nutze meine Daten nicht mehr“ beenden Sie das, mit „Was weißt du über mich?“ sehen Sie Ihre Daten.",
      thanksNo:
        "In Ordnung: Sie bekommen unsere allgemeinen Antworten, und ich nutze Ihre Daten für nichts weiter. " +
        "Wenn Sie es sich anders überlegen, schreiben Sie „Nutze meine Daten“.",
    },
  },
};

const ASKED_PURPOSES = PURPOSES.filter((purpose): purpose is AskedPurpose => purpose !== "service");

/** A section of a chat message takes so many; a button's label and its value are shorter everywhere. */
const sentence = z
  .string("must be text")
  .trim()
  .min(1, "must not be empty")
  .max(1_000, "is over 1000 characters");
const label = z.string("must be text").trim().min(1, "must not be empty").max(40, "is over 40 characters");

const wording = z.strictObject({
  question: sentence,
  yes: label,
  no: label,
  thanksYes: sentence,
  thanksNo: sentence,
});

const consentText = z.strictObject({
  // A number in the file (`version: 2`) is meant as that text.
  version: z
    .union([z.string(), z.number()], "must be text")
    .transform(String)
    .pipe(z.string().regex(/^[A-Za-z0-9._-]{1,40}$/, "must be 1 to 40 letters, digits, dots, dashes")),
  purposes: z
    .array(z.enum(ASKED_PURPOSES, `must be one of ${ASKED_PURPOSES.join(", ")}`), "must be a list")
    .min(1, "must name a purpose")
    .refine((purposes) => new Set(purposes).size === purposes.length, "names a purpose twice")
    .default(["personalization"]),
  texts: z
    .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language like en"), wording, {
      error: "must give the wording by language",
    })
    .refine((texts) => texts.en !== undefined, "must have the language en"),
});

/**
 * Reads a company's own question from YAML: `version`, `purposes` (default personalization) and `texts`, each
 * language with question, yes, no, thanksYes, thanksNo. Raise the version with every change of meaning.
 * @throws RapportError `config_invalid` whose message lists all problems, one a line
 */
export function parseConsentText(yaml: string): ConsentText {
  const document = parseDocument(yaml, { prettyErrors: false });
  const problems = document.errors.map(({ code, pos }) => `is no YAML: ${code} at character ${pos[0]}`);
  if (problems.length === 0) {
    const parsed = consentText.safeParse(plainValue(document));
    if (parsed.success) return parsed.data;
    problems.push(...parsed.error.issues.map(({ path, message }) => `${path.join(".") || "it"} ${message}`));
  }
  throw new RapportError(
    "config_invalid",
    `Consent text:\n${problems.map((line) => `  ${line}`).join("\n")}`,
  );
}

/** What the document says; nothing if its aliases lead nowhere, or multiply. */
function plainValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** The wording for a reader's language: exactly theirs, else its main language, else English. */
export function consentWording(
  text: ConsentText,
  language: string,
): ConsentWording & { readonly locale: string } {
  const wanted = language.toLowerCase();
  const [primary = ""] = wanted.split("-");
  for (const candidate of [wanted, primary, "en"]) {
    const found = Object.entries(text.texts).find(([locale]) => locale.toLowerCase() === candidate);
    if (found !== undefined) return { locale: found[0], ...found[1] };
  }
  throw new RapportError("config_invalid", "Consent text: has no language en");
}
