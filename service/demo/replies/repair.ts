import { defineReply } from "./define-reply.js";

export const repairReplies = [
  defineReply({
    key: "warranty_claim",
    title: "Faulty within three years",
    intents: ["warranty"],
    en: "That shouldn't break, and under the Larkfell Promise it's our problem for three years. Please send a photo of the fault and the order number. We repair it first, because that wastes least; if that can't be done within ten working days, you get a new one or your money.",
    de: "Das darf nicht kaputtgehen, und mit dem Larkfell-Versprechen ist es drei Jahre lang unser Problem. Schicken Sie uns bitte ein Foto vom Defekt und die Bestellnummer. Wir reparieren zuerst, weil das am wenigsten verschwendet; geht das nicht innerhalb von zehn Werktagen, bekommen Sie ein neues Teil oder Ihr Geld.",
    vip: {
      en: '{{ customer.first_name }}, no forms for Summit members: press "Faulty" beside the order and a replacement comes by express the next working day. The courier takes the old one to our workshop, which finds out why it failed. If you\'re attached to it, choose "Repair mine" instead and you get a loan until it\'s back.',
      de: "{{ customer.first_name }}, für Summit-Mitglieder ohne Formulare: Klicken Sie neben der Bestellung auf „Defekt“, und Ersatz kommt am nächsten Werktag per Express. Der Kurier bringt das alte Teil in unsere Werkstatt, die herausfindet, woran es lag. Hängen Sie daran, wählen Sie stattdessen „Meins reparieren“ und bekommen solange eine Leihgabe.",
    },
    fresh: {
      en: "We're sorry it failed so soon. In the first 30 days you don't need a warranty at all: send it back free of charge as faulty and choose a new one or your money. After that our own three-year promise covers material and workmanship. A photo and your order number are enough to start.",
      de: "Es tut uns leid, dass es so früh kaputtging. In den ersten 30 Tagen brauchen Sie gar keine Garantie: Schicken Sie es kostenlos als defekt zurück und wählen Sie ein neues oder Ihr Geld. Danach gilt drei Jahre unser eigenes Versprechen auf Material und Verarbeitung. Ein Foto und Ihre Bestellnummer genügen für den Anfang.",
    },
    atRisk: {
      en: "{{ customer.first_name }}, we're sorry, you've had more trouble with us than anyone should. Reply with one line on what failed: a colleague sends the replacement before the old one is back, from a different batch if there is one. If you've lost trust in the model, say so instead and it's refunded in full, whatever its age.",
      de: "{{ customer.first_name }}, es tut uns leid, Sie hatten mit uns mehr Ärger, als irgendwer haben sollte. Antworten Sie mit einer Zeile, was versagt hat: Unser Team schickt den Ersatz, noch bevor das alte Teil zurück ist, und wenn möglich aus einer anderen Charge. Haben Sie das Vertrauen in das Modell verloren, schreiben Sie das, und Sie bekommen den vollen Preis zurück, egal wie alt es ist.",
    },
  }),
  defineReply({
    key: "express_replacement",
    title: "Express replacement for Summit",
    intents: ["warranty", "damaged_item"],
    only: ["vip"],
    en: 'Summit members get a replacement by express, before the faulty item is back: press "Replace" beside the order, and it reaches you the next working day. Put the faulty item into the same bag and hand it to the courier, or keep it until it suits you and use the free label from the order page.',
    de: "Summit-Mitglieder bekommen Ersatz per Express, noch bevor das defekte Teil zurück ist: Klicken Sie neben der Bestellung auf „Ersetzen“, und er ist am nächsten Werktag bei Ihnen. Stecken Sie das defekte Teil in dieselbe Tasche und geben Sie es dem Kurier mit, oder behalten Sie es, bis es Ihnen passt, und nutzen Sie das kostenlose Etikett von der Bestellseite.",
    vip: {
      en: "{{ customer.first_name }}, press \"Replace\" beside order {{ order.id }} before 4 pm and the new one is with you before noon on the next working day, paid for by us. Don't bother with photos; hand the old one to the courier, and our workshop tells you what failed. If you're leaving before that, enter the address of your hut or hotel, and the Summit desk sends it there.",
      de: "{{ customer.first_name }}, klicken Sie vor 16 Uhr neben Bestellung {{ order.id }} auf „Ersetzen“, und der Ersatz ist am nächsten Werktag vor Mittag bei Ihnen, auf unsere Kosten. Fotos brauchen Sie nicht; geben Sie das alte Teil dem Kurier mit, und unsere Werkstatt sagt Ihnen, was versagt hat. Sind Sie dann schon unterwegs, geben Sie die Adresse Ihrer Hütte oder Ihres Hotels an, und der Summit Desk schickt ihn dorthin.",
    },
  }),
  defineReply({
    key: "repair_service",
    title: "Book a repair",
    intents: ["repair"],
    en: "Our workshop in Innsbruck mends zips, seams, membranes, poles and soles, also on things that weren't bought from us. Fill in the form at larkfell.example/repair with two photos and you'll get a fixed price within a day; a zip is typically €25, a patch €12. Wash the piece first, please. It takes about ten working days.",
    de: "Unsere Werkstatt in Innsbruck richtet Reißverschlüsse, Nähte, Membranen, Gestänge und Sohlen, auch an Dingen, die nicht von uns sind. Füllen Sie mit zwei Fotos das Formular auf larkfell.example/repair aus, und Sie bekommen innerhalb eines Tages einen Festpreis; ein Reißverschluss kostet meist 25 €, ein Flicken 12 €. Bitte waschen Sie das Teil vorher. Es dauert etwa zehn Werktage.",
    vip: {
      en: "{{ customer.first_name }}, two repairs a year are yours at no charge, and you jump the queue: three working days instead of ten. Choose a pick-up slot at larkfell.example/repair while you're signed in. If it's your everyday jacket, tick \"Loan\" and the courier brings one in your size, so you're never without.",
      de: "{{ customer.first_name }}, zwei Reparaturen im Jahr sind für Sie kostenlos und kommen zuerst dran: drei Werktage statt zehn. Wählen Sie angemeldet auf larkfell.example/repair einen Abholtermin. Ist es Ihre Alltagsjacke, haken Sie „Leihgabe“ an, und der Kurier bringt eine in Ihrer Größe mit, damit Sie nie ohne sind.",
    },
    lapsed: {
      en: "Lovely that you're mending it rather than buying new, even from us. Old models are welcome: we keep zips and buckles for ten years. Send two photos through larkfell.example/repair; as a returning customer you pay only for the material this time, the work is on us.",
      de: "Schön, dass Sie flicken lassen, statt neu zu kaufen, selbst bei uns. Alte Modelle sind willkommen: Reißverschlüsse und Schnallen halten wir zehn Jahre vor. Schicken Sie zwei Fotos über larkfell.example/repair; wer zu uns zurückkehrt, zahlt diesmal nur das Material, die Arbeit geht auf uns.",
    },
  }),
  defineReply({
    key: "repair_status",
    title: "Status of a repair",
    intents: ["repair_status"],
    en: 'You can follow your repair with the number on the blue tag (it starts with R) at larkfell.example/repair. "Queued" means it\'s waiting for a bench, "Mending" that it\'s on one, "Drying" that it\'s washed and glued. If it has been more than ten working days, send us the number and our team asks at the workshop.',
    de: "Mit der Nummer auf dem blauen Zettel (sie beginnt mit R) sehen Sie den Stand auf larkfell.example/repair. „Wartet“ heißt, es ist noch kein Platz frei, „In Arbeit“, dass jemand daran sitzt, „Trocknet“, dass es gewaschen und geklebt ist. Sind mehr als zehn Werktage vorbei, schicken Sie uns die Nummer, und unser Team fragt in der Werkstatt nach.",
    vip: {
      en: "{{ customer.first_name }}, a Summit repair takes three working days and travels back by express; larkfell.example/repair shows with the number on the blue tag which bench it's on. If you need it earlier for a trip, call the number on your Summit card with the date, and the Summit desk arranges it with the workshop. Should it not be ready in time, you get a loan for the trip.",
      de: "{{ customer.first_name }}, eine Summit-Reparatur dauert drei Werktage und reist per Express zurück; larkfell.example/repair zeigt mit der Nummer vom blauen Zettel, auf welcher Werkbank sie liegt. Brauchen Sie das Teil früher für eine Tour, rufen Sie mit dem Datum die Nummer auf Ihrer Summit-Karte an, und der Summit Desk klärt es mit der Werkstatt. Wird es nicht rechtzeitig fertig, bekommen Sie für die Tour eine Leihgabe.",
    },
    atRisk: {
      en: "{{ customer.first_name }}, we're sorry you have to ask; you should hear from us before that. Reply with the number on the blue tag: a colleague asks the workshop to take it next and gives you a date the same working day. If it has been more than ten working days, the repair is free of charge, and you can have a loan item in the meantime.",
      de: "{{ customer.first_name }}, es tut uns leid, dass Sie fragen müssen; Sie sollten vorher von uns hören. Antworten Sie mit der Nummer auf dem blauen Zettel: Unser Team bittet die Werkstatt, das Teil als Nächstes zu nehmen, und nennt Ihnen am selben Werktag einen Termin. Sind mehr als zehn Werktage vorbei, kostet die Reparatur nichts, und solange können Sie eine Leihgabe bekommen.",
    },
  }),
  defineReply({
    key: "spare_parts",
    title: "Spare parts",
    intents: ["spare_parts"],
    en: "We stock buckles, pole sections, laces, stove seals, zip pulls and tent pegs for ten years after a model ends. Search for the model's name plus \"spare\" in the shop. If you can't find it, send us a photo with a ruler beside the part; small things go out by letter and cost next to nothing.",
    de: "Schnallen, Gestängesegmente, Schnürsenkel, Kocherdichtungen, Zipper und Heringe führen wir noch zehn Jahre nach dem Ende eines Modells. Suchen Sie im Shop nach dem Modellnamen plus „Ersatz“. Finden Sie nichts, schicken Sie uns ein Foto mit Lineal daneben; Kleinteile kommen per Brief und kosten fast nichts.",
    vip: {
      en: "{{ customer.first_name }}, small parts are free for Summit members: reply with what you need for your {{ order.item }} or whatever else broke. The Summit desk puts it in the next post, with a second as a spare. If it needs tools, a link to a short video comes with it.",
      de: "{{ customer.first_name }}, Kleinteile sind für Summit-Mitglieder kostenlos: Schreiben Sie uns, was Sie brauchen, für Ihren letzten Kauf ({{ order.item }}) oder etwas anderes. Der Summit Desk gibt es in die nächste Post, ein zweites als Reserve dabei. Braucht es Werkzeug, liegt ein Link zu einem kurzen Video bei.",
    },
  }),
  defineReply({
    key: "kids_swap",
    title: "Kids' Grow-On swap",
    intents: ["kids_swap"],
    en: "With Grow-On you send outgrown kids' jackets, boots, packs and carriers back and get 40 % of what you paid as credit for the next size, as long as they're clean and all zips work. Start it under My account > Grow-On, the label is free. We wash and mend them and pass them on through Second Trail.",
    de: "Mit Grow-On schicken Sie zu klein gewordene Kinderjacken, Schuhe, Rucksäcke und Tragen zurück und bekommen 40 % des Kaufpreises als Guthaben für die nächste Größe, solange alles sauber ist und die Reißverschlüsse gehen. Starten Sie unter Mein Konto > Grow-On, das Etikett ist kostenlos. Wir waschen, flicken und geben es über Second Trail weiter.",
    vip: {
      en: "{{ customer.first_name }}, children grow faster than parcels travel, so for Summit members it's the other way round: the next size comes by express first, and you keep the old one until it's too small for certain. Choose the new sizes under My account > Grow-On. Summit gives 60 % credit instead of 40.",
      de: "{{ customer.first_name }}, Kinder wachsen schneller, als Pakete reisen, darum ist es für Summit-Mitglieder umgekehrt: Die nächste Größe kommt zuerst per Express, und die alte behalten Sie, bis sie sicher zu klein ist. Wählen Sie die neuen Größen unter Mein Konto > Grow-On. Bei Summit gibt es 60 % Guthaben statt 40.",
    },
    fresh: {
      en: "Nice that you found Grow-On! It works from your first kids' purchase: everything marked with the green leaf earns 40 % back when it's outgrown, no matter when. You don't sign up for anything; a clean item and the order number are enough.",
      de: "Schön, dass Sie Grow-On entdeckt haben! Es gilt ab dem ersten Kinderkauf: Für alles mit dem grünen Blatt gibt es 40 % zurück, sobald es zu klein ist, egal wann. Anmelden müssen Sie sich nirgends; ein sauberes Teil und die Bestellnummer genügen.",
    },
  }),
];
