/** Languages that people name in chat (BCP 47 primary tags), by their English, German and own names. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  ar: ["arabic", "arabisch", "العربية"],
  bg: ["bulgarian", "bulgarisch", "български"],
  ca: ["catalan", "katalanisch", "català"],
  cs: ["czech", "tschechisch", "čeština"],
  da: ["danish", "dänisch", "dansk"],
  de: ["german", "deutsch"],
  el: ["greek", "griechisch", "ελληνικά"],
  en: ["english", "englisch"],
  es: ["spanish", "spanisch", "español", "castellano"],
  et: ["estonian", "estnisch", "eesti"],
  eu: ["basque", "baskisch", "euskara"],
  fi: ["finnish", "finnisch", "suomi"],
  fr: ["french", "französisch", "français"],
  ga: ["irish", "irisch", "gaeilge"],
  he: ["hebrew", "hebräisch", "עברית"],
  hi: ["hindi", "हिन्दी"],
  hr: ["croatian", "kroatisch", "hrvatski"],
  hu: ["hungarian", "ungarisch", "magyar"],
  id: ["indonesian", "indonesisch"],
  is: ["icelandic", "isländisch", "íslenska"],
  it: ["italian", "italienisch", "italiano"],
  ja: ["japanese", "japanisch", "日本語"],
  ko: ["korean", "koreanisch", "한국어"],
  lt: ["lithuanian", "litauisch", "lietuvių"],
  lv: ["latvian", "lettisch", "latviešu"],
  nb: ["norwegian", "norwegisch", "norsk"],
  nl: ["dutch", "niederländisch", "holländisch", "nederlands"],
  pl: ["polish", "polnisch", "polski"],
  pt: ["portuguese", "portugiesisch", "português"],
  ro: ["romanian", "rumänisch", "română"],
  ru: ["russian", "russisch", "русский"],
  sk: ["slovak", "slowakisch", "slovenčina"],
  sl: ["slovenian", "slovene", "slowenisch", "slovenščina"],
  sr: ["serbian", "serbisch", "српски"],
  sv: ["swedish", "schwedisch", "svenska"],
  th: ["thai", "thailändisch", "ไทย"],
  tr: ["turkish", "türkisch", "türkçe"],
  uk: ["ukrainian", "ukrainisch", "українська"],
  vi: ["vietnamese", "vietnamesisch"],
  zh: ["chinese", "chinesisch", "mandarin", "中文"],
};

const TAG_BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([tag, names]) => names.map((name): [string, string] => [name, tag])),
);

/**
 * The BCP 47 tag of a language that somebody named (`German`, `deutsch`) or whose tag they wrote (`de`).
 * @returns `undefined` for a word that names none that is known here
 */
export function languageTag(written: string): string | undefined {
  const name = written.normalize("NFC").trim().toLowerCase();
  return TAG_BY_NAME.get(name) ?? (Object.hasOwn(NAMES, name) ? name : undefined);
}
