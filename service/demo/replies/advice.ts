import { defineReply } from "./define-reply.js";

export const adviceReplies = [
  defineReply({
    key: "size_advice",
    title: "Which size to order",
    intents: ["size_advice"],
    en: "Measure your chest and waist over a thin layer and compare them with the table on the product page, not with the letter in your old jacket. Between two sizes, take the larger for shells and insulation, the smaller for base layers. If you send us your measurements, we'll tell you which size to order.",
    de: "Miss Brust und Taille über einer dünnen Schicht und vergleich mit der Tabelle auf der Produktseite, nicht mit dem Buchstaben in deiner alten Jacke. Zwischen zwei Größen nimm bei Hardshell und Isolation die größere, bei Unterwäsche die kleinere. Schick uns deine Maße und wir sagen dir, welche Größe passt.",
    vip: {
      en: "{{ customer.first_name }}, I looked at what you've kept and sent back over the years, so I can be precise: tell me which piece it is and I'll name the size in one line. If the cut is unusual I'll send two by express and the courier waits while you try them on. Ines, Summit desk",
      de: "{{ customer.first_name }}, ich habe nachgesehen, was du in den letzten Jahren behalten und zurückgeschickt hast, und kann daher genau werden: Nenn mir das Teil und du bekommst die Größe in einer Zeile. Bei ungewöhnlichen Schnitten schicke ich zwei per Express und der Kurier wartet beim Anprobieren. Ines, Summit Desk",
    },
    fresh: {
      en: "Sizing is the hardest part of a first order, so let's make it easy. Tell us height, chest and waist in centimetres and a garment that fits you well with its brand; we know how most of them compare with ours. And order two sizes if in doubt: the one you return costs you nothing.",
      de: "Die Größe ist bei der ersten Bestellung das Schwierigste, also machen wir es einfach. Nenn uns Körpergröße, Brust und Taille in Zentimetern und ein Teil samt Marke, das dir gut passt; wir wissen bei den meisten, wie sie ausfallen. Im Zweifel bestell zwei Größen: Die Rücksendung kostet dich nichts.",
    },
  }),
  defineReply({
    key: "boot_fit",
    title: "Boot fit and break-in",
    intents: ["boot_fit"],
    en: "Try boots in the evening, when feet are larger, with the socks you'll hike in. You want a thumb's width in front of the toes and no lift at the heel on a stair. Wear them at home for a few hours first. If they press at one spot, don't give up yet: another lacing or a thinner insole solves half of the cases.",
    de: "Probier Schuhe abends an, wenn die Füße größer sind, mit den Socken, die du tragen wirst. Vorn soll eine Daumenbreite Platz sein, und auf der Treppe darf die Ferse nicht rutschen. Trag sie zuerst ein paar Stunden zu Hause. Drückt nur eine Stelle, gib nicht gleich auf: Eine andere Schnürung oder dünnere Sohle löst die Hälfte der Fälle.",
    vip: {
      en: "{{ customer.first_name }}, let's get those feet right: Matteo, our boot fitter, has a video slot for you tomorrow at 6 pm; fifteen minutes, barefoot, with a sheet of paper. Whatever he recommends I'll send by express in two widths. Boots that you've hiked in can come back as well, that's the Summit test promise. Ines",
      de: "{{ customer.first_name }}, das kriegen wir hin: Matteo, unser Schuhanpasser, hat morgen um 18 Uhr einen Videotermin für dich frei; fünfzehn Minuten, barfuß, mit einem Blatt Papier. Was er empfiehlt, schicke ich per Express in zwei Weiten. Auch Schuhe, in denen du schon gewandert bist, dürfen zurück, das ist das Summit-Testversprechen. Ines",
    },
    atRisk: {
      en: "{{ customer.first_name }}, blisters on top of everything else, I'm sorry. Don't walk them in any further. I'll send the half size above and the wide version free of charge today; keep whichever fits, return the rest, and if neither does you get every cent back even though you've worn them.",
    },
  }),
  defineReply({
    key: "gear_advice",
    title: "Which gear for a trip",
    intents: ["gear_advice"],
    en: "Happy to help you choose. Three things decide most of it: how cold it may get at night, how far you carry it, and how often you'll use it. For three-season hut tours a 35-litre pack and a light shell are enough; with a tent, plan 55 litres and a bag with a comfort limit of 0 °C. Tell us the plan and we'll suggest two options, one of them the cheaper.",
    de: "Wir helfen dir gern. Drei Dinge entscheiden fast alles: wie kalt es nachts wird, wie weit du trägst und wie oft du es brauchst. Für Hüttentouren im Sommer reichen ein 35-Liter-Rucksack und eine leichte Hardshell; mit Zelt rechne mit 55 Litern und einem Schlafsack mit Komfortbereich 0 °C. Erzähl uns den Plan und wir nennen dir zwei Möglichkeiten, eine davon die günstigere.",
    vip: {
      en: "{{ customer.first_name }}, since you already own good basics, I wouldn't replace, I'd add. Give me dates, region and altitude and you'll have a list with weights by tomorrow, against what's in your cupboard. If you want to try before you buy, I'll reserve the test models at half hire price. Ines, Summit desk",
      de: "{{ customer.first_name }}, deine Basis ist gut, ich würde nichts ersetzen, sondern ergänzen. Nenn mir Zeitraum, Gebiet und Höhe und du hast morgen eine Liste mit Gewichten, abgeglichen mit deinem Schrank. Willst du vorher testen, reserviere ich die Leihmodelle zum halben Preis. Ines, Summit Desk",
    },
    fresh: {
      en: "Great that you're starting out, and please don't buy everything at once. Good boots and a rain jacket come first, everything else can be borrowed or hired from us for a weekend. Tell us where you're going and what you own already, and you'll get a list in the order in which we'd spend the money.",
      de: "Schön, dass du anfängst, und bitte kauf nicht alles auf einmal. Gute Schuhe und eine Regenjacke kommen zuerst, alles andere kannst du für ein Wochenende bei uns leihen. Sag uns, wohin es geht und was du schon hast, dann bekommst du eine Liste in der Reihenfolge, in der wir das Geld ausgeben würden.",
    },
    lapsed: {
      en: "Good to hear you're heading out again! A lot has become lighter since your last visit: tents by almost a kilo, packs by a third. Still, if your old kit is in order, keep it; have us check it in the workshop for €15 and buy only what fails. Tell us the trip and we'll say what's worth renewing.",
    },
  }),
  defineReply({
    key: "gear_concierge",
    title: "Personal gear planning for Summit",
    intents: ["gear_advice"],
    only: ["vip"],
    en: "Your Summit membership includes a personal planning call. Choose a slot at larkfell.example/summit and have your route and dates ready; afterwards you'll get a packing list with weights and links, and we hold the items for seven days.",
    de: "Zu deiner Summit-Mitgliedschaft gehört ein persönliches Planungsgespräch. Such dir unter larkfell.example/summit einen Termin aus und halte Route und Zeitraum bereit; danach bekommst du eine Packliste mit Gewichten und Links, und wir reservieren alles sieben Tage.",
    vip: {
      en: "{{ customer.first_name }}, that sounds like a trip I'd like to be on. I've blocked 30 minutes with Matteo, who guided in the Karakoram before he joined us, on Thursday at 5 pm. He knows what you bought last ({{ order.item }}) and plans around it. The list with weights comes that evening, the test kit by express if you want to sleep on it. Ines, Summit desk",
      de: "{{ customer.first_name }}, da käme ich gern mit. Am Donnerstag um 17 Uhr habe ich dir 30 Minuten mit Matteo reserviert, der vor uns im Karakorum geführt hat. Er weiß, was du zuletzt gekauft hast ({{ order.item }}), und plant darum herum. Die Liste mit Gewichten kommt am selben Abend, die Testausrüstung auf Wunsch per Express. Ines, Summit Desk",
    },
  }),
  defineReply({
    key: "stock_alert",
    title: "Out of stock, back when",
    intents: ["stock_question"],
    en: "That one is popular at the moment. Choose your size on the product page and press \"Tell me\"; you'll get a single mail when it's back, and we hold one piece for you for 24 hours. If there's no such button, the maker has ended it; in that case ask us for the closest successor.",
    de: "Das ist gerade sehr gefragt. Wähl auf der Produktseite deine Größe und klick auf „Bescheid geben“; du bekommst genau eine Mail, wenn es wieder da ist, und wir halten dir 24 Stunden ein Stück frei. Fehlt der Knopf, hat der Hersteller es eingestellt; frag uns dann nach dem besten Nachfolger.",
    vip: {
      en: "{{ customer.first_name }}, online it's gone, but our shops keep a small reserve for Summit members. Tell me size and colour and I'll ask Innsbruck, Munich and Dublin today; if one has it, it leaves from there tonight by express. If none does, the first piece of the next delivery is yours. Ines, Summit desk",
      de: "{{ customer.first_name }}, online ist es weg, aber unsere Läden halten für Summit-Mitglieder eine kleine Reserve zurück. Nenn mir Größe und Farbe, ich frage heute in Innsbruck, München und Dublin; hat es einer, geht es heute Abend per Express los. Wenn nicht, gehört dir das erste Stück der nächsten Lieferung. Ines, Summit Desk",
    },
  }),
  defineReply({
    key: "care_waterproofing",
    title: "Washing and reproofing",
    intents: ["care"],
    en: "When water no longer beads, the jacket isn't broken, it's dirty. Close all zips, wash at 30 °C with a liquid technical wash and no softener, rinse twice, then tumble dry on low for 20 minutes: the warmth wakes the coating. Only if it still soaks up water, use a spray-on reproofer while it's damp.",
    de: "Perlt das Wasser nicht mehr ab, ist die Jacke nicht kaputt, sondern schmutzig. Alle Reißverschlüsse zu, bei 30 °C mit flüssigem Spezialwaschmittel und ohne Weichspüler waschen, zweimal spülen und 20 Minuten auf niedriger Stufe in den Trockner: Die Wärme weckt die Imprägnierung. Saugt sie danach noch Wasser, hilft ein Sprühmittel auf dem feuchten Stoff.",
    vip: {
      en: "{{ customer.first_name }}, you needn't do it yourself: wash and reproof is included in Summit twice a year. The courier collects it, the workshop in Innsbruck checks seams and tape on the way, and it's back within five working days. Shall I book the pick-up? Ines, Summit desk",
      de: "{{ customer.first_name }}, das musst du nicht selbst machen: Waschen und Imprägnieren ist bei Summit zweimal im Jahr dabei. Der Kurier holt ab, die Werkstatt in Innsbruck prüft gleich Nähte und Tapes, und nach fünf Werktagen hast du es zurück. Soll ich die Abholung buchen? Ines, Summit Desk",
    },
    fresh: {
      en: "Good instinct to ask before the first wash; ordinary powder and softener are what kills most rain jackets. Use a liquid technical wash (a 250 ml bottle lasts five washes), 30 °C, zips closed, gentle spin, then 20 minutes of low heat in the dryer. Do that two or three times a season and it'll last for years.",
    },
  }),
  defineReply({
    key: "stove_fuel",
    title: "Stoves, gas and flying",
    intents: ["stove_fuel"],
    en: "Our gas stoves fit every canister with the standard EN 417 thread, whatever the brand on it. Canisters and fuel, even empty ones, may not fly, neither in hold nor in cabin baggage; the clean stove itself may. Below -5 °C take winter mix or a stove that runs the canister upside down. A 230 g canister lasts two people for about three days.",
    de: "Unsere Gaskocher passen auf jede Kartusche mit dem Normgewinde EN 417, egal von welcher Marke. Kartuschen und Brennstoff dürfen nicht ins Flugzeug, auch leer nicht, weder im Koffer noch im Handgepäck; der saubere Kocher darf. Unter -5 °C nimm Wintermischung oder einen Kocher für umgedrehte Kartuschen. 230 g reichen zwei Personen etwa drei Tage.",
    vip: {
      en: "{{ customer.first_name }}, where are you flying? For most trekking regions I know a shop at the airport or in the first valley that stocks screw-on canisters, and I can have two put aside in your name. If there's no gas there, I'll lend you our multi-fuel stove, which runs on petrol from any pump. Ines, Summit desk",
      de: "{{ customer.first_name }}, wohin fliegst du? Für die meisten Trekkinggebiete kenne ich einen Laden am Flughafen oder im ersten Tal mit Schraubkartuschen und lasse dir zwei auf deinen Namen zurücklegen. Gibt es dort kein Gas, leihe ich dir unseren Mehrstoffkocher, der läuft mit Benzin von jeder Zapfsäule. Ines, Summit Desk",
    },
  }),
];
