/**
 * Short words by which a message of one or two words gives its language away: greetings, thanks, yes and no,
 * articles, pronouns, question words. Lower case; a word may stand in several languages.
 */
const WORDS: Readonly<Record<string, string>> = {
  en: "hello hi hey thanks thank please yes yeah no the a an and or of to is are was my your i you it this that where when what which how why can could do does don't not for with from have has help order want need would want good morning",
  de: "hallo moin servus danke bitte ja nein nee der die das den dem ein eine einen und oder ist sind war mein meine meinen ich du sie es wir ihr wo wann was welche wie warum kann können nicht kein keine für mit von aus habe hab hat haben hilfe bestellung möchte will brauche guten tag auf im am zum",
  fr: "bonjour salut merci oui non le la les un une et ou est sont mon ma mes je tu vous il elle ce cette où quand quoi quel quelle comment pourquoi peut pouvez ne pas pour avec de du des dans j'ai c'est aide commande veux besoin bonsoir svp plaît",
  es: "hola gracias sí si no el la los las un una y o es está son mi mis yo usted dónde donde cuándo cuando qué que cuál cómo como por para con de del en tengo he ha ayuda pedido quiero necesito buenos buenas días puede favor",
  it: "ciao salve grazie sì si no il lo la gli le un una e o è sono mio mia miei io lei dove quando cosa che quale come perché può non per con di del della da nel ho ha aiuto ordine vorrei voglio buongiorno buonasera prego favore",
  nl: "hallo hoi dag bedankt dank ja nee de het een en of is zijn was mijn ik jij je u jullie waar wanneer wat welke hoe waarom kan kunt niet geen voor met van uit heb heeft hebben hulp bestelling wil nodig goedemorgen graag alstublieft aub",
  pt: "olá ola oi obrigado obrigada sim não o a os as um uma e ou é está são meu minha eu você onde quando que qual como porque pode para por com de do da em no na tenho ajuda pedido quero preciso bom boa dia",
  pl: "cześć hej witam dzień dobry dziękuję dzięki proszę tak nie i lub jest są moje mój moja ja pan pani gdzie kiedy co jaki jaka jak dlaczego czy może mogę nie na dla z od w do mam ma pomoc zamówienie chcę potrzebuję",
};

/** Word → the languages (BCP 47 primary tags) that it is common in. */
export const COMMON_WORDS: ReadonlyMap<string, readonly string[]> = Object.entries(WORDS).reduce(
  (languages, [language, words]) => {
    for (const word of new Set(words.split(" "))) {
      languages.set(word, [...(languages.get(word) ?? []), language]);
    }
    return languages;
  },
  new Map<string, readonly string[]>(),
);
