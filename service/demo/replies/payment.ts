import { defineReply } from "./define-reply.js";

export const paymentReplies = [
  defineReply({
    key: "payment_declined",
    title: "Payment declined",
    intents: ["payment_declined"],
    en: "A declined payment almost always comes from the bank's security check, not from your card. Please try again and confirm the request in your banking app within five minutes, or use another method: PayPal, bank transfer and invoice work too. No money has been taken; a pending amount disappears within a few days.",
    de: "Abgelehnt wird fast immer durch die Sicherheitsprüfung der Bank, nicht wegen deiner Karte. Versuch es bitte noch einmal und bestätige innerhalb von fünf Minuten in der Banking-App, oder nimm einen anderen Weg: PayPal, Überweisung und Rechnung gehen auch. Abgebucht wurde nichts; ein vorgemerkter Betrag verschwindet nach einigen Tagen.",
    vip: {
      en: "{{ customer.first_name }}, don't fight with the card form. I've saved your basket and can ship it now on Summit invoice, payable in 30 days, no check needed. Just reply \"invoice\" and it leaves today by express. Ines, Summit desk",
      de: "{{ customer.first_name }}, ärgere dich nicht mit dem Kartenformular. Dein Warenkorb ist gesichert und kann sofort auf Summit-Rechnung raus, zahlbar in 30 Tagen, ohne Prüfung. Antworte „Rechnung“ und er geht heute per Express los. Ines, Summit Desk",
    },
    fresh: {
      en: "Sorry about the bump at the finish line. For a first payment most banks ask you to confirm in their app, and that window closes after five minutes, so have the phone at hand and try once more. If it still says no, PayPal skips this step. Your basket stays saved for seven days.",
      de: "Schade, so kurz vor dem Ziel. Bei der ersten Zahlung wollen die meisten Banken eine Bestätigung in der App, und das Fenster schließt nach fünf Minuten. Leg also das Handy bereit und probier es noch einmal. Klappt es wieder nicht, geht PayPal ohne diesen Schritt. Dein Warenkorb bleibt sieben Tage gespeichert.",
    },
  }),
  defineReply({
    key: "double_charge",
    title: "Charged twice",
    intents: ["double_charge"],
    en: "I understand that's a fright. Usually one of the two is only a reservation: when a payment needs a second attempt, the bank holds the first amount and releases it within three to five days. If both are marked \"booked\", send us the two dates and amounts and we'll refund one the same day.",
    de: "Ich verstehe, dass du erschrickst. Meist ist einer der beiden Beträge nur vorgemerkt: Braucht eine Zahlung einen zweiten Anlauf, hält die Bank den ersten Betrag fest und gibt ihn nach drei bis fünf Tagen frei. Sind beide „gebucht“, schick uns Daten und Beträge und wir erstatten einen am selben Tag.",
    vip: {
      en: "{{ customer.first_name }}, I see both amounts for order {{ order.id }} and I'm not going to ask you to wait for the bank. {{ order.total }} is on its way back as an instant transfer; if the bank then releases the reservation too, we'll sort that out quietly between us. Ines, Summit desk",
      de: "{{ customer.first_name }}, ich sehe bei Bestellung {{ order.id }} beide Beträge und lasse dich nicht auf die Bank warten. {{ order.total }} sind per Echtzeitüberweisung unterwegs; löst die Bank später auch die Vormerkung, klären wir das in Ruhe. Ines, Summit Desk",
    },
    atRisk: {
      en: "{{ customer.first_name }}, that must feel like the last straw, and I'm sorry. I've refunded the second amount right now instead of arguing whose fault it is. You'll see it within one to three days; the confirmation with the bank reference is in your inbox.",
    },
  }),
  defineReply({
    key: "invoice_copy",
    title: "Copy of an invoice",
    intents: ["invoice"],
    en: "You'll find every invoice as a PDF under My account > Orders > Documents, back to your first order. If you bought as a guest, it's attached to the shipping mail. Should the name or address on it be wrong, tell us what it should say and we'll issue a corrected one.",
    de: "Alle Rechnungen liegen als PDF unter Mein Konto > Bestellungen > Dokumente, bis zurück zur ersten. Hast du als Gast gekauft, hängt sie an der Versandmail. Stimmt Name oder Adresse nicht, sag uns, was dort stehen soll, und wir stellen eine korrigierte Rechnung aus.",
    vip: {
      en: "{{ customer.first_name }}, the invoice for order {{ order.id }} is attached. If it helps, I can send you one collected statement per quarter from now on, with everything for your tax adviser on a page. Ines, Summit desk",
      de: "{{ customer.first_name }}, die Rechnung zu Bestellung {{ order.id }} hängt an. Wenn es hilft, schicke ich dir künftig pro Quartal eine Sammelübersicht, alles für die Steuer auf einer Seite. Ines, Summit Desk",
    },
  }),
  defineReply({
    key: "promo_code_failed",
    title: "Discount code does not work",
    intents: ["promo_code"],
    en: "Sorry the code let you down. The usual reasons: it has expired, the basket is below its minimum, or everything in it is on sale already, as codes and sale prices don't add up. Send us the code and what you'd like to buy; if it should have worked, we'll take the amount off for you.",
    de: "Schade, dass der Code nicht wollte. Meist ist er abgelaufen, der Warenkorb liegt unter dem Mindestwert, oder alles darin ist schon reduziert; Codes und Sale lassen sich nicht kombinieren. Schick uns den Code und was du kaufen möchtest. Hätte er gelten müssen, ziehen wir den Betrag für dich ab.",
    vip: {
      en: "{{ customer.first_name }}, leave the code aside, your Summit price is better: 15 % on everything that isn't on sale, which the shop applies once you're signed in. If the code would have been worth more, I'll refund the difference after you order. Ines, Summit desk",
      de: "{{ customer.first_name }}, lass den Code ruhig weg, dein Summit-Preis ist besser: 15 % auf alles, was nicht reduziert ist, automatisch sobald du angemeldet bist. Wäre der Code mehr wert gewesen, erstatte ich dir nach der Bestellung die Differenz. Ines, Summit Desk",
    },
    fresh: {
      en: "Welcome codes are tied to the e-mail address they were sent to, so please check out with that address, and make sure that there's no space before or after the code. It needs a basket of €50. Still grumpy? Order anyway within the next 24 hours, tell us the number, and we'll refund the 10 % by hand.",
      de: "Willkommenscodes gelten nur mit der E-Mail-Adresse, an die wir sie geschickt haben. Bestell also bitte mit dieser und achte auf Leerzeichen vor oder nach dem Code. Nötig sind 50 € im Warenkorb. Klappt es trotzdem nicht? Bestell in den nächsten 24 Stunden ohne Code, nenn uns die Nummer und wir erstatten die 10 % von Hand.",
    },
    lapsed: {
      en: "Nice to see you back! Codes from an older newsletter run out after 90 days, so that's probably it. Use HELLOAGAIN15 instead: 15 % off one order, valid for the next two weeks, and no small print about minimum spend.",
    },
  }),
  defineReply({
    key: "gift_card_balance",
    title: "Gift card balance and use",
    intents: ["gift_card"],
    en: "You can see the balance at larkfell.example/gift with the 16 digits on the card. At checkout enter it under \"Gift card\"; what's left stays on the card and is valid for three years. If the code is scratched off or the mail is lost, send us the order number of the purchase and we'll issue a new one.",
    de: "Das Guthaben siehst du auf larkfell.example/gift mit den 16 Ziffern der Karte. An der Kasse gibst du sie unter „Geschenkkarte“ ein; der Rest bleibt drei Jahre gültig. Ist der Code unlesbar oder die Mail verloren, schick uns die Bestellnummer des Kaufs und wir stellen eine neue aus.",
    vip: {
      en: "{{ customer.first_name }}, send me a photo of the card and I'll book the whole amount onto your Summit account, where it can't be lost and doesn't expire. It then comes off your next order by itself, together with your points if you wish. Ines, Summit desk",
      de: "{{ customer.first_name }}, schick mir ein Foto der Karte und ich buche den Betrag auf dein Summit-Konto, dort geht er nicht verloren und verfällt nicht. Bei der nächsten Bestellung wird er von selbst verrechnet, auf Wunsch zusammen mit deinen Punkten. Ines, Summit Desk",
    },
  }),
  defineReply({
    key: "price_match",
    title: "Price match or price drop",
    intents: ["price_match"],
    en: "We match the price of any European retailer that has the same item in your size in stock: send us the link. And if our own price falls within 14 days of your order, we refund the difference; the order number is all we need. Marketplaces and clearance of single pieces are left out.",
    de: "Wir ziehen mit jedem europäischen Händler gleich, der denselben Artikel in deiner Größe vorrätig hat: Schick uns den Link. Sinkt unser eigener Preis innerhalb von 14 Tagen nach deiner Bestellung, erstatten wir die Differenz; die Bestellnummer genügt. Marktplätze und Einzelstücke sind ausgenommen.",
    vip: {
      en: "{{ customer.first_name }}, you have 60 days of price protection as a Summit member, no link needed for our own shop: I've compared order {{ order.id }} with today's prices and any difference is credited tonight. For another retailer send me the link and I'll match it minus your 15 %. Ines, Summit desk",
      de: "{{ customer.first_name }}, als Summit-Mitglied hast du 60 Tage Preisschutz, für unseren eigenen Shop ganz ohne Link: Ich gleiche Bestellung {{ order.id }} mit den heutigen Preisen ab und schreibe dir jede Differenz heute Abend gut. Für andere Händler schick mir den Link, ich ziehe gleich und gehe noch 15 % darunter. Ines, Summit Desk",
    },
    atRisk: {
      en: "{{ customer.first_name }}, a price that falls right after you buy stings, even more after the trouble you've had. I've credited the full difference, outside the usual 14 days as well, back to your payment method and not as a voucher.",
    },
  }),
  defineReply({
    key: "vat_business",
    title: "Business order and VAT number",
    intents: ["business_vat"],
    en: "For an invoice to your company, enter the firm's name and VAT number at checkout; inside the EU and outside Austria it's then issued without VAT. For an order already placed, send us the number and we'll correct the invoice. Clubs, schools and guides can also buy on account: write to us for the form.",
    de: "Für eine Firmenrechnung gib an der Kasse Firmenname und USt-IdNr. ein; innerhalb der EU außerhalb Österreichs stellen wir sie dann ohne Umsatzsteuer aus. Bei einer bestehenden Bestellung schick uns die Nummer und wir korrigieren die Rechnung. Vereine, Schulen und Bergführer können auch auf Ziel kaufen: Schreib uns wegen des Formulars.",
    vip: {
      en: "{{ customer.first_name }}, I've corrected this kind of thing before: send me company name and VAT number once, and I'll reissue the invoice for order {{ order.id }} today and store it so that every later one is right. If you outfit a whole team, ask me for the team price list. Ines, Summit desk",
      de: "{{ customer.first_name }}, schick mir Firmenname und USt-IdNr. ein einziges Mal: Ich stelle die Rechnung zu Bestellung {{ order.id }} heute neu aus und hinterlege alles, damit jede weitere stimmt. Stattest du ein ganzes Team aus, frag mich nach der Teampreisliste. Ines, Summit Desk",
    },
  }),
];
