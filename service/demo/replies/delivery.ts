import { defineReply } from "./define-reply.js";

export const deliveryReplies = [
  defineReply({
    key: "order_status",
    title: "Where is my order",
    intents: ["order_status"],
    en: "Thanks for checking in. Orders leave our warehouse in Innsbruck within one working day and usually take 2 to 4 working days from there. You'll find the live tracking under My account > Orders. If it hasn't moved for three working days, reply here with the order number and our team asks the carrier to search.",
    de: "Danke für Ihre Nachfrage. Bestellungen verlassen unser Lager in Innsbruck innerhalb eines Werktags und sind danach meist 2 bis 4 Werktage unterwegs. Die Sendungsverfolgung finden Sie unter Mein Konto > Bestellungen. Tut sich dort drei Werktage lang nichts, antworten Sie hier mit der Bestellnummer, und unser Team lässt den Paketdienst suchen.",
    vip: {
      en: "Hi {{ customer.first_name }}, your latest order {{ order.id }} is currently marked as {{ order.status }}. As a Summit member you travel on the express lane: a parcel reaches you the working day after it ships. If a shipped one isn't with you by that evening, call the number on your Summit card, and the Summit desk sends a second {{ order.item }} by courier at our expense.",
      de: "Hallo {{ customer.first_name }}, Ihre letzte Bestellung {{ order.id }} ist derzeit als {{ order.status }} vermerkt. Als Summit-Mitglied reisen Sie auf der Expressspur: Ein Paket ist am Werktag nach dem Versand bei Ihnen. Ist ein versandtes an diesem Abend nicht da, rufen Sie die Nummer auf Ihrer Summit-Karte an, und der Summit Desk schickt auf unsere Kosten Ersatz ({{ order.item }}) per Kurier.",
    },
    fresh: {
      en: "Welcome to {{ tenant.name }}! Here's how it works with us: after checkout you get a confirmation, within one working day a second mail with the tracking link, and 2 to 4 working days later the parcel. If you ordered as a guest, the link in that second mail is all you need. If it hasn't come, send us your order number (it starts with LF) and our team looks it up.",
      de: "Willkommen bei {{ tenant.name }}! So läuft es bei uns: Nach dem Kauf bekommen Sie eine Bestätigung, innerhalb eines Werktags eine zweite Mail mit dem Trackinglink und 2 bis 4 Werktage später das Paket. Haben Sie als Gast bestellt, genügt der Link aus dieser zweiten Mail. Ist sie nicht gekommen, schicken Sie uns Ihre Bestellnummer (sie beginnt mit LF), und unser Team sieht nach.",
    },
    atRisk: {
      en: "{{ customer.first_name }}, after your last experience with us you shouldn't have to ask where your parcel is, and we're sorry that you do. Order {{ order.id }} is currently marked as {{ order.status }}. If that doesn't match what you see at home, reply \"call the carrier\": a colleague phones the depot the same day and gives you a delivery date. If the depot can't name one, you choose between a new parcel by express and your money back.",
      de: "{{ customer.first_name }}, nach Ihrer letzten Erfahrung mit uns sollten Sie nicht auch noch nach Ihrem Paket fragen müssen, und das tut uns leid. Bestellung {{ order.id }} ist derzeit als {{ order.status }} vermerkt. Passt das nicht zu dem, was Sie zu Hause sehen, antworten Sie „Paketdienst anrufen“: Eine Kollegin oder ein Kollege ruft noch am selben Tag im Depot an und nennt Ihnen einen Liefertermin. Kann das Depot keinen nennen, wählen Sie zwischen einem neuen Paket per Express und Ihrem Geld.",
    },
    regular: {
      en: 'Hi {{ customer.first_name }}, order {{ order.id }} with your {{ order.item }} is currently marked as {{ order.status }}. From the day it ships, a parcel normally takes 2 to 4 working days. The live tracking is under My account > Orders; if it stands still for three days, press "Search for parcel" there.',
      de: "Hallo {{ customer.first_name }}, Ihre Bestellung {{ order.id }} ({{ order.item }}) ist derzeit als {{ order.status }} vermerkt. Ab dem Versandtag ist ein Paket in der Regel 2 bis 4 Werktage unterwegs. Die Sendungsverfolgung steht unter Mein Konto > Bestellungen; bewegt sich drei Tage nichts, klicken Sie dort auf „Paket suchen“.",
    },
  }),
  defineReply({
    key: "order_delayed",
    title: "Order is late",
    intents: ["order_delayed"],
    en: "We're sorry your parcel is late. In busy weeks and after heavy snow the carrier can need two extra working days, and the tracking page shows the new estimate first. If the date there has passed as well, reply with your order number and our team opens a search the same day.",
    de: "Es tut uns leid, dass Ihr Paket auf sich warten lässt. In starken Wochen und nach Schneefall braucht der Paketdienst manchmal zwei Werktage länger; die neue Schätzung steht zuerst in der Sendungsverfolgung. Ist auch dieser Termin vorbei, schicken Sie uns Ihre Bestellnummer, und unser Team startet noch am selben Tag eine Nachforschung.",
    vip: {
      en: "{{ customer.first_name }}, late isn't what you pay Summit for, and we're sorry. A Summit parcel that misses its day is replaced by express without waiting for a search: press \"Send again\" beside the order in your account, before 4 pm for dispatch the same day. You can simply refuse the slow parcel when it turns up. If you need the gear for a trip, enter the address where you'll be, hut or hotel included.",
      de: "{{ customer.first_name }}, für Verspätungen sind Sie nicht Summit-Mitglied, und das tut uns leid. Ein Summit-Paket, das seinen Tag verpasst, wird ohne Nachforschung per Express ersetzt: Klicken Sie im Konto neben der Bestellung auf „Neu senden“, vor 16 Uhr für den Versand am selben Tag. Das langsame Paket können Sie bei Ankunft einfach ablehnen. Brauchen Sie die Sachen für eine Tour, geben Sie die Adresse an, an der Sie sein werden, gern auch Hütte oder Hotel.",
    },
    fresh: {
      en: "That's not the first impression we wanted to make, sorry. A parcel counts as delayed when it misses the date in your shipping mail by two working days; from then on we search for it, and you choose between a new parcel and your money back. Compare that date with today's, and if you're past it, reply with the order number.",
      de: "Diesen ersten Eindruck wollten wir nicht machen, entschuldigen Sie. Als verspätet gilt ein Paket, wenn es das Datum aus Ihrer Versandmail um zwei Werktage verfehlt; ab dann suchen wir danach, und Sie wählen zwischen einem neuen Paket und Ihrem Geld. Vergleichen Sie dieses Datum mit heute, und ist die Frist vorbei, antworten Sie mit der Bestellnummer.",
    },
    atRisk: {
      en: "We're sorry, {{ customer.first_name }}. We let you down recently, and a late parcel is the last thing you needed. You don't have to wait for a search this time: reply \"new parcel\" or \"money back\" and a colleague arranges it the same day. You'll get a message with the new delivery date or the refund amount, so you don't have to ask again.",
      de: "Es tut uns leid, {{ customer.first_name }}. Wir haben Sie zuletzt schon enttäuscht, und ein verspätetes Paket hat da gerade noch gefehlt. Auf eine Nachforschung müssen Sie diesmal nicht warten: Antworten Sie „neues Paket“ oder „Geld zurück“, und unser Team veranlasst es am selben Tag. Sie bekommen eine Nachricht mit dem neuen Liefertermin oder dem Erstattungsbetrag und müssen nicht noch einmal fragen.",
    },
  }),
  defineReply({
    key: "tracking_not_updating",
    title: "Tracking does not move",
    intents: ["tracking_stuck"],
    en: "A tracking page that stands still is usually a parcel between two depots: it is scanned when it arrives, not while it drives. Please give it three working days from the last scan. If nothing has changed by then, reply with the tracking number and our team asks the carrier to look for it by hand.",
    de: "Steht die Sendungsverfolgung still, ist das Paket meist zwischen zwei Depots: Gescannt wird bei der Ankunft, nicht während der Fahrt. Bitte warten Sie drei Werktage ab dem letzten Scan. Hat sich dann nichts getan, schicken Sie uns die Sendungsnummer, und unser Team lässt den Paketdienst von Hand suchen.",
    vip: {
      en: "{{ customer.first_name }}, you don't need to watch that page for three days: for Summit members one day without a scan is enough. Call the number on your Summit card or reply here with order {{ order.id }}, and the Summit desk asks its contact at the carrier the same day. Without an answer by noon on the next working day, a new parcel goes out by express.",
      de: "{{ customer.first_name }}, Sie müssen diese Seite nicht drei Tage im Auge behalten: Bei Summit-Mitgliedern genügt ein Tag ohne Scan. Rufen Sie die Nummer auf Ihrer Summit-Karte an oder nennen Sie hier Bestellung {{ order.id }}, und der Summit Desk fragt noch am selben Tag bei seinem Kontakt im Paketdienst nach. Kommt bis zum Mittag des nächsten Werktags keine Antwort, geht ein neues Paket per Express raus.",
    },
    fresh: {
      en: 'Good to have you with us! The tracking number in your shipping mail becomes active once the carrier first scans the parcel, often in the evening of the same day, so "not found" or "label created" is normal at first. From the first scan you\'ll see every depot it passes. Still blank on the evening after? Send us the number and our team checks whether the parcel really left.',
      de: "Schön, dass Sie da sind! Die Sendungsnummer aus Ihrer Versandmail wird erst beim ersten Scan des Paketdienstes aktiv, oft am Abend desselben Tages; „nicht gefunden“ oder „Etikett erstellt“ ist am Anfang also normal. Ab dem ersten Scan sehen Sie jedes Depot. Ist am Abend darauf immer noch nichts zu sehen? Schicken Sie uns die Nummer, und unser Team prüft, ob das Paket wirklich unterwegs ist.",
    },
  }),
  defineReply({
    key: "parcel_lost",
    title: "Parcel lost by the carrier",
    intents: ["parcel_lost"],
    en: 'We\'re sorry that your parcel seems to be lost. You don\'t have to wait for the carrier\'s investigation: choose between a new parcel, which leaves within one working day, and a full refund. Reply with the order number and "resend" or "refund", and our team takes it from there.',
    de: "Es tut uns leid, dass Ihr Paket offenbar verloren gegangen ist. Auf das Ergebnis der Nachforschung müssen Sie nicht warten: Sie haben die Wahl zwischen einem neuen Paket, das innerhalb eines Werktags rausgeht, und der vollen Erstattung. Antworten Sie mit der Bestellnummer und „neu senden“ oder „erstatten“, und unser Team übernimmt den Rest.",
    vip: {
      en: "{{ customer.first_name }}, when a carrier gives up on a Summit parcel, we don't wait for its paperwork. Press \"Send again\" beside order {{ order.id }} in your account and choose the morning courier; it's with you before noon on the next working day. Should anything be out of stock, the Summit desk offers you the next model up at the price you paid.",
      de: "{{ customer.first_name }}, gibt ein Paketdienst ein Summit-Paket verloren, warten wir nicht auf dessen Papiere. Klicken Sie im Konto neben Bestellung {{ order.id }} auf „Neu senden“ und wählen Sie den Morgenkurier; am nächsten Werktag ist es vor Mittag bei Ihnen. Ist etwas ausverkauft, bietet Ihnen der Summit Desk das nächstbessere Modell zum gezahlten Preis an.",
    },
    atRisk: {
      en: '{{ customer.first_name }}, this should not happen, least of all to you after last time. The choice is yours: a new parcel by express at no charge, or all your money back on the day you tell us. Reply "resend" or "refund"; whichever you pick, the shipping cost comes back to you as well.',
      de: "{{ customer.first_name }}, das darf nicht passieren, schon gar nicht Ihnen nach dem letzten Mal. Sie haben die Wahl: ein neues Paket per Express ohne Aufpreis oder Ihr ganzes Geld an dem Tag, an dem Sie uns Bescheid geben. Antworten Sie „neu senden“ oder „erstatten“; in beiden Fällen bekommen Sie auch die Versandkosten zurück.",
    },
  }),
  defineReply({
    key: "delivered_not_received",
    title: "Marked delivered but not here",
    intents: ["delivered_not_received"],
    en: "That's annoying, let's find it. Please look at the delivery note in the tracking for a name or a drop-off place, and ask the neighbours on both sides; about half of these parcels turn up within a day. If yours doesn't, reply here with the order number and our team starts a claim with the carrier. You won't lose any money over it.",
    de: "Das ist ärgerlich, wir finden es. Schauen Sie bitte in der Sendungsverfolgung nach einem Namen oder Ablageort und fragen Sie links und rechts bei den Nachbarn; etwa die Hälfte dieser Pakete taucht innerhalb eines Tages auf. Ihres nicht? Dann antworten Sie hier mit der Bestellnummer, und unser Team reklamiert beim Paketdienst. Ihr Geld ist in keinem Fall weg.",
    vip: {
      en: '{{ customer.first_name }}, for Summit members your word counts more than the scanner. Reply "not here" for order {{ order.id }}, and the Summit desk asks the driver for the GPS point of the drop and passes it on to you. If the parcel isn\'t there, a replacement follows by express, with signature this time; you fill in nothing.',
      de: "{{ customer.first_name }}, bei Summit-Mitgliedern zählt Ihr Wort mehr als der Scanner. Antworten Sie „nicht da“ zu Bestellung {{ order.id }}, und der Summit Desk fragt beim Fahrer den GPS-Punkt der Zustellung an und gibt ihn an Sie weiter. Liegt dort nichts, folgt Ersatz per Express, diesmal gegen Unterschrift; ein Formular brauchen Sie nicht.",
    },
    fresh: {
      en: "Sorry about that on what may be your first parcel from us. Drivers sometimes leave parcels in a locker or at a shop and scan them as delivered; the card for that may come with the next post. Please check those and your neighbours today. If there's no trace tomorrow, one line with your order number is enough and we replace it: risk in transit is ours, never yours.",
      de: "Entschuldigen Sie, dass das bei einem Ihrer ersten Pakete von uns passiert. Fahrer hinterlegen Pakete manchmal in einer Packstation oder einem Shop und scannen sie als zugestellt; die Karte dazu kommt eventuell erst mit der nächsten Post. Schauen Sie bitte heute dort und bei den Nachbarn nach. Fehlt morgen noch jede Spur, genügt eine Zeile mit Ihrer Bestellnummer und wir ersetzen es: Das Transportrisiko tragen wir, nie Sie.",
    },
  }),
  defineReply({
    key: "shipping_cost",
    title: "Delivery cost and times",
    intents: ["shipping_cost"],
    en: "Standard delivery costs €4.90 and is free from €60; it takes 2 to 4 working days in Austria and Germany and 3 to 6 in the rest of the EU. Express is €12.90 and arrives the next working day if you order by 2 pm. The basket shows the exact cost for your address before you pay.",
    de: "Der Standardversand kostet 4,90 € und ist ab 60 € frei; er dauert 2 bis 4 Werktage in Österreich und Deutschland, 3 bis 6 in der übrigen EU. Express kostet 12,90 € und kommt am nächsten Werktag, wenn Sie bis 14 Uhr bestellen. Den genauen Betrag für Ihre Adresse sehen Sie vor dem Bezahlen im Warenkorb.",
    vip: {
      en: "{{ customer.first_name }}, nothing at all: express is included in your Summit membership, without a minimum order. Order by 4 pm (two hours later than everyone else) and it's with you the next working day. Only bulky things such as family tents travel standard, also free.",
      de: "{{ customer.first_name }}, gar nichts: Express ist in Ihrer Summit-Mitgliedschaft enthalten, ohne Mindestbestellwert. Bestellen Sie bis 16 Uhr (zwei Stunden länger als alle anderen), ist es am nächsten Werktag da. Nur Sperriges wie Familienzelte reist per Standard, ebenfalls kostenlos.",
    },
    fresh: {
      en: "Welcome! Standard delivery is €4.90, but your first order with us ships free whatever it costs; the discount appears by itself at checkout. After that it's free from €60. If you order often, Ridge membership (€29 a year) makes all standard delivery free.",
      de: "Willkommen! Der Standardversand kostet 4,90 €, Ihre erste Bestellung liefern wir aber unabhängig vom Wert kostenlos; der Abzug erscheint von selbst an der Kasse. Danach ist der Versand ab 60 € frei. Wenn Sie öfter bestellen: Mit Ridge (29 € im Jahr) ist jeder Standardversand kostenlos.",
    },
  }),
  defineReply({
    key: "ship_abroad",
    title: "Delivery to other countries",
    intents: ["ship_abroad"],
    en: "We deliver to all EU countries, Switzerland, Liechtenstein and Norway. Inside the EU there are no customs fees. For Switzerland and Norway we charge duties at checkout, so nothing is due at the door. Gas canisters and pressurised sprays can only travel by road inside the EU.",
    de: "Wir liefern in alle EU-Länder, in die Schweiz, nach Liechtenstein und Norwegen. Innerhalb der EU fallen keine Zollgebühren an. Für die Schweiz und Norwegen rechnen wir die Abgaben an der Kasse ab, an der Tür ist also nichts fällig. Gaskartuschen und Sprays dürfen nur auf der Straße innerhalb der EU reisen.",
    vip: {
      en: "{{ customer.first_name }}, for Summit members we go further: besides the EU, Switzerland and Norway, the Summit desk ships to the UK, Iceland, the US, Canada and Japan and prepares the customs papers. Reply with the address and the list of items. You'll get a fixed price including duties within one working day, and nothing is charged before you agree.",
      de: "{{ customer.first_name }}, für Summit-Mitglieder geht mehr: Neben EU, Schweiz und Norwegen liefert der Summit Desk nach Großbritannien, Island, in die USA, nach Kanada und Japan und macht die Zollpapiere fertig. Antworten Sie mit Adresse und Artikelliste. Innerhalb eines Werktags bekommen Sie einen Festpreis inklusive Abgaben, und berechnet wird erst, wenn Sie zustimmen.",
    },
  }),
  defineReply({
    key: "pickup_store",
    title: "Click and collect",
    intents: ["store_pickup"],
    en: "You can collect for free in our shops in Innsbruck, Munich and Dublin. Choose \"Collect\" at checkout and wait for the mail that says it's ready, usually within three hours if the shop has it on the shelf. We hold it for ten days; bring the order number, an ID isn't needed.",
    de: "Sie können kostenlos in unseren Läden in Innsbruck, München und Dublin abholen. Wählen Sie an der Kasse „Abholen“ und warten Sie auf die Mail, dass alles bereitliegt, meist innerhalb von drei Stunden, wenn der Laden es vorrätig hat. Wir heben es zehn Tage auf; die Bestellnummer genügt, ein Ausweis ist nicht nötig.",
    vip: {
      en: '{{ customer.first_name }}, choose "Collect" and the Summit counter at checkout, with the shop and the hour you\'ll come, and you skip the queue. Boots and packs are laid out in the neighbouring sizes too, so you can try before you take them. For Summit members we keep everything for 30 days instead of ten.',
      de: "{{ customer.first_name }}, wählen Sie an der Kasse „Abholen“ und den Summit-Tresen, dazu Laden und Uhrzeit, und Sie sparen sich die Schlange. Schuhe und Rucksäcke liegen auch in den Nachbargrößen bereit, damit Sie vor dem Mitnehmen probieren können. Für Summit-Mitglieder heben wir alles 30 statt zehn Tage auf.",
    },
    fresh: {
      en: "Yes, and for a first order it's a nice way to meet us: collecting in Innsbruck, Munich or Dublin is free, and the shop team will fit the pack or the boots with you on the spot. Choose \"Collect\" at checkout, wait for the ready mail, come by within ten days. Anything that doesn't suit can go straight back on the shelf.",
      de: "Ja, und bei einer ersten Bestellung ist es eine schöne Art, uns kennenzulernen: Abholen in Innsbruck, München oder Dublin kostet nichts, und das Ladenteam passt Rucksack oder Schuhe gleich mit Ihnen an. Wählen Sie an der Kasse „Abholen“, warten Sie auf die Mail und kommen Sie innerhalb von zehn Tagen vorbei. Was nicht passt, bleibt einfach im Laden.",
    },
  }),
  defineReply({
    key: "delay_credit",
    title: "Goodwill credit for a delay",
    intents: ["order_delayed", "compensation"],
    en: 'If you waited longer than we promised, we\'d like to make up for it: every order that arrives late earns a €10 credit, and the delivery charge comes back to you. Press "Was late" beside the order under My account > Orders, or reply here with its number. The credit shows within one working day and comes off your next order by itself.',
    de: "Haben Sie länger gewartet, als wir versprochen hatten, möchten wir das gutmachen: Für jede verspätete Bestellung gibt es 10 € Guthaben, und die Versandkosten bekommen Sie zurück. Klicken Sie unter Mein Konto > Bestellungen neben der Bestellung auf „Kam zu spät“ oder nennen Sie uns hier die Nummer. Das Guthaben erscheint innerhalb eines Werktags und wird bei der nächsten Bestellung von selbst abgezogen.",
    vip: {
      en: '{{ customer.first_name }}, being annoyed about a late parcel is only fair. For Summit members a delay is worth €25 instead of ten: press "Was late" beside order {{ order.id }} and the credit is usable the same day. If the order is still in the warehouse, call the number on your Summit card and the Summit desk moves it to the express courier without charge.',
      de: "{{ customer.first_name }}, der Ärger über ein spätes Paket ist nur verständlich. Für Summit-Mitglieder sind es bei Verspätung 25 € statt zehn: Klicken Sie neben Bestellung {{ order.id }} auf „Kam zu spät“, und das Guthaben gilt noch am selben Tag. Ist die Bestellung noch im Lager, rufen Sie die Nummer auf Ihrer Summit-Karte an, und der Summit Desk gibt sie ohne Aufpreis dem Expresskurier.",
    },
    atRisk: {
      en: '{{ customer.first_name }}, "sorry" alone won\'t do after the waiting you\'ve had with us. When it happens again, you\'re due the delivery charge and a €20 credit: reply "credit" and a colleague adds both within one working day. If you\'d rather have your money back than wait any longer, reply "refund" instead; the credit is yours in either case.',
      de: "{{ customer.first_name }}, ein „Entschuldigung“ allein reicht nach all dem Warten bei uns nicht. Passiert es wieder, stehen Ihnen die Versandkosten und 20 € Guthaben zu: Antworten Sie „Guthaben“, und unser Team bucht beides innerhalb eines Werktags. Möchten Sie lieber Ihr Geld zurück, als weiter zu warten, antworten Sie „erstatten“; das Guthaben gehört Ihnen in jedem Fall.",
    },
  }),
];
