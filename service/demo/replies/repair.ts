import { defineReply } from "./define-reply.js";

export const repairReplies = [
  defineReply({
    key: "warranty_claim",
    title: "Faulty within three years",
    intents: ["warranty"],
    en: "That shouldn't break, and under the Larkfell Promise it's our problem for three years. Please send a photo of the fault and the order number. We repair it first, because that wastes least; if that can't be done within ten working days, you get a new one or your money.",
    de: "Das darf nicht kaputtgehen, und mit dem Larkfell-Versprechen ist es drei Jahre lang unser Problem. Schick uns bitte ein Foto vom Defekt und die Bestellnummer. Wir reparieren zuerst, weil das am wenigsten verschwendet; geht das nicht innerhalb von zehn Werktagen, bekommst du ein neues Teil oder dein Geld.",
    vip: {
      en: "{{ customer.first_name }}, no forms: a replacement leaves by express today, and the courier takes the faulty one to our workshop, where Leni will find out why it failed. If you're attached to the old one, I'll have it repaired instead and lend you a twin until it's back. Ines, Summit desk",
      de: "{{ customer.first_name }}, keine Formulare: Ersatz geht heute per Express raus, und der Kurier bringt das defekte Teil in unsere Werkstatt, wo Leni herausfindet, woran es lag. Hängst du am alten, lasse ich es reparieren und leihe dir solange ein gleiches. Ines, Summit Desk",
    },
    fresh: {
      en: "I'm sorry it failed so soon. In the first 30 days you don't need a warranty at all: send it back free of charge as faulty and choose a new one or your money. After that our own three-year promise covers material and workmanship. A photo and your order number are enough to start.",
      de: "Es tut mir leid, dass es so früh kaputtging. In den ersten 30 Tagen brauchst du gar keine Garantie: Schick es kostenlos als defekt zurück und wähle ein neues oder dein Geld. Danach gilt unser Versprechen drei Jahre auf Material und Verarbeitung. Foto und Bestellnummer genügen.",
    },
    atRisk: {
      en: "{{ customer.first_name }}, I'm sorry, you've had more trouble with us than anyone should. A new {{ order.item }} goes out today, before the old one is back, and I've checked that it's from a different batch. If you've lost trust in the model, tell me and I'll refund it in full, whatever its age.",
      de: "{{ customer.first_name }}, es tut mir leid, du hattest mit uns mehr Ärger, als irgendwer haben sollte. Ersatz ({{ order.item }}) geht heute raus, noch bevor das alte Teil zurück ist, und aus einer anderen Charge. Hast du das Vertrauen in das Modell verloren, erstatte ich es voll, egal wie alt es ist.",
    },
  }),
  defineReply({
    key: "express_replacement",
    title: "Express replacement for Summit",
    intents: ["warranty", "damaged_item"],
    only: ["vip"],
    en: "A replacement is on its way by express and will reach you the next working day. Put the faulty item into the same bag and hand it to the courier, or keep it until it suits you; we'll send a free label as well.",
    de: "Ersatz ist per Express unterwegs und am nächsten Werktag bei dir. Steck das defekte Teil in dieselbe Tasche und gib es dem Kurier mit, oder behalte es, bis es dir passt; ein kostenloses Etikett kommt auch.",
    vip: {
      en: "{{ customer.first_name }}, I've just closed the box: your replacement for order {{ order.id }} reaches you tomorrow before noon, paid for by us, with a spare set of buckles and a repair patch inside. Don't bother with photos; hand the old one to the courier and Leni in our workshop will tell me what failed. If you're leaving before that, give me the hut's address. Ines, Summit desk",
      de: "{{ customer.first_name }}, den Karton habe ich gerade zugeklebt: Dein Ersatz für Bestellung {{ order.id }} ist morgen Vormittag bei dir, auf unsere Kosten, mit Ersatzschnallen und Flicken dabei. Fotos brauche ich nicht; gib das alte Teil dem Kurier mit, Leni aus der Werkstatt sagt mir, was versagt hat. Bist du dann schon unterwegs, nenn mir die Adresse der Hütte. Ines, Summit Desk",
    },
  }),
  defineReply({
    key: "repair_service",
    title: "Book a repair",
    intents: ["repair"],
    en: "Our workshop in Innsbruck mends zips, seams, membranes, poles and soles, also on things that weren't bought from us. Fill in the form at larkfell.example/repair with two photos and you'll get a fixed price within a day; a zip is typically €25, a patch €12. Wash the piece first, please. It takes about ten working days.",
    de: "Unsere Werkstatt in Innsbruck richtet Reißverschlüsse, Nähte, Membranen, Gestänge und Sohlen, auch an Dingen, die nicht von uns sind. Füll mit zwei Fotos das Formular auf larkfell.example/repair aus und du bekommst innerhalb eines Tages einen Festpreis; ein Reißverschluss kostet meist 25 €, ein Flicken 12 €. Bitte vorher waschen. Es dauert etwa zehn Werktage.",
    vip: {
      en: "{{ customer.first_name }}, two repairs a year are yours at no charge, and you jump the queue: three working days instead of ten. Tell me when the courier may collect it. If it's your everyday jacket, I'll send a loan one in your size with him, so you're never without. Ines, Summit desk",
      de: "{{ customer.first_name }}, zwei Reparaturen im Jahr sind für dich kostenlos und kommen zuerst dran: drei Werktage statt zehn. Sag mir, wann der Kurier abholen darf. Ist es deine Alltagsjacke, gebe ich ihm eine Leihjacke in deiner Größe mit. Ines, Summit Desk",
    },
    lapsed: {
      en: "Lovely that you're mending it rather than buying new, even from us. Old models are welcome: we keep zips and buckles for ten years. Send two photos through larkfell.example/repair; as a returning customer you pay only for the material this time, the work is on us.",
    },
  }),
  defineReply({
    key: "repair_status",
    title: "Status of a repair",
    intents: ["repair_status"],
    en: 'You can follow your repair with the number on the blue tag (it starts with R) at larkfell.example/repair. "Queued" means it\'s waiting for a bench, "Mending" that it\'s on one, "Drying" that it\'s been washed and glued. If it has been more than ten working days, tell us the number and we\'ll walk over and ask.',
    de: "Mit der Nummer auf dem blauen Zettel (sie beginnt mit R) siehst du den Stand auf larkfell.example/repair. „Wartet“ heißt, es ist noch kein Platz frei, „In Arbeit“, dass jemand dran sitzt, „Trocknet“, dass gewaschen und geklebt wurde. Sind mehr als zehn Werktage vorbei, nenn uns die Nummer und wir gehen rüber und fragen.",
    vip: {
      en: "{{ customer.first_name }}, I've just been over to the workshop: your piece is on Leni's bench. She expects to finish within two working days and it then travels back by express. If you need it earlier for a trip, tell me the date and we'll arrange it. Ines, Summit desk",
      de: "{{ customer.first_name }}, ich war gerade in der Werkstatt: Dein Teil liegt bei Leni auf der Bank. In zwei Werktagen ist sie fertig, dann reist es per Express zurück. Brauchst du es früher für eine Tour, nenn mir das Datum und wir bekommen das hin. Ines, Summit Desk",
    },
    atRisk: {
      en: "{{ customer.first_name }}, it's taking longer than we said, and I'm sorry we didn't tell you before you had to ask. I've moved it to the front and you'll have a photo of the finished repair by tomorrow evening. The repair is free of charge, and a loan item can be with you the day after if you need one.",
      de: "{{ customer.first_name }}, es dauert länger als angekündigt, und es tut mir leid, dass du erst fragen musstest. Ich habe es nach vorn geholt, bis morgen Abend bekommst du ein Foto der fertigen Reparatur. Sie kostet dich nichts, und wenn du eine Leihgabe brauchst, ist sie übermorgen da.",
    },
  }),
  defineReply({
    key: "spare_parts",
    title: "Spare parts",
    intents: ["spare_parts"],
    en: "We stock buckles, pole sections, laces, stove seals, zip pulls and tent pegs for ten years after a model ends. Search for the model's name plus \"spare\" in the shop. If you can't find it, send us a photo with a ruler beside the part; small things go out by letter and cost next to nothing.",
    de: "Schnallen, Gestängesegmente, Schnürsenkel, Kocherdichtungen, Zipper und Heringe führen wir noch zehn Jahre nach dem Ende eines Modells. Such im Shop den Modellnamen plus „Ersatz“. Findest du nichts, schick uns ein Foto mit Lineal daneben; Kleinteile kommen per Brief und kosten fast nichts.",
    vip: {
      en: "{{ customer.first_name }}, small parts are free for Summit members, so just tell me which one for your {{ order.item }} or whatever broke, and it's in tonight's post with a second as a spare. If it needs tools, I'll put a short video link with it. Ines, Summit desk",
      de: "{{ customer.first_name }}, Kleinteile sind für Summit-Mitglieder kostenlos. Sag mir, welches du brauchst, für {{ order.item }} oder etwas anderes, und es geht heute mit der Post raus, ein zweites als Reserve dabei. Braucht es Werkzeug, lege ich einen kurzen Videolink bei. Ines, Summit Desk",
    },
  }),
  defineReply({
    key: "kids_swap",
    title: "Kids' Grow-On swap",
    intents: ["kids_swap"],
    en: "With Grow-On you send outgrown kids' jackets, boots, packs and carriers back and get 40 % of what you paid as credit for the next size, as long as they're clean and all zips work. Start it under My account > Grow-On, the label is free. We wash and mend them and pass them on through Second Trail.",
    de: "Mit Grow-On schickst du zu klein gewordene Kinderjacken, Schuhe, Rucksäcke und Tragen zurück und bekommst 40 % des Kaufpreises als Guthaben für die nächste Größe, solange alles sauber ist und die Reißverschlüsse gehen. Start unter Mein Konto > Grow-On, das Etikett ist kostenlos. Wir waschen, flicken und geben es über Second Trail weiter.",
    vip: {
      en: "{{ customer.first_name }}, children grow faster than parcels travel, so I turn it round for you: the next size comes by express first, you keep the old one until it's too small for certain, and Summit gives 60 % credit instead of 40. Tell me the current sizes and I'll send the next. Ines, Summit desk",
      de: "{{ customer.first_name }}, Kinder wachsen schneller, als Pakete reisen, darum drehe ich es um: Die nächste Größe kommt zuerst per Express, die alte behaltet ihr, bis sie sicher zu klein ist, und bei Summit gibt es 60 % statt 40. Nenn mir die jetzigen Größen und ich schicke die nächsten. Ines, Summit Desk",
    },
    fresh: {
      en: "Nice that you found Grow-On! It works from your first kids' purchase: everything marked with the green leaf earns 40 % back when it's outgrown, no matter when. You don't sign up for anything; a clean item and the order number are enough.",
    },
  }),
];
