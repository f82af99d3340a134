import { defineReply } from "./define-reply.js";

export const deliveryReplies = [
  defineReply({
    key: "order_status",
    title: "Where is my order",
    intents: ["order_status"],
    en: "Thanks for checking in. Orders leave our warehouse in Innsbruck within one working day and usually take 2 to 4 working days from there. You'll find the live tracking under My account > Orders. If it hasn't moved for three working days, reply here and we'll chase the carrier for you.",
    de: "Danke für deine Nachfrage. Bestellungen verlassen unser Lager in Innsbruck innerhalb eines Werktags und sind danach meist 2 bis 4 Werktage unterwegs. Die Sendungsverfolgung findest du unter Mein Konto > Bestellungen. Tut sich dort drei Werktage lang nichts, antworte einfach hier und wir haken beim Paketdienst nach.",
    vip: {
      en: "Hi {{ customer.first_name }}, I've pulled up order {{ order.id }} myself: its status is {{ order.status }}. As a Summit member you travel on the express lane, so if it isn't with you by tomorrow evening I'll send a second {{ order.item }} by courier at our expense and recall the first one. You don't have to do anything. Ines, your contact at the Summit desk",
      de: "Hallo {{ customer.first_name }}, ich habe mir deine Bestellung {{ order.id }} selbst angesehen, ihr Status ist: {{ order.status }}. Als Summit-Mitglied reist dein Paket per Express. Ist es morgen Abend nicht da, schicke ich dir auf unsere Kosten ein zweites Mal {{ order.item }} per Kurier und rufe das erste Paket zurück. Du musst nichts weiter tun. Ines, deine Ansprechpartnerin am Summit Desk",
    },
    fresh: {
      en: "Welcome to {{ tenant.name }}! Here's how it works with us: after checkout you get a confirmation, within one working day a second mail with the tracking link, and 2 to 4 working days later the parcel. If you ordered as a guest, the link in that second mail is all you need, no account required. Tell us your order number (it starts with LF) and we'll look up exactly where it is.",
      de: "Willkommen bei {{ tenant.name }}! So läuft es bei uns: Nach dem Kauf bekommst du eine Bestätigung, innerhalb eines Werktags eine zweite Mail mit dem Trackinglink und 2 bis 4 Werktage später das Paket. Hast du als Gast bestellt, reicht der Link aus dieser zweiten Mail. Nenn uns gern deine Bestellnummer (sie beginnt mit LF), dann sehen wir genau nach.",
    },
    atRisk: {
      en: "{{ customer.first_name }}, after your last experience with us you shouldn't have to ask where your parcel is, and I'm sorry that you do. I'm phoning the carrier about order {{ order.id }} now rather than sending you a tracking link. You'll have a delivery date from me today, and if they can't name one, a replacement leaves tonight.",
      de: "{{ customer.first_name }}, nach deiner letzten Erfahrung mit uns solltest du nicht auch noch deinem Paket hinterherlaufen müssen. Das tut mir leid. Ich rufe jetzt wegen Bestellung {{ order.id }} beim Paketdienst an, statt dir einen Trackinglink zu schicken. Du bekommst heute noch einen Liefertermin von mir; gibt es keinen, geht heute Abend Ersatz raus.",
    },
    regular: {
      en: "Hi {{ customer.first_name }}, order {{ order.id }} with your {{ order.item }} is currently marked as: {{ order.status }}. Once a parcel is shipped it normally takes 2 to 4 working days. The live tracking is under My account > Orders; if it stands still for three days, write back and we'll open a search.",
      de: "Hallo {{ customer.first_name }}, deine Bestellung {{ order.id }} ({{ order.item }}) hat gerade den Status: {{ order.status }}. Ab Versand dauert es in der Regel 2 bis 4 Werktage. Live siehst du das unter Mein Konto > Bestellungen. Bewegt sich drei Tage nichts, melde dich und wir starten eine Nachforschung.",
    },
  }),
  defineReply({
    key: "order_delayed",
    title: "Order is late",
    intents: ["order_delayed"],
    en: "I'm sorry your parcel is late. In busy weeks and after heavy snow the carrier can need two extra working days, and the tracking page shows the new estimate first. If the date there has passed as well, reply with your order number and we'll open a search the same day.",
    de: "Es tut mir leid, dass dein Paket auf sich warten lässt. In starken Wochen und nach Schneefall braucht der Paketdienst manchmal zwei Werktage länger; die neue Schätzung steht zuerst in der Sendungsverfolgung. Ist auch dieser Termin vorbei, schick uns deine Bestellnummer und wir starten noch am selben Tag eine Nachforschung.",
    vip: {
      en: "{{ customer.first_name }}, late isn't what you pay Summit for, and I'm sorry. I'm sending a replacement by express today and you can simply refuse the slow parcel when it turns up. If you need the gear for a trip, tell me the date and the address you'll be at, hut or hotel included. Ines, Summit desk, direct line on the back of your card",
      de: "{{ customer.first_name }}, für Verspätungen bist du nicht Summit-Mitglied, und das tut mir leid. Ich schicke heute Ersatz per Express; das langsame Paket kannst du bei Ankunft einfach ablehnen. Brauchst du die Sachen für eine Tour, nenn mir Datum und Adresse, gern auch Hütte oder Hotel. Ines, Summit Desk, Durchwahl auf deiner Karte",
    },
    fresh: {
      en: "That's not the first impression we wanted to make, sorry. A parcel counts as delayed when it misses the date in your shipping mail by two working days; from then on we search for it and you choose between a new parcel and your money back. Send us the order number and we'll check which side of that line you're on.",
    },
    atRisk: {
      en: "I'm sorry, {{ customer.first_name }}. We let you down recently and a late parcel is the last thing you needed. First the fix: I've asked our warehouse to prepare a second parcel, and it leaves today unless the first one is scanned in your town by 4 pm. I'll write to you either way, so you don't have to ask again.",
      de: "Es tut mir leid, {{ customer.first_name }}. Wir haben dich zuletzt schon enttäuscht, und ein verspätetes Paket hat da gerade noch gefehlt. Zuerst die Lösung: Unser Lager packt ein zweites Paket, das heute rausgeht, falls das erste bis 16 Uhr nicht in deiner Stadt gescannt ist. Ich melde mich in jedem Fall, du musst nicht noch mal fragen.",
    },
  }),
  defineReply({
    key: "tracking_not_updating",
    title: "Tracking does not move",
    intents: ["tracking_stuck"],
    en: "A tracking page that stands still is usually a parcel between two depots: it is scanned when it arrives, not while it drives. Please give it three working days from the last scan. If nothing has changed by then, reply with the tracking number and we'll ask the carrier to look for it by hand.",
    de: "Steht die Sendungsverfolgung still, ist das Paket meist zwischen zwei Depots: Gescannt wird bei Ankunft, nicht während der Fahrt. Bitte gib dem Ganzen drei Werktage ab dem letzten Scan. Hat sich dann nichts getan, schick uns die Sendungsnummer und wir lassen den Paketdienst von Hand suchen.",
    vip: {
      en: "{{ customer.first_name }}, you don't need to watch that page, I will. I've flagged order {{ order.id }} with our contact at the carrier, who can see depot cameras and not only scans. If I don't have an answer by noon tomorrow, a new parcel goes out by express. Ines, Summit desk",
      de: "{{ customer.first_name }}, du musst diese Seite nicht im Auge behalten, das mache ich. Ich habe Bestellung {{ order.id }} bei unserem Kontakt im Depot gemeldet. Habe ich bis morgen Mittag keine Antwort, geht ein neues Paket per Express raus. Ines, Summit Desk",
    },
    fresh: {
      en: 'Good to have you with us! The tracking number in your shipping mail becomes active once the carrier first scans the parcel, often in the evening of the same day, so "not found" or "label created" is normal at first. From the first scan you\'ll see every depot it passes. Still blank tomorrow night? Tell us and we\'ll check that it really left.',
      de: "Schön, dass du da bist! Die Sendungsnummer aus deiner Versandmail wird erst beim ersten Scan aktiv, oft am Abend desselben Tages. „Nicht gefunden“ ist am Anfang also normal. Ab dann siehst du jedes Depot. Ist morgen Abend immer noch nichts zu sehen, sag Bescheid und wir prüfen, ob das Paket wirklich raus ist.",
    },
  }),
  defineReply({
    key: "parcel_lost",
    title: "Parcel lost by the carrier",
    intents: ["parcel_lost"],
    en: 'I\'m sorry, it looks as if the carrier has lost your parcel. You don\'t have to wait for their investigation: choose between a new parcel, which leaves within one working day, and a full refund. Just reply with "resend" or "refund".',
    de: "Es tut mir leid, der Paketdienst hat dein Paket offenbar verloren. Auf das Ergebnis der Nachforschung musst du nicht warten: Du hast die Wahl zwischen einem neuen Paket, das innerhalb eines Werktags rausgeht, und der vollen Erstattung. Antworte einfach mit „neu senden“ oder „erstatten“.",
    vip: {
      en: "{{ customer.first_name }}, the carrier has given up on order {{ order.id }}, so I have too. I've reserved every item again and booked a morning courier; reply \"go\" and it's with you tomorrow before noon. Should anything be out of stock, I'll send the next model up at the price you paid. Ines, Summit desk",
      de: "{{ customer.first_name }}, der Paketdienst hat Bestellung {{ order.id }} aufgegeben, also warte ich auch nicht länger. Alles ist noch einmal für dich reserviert und der Kurier gebucht: Ein kurzes „los“ genügt und morgen Vormittag ist es da. Ist etwas ausverkauft, bekommst du das nächstbessere Modell zum selben Preis. Ines, Summit Desk",
    },
    atRisk: {
      en: "{{ customer.first_name }}, this should not have happened, least of all to you after last time. I've refunded nothing and resent nothing yet, because the choice is yours: a new parcel by express at no charge, or all your money back today. Whichever you pick, the shipping cost comes back to you as well.",
    },
  }),
  defineReply({
    key: "delivered_not_received",
    title: "Marked delivered but not here",
    intents: ["delivered_not_received"],
    en: "That's annoying, let's find it. Please look at the delivery note in the tracking for a name or a drop-off place, and ask the neighbours on both sides; about half of these parcels turn up within a day. If yours doesn't, reply here and we'll start a claim with the carrier. You won't lose any money over it.",
    de: "Das ist ärgerlich, wir finden es. Schau bitte in der Sendungsverfolgung nach einem Namen oder Ablageort und frag kurz links und rechts bei den Nachbarn; etwa die Hälfte dieser Pakete taucht innerhalb eines Tages auf. Wenn nicht, antworte hier und wir reklamieren beim Paketdienst. Dein Geld ist in keinem Fall weg.",
    vip: {
      en: "{{ customer.first_name }}, I believe you over the scanner. I've asked the driver for the GPS point of the drop for order {{ order.id }} and will send it to you within the hour. If the parcel isn't there, a replacement leaves by express this evening, with signature this time. Ines, Summit desk",
      de: "{{ customer.first_name }}, ich glaube dir mehr als dem Scanner. Ich habe beim Fahrer den GPS-Punkt der Zustellung von {{ order.id }} angefragt und schicke ihn dir innerhalb einer Stunde. Liegt dort nichts, geht heute Abend Ersatz per Express raus, diesmal gegen Unterschrift. Ines, Summit Desk",
    },
    fresh: {
      en: "Sorry about that on what may be your first parcel from us. Drivers sometimes leave parcels in a locker or at a shop and scan them as delivered; the card for that may come with the next post. Please check those and your neighbours today. If there's no trace tomorrow, one line from you is enough and we replace it: risk in transit is ours, never yours.",
    },
  }),
  defineReply({
    key: "shipping_cost",
    title: "Delivery cost and times",
    intents: ["shipping_cost"],
    en: "Standard delivery costs €4.90 and is free from €60; it takes 2 to 4 working days in Austria and Germany and 3 to 6 in the rest of the EU. Express is €12.90 and arrives the next working day if you order by 2 pm. The basket shows the exact cost for your address before you pay.",
    de: "Der Standardversand kostet 4,90 € und ist ab 60 € frei. Er dauert 2 bis 4 Werktage in Österreich und Deutschland, 3 bis 6 in der übrigen EU. Express kostet 12,90 € und kommt am nächsten Werktag, wenn du bis 14 Uhr bestellst. Den genauen Betrag siehst du vor dem Bezahlen im Warenkorb.",
    vip: {
      en: "{{ customer.first_name }}, nothing at all: express is included in your Summit membership, without a minimum order. Order by 4 pm (two hours later than everyone else) and it's with you the next working day. Only bulky things such as family tents travel standard, also free.",
      de: "{{ customer.first_name }}, gar nichts: Express ist in deiner Summit-Mitgliedschaft enthalten, ohne Mindestbestellwert. Bestellst du bis 16 Uhr (zwei Stunden länger als alle anderen), ist es am nächsten Werktag da. Nur Sperriges wie Familienzelte reist per Standard, ebenfalls kostenlos.",
    },
    fresh: {
      en: "Welcome! Standard delivery is €4.90, but your first order with us ships free whatever it costs; the discount appears by itself at checkout. After that it's free from €60. If you order often, Ridge membership (€29 a year) makes all standard delivery free.",
      de: "Willkommen! Standardversand kostet 4,90 €, deine erste Bestellung liefern wir aber unabhängig vom Wert kostenlos; der Abzug erscheint von selbst an der Kasse. Danach ist der Versand ab 60 € frei. Wenn du öfter bestellst: Mit Ridge (29 € im Jahr) ist jeder Standardversand inklusive.",
    },
  }),
  defineReply({
    key: "ship_abroad",
    title: "Delivery to other countries",
    intents: ["ship_abroad"],
    en: "We deliver to all EU countries, Switzerland, Liechtenstein and Norway. Inside the EU there are no customs fees. For Switzerland and Norway we charge duties at checkout, so nothing is due at the door. Gas canisters and pressurised sprays can only travel by road inside the EU.",
    de: "Wir liefern in alle EU-Länder, in die Schweiz, nach Liechtenstein und Norwegen. Innerhalb der EU fallen keine Zollgebühren an. Für die Schweiz und Norwegen rechnen wir die Abgaben an der Kasse ab, an der Tür ist also nichts fällig. Gaskartuschen und Sprays dürfen nur auf der Straße innerhalb der EU reisen.",
    vip: {
      en: "{{ customer.first_name }}, we can go further for Summit members: besides the EU, Switzerland and Norway I can ship to the UK, Iceland, the US, Canada and Japan, and I prepare the customs papers myself. Send me the address and the list and you'll have a fixed price including duties by tomorrow. Ines, Summit desk",
      de: "{{ customer.first_name }}, für Summit-Mitglieder geht mehr: Neben EU, Schweiz und Norwegen liefere ich auch nach Großbritannien, Island, in die USA, nach Kanada und Japan und mache die Zollpapiere selbst fertig. Schick mir Adresse und Liste, morgen hast du einen Festpreis inklusive Abgaben. Ines, Summit Desk",
    },
  }),
  defineReply({
    key: "pickup_store",
    title: "Click and collect",
    intents: ["store_pickup"],
    en: "You can collect for free in our shops in Innsbruck, Munich and Dublin. Choose \"Collect\" at checkout and wait for the mail that says it's ready, usually within three hours if the shop has it on the shelf. We hold it for ten days; bring the order number, an ID isn't needed.",
    de: "Du kannst kostenlos in unseren Läden in Innsbruck, München und Dublin abholen. Wähle an der Kasse „Abholen“ und warte auf die Mail, dass alles bereitliegt, meist innerhalb von drei Stunden, wenn der Laden es vorrätig hat. Wir heben es zehn Tage auf; die Bestellnummer genügt, ein Ausweis ist nicht nötig.",
    vip: {
      en: "{{ customer.first_name }}, tell me which shop and when, and I'll have it waiting at the Summit counter so that you skip the queue. Boots and packs we lay out in the neighbouring sizes too, so you can try before you take them. We keep it for 30 days for you.",
      de: "{{ customer.first_name }}, sag mir Laden und Uhrzeit, dann liegt alles am Summit-Tresen und du sparst dir die Schlange. Schuhe und Rucksäcke legen wir gleich in den Nachbargrößen dazu, damit du vor dem Mitnehmen probieren kannst. Für dich heben wir es 30 Tage auf.",
    },
    fresh: {
      en: "Yes, and for a first order it's a nice way to meet us: collecting in Innsbruck, Munich or Dublin is free, and somebody will fit the pack or the boots with you on the spot. Choose \"Collect\" at checkout, wait for the ready mail, come by within ten days. Anything that doesn't suit can go straight back on the shelf.",
    },
  }),
  defineReply({
    key: "delay_credit",
    title: "Goodwill credit for a delay",
    intents: ["order_delayed", "compensation"],
    en: "You waited longer than we promised, and we'd like to make up for it: a €10 credit has been added to your account and comes off your next order by itself. Delivery of the late order is refunded too, if you paid for it. Thank you for your patience.",
    de: "Du hast länger gewartet, als wir versprochen hatten. Dafür haben wir deinem Konto 10 € gutgeschrieben, die bei der nächsten Bestellung automatisch abgezogen werden. Hast du für den Versand bezahlt, bekommst du auch das zurück. Danke für deine Geduld.",
    vip: {
      en: "{{ customer.first_name }}, I don't want to talk you out of being annoyed; I'd be too. €25 is on your Summit account as of now, and order {{ order.id }} has been moved to the express courier without charge. I'm your contact until it's in your hands: Ines, Summit desk.",
      de: "{{ customer.first_name }}, ich will dir den Ärger nicht ausreden, mir ginge es genauso. Auf deinem Summit-Konto sind ab sofort 25 €, und Bestellung {{ order.id }} läuft jetzt ohne Aufpreis über den Expresskurier. Bis du sie in der Hand hast, bin ich deine Ansprechpartnerin: Ines, Summit Desk.",
    },
    atRisk: {
      en: "{{ customer.first_name }}, this is the second time we've kept you waiting and \"sorry\" alone won't do. I've refunded the delivery, added €20 to your account, and asked the warehouse lead to pack the rest of your order in person. If you'd rather have your money back than wait any longer, say so and it's done today, credit included.",
      de: "{{ customer.first_name }}, wir haben dich jetzt zum zweiten Mal warten lassen, und ein „Sorry“ reicht da nicht. Den Versand habe ich erstattet, 20 € liegen auf deinem Konto, und der Lagerleiter packt den Rest selbst. Möchtest du lieber dein Geld zurück, als weiter zu warten, sag Bescheid: Das ist heute erledigt, das Guthaben behältst du.",
    },
  }),
];
