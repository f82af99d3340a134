import { defineReply } from "./define-reply.js";

export const adviceReplies = [
  defineReply({
    key: "size_advice",
    title: "Which size to order",
    intents: ["size_advice"],
    en: "Measure your chest and waist over a thin layer and compare them with the table on the product page, not with the letter in your old jacket. Between two sizes, take the larger for shells and insulation, the smaller for base layers. If you send us your measurements, we'll tell you which size to order.",
    de: "Messen Sie Brust und Taille über einer dünnen Schicht und vergleichen Sie mit der Tabelle auf der Produktseite, nicht mit dem Buchstaben in Ihrer alten Jacke. Zwischen zwei Größen nehmen Sie bei Hardshell und Isolation die größere, bei Unterwäsche die kleinere. Schicken Sie uns Ihre Maße, und wir sagen Ihnen, welche Größe passt.",
    vip: {
      en: '{{ customer.first_name }}, under My account > Sizes you\'ll find what you kept and what you sent back, the best guide there is. Reply with the piece you have in mind and the Summit desk names the size in one line. For an unusual cut, tick "Two sizes" at checkout: both come by express, and the courier waits while you try them on.',
      de: "{{ customer.first_name }}, unter Mein Konto > Größen finden Sie, was Sie behalten und was Sie zurückgeschickt haben, einen besseren Anhalt gibt es nicht. Nennen Sie uns das Teil, um das es geht, und der Summit Desk sagt Ihnen die Größe in einer Zeile. Bei ungewöhnlichen Schnitten haken Sie an der Kasse „Zwei Größen“ an: Beide kommen per Express, und der Kurier wartet beim Anprobieren.",
    },
    fresh: {
      en: "Sizing is the hardest part of a first order, so let's make it easy. Send us height, chest and waist in centimetres and a garment that fits you well with its brand; we know how most of them compare with ours. And order two sizes if in doubt: the one you return costs you nothing.",
      de: "Die Größe ist bei der ersten Bestellung das Schwierigste, also machen wir es einfach. Schicken Sie uns Körpergröße, Brust und Taille in Zentimetern und ein Teil samt Marke, das Ihnen gut passt; wir wissen bei den meisten, wie sie im Vergleich zu unseren ausfallen. Im Zweifel bestellen Sie zwei Größen: Die Rücksendung kostet Sie nichts.",
    },
  }),
  defineReply({
    key: "boot_fit",
    title: "Boot fit and break-in",
    intents: ["boot_fit"],
    en: "Try boots in the evening, when feet are larger, with the socks you'll hike in. You want a thumb's width in front of the toes and no lift at the heel on a stair. Wear them at home for a few hours first. If they press at one spot, don't give up yet: another lacing or a thinner insole solves half of the cases.",
    de: "Probieren Sie Schuhe abends an, wenn die Füße größer sind, mit den Socken, in denen Sie wandern werden. Vorn soll eine Daumenbreite Platz sein, und auf der Treppe darf die Ferse nicht rutschen. Tragen Sie sie zuerst ein paar Stunden zu Hause. Drückt nur eine Stelle, geben Sie nicht gleich auf: Eine andere Schnürung oder dünnere Einlegesohle löst die Hälfte der Fälle.",
    vip: {
      en: "{{ customer.first_name }}, let's get those feet right: Summit members can book a video fitting with our boot specialists at larkfell.example/summit; fifteen minutes, barefoot, with a sheet of paper. Whatever they recommend comes by express in two widths. Boots that you've hiked in can come back as well, that's the Summit test promise.",
      de: "{{ customer.first_name }}, das bekommen wir hin: Summit-Mitglieder können unter larkfell.example/summit einen Videotermin bei unseren Schuhfachleuten buchen; fünfzehn Minuten, barfuß, mit einem Blatt Papier. Was sie empfehlen, kommt per Express in zwei Weiten. Auch Schuhe, in denen Sie schon gewandert sind, dürfen zurück, das ist das Summit-Testversprechen.",
    },
    atRisk: {
      en: "{{ customer.first_name }}, blisters on top of everything else, we're sorry. Please don't walk them in any further. Reply \"swap\" and a colleague sends the half size above and the wide version free of charge: keep whichever fits and return the rest. If neither does, you get every cent back even though you've worn them.",
      de: "{{ customer.first_name }}, Blasen zu allem anderen, das tut uns leid. Laufen Sie die Schuhe bitte nicht weiter ein. Antworten Sie „Tausch“, und unser Team schickt Ihnen kostenlos die halbe Nummer größer und die weite Ausführung: Behalten Sie, was passt, und schicken Sie den Rest zurück. Passt beides nicht, bekommen Sie jeden Cent zurück, auch wenn Sie die Schuhe schon getragen haben.",
    },
  }),
  defineReply({
    key: "gear_advice",
    title: "Which gear for a trip",
    intents: ["gear_advice"],
    recommends: true,
    en: "Happy to help you choose. Three things decide most of it: how cold it may get at night, how far you carry it, and how often you'll use it. For three-season hut tours a 35-litre pack and a light shell are enough; with a tent, plan 55 litres and a bag with a comfort limit of 0 °C. Tell us the plan and we'll suggest two options, one of them the cheaper.",
    de: "Wir helfen Ihnen gern. Drei Dinge entscheiden fast alles: wie kalt es nachts wird, wie weit Sie tragen und wie oft Sie es brauchen. Für Hüttentouren von Frühling bis Herbst reichen ein 35-Liter-Rucksack und eine leichte Hardshell; mit Zelt rechnen Sie mit 55 Litern und einem Schlafsack mit Komfortbereich 0 °C. Erzählen Sie uns den Plan, und wir nennen Ihnen zwei Möglichkeiten, eine davon die günstigere.",
    vip: {
      en: "{{ customer.first_name }}, with good basics in the cupboard it's usually better to add than to replace. Reply with dates, region and altitude, and the Summit desk sends a list with weights within one working day, compared with what you've bought from us. If you want to try before you buy, test models are half the hire price for you at larkfell.example/summit.",
      de: "{{ customer.first_name }}, mit guter Basis im Schrank ist Ergänzen meist besser als Ersetzen. Nennen Sie uns Zeitraum, Gebiet und Höhe, und der Summit Desk schickt Ihnen innerhalb eines Werktags eine Liste mit Gewichten, abgeglichen mit Ihren Käufen bei uns. Möchten Sie vorher testen, bekommen Sie die Leihmodelle unter larkfell.example/summit zum halben Leihpreis.",
    },
    fresh: {
      en: "Great that you're starting out, and please don't buy everything at once. Good boots and a rain jacket come first, everything else can be borrowed or hired from us for a weekend. Tell us where you're going and what you own already, and you'll get a list in the order in which we'd spend the money.",
      de: "Schön, dass Sie anfangen, und bitte kaufen Sie nicht alles auf einmal. Gute Schuhe und eine Regenjacke kommen zuerst, alles andere können Sie sich borgen oder für ein Wochenende bei uns leihen. Sagen Sie uns, wohin es geht und was Sie schon haben, dann bekommen Sie eine Liste in der Reihenfolge, in der wir das Geld ausgeben würden.",
    },
    lapsed: {
      en: "Good to hear you're heading out again! A lot has become lighter since your last visit: tents by almost a kilo, packs by a third. Still, if your old kit is in order, keep it; have us check it in the workshop for €15 and buy only what fails. Tell us the trip and we'll say what's worth renewing.",
      de: "Schön, dass es wieder losgeht! Seit Ihrem letzten Besuch ist vieles leichter geworden: Zelte um fast ein Kilo, Rucksäcke um ein Drittel. Ist Ihre alte Ausrüstung in Ordnung, behalten Sie sie trotzdem; lassen Sie sie in unserer Werkstatt für 15 € prüfen und kaufen Sie nur, was durchfällt. Erzählen Sie uns von der Tour, und wir sagen Ihnen, was sich zu erneuern lohnt.",
    },
  }),
  defineReply({
    key: "gear_concierge",
    title: "Personal gear planning for Summit",
    intents: ["gear_advice"],
    only: ["vip"],
    en: "Your Summit membership includes a personal planning call. Choose a slot at larkfell.example/summit and have your route and dates ready; afterwards you'll get a packing list with weights and links, and we hold the items for seven days.",
    de: "Zu Ihrer Summit-Mitgliedschaft gehört ein persönliches Planungsgespräch. Suchen Sie sich unter larkfell.example/summit einen Termin aus und halten Sie Route und Zeitraum bereit; danach bekommen Sie eine Packliste mit Gewichten und Links, und wir reservieren alles sieben Tage.",
    vip: {
      en: "{{ customer.first_name }}, that sounds like a trip worth planning well. Pick a 30-minute slot at larkfell.example/summit: a former mountain guide on our team plans with you, around what you own already, your {{ order.item }} included. The packing list with weights follows the same evening, and on request a test kit by express.",
      de: "{{ customer.first_name }}, das klingt nach einer Tour, die gute Planung verdient. Wählen Sie unter larkfell.example/summit einen Termin von 30 Minuten: Jemand aus unserem Team mit Bergführererfahrung plant mit Ihnen um das herum, was Sie schon haben, auch um Ihren letzten Kauf ({{ order.item }}). Die Packliste mit Gewichten folgt am selben Abend, auf Wunsch auch Testausrüstung per Express.",
    },
  }),
  defineReply({
    key: "stock_alert",
    title: "Out of stock, back when",
    intents: ["stock_question"],
    en: "Choose your size on the product page and press \"Tell me\"; you'll get a single mail when it's back, and we hold one piece for you for 24 hours. If there's no such button, the maker has ended it; in that case ask us for the closest successor.",
    de: "Wählen Sie auf der Produktseite Ihre Größe und klicken Sie auf „Bescheid geben“; Sie bekommen genau eine Mail, wenn es wieder da ist, und wir halten Ihnen 24 Stunden ein Stück frei. Fehlt der Knopf, hat der Hersteller es eingestellt; fragen Sie uns dann nach dem besten Nachfolger.",
    vip: {
      en: "{{ customer.first_name }}, when it's gone online, our shops often keep a small reserve for Summit members. Reply with size and colour, and the Summit desk asks Innsbruck, Munich and Dublin the same day; if one has it, it leaves from there by express. If none does, you're first in line for the next delivery.",
      de: "{{ customer.first_name }}, ist etwas online weg, halten unsere Läden für Summit-Mitglieder oft eine kleine Reserve zurück. Nennen Sie uns Größe und Farbe, und der Summit Desk fragt noch am selben Tag in Innsbruck, München und Dublin; hat es ein Laden, geht es von dort per Express los. Wenn nicht, sind Sie bei der nächsten Lieferung zuerst dran.",
    },
  }),
  defineReply({
    key: "care_waterproofing",
    title: "Washing and reproofing",
    intents: ["care"],
    en: "When water no longer beads, the jacket usually isn't broken, it's dirty. Close all zips, wash at 30 °C with a liquid technical wash and no softener, rinse twice, then tumble dry on low for 20 minutes: the warmth wakes the coating. Only if it still soaks up water, use a spray-on reproofer while it's damp.",
    de: "Perlt das Wasser nicht mehr ab, ist die Jacke meist nicht kaputt, sondern schmutzig. Schließen Sie alle Reißverschlüsse, waschen Sie bei 30 °C mit flüssigem Spezialwaschmittel und ohne Weichspüler, spülen Sie zweimal und geben Sie sie 20 Minuten auf niedriger Stufe in den Trockner: Die Wärme weckt die Imprägnierung. Nur wenn sie danach noch Wasser aufsaugt, hilft ein Sprühmittel auf dem feuchten Stoff.",
    vip: {
      en: "{{ customer.first_name }}, you needn't do it yourself: wash and reproof is included in Summit twice a year. Book the pick-up under My account > Summit > Care; the workshop in Innsbruck checks seams and tape on the way, and it's back within five working days.",
      de: "{{ customer.first_name }}, das müssen Sie nicht selbst machen: Waschen und Imprägnieren ist bei Summit zweimal im Jahr dabei. Buchen Sie die Abholung unter Mein Konto > Summit > Pflege; die Werkstatt in Innsbruck prüft gleich Nähte und Tapes, und nach fünf Werktagen haben Sie alles zurück.",
    },
    fresh: {
      en: "Good instinct to ask before the first wash; ordinary powder and softener are what kills most rain jackets. Use a liquid technical wash (a 250 ml bottle lasts five washes), 30 °C, zips closed, gentle spin, then 20 minutes of low heat in the dryer. Do that two or three times a season and it'll last for years.",
      de: "Gut, dass Sie vor der ersten Wäsche fragen; gewöhnliches Waschpulver und Weichspüler ruinieren die meisten Regenjacken. Nehmen Sie flüssiges Spezialwaschmittel (250 ml reichen für fünf Wäschen), 30 °C, Reißverschlüsse zu, sanft schleudern, dann 20 Minuten niedrige Wärme im Trockner. Zwei- oder dreimal pro Saison, und die Jacke hält Jahre.",
    },
  }),
  defineReply({
    key: "stove_fuel",
    title: "Stoves, gas and flying",
    intents: ["stove_fuel"],
    en: "Our gas stoves fit every canister with the standard EN 417 thread, whatever the brand on it. Canisters and fuel, even empty ones, may not fly, neither in hold nor in cabin baggage; the clean stove itself may. Below -5 °C take winter mix or a stove that runs the canister upside down. A 230 g canister lasts two people for about three days.",
    de: "Unsere Gaskocher passen auf jede Kartusche mit dem Normgewinde EN 417, egal von welcher Marke. Kartuschen und Brennstoff dürfen nicht ins Flugzeug, auch leer nicht, weder im Koffer noch im Handgepäck; der saubere Kocher darf. Unter -5 °C nehmen Sie Wintermischung oder einen Kocher für umgedrehte Kartuschen. Eine Kartusche mit 230 g reicht zwei Personen etwa drei Tage.",
    vip: {
      en: "{{ customer.first_name }}, where are you flying? For most trekking regions the Summit desk keeps a list of shops at the airport or in the first valley that stock screw-on canisters: reply with destination and dates and you'll get the nearest, with two canisters put aside if the shop allows it. If there's no gas there, you can borrow our multi-fuel stove, which runs on petrol from any pump.",
      de: "{{ customer.first_name }}, wohin fliegen Sie? Für die meisten Trekkinggebiete hat der Summit Desk eine Liste von Läden am Flughafen oder im ersten Tal, die Schraubkartuschen führen: Nennen Sie uns Ziel und Zeitraum, und Sie erfahren den nächsten, mit zwei zurückgelegten Kartuschen, wenn der Laden das anbietet. Gibt es dort kein Gas, können Sie unseren Mehrstoffkocher leihen, der mit Benzin von jeder Zapfsäule läuft.",
    },
  }),
];
