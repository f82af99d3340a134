import { defineReply } from "./define-reply.js";

export const orderReplies = [
  defineReply({
    key: "missing_item",
    title: "Item missing from the parcel",
    intents: ["missing_item"],
    en: "Sorry, that's our packing mistake or a second parcel that's still on its way. Please check the packing slip: items marked \"P2\" travel separately. If yours isn't marked, tell us what's missing and we'll send it within one working day, free of charge.",
    de: "Entschuldige, da haben wir falsch gepackt, oder ein zweites Paket ist noch unterwegs. Schau bitte auf den Lieferschein: Artikel mit „P2“ reisen getrennt. Steht das nicht dabei, sag uns, was fehlt, und wir schicken es innerhalb eines Werktags kostenlos nach.",
    vip: {
      en: "{{ customer.first_name }}, sorry, that's on us. The missing part of order {{ order.id }} is already being packed again and goes out by express tonight; I don't need photos or forms from you. If it should turn up after all, keep the spare. Ines, Summit desk",
      de: "{{ customer.first_name }}, entschuldige, das geht auf uns. Was bei Bestellung {{ order.id }} fehlt, wird gerade noch einmal gepackt und geht heute Abend per Express raus; Fotos oder Formulare brauche ich nicht. Taucht das erste doch noch auf, behalte es als Ersatz. Ines, Summit Desk",
    },
    fresh: {
      en: "Oh no, that's not how unboxing should go. Larger orders sometimes leave in two parcels: your shipping mail then lists two tracking numbers, and \"P2\" on the packing slip marks what comes later. If there's only one number, just tell us which item is missing and we'll send it out tomorrow at no cost.",
    },
  }),
  defineReply({
    key: "wrong_item",
    title: "Wrong item received",
    intents: ["wrong_item"],
    en: "I'm sorry we sent you something you didn't order. Reply with a photo of the label on the item, and we'll send the right one within one working day. The wrong one goes back with a free label whenever it suits you in the next 30 days.",
    de: "Es tut mir leid, dass du etwas anderes bekommen hast als bestellt. Schick uns ein Foto vom Etikett und das richtige Teil geht innerhalb eines Werktags raus. Das falsche schickst du in den nächsten 30 Tagen mit kostenlosem Etikett zurück, wann es dir passt.",
    vip: {
      en: "{{ customer.first_name }}, the right {{ order.item }} is on the express belt as I write, no photo needed. Leave the wrong one with the courier who brings it, he'll have a bag for it. I've also asked the warehouse how this got past the scanner. Ines, Summit desk",
      de: "{{ customer.first_name }}, das Richtige ({{ order.item }}) liegt schon auf dem Expressband, ein Foto brauche ich nicht. Das Falsche gibst du dem Kurier einfach mit, er hat eine Tasche dafür dabei. Und im Lager kläre ich, wie das am Scanner vorbeikam. Ines, Summit Desk",
    },
    atRisk: {
      en: "{{ customer.first_name }}, I'm sorry, and I know it isn't the first thing that went wrong for you here. The right item leaves today by express and a colleague checks the box before it's closed. You don't need to send the wrong one back: give it to somebody who can use it.",
      de: "{{ customer.first_name }}, es tut mir leid, und ich weiß, dass bei dir nicht zum ersten Mal etwas schiefging. Das Richtige geht heute per Express raus, und jemand prüft den Karton, bevor er zugeht. Das Falsche musst du nicht zurückschicken: Gib es jemandem, der es brauchen kann.",
    },
  }),
  defineReply({
    key: "damaged_in_transit",
    title: "Arrived damaged",
    intents: ["damaged_item"],
    en: "I'm sorry it arrived in that state. Please send two photos, one of the damage and one of the box, and keep both for a few days in case the carrier asks. As soon as we have the photos you can choose between a replacement and a refund. You pay nothing for either.",
    de: "Es tut mir leid, dass die Ware so bei dir ankam. Bitte schick uns zwei Fotos, eins vom Schaden und eins vom Karton, und heb beides ein paar Tage auf, falls der Paketdienst nachfragt. Sobald wir die Fotos haben, wählst du zwischen Ersatz und Erstattung. Beides kostet dich nichts.",
    vip: {
      en: "{{ customer.first_name }}, that's a sorry sight and I apologise. A new {{ order.item }} leaves tonight by express before you've even taken a photo; send one when you have a minute, it helps me in the argument with the carrier. The broken one is collected at your door. Ines, Summit desk",
      de: "{{ customer.first_name }}, das ist kein schöner Anblick, bitte entschuldige. Ersatz ({{ order.item }}) geht heute Abend per Express raus, noch bevor du ein Foto gemacht hast; schick mir eins, wenn du Zeit hast, das hilft mir im Streit mit dem Paketdienst. Das kaputte Teil holen wir bei dir ab. Ines, Summit Desk",
    },
    atRisk: {
      en: "I'm sorry, {{ customer.first_name }}. You've had enough trouble with us, so let's skip the forms: tell me whether you'd like a replacement or your money and I'll do it within the hour. Photos can follow later. I've also switched your address to our padded packaging from now on.",
    },
  }),
  defineReply({
    key: "order_cancel",
    title: "Cancel an order",
    intents: ["order_cancel"],
    en: 'As long as the status is "Received" you can cancel by yourself under My account > Orders > Cancel, and nothing is charged. Once it says "Packing" we can\'t stop the belt any more; then simply refuse the parcel or send it back free of charge, and we refund the full amount.',
    de: "Solange der Status „Eingegangen“ ist, kannst du selbst unter Mein Konto > Bestellungen > Stornieren abbrechen, und es wird nichts abgebucht. Steht dort „Wird gepackt“, lässt sich das Band nicht mehr anhalten. Dann nimm das Paket einfach nicht an oder schick es kostenlos zurück, und wir erstatten alles.",
    vip: {
      en: "{{ customer.first_name }}, consider it done: I've asked the warehouse to pull order {{ order.id }} off the belt, which I can do up to the moment the truck closes. The {{ order.total }} is released to you straight away. If you cancelled because something about it wasn't right, tell me and I'll find what is. Ines, Summit desk",
      de: "{{ customer.first_name }}, schon erledigt: Ich lasse Bestellung {{ order.id }} vom Band nehmen, das geht bei mir, bis der Lkw schließt. Die {{ order.total }} werden sofort wieder freigegeben. Falls etwas daran nicht gepasst hat, sag es mir und ich suche das Passende. Ines, Summit Desk",
    },
    fresh: {
      en: "No problem, and no hard feelings! In the first hour or so you can cancel from the link in your confirmation mail, account or not. Later than that, just leave the parcel unopened and hand it back to the carrier: we refund everything including delivery within five working days.",
      de: "Kein Problem! In der ersten Stunde kannst du über den Link in der Bestätigungsmail stornieren, mit oder ohne Konto. Danach gib das Paket einfach ungeöffnet an den Paketdienst zurück: Wir erstatten alles samt Versand innerhalb von fünf Werktagen.",
    },
  }),
  defineReply({
    key: "order_change",
    title: "Change items in an order",
    intents: ["order_change"],
    en: "Until packing starts, usually within two hours, we can swap a size or colour or take an item out. Please reply with the order number and exactly what should change. Adding an item isn't possible, but a second order within the same day is shipped along with the first at no extra cost.",
    de: "Bis das Packen beginnt, meist innerhalb von zwei Stunden, können wir Größe oder Farbe tauschen oder einen Artikel herausnehmen. Schreib uns Bestellnummer und genau, was sich ändern soll. Hinzufügen geht nicht, aber eine zweite Bestellung am selben Tag schicken wir ohne Mehrkosten mit.",
    vip: {
      en: "{{ customer.first_name }}, tell me what you'd like instead and I'll change order {{ order.id }} by hand, additions included. If the box is closed already I'll let it go, send the right things after it by express, and the courier takes back what you no longer want. Ines, Summit desk",
      de: "{{ customer.first_name }}, sag mir, was du stattdessen möchtest, und ich ändere Bestellung {{ order.id }} von Hand, auch mit Zusätzen. Ist der Karton schon zu, lasse ich ihn ziehen, schicke das Richtige per Express hinterher, und der Kurier nimmt mit, was du nicht mehr willst. Ines, Summit Desk",
    },
  }),
  defineReply({
    key: "change_address",
    title: "Change the delivery address",
    intents: ["change_address"],
    en: "If the order hasn't shipped, send us the order number and the full new address and we'll change it. If it's already on the road, you can redirect it yourself through the link in the carrier's mail, to another address, a shop or a locker. For future orders, update it under My account > Addresses.",
    de: "Ist die Bestellung noch nicht verschickt, schick uns Bestellnummer und vollständige neue Adresse, dann ändern wir sie. Ist sie schon unterwegs, kannst du sie über den Link in der Mail des Paketdienstes selbst umleiten: an eine andere Adresse, in einen Shop oder eine Packstation. Für künftige Bestellungen änderst du sie unter Mein Konto > Adressen.",
    vip: {
      en: "{{ customer.first_name }}, send me the new address and I'll redirect order {{ order.id }} wherever it is, even from the depot. Are you moving, or just away for a while? If it's the latter I'll change this one parcel and leave your account as it is. Ines, Summit desk",
      de: "{{ customer.first_name }}, schick mir die neue Adresse und ich leite Bestellung {{ order.id }} um, wo immer sie steckt, auch noch aus dem Depot. Ziehst du um oder bist du nur eine Weile weg? Dann ändere ich nur dieses Paket und lasse dein Konto, wie es ist. Ines, Summit Desk",
    },
    fresh: {
      en: 'Happens to all of us. Quick way: open the confirmation mail, press "Edit delivery", type the new address, save. That works until the parcel ships. Afterwards the carrier\'s own mail has a "redirect" link that does the same, including to a parcel locker.',
    },
  }),
  defineReply({
    key: "preorder_backorder",
    title: "Pre-orders and backorders",
    intents: ["preorder"],
    en: "A pre-ordered item ships on the day it reaches us; the date on the product page is the maker's latest word and we update it every Monday. You're charged only when it ships. The rest of your order doesn't wait: we send that ahead and pay for the second parcel.",
    de: "Ein vorbestellter Artikel geht an dem Tag raus, an dem er bei uns eintrifft. Das Datum auf der Produktseite ist der letzte Stand des Herstellers, wir aktualisieren es jeden Montag. Abgebucht wird erst beim Versand. Der Rest deiner Bestellung wartet nicht: Den schicken wir voraus und zahlen das zweite Paket.",
    vip: {
      en: "{{ customer.first_name }}, Summit members are served first from every delivery, so your place in the queue is safe. If you need something to bridge the gap, I'll lend you the test model from our Innsbruck shop, free until yours arrives. Just say the word. Ines, Summit desk",
      de: "{{ customer.first_name }}, aus jeder Lieferung werden Summit-Mitglieder zuerst bedient, dein Platz ist also sicher. Brauchst du bis dahin etwas, leihe ich dir das Testmodell aus unserem Laden in Innsbruck, kostenlos, bis deins da ist. Sag einfach Bescheid. Ines, Summit Desk",
    },
  }),
  defineReply({
    key: "first_order_help",
    title: "Help with a first order",
    intents: ["how_to_order"],
    only: ["new"],
    en: "Welcome to {{ tenant.name }}! You don't need an account to order: put things in the basket, choose guest checkout, and pay by card, PayPal or invoice. Your first delivery is free, you have 30 days to change your mind, and if you tell us what you're planning we'll happily look over the basket before you pay.",
    de: "Willkommen bei {{ tenant.name }}! Zum Bestellen brauchst du kein Konto: Leg alles in den Warenkorb, wähle „Als Gast“ und zahle mit Karte, PayPal oder auf Rechnung. Der erste Versand ist frei, du hast 30 Tage Rückgaberecht, und wenn du uns sagst, was du vorhast, schauen wir gern vor dem Bezahlen über deinen Warenkorb.",
    vip: {
      en: "{{ customer.first_name }}, happy to help with this one in person: send me the links of what you have in mind and I'll build the basket for you, sizes checked against what you already own. You only have to press pay. Ines, Summit desk",
      de: "{{ customer.first_name }}, dabei helfe ich dir gern persönlich: Schick mir die Links und ich stelle dir den Warenkorb zusammen, die Größen gleiche ich mit dem ab, was du schon hast. Du musst nur noch bezahlen. Ines, Summit Desk",
    },
    fresh: {
      en: "Hi {{ customer.first_name }}, and welcome! Here's the short version: basket, checkout, pay by card, PayPal or invoice; your first delivery is on us. If you're between two sizes, order both and send one back with the label in the box, that's what it's for. Planning your first hut tour or a weekend under canvas? Tell us and we'll suggest a list that fits your budget.",
      de: "Hallo {{ customer.first_name }}, und willkommen! Kurz gesagt: Warenkorb, Kasse, zahlen mit Karte, PayPal oder auf Rechnung; der erste Versand geht auf uns. Schwankst du zwischen zwei Größen, bestell beide und schick eine mit dem beiliegenden Etikett zurück, dafür ist es da. Planst du deine erste Hüttentour? Erzähl uns davon und wir schlagen dir eine Liste vor, die in dein Budget passt.",
    },
  }),
];
