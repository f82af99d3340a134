import { defineReply } from "./define-reply.js";

export const orderReplies = [
  defineReply({
    key: "missing_item",
    title: "Item missing from the parcel",
    intents: ["missing_item"],
    en: "Sorry, that's either our packing mistake or a second parcel that's still on its way. Please check the packing slip: items marked \"P2\" travel separately. If yours isn't marked, reply with the order number and what's missing, and our team sends it within one working day, free of charge.",
    de: "Entschuldigen Sie, entweder haben wir falsch gepackt oder ein zweites Paket ist noch unterwegs. Schauen Sie bitte auf den Lieferschein: Artikel mit „P2“ reisen getrennt. Steht das nicht dabei, nennen Sie uns Bestellnummer und fehlenden Artikel, und unser Team schickt ihn innerhalb eines Werktags kostenlos nach.",
    vip: {
      en: '{{ customer.first_name }}, sorry, that\'s on us. Summit members need no photos and no forms: tick the missing part of order {{ order.id }} in your account and press "Missing", and the Summit desk sends it by express, the same day if you do it before 4 pm. If the first one should turn up after all, keep it as a spare.',
      de: "{{ customer.first_name }}, entschuldigen Sie, das geht auf uns. Als Summit-Mitglied brauchen Sie weder Fotos noch Formulare: Haken Sie im Konto bei Bestellung {{ order.id }} an, was fehlt, und klicken Sie auf „Fehlt“, dann schickt der Summit Desk es per Express, vor 16 Uhr noch am selben Tag. Taucht das erste doch noch auf, behalten Sie es als Reserve.",
    },
    fresh: {
      en: "Oh no, that's not how unboxing should go. Larger orders sometimes leave in two parcels: your shipping mail then lists two tracking numbers, and \"P2\" on the packing slip marks what comes later. If there's only one number, tell us which item is missing and our team sends it at no cost, by the next working day.",
      de: "Oh nein, so soll das Auspacken nicht sein. Größere Bestellungen gehen manchmal in zwei Paketen raus: Ihre Versandmail nennt dann zwei Sendungsnummern, und „P2“ auf dem Lieferschein kennzeichnet, was später kommt. Steht dort nur eine Nummer, sagen Sie uns, welcher Artikel fehlt, und unser Team schickt ihn kostenlos nach, spätestens am nächsten Werktag.",
    },
  }),
  defineReply({
    key: "wrong_item",
    title: "Wrong item received",
    intents: ["wrong_item"],
    en: "We're sorry if you received something you didn't order. Reply with the order number and a photo of the label on the item, and our team sends the right one within one working day. The wrong one goes back with a free label whenever it suits you in the next 30 days.",
    de: "Es tut uns leid, wenn Sie etwas anderes bekommen haben als bestellt. Schicken Sie uns die Bestellnummer und ein Foto vom Etikett, und unser Team verschickt das richtige Teil innerhalb eines Werktags. Das falsche senden Sie in den nächsten 30 Tagen mit kostenlosem Etikett zurück, wann es Ihnen passt.",
    vip: {
      en: "{{ customer.first_name }}, we're sorry about the mix-up; as a Summit member you don't need to prove it with a photo. Open order {{ order.id }} in your account and press \"Wrong item\": the right one comes by express the next working day. Give the wrong one to the courier who brings it, he takes it back unpacked.",
      de: "{{ customer.first_name }}, die Verwechslung tut uns leid; als Summit-Mitglied müssen Sie sie nicht mit einem Foto belegen. Öffnen Sie Bestellung {{ order.id }} im Konto und klicken Sie auf „Falscher Artikel“: Der richtige kommt am nächsten Werktag per Express. Den falschen geben Sie dem Kurier mit, der ihn bringt, auch unverpackt.",
    },
    atRisk: {
      en: "{{ customer.first_name }}, we're sorry, and we know it isn't the first thing that went wrong for you here. Reply with the name on the label: a colleague sends the right item by express and checks the box before it's closed. You don't need to send the wrong one back; give it to somebody who can use it.",
      de: "{{ customer.first_name }}, es tut uns leid, und wir wissen, dass bei Ihnen nicht zum ersten Mal etwas schiefging. Antworten Sie mit dem Namen auf dem Etikett: Unser Team schickt das Richtige per Express und prüft den Karton, bevor er zugeht. Das Falsche müssen Sie nicht zurückschicken; geben Sie es jemandem, der es brauchen kann.",
    },
  }),
  defineReply({
    key: "damaged_in_transit",
    title: "Arrived damaged",
    intents: ["damaged_item"],
    en: "We're sorry it arrived in that state. Please send two photos, one of the damage and one of the box, and keep both for a few days in case the carrier asks. As soon as we have the photos you can choose between a replacement and a refund. You pay nothing for either.",
    de: "Es tut uns leid, dass die Ware so bei Ihnen ankam. Bitte schicken Sie uns zwei Fotos, eins vom Schaden und eins vom Karton, und heben Sie beides ein paar Tage auf, falls der Paketdienst nachfragt. Sobald wir die Fotos haben, wählen Sie zwischen Ersatz und Erstattung. Beides kostet Sie nichts.",
    vip: {
      en: '{{ customer.first_name }}, we apologise for that sorry sight. For Summit members the replacement comes first and the photo later: press "Damaged" beside order {{ order.id }} and a new one reaches you by express the next working day. The courier takes the broken one with him. A photo afterwards helps us in the argument with the carrier.',
      de: "{{ customer.first_name }}, für diesen Anblick bitten wir um Entschuldigung. Bei Summit-Mitgliedern kommt zuerst der Ersatz und dann das Foto: Klicken Sie neben Bestellung {{ order.id }} auf „Beschädigt“, und am nächsten Werktag ist per Express ein neues Stück bei Ihnen. Der Kurier nimmt das kaputte gleich mit. Ein Foto im Nachhinein hilft uns im Streit mit dem Paketdienst.",
    },
    atRisk: {
      en: "We're sorry, {{ customer.first_name }}. You've had enough trouble with us, so let's skip the forms: reply \"replacement\" or \"money\" and a colleague arranges it the same working day. Photos can follow later. If you'd like padded packaging for everything we send you from now on, say so in the same message.",
      de: "Es tut uns leid, {{ customer.first_name }}. Sie hatten genug Ärger mit uns, lassen wir also die Formulare: Antworten Sie „Ersatz“ oder „Geld“, und unser Team veranlasst es am selben Werktag. Die Fotos können später folgen. Möchten Sie künftig alles in gepolsterter Verpackung, schreiben Sie es gleich dazu.",
    },
  }),
  defineReply({
    key: "order_cancel",
    title: "Cancel an order",
    intents: ["order_cancel"],
    en: 'As long as the order page says "Received" you can cancel by yourself under My account > Orders > Cancel, and nothing is charged. Once it says "Packing" we can\'t stop the belt any more; then simply refuse the parcel or send it back free of charge, and we refund the full amount.',
    de: "Solange auf der Bestellseite „Eingegangen“ steht, können Sie selbst unter Mein Konto > Bestellungen > Stornieren abbrechen, und es wird nichts abgebucht. Steht dort „Wird gepackt“, lässt sich das Band nicht mehr anhalten. Nehmen Sie das Paket dann einfach nicht an oder schicken Sie es kostenlos zurück, und wir erstatten den vollen Betrag.",
    vip: {
      en: "{{ customer.first_name }}, Summit members can cancel later than everyone else, up to the moment the truck closes. Press \"Cancel\" beside order {{ order.id }}, or call the number on your Summit card if it's being packed: the Summit desk has it taken off the belt, and the full {{ order.total | money }} is released to you. If something about it wasn't right, tell them, and they look for what is.",
      de: "{{ customer.first_name }}, Summit-Mitglieder können länger stornieren als alle anderen, bis der Lkw schließt. Klicken Sie neben Bestellung {{ order.id }} auf „Stornieren“, oder rufen Sie die Nummer auf Ihrer Summit-Karte an, wenn sie schon gepackt wird: Der Summit Desk lässt sie vom Band nehmen, und der volle Betrag von {{ order.total | money }} wird für Sie freigegeben. Hat etwas daran nicht gepasst, sagen Sie es dort, und das Team sucht das Passende.",
    },
    fresh: {
      en: "No problem, and no hard feelings! In the first hour or so you can cancel from the link in your confirmation mail, account or not. Later than that, just leave the parcel unopened and hand it back to the carrier: we refund everything including delivery within five working days.",
      de: "Kein Problem, wir nehmen es Ihnen nicht übel! Etwa in der ersten Stunde können Sie über den Link in der Bestätigungsmail stornieren, mit oder ohne Konto. Danach geben Sie das Paket einfach ungeöffnet an den Paketdienst zurück: Wir erstatten alles samt Versand innerhalb von fünf Werktagen.",
    },
  }),
  defineReply({
    key: "order_change",
    title: "Change items in an order",
    intents: ["order_change"],
    en: "Until packing starts, usually within two hours, our team can swap a size or colour or take an item out. Please reply with the order number and exactly what should change. Adding an item isn't possible, but a second order within the same day is shipped along with the first at no extra cost.",
    de: "Bis das Packen beginnt, meist innerhalb von zwei Stunden, kann unser Team Größe oder Farbe tauschen oder einen Artikel herausnehmen. Nennen Sie uns bitte die Bestellnummer und genau, was sich ändern soll. Hinzufügen geht nicht, aber eine zweite Bestellung am selben Tag kommt ohne Mehrkosten mit der ersten mit.",
    vip: {
      en: "{{ customer.first_name }}, reply with what you'd like instead, and the Summit desk changes order {{ order.id }} by hand, additions included. If the box is closed already, let it come: the right things follow by express, and the courier takes back what you no longer want. Before 9 pm the number on your Summit card is the quickest way.",
      de: "{{ customer.first_name }}, antworten Sie mit dem, was Sie stattdessen möchten, und der Summit Desk ändert Bestellung {{ order.id }} von Hand, auch mit Zusätzen. Ist der Karton schon zu, lassen Sie ihn kommen: Das Richtige folgt per Express, und der Kurier nimmt mit, was Sie nicht mehr wollen. Am schnellsten geht es bis 21 Uhr unter der Nummer auf Ihrer Summit-Karte.",
    },
  }),
  defineReply({
    key: "change_address",
    title: "Change the delivery address",
    intents: ["change_address"],
    en: "If the order hasn't shipped, send us the order number and the full new address and our team changes it. If it's already on the road, you can redirect it yourself through the link in the carrier's mail, to another address, a shop or a locker. For future orders, update it under My account > Addresses.",
    de: "Ist die Bestellung noch nicht versandt, schicken Sie uns Bestellnummer und vollständige neue Adresse, und unser Team ändert sie. Ist sie schon unterwegs, können Sie sie über den Link in der Mail des Paketdienstes selbst umleiten: an eine andere Adresse, in einen Shop oder eine Packstation. Für künftige Bestellungen ändern Sie die Adresse unter Mein Konto > Adressen.",
    vip: {
      en: "{{ customer.first_name }}, a Summit parcel can be redirected wherever it is, even from the depot. Reply with the new address for order {{ order.id }} and the Summit desk confirms the new delivery day. Please say whether you're moving or just away: if it's the latter, only this parcel changes and your account stays as it is.",
      de: "{{ customer.first_name }}, ein Summit-Paket lässt sich umleiten, wo immer es steckt, auch noch aus dem Depot. Antworten Sie mit der neuen Adresse für Bestellung {{ order.id }}, und der Summit Desk bestätigt Ihnen den neuen Liefertag. Schreiben Sie bitte dazu, ob Sie umziehen oder nur verreist sind: Dann ändert sich nur dieses Paket, und Ihr Konto bleibt, wie es ist.",
    },
    fresh: {
      en: 'Happens to all of us. Quick way: open the confirmation mail, press "Edit delivery", type the new address, save. That works until the parcel ships. Afterwards the carrier\'s own mail has a "redirect" link that does the same, including to a parcel locker.',
      de: "Das passiert uns allen. So geht es schnell: Bestätigungsmail öffnen, „Lieferung bearbeiten“ anklicken, neue Adresse eingeben, speichern. Das klappt bis zum Versand. Danach hat die Mail des Paketdienstes einen Link „Umleiten“, der dasselbe tut, auch an eine Packstation.",
    },
  }),
  defineReply({
    key: "preorder_backorder",
    title: "Pre-orders and backorders",
    intents: ["preorder"],
    en: "A pre-ordered item ships on the day it reaches us; the date on the product page is the maker's latest word and we update it every Monday. You're charged only when it ships. The rest of your order doesn't wait: we send that ahead and pay for the second parcel.",
    de: "Ein vorbestellter Artikel geht an dem Tag raus, an dem er bei uns eintrifft; das Datum auf der Produktseite ist der letzte Stand des Herstellers, wir aktualisieren es jeden Montag. Abgebucht wird erst beim Versand. Der Rest Ihrer Bestellung wartet nicht: Den schicken wir voraus und zahlen das zweite Paket.",
    vip: {
      en: '{{ customer.first_name }}, Summit members are served first from every delivery, so your place in the queue is safe. If you need something to bridge the gap, you can borrow the test model from our Innsbruck shop, free until yours arrives: press "Lend me one" beside the pre-order in your account.',
      de: "{{ customer.first_name }}, aus jeder Lieferung werden Summit-Mitglieder zuerst bedient, Ihr Platz ist also sicher. Brauchen Sie bis dahin etwas, können Sie das Testmodell aus unserem Laden in Innsbruck leihen, kostenlos, bis Ihres da ist: Klicken Sie im Konto neben der Vorbestellung auf „Ausleihen“.",
    },
  }),
  defineReply({
    key: "first_order_help",
    title: "Help with a first order",
    intents: ["how_to_order"],
    only: ["new"],
    en: "Welcome to {{ tenant.name }}! You don't need an account to order: put things in the basket, choose guest checkout, and pay by card, PayPal or invoice. Your first delivery is free and you have 30 days to change your mind. If you tell us what you're planning, our team happily looks over the basket before you pay.",
    de: "Willkommen bei {{ tenant.name }}! Zum Bestellen brauchen Sie kein Konto: Legen Sie alles in den Warenkorb, wählen Sie „Als Gast“ und zahlen Sie mit Karte, PayPal oder auf Rechnung. Der erste Versand ist frei, und Sie haben 30 Tage Rückgaberecht. Wenn Sie uns sagen, was Sie vorhaben, schaut unser Team gern vor dem Bezahlen über Ihren Warenkorb.",
    vip: {
      en: "{{ customer.first_name }}, the Summit desk is happy to help with this order: send the links of what you have in mind, and it builds the basket for you, sizes compared with what you already own. You'll find it under My account > Baskets and only have to press pay.",
      de: "{{ customer.first_name }}, bei dieser Bestellung hilft Ihnen gern der Summit Desk: Schicken Sie die Links zu dem, was Sie im Sinn haben, und er stellt den Warenkorb für Sie zusammen, die Größen abgeglichen mit dem, was Sie schon haben. Sie finden ihn unter Mein Konto > Warenkörbe und müssen nur noch bezahlen.",
    },
    fresh: {
      en: "Hi {{ customer.first_name }}, and welcome! Here's the short version: basket, checkout, pay by card, PayPal or invoice; your first delivery is on us. If you're between two sizes, order both and send one back with a free QR code from your shipping mail, that's what it's for. Planning your first hut tour or a weekend under canvas? Tell us and we'll suggest a list that fits your budget.",
      de: "Hallo {{ customer.first_name }}, und willkommen! Kurz gesagt: Warenkorb, Kasse, zahlen mit Karte, PayPal oder auf Rechnung; der erste Versand geht auf uns. Schwanken Sie zwischen zwei Größen, bestellen Sie beide und schicken Sie eine mit dem kostenlosen QR-Code aus der Versandmail zurück, dafür ist er da. Planen Sie Ihre erste Hüttentour oder ein Wochenende im Zelt? Erzählen Sie uns davon, und wir schlagen Ihnen eine Liste vor, die in Ihr Budget passt.",
    },
  }),
];
