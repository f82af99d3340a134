import { defineReply } from "./define-reply.js";

export const paymentReplies = [
  defineReply({
    key: "payment_declined",
    title: "Payment declined",
    intents: ["payment_declined"],
    en: "A declined payment almost always comes from the bank's security check, not from your card. Please try again and confirm the request in your banking app within five minutes, or use another method: PayPal, bank transfer and invoice work too. A declined payment takes no money; a pending amount disappears within a few days.",
    de: "Abgelehnt wird fast immer durch die Sicherheitsprüfung der Bank, nicht wegen Ihrer Karte. Versuchen Sie es bitte noch einmal und bestätigen Sie innerhalb von fünf Minuten in der Banking-App, oder nehmen Sie einen anderen Weg: PayPal, Überweisung und Rechnung gehen auch. Bei einer abgelehnten Zahlung wird nichts abgebucht; ein vorgemerkter Betrag verschwindet nach einigen Tagen.",
    vip: {
      en: '{{ customer.first_name }}, don\'t fight with the card form. As a Summit member you can choose "Summit invoice" at checkout: payable in 30 days, no check, no card. Finish the order before 4 pm and it leaves by express the same day; your basket stays saved until then.',
      de: "{{ customer.first_name }}, ärgern Sie sich nicht mit dem Kartenformular. Als Summit-Mitglied können Sie an der Kasse „Summit-Rechnung“ wählen: zahlbar in 30 Tagen, ohne Prüfung, ohne Karte. Bestellen Sie vor 16 Uhr, geht es am selben Tag per Express raus; Ihr Warenkorb bleibt so lange gespeichert.",
    },
    fresh: {
      en: "Sorry about the bump at the finish line. For a first payment most banks ask you to confirm in their app, and that window closes after five minutes, so have the phone at hand and try once more. If it still says no, PayPal skips this step. Your basket stays saved for seven days.",
      de: "Schade, so kurz vor dem Ziel. Bei der ersten Zahlung wollen die meisten Banken eine Bestätigung in ihrer App, und das Fenster schließt nach fünf Minuten; legen Sie also das Handy bereit und probieren Sie es noch einmal. Klappt es wieder nicht, geht PayPal ohne diesen Schritt. Ihr Warenkorb bleibt sieben Tage gespeichert.",
    },
  }),
  defineReply({
    key: "double_charge",
    title: "Charged twice",
    intents: ["double_charge"],
    en: 'We understand that\'s a fright. Usually one of the two is only a reservation: when a payment needs a second attempt, the bank holds the first amount and releases it within three to five days. If both are marked "booked", send us the two dates and amounts and our payments team refunds one the same day.',
    de: "Wir verstehen, dass Sie erschrecken. Meist ist einer der beiden Beträge nur vorgemerkt: Braucht eine Zahlung einen zweiten Anlauf, hält die Bank den ersten Betrag fest und gibt ihn nach drei bis fünf Tagen frei. Sind beide „gebucht“, schicken Sie uns die zwei Daten und Beträge, und unser Zahlungsteam erstattet einen am selben Tag.",
    vip: {
      en: "{{ customer.first_name }}, Summit members don't wait for the bank. If you see two amounts for order {{ order.id }}, which came to {{ order.total | money }}, call the number on your Summit card: the Summit desk compares the payments with you and sends back what's too much as an instant transfer. If the bank later releases its reservation as well, we settle that quietly with you.",
      de: "{{ customer.first_name }}, Summit-Mitglieder warten nicht auf die Bank. Sehen Sie bei Bestellung {{ order.id }} über {{ order.total | money }} zwei Beträge, rufen Sie die Nummer auf Ihrer Summit-Karte an: Der Summit Desk vergleicht die Zahlungen mit Ihnen und überweist in Echtzeit zurück, was zu viel ist. Löst die Bank später auch ihre Vormerkung, klären wir das in Ruhe mit Ihnen.",
    },
    atRisk: {
      en: "{{ customer.first_name }}, that must feel like the last straw, and we're sorry. Nobody here will argue whose fault it is: reply with the two dates and amounts, or a screenshot, and our payments team refunds the second one the same day, booked or not. You'll see it within one to three days and get the bank reference by mail.",
      de: "{{ customer.first_name }}, das muss sich anfühlen, als wäre das Maß voll, und es tut uns leid. Niemand hier streitet darüber, wessen Fehler es ist: Schicken Sie uns die zwei Daten und Beträge oder ein Bildschirmfoto, und unser Zahlungsteam erstattet den zweiten am selben Tag, gebucht oder nicht. Sie sehen ihn in ein bis drei Tagen und bekommen die Bankreferenz per Mail.",
    },
  }),
  defineReply({
    key: "invoice_copy",
    title: "Copy of an invoice",
    intents: ["invoice"],
    en: "You'll find every invoice as a PDF under My account > Orders > Documents, back to your first order. If you bought as a guest, it's attached to the shipping mail. Should the name or address on it be wrong, tell us what it should say and our team issues a corrected one.",
    de: "Alle Rechnungen liegen als PDF unter Mein Konto > Bestellungen > Dokumente, bis zurück zur ersten. Haben Sie als Gast gekauft, hängt sie an der Versandmail. Stimmt Name oder Adresse nicht, sagen Sie uns, was dort stehen soll, und unser Team stellt eine korrigierte Rechnung aus.",
    vip: {
      en: '{{ customer.first_name }}, the invoice for order {{ order.id }} is under My account > Orders > Documents, ready to download. As a Summit member you can also switch on "Quarterly statement" there: one PDF every three months with everything for your tax adviser on a page.',
      de: "{{ customer.first_name }}, die Rechnung zu Bestellung {{ order.id }} liegt unter Mein Konto > Bestellungen > Dokumente zum Herunterladen. Als Summit-Mitglied können Sie dort auch die „Quartalsübersicht“ einschalten: alle drei Monate ein PDF, alles für die Steuer auf einer Seite.",
    },
  }),
  defineReply({
    key: "promo_code_failed",
    title: "Discount code does not work",
    intents: ["promo_code"],
    en: "Sorry the code let you down. The usual reasons: it has expired, the basket is below its minimum, or everything in it is on sale already, as codes and sale prices don't add up. Send us the code and what you'd like to buy; if it should have worked, our team takes the amount off for you.",
    de: "Schade, dass der Code nicht wollte. Meist ist er abgelaufen, der Warenkorb liegt unter dem Mindestwert, oder alles darin ist schon reduziert; Codes und Sale lassen sich nicht kombinieren. Schicken Sie uns den Code und was Sie kaufen möchten. Hätte er gelten müssen, zieht unser Team den Betrag für Sie ab.",
    vip: {
      en: "{{ customer.first_name }}, you can leave the code aside, your Summit price is usually better: 15 % on everything that isn't on sale, which the shop applies once you're signed in. If the code would have been worth more, order anyway and reply with it: the Summit desk refunds the difference.",
      de: "{{ customer.first_name }}, den Code können Sie ruhig weglassen, Ihr Summit-Preis ist meist besser: 15 % auf alles, was nicht reduziert ist, automatisch sobald Sie angemeldet sind. Wäre der Code mehr wert gewesen, bestellen Sie trotzdem und nennen Sie ihn uns: Der Summit Desk erstattet die Differenz.",
    },
    fresh: {
      en: "Welcome codes are tied to the e-mail address they were sent to, so please check out with that address, and make sure that there's no space before or after the code. It needs a basket of €50. Still no luck? Order anyway within the next 24 hours, tell us the number, and our team refunds the 10 % by hand.",
      de: "Willkommenscodes gelten nur mit der E-Mail-Adresse, an die sie geschickt wurden; bestellen Sie also bitte mit dieser und achten Sie auf Leerzeichen vor oder nach dem Code. Nötig sind 50 € im Warenkorb. Klappt es trotzdem nicht? Bestellen Sie in den nächsten 24 Stunden ohne Code, nennen Sie uns die Nummer, und unser Team erstattet die 10 % von Hand.",
    },
    lapsed: {
      en: "Nice to see you back! Codes from an older newsletter run out after 90 days, so that's probably it. Use HELLOAGAIN15 instead: 15 % off one order, valid for two weeks, and no small print about minimum spend.",
      de: "Schön, dass Sie wieder da sind! Codes aus älteren Newslettern laufen nach 90 Tagen ab, daran liegt es vermutlich. Nehmen Sie stattdessen HELLOAGAIN15: 15 % auf eine Bestellung, zwei Wochen gültig und ohne Kleingedrucktes zum Mindestwert.",
    },
  }),
  defineReply({
    key: "gift_card_balance",
    title: "Gift card balance and use",
    intents: ["gift_card"],
    en: 'You can see the balance at larkfell.example/gift with the 16 digits on the card. At checkout enter it under "Gift card"; what\'s left stays on the card and is valid for three years. If the code is scratched off or the mail is lost, send us the order number of the purchase and our team issues a new one.',
    de: "Das Guthaben sehen Sie auf larkfell.example/gift mit den 16 Ziffern der Karte. An der Kasse geben Sie sie unter „Geschenkkarte“ ein; der Rest bleibt auf der Karte und ist drei Jahre gültig. Ist der Code unlesbar oder die Mail verloren, schicken Sie uns die Bestellnummer des Kaufs, und unser Team stellt eine neue aus.",
    vip: {
      en: "{{ customer.first_name }}, as a Summit member you can move the whole amount to your Summit account, where it can't be lost and doesn't expire: enter the 16 digits under My account > Gift cards and press \"Move\". It then comes off your next order by itself, together with your points if you wish.",
      de: "{{ customer.first_name }}, als Summit-Mitglied können Sie den ganzen Betrag auf Ihr Summit-Konto übertragen, dort geht er nicht verloren und verfällt nicht: Geben Sie die 16 Ziffern unter Mein Konto > Geschenkkarten ein und klicken Sie auf „Übertragen“. Bei der nächsten Bestellung wird er von selbst verrechnet, auf Wunsch zusammen mit Ihren Punkten.",
    },
  }),
  defineReply({
    key: "price_match",
    title: "Price match or price drop",
    intents: ["price_match"],
    en: "We match the price of any European retailer that has the same item in your size in stock: send us the link. And if our own price falls within 14 days of your order, we refund the difference; the order number is all we need. Marketplaces and clearance of single pieces are left out.",
    de: "Wir ziehen mit jedem europäischen Händler gleich, der denselben Artikel in Ihrer Größe vorrätig hat: Schicken Sie uns den Link. Sinkt unser eigener Preis innerhalb von 14 Tagen nach Ihrer Bestellung, erstatten wir die Differenz; die Bestellnummer genügt. Marktplätze und Einzelstücke sind ausgenommen.",
    vip: {
      en: '{{ customer.first_name }}, as a Summit member you have 60 days of price protection. For our own shop press "Compare price" beside order {{ order.id }}, and any difference is credited the same evening. For another retailer send us the link: the Summit desk matches the price and takes your 15 % off that.',
      de: "{{ customer.first_name }}, als Summit-Mitglied haben Sie 60 Tage Preisschutz. Für unseren eigenen Shop klicken Sie neben Bestellung {{ order.id }} auf „Preis vergleichen“, und jede Differenz wird am selben Abend gutgeschrieben. Für andere Händler schicken Sie uns den Link: Der Summit Desk zieht gleich und rechnet davon noch Ihre 15 % ab.",
    },
    atRisk: {
      en: "{{ customer.first_name }}, a price that falls right after you buy stings, even more after the trouble you've had with us. Reply with the order number: a colleague refunds the full difference, also outside the usual 14 days, within one working day. It goes to your payment method and isn't a voucher.",
      de: "{{ customer.first_name }}, ein Preis, der gleich nach dem Kauf fällt, ärgert, erst recht nach dem Verdruss, den Sie mit uns hatten. Nennen Sie uns die Bestellnummer: Unser Team erstattet innerhalb eines Werktags die volle Differenz, auch außerhalb der üblichen 14 Tage. Das Geld geht auf Ihre Zahlungsart und ist kein Gutschein.",
    },
  }),
  defineReply({
    key: "vat_business",
    title: "Business order and VAT number",
    intents: ["business_vat"],
    en: "For an invoice to your company, enter the firm's name and VAT number at checkout; inside the EU and outside Austria it's then issued without VAT. For an order already placed, send us the number and our team corrects the invoice. Clubs, schools and guides can also buy on account: write to us for the form.",
    de: "Für eine Firmenrechnung geben Sie an der Kasse Firmenname und USt-IdNr. ein; innerhalb der EU außerhalb Österreichs wird sie dann ohne Umsatzsteuer ausgestellt. Bei einer bestehenden Bestellung schicken Sie uns die Nummer, und unser Team korrigiert die Rechnung. Vereine, Schulen und Bergführer können auch auf Ziel kaufen: Schreiben Sie uns wegen des Formulars.",
    vip: {
      en: '{{ customer.first_name }}, you only need to do this once: enter company name and VAT number under My account > Business, and every later invoice is right by itself. For order {{ order.id }} press "Reissue" on the same page, and the Summit desk sends the corrected invoice the same day. If you outfit a whole team, ask for the team price list.',
      de: "{{ customer.first_name }}, das müssen Sie nur einmal tun: Geben Sie Firmenname und USt-IdNr. unter Mein Konto > Geschäftlich ein, und jede weitere Rechnung stimmt von selbst. Für Bestellung {{ order.id }} klicken Sie auf derselben Seite auf „Neu ausstellen“, und der Summit Desk schickt die korrigierte Rechnung am selben Tag. Statten Sie ein ganzes Team aus, fragen Sie nach der Teampreisliste.",
    },
  }),
];
