import { defineReply } from "./define-reply.js";

export const returnReplies = [
  defineReply({
    key: "return_start",
    title: "Start a return",
    intents: ["return_start"],
    en: "Returning is simple: go to My account > Returns, tick the items, print the label or save the QR code, and drop the parcel at any carrier shop. It's free. We check it within two working days of arrival and you get a mail when the refund is on its way.",
    de: "Zurückschicken ist einfach: Unter Mein Konto > Rücksendungen die Artikel anhaken, Etikett drucken oder QR-Code speichern und das Paket in einem beliebigen Paketshop abgeben. Das kostet nichts. Wir prüfen es innerhalb von zwei Werktagen nach Ankunft und du bekommst eine Mail, sobald die Erstattung läuft.",
    vip: {
      en: "{{ customer.first_name }}, no printer, no queue: tell me a day and a two-hour window and the courier picks the return up at your door, unpacked if you like. You're credited when he scans it. And if I may ask, what was wrong with it? I note it for the next time I recommend you something. Ines, Summit desk",
      de: "{{ customer.first_name }}, ohne Drucker und ohne Schlange: Nenn mir einen Tag und ein Zeitfenster von zwei Stunden, dann holt der Kurier die Rücksendung bei dir ab, auch unverpackt. Mit seinem Scan ist dein Geld zurück. Darf ich fragen, was nicht gepasst hat? Ich merke es mir für die nächste Empfehlung. Ines, Summit Desk",
    },
    fresh: {
      en: "Of course, and don't worry, it's part of how we work: you have 30 days, and trying things on at home is fine. In your shipping mail press \"Return something\", choose the items, show the QR code at a parcel shop, done; no account or printer needed. The money is back on the card or PayPal you paid with about a week later.",
      de: "Klar, und keine Sorge, das gehört bei uns dazu: Du hast 30 Tage Zeit und darfst zu Hause alles anprobieren. Drück in der Versandmail auf „Etwas zurückschicken“, wähl die Artikel und zeig den QR-Code im Paketshop. Konto oder Drucker brauchst du nicht. Das Geld ist etwa eine Woche später auf demselben Weg zurück, auf dem du gezahlt hast.",
    },
    regular: {
      en: "Hi {{ customer.first_name }}, you can return {{ order.item }} from order {{ order.id }} under My account > Returns: choose it, save the QR code, drop it at a parcel shop. It's free, and we confirm within two working days of arrival. If it's only the size, choose \"Exchange\" there and the new one is reserved for you at once.",
    },
  }),
  defineReply({
    key: "return_window",
    title: "How long can I return",
    intents: ["return_window"],
    en: "The return period is 30 days from delivery, 60 days for Ridge members and 100 for Summit members. Things bought between 1 November and 24 December can come back until 31 January in any case. If you're a few days over because you were away, write to us first; we usually find a way.",
    de: "Die Rückgabefrist beträgt 30 Tage ab Lieferung, 60 Tage mit Ridge und 100 Tage mit Summit. Was zwischen 1. November und 24. Dezember gekauft wurde, darf in jedem Fall bis 31. Januar zurück. Bist du ein paar Tage drüber, weil du unterwegs warst, schreib uns vorher; meistens finden wir einen Weg.",
    vip: {
      en: "{{ customer.first_name }}, you have 100 days as a Summit member, and for order {{ order.id }} I'm happy to stretch that further if a trip got in the way. Worn once on the mountain is fine too: that's what our test-and-return promise to Summit members means. Ines, Summit desk",
      de: "{{ customer.first_name }}, als Summit-Mitglied hast du 100 Tage, und bei Bestellung {{ order.id }} dehne ich das gern, falls eine Tour dazwischenkam. Einmal am Berg getragen ist auch in Ordnung: Genau das meint unser Testversprechen für Summit. Ines, Summit Desk",
    },
    lapsed: {
      en: "Good to hear from you again. For recent orders it's 30 days (60 with Ridge, 100 with Summit). If you've found something older at the back of the cupboard, unworn and with its tags, we'll take it back for store credit at its current price, however long ago it was.",
    },
  }),
  defineReply({
    key: "return_label_missing",
    title: "Return label missing",
    intents: ["return_label"],
    en: "We've stopped putting paper labels in every box to save a few trees. You can create one in a minute under My account > Returns, or with the order number and postcode at larkfell.example/returns if you have no account. No printer? Choose the QR code; the parcel shop prints it for you.",
    de: "Wir legen nicht mehr jedem Karton ein Papieretikett bei, um ein paar Bäume zu sparen. In einer Minute erstellst du es unter Mein Konto > Rücksendungen oder ohne Konto mit Bestellnummer und Postleitzahl auf larkfell.example/returns. Kein Drucker? Nimm den QR-Code, der Paketshop druckt für dich.",
    vip: {
      en: "{{ customer.first_name }}, forget the label: the courier brings one. Reply with a day that suits you and he'll collect the parcel at your door, and I credit you the moment it's scanned. Ines, Summit desk",
      de: "{{ customer.first_name }}, vergiss das Etikett: Der Kurier bringt eins mit. Nenn mir einen Tag, er holt das Paket bei dir ab, und mit dem Scan schreibe ich dir den Betrag gut. Ines, Summit Desk",
    },
  }),
  defineReply({
    key: "refund_standard",
    title: "Refund, standard",
    intents: ["refund_request"],
    en: "You'll get your money back on the same card or account you paid with. We refund within five working days of your return reaching us, and most banks show it one to three days later. You'll have a mail from us the moment it leaves our side.",
    de: "Du bekommst dein Geld auf dem Weg zurück, auf dem du gezahlt hast. Wir erstatten innerhalb von fünf Werktagen, nachdem deine Rücksendung bei uns ist; bei den meisten Banken erscheint es ein bis drei Tage später. Sobald das Geld bei uns rausgeht, bekommst du eine Mail.",
    vip: {
      en: "{{ customer.first_name }}, I've approved the refund for order {{ order.id }} already. Normally we'd wait for the parcel; for you the scan at the drop-off is enough. If the bank is slow, I can put the {{ order.total }} on your Summit account instead, usable at once. Ines, Summit desk",
      de: "{{ customer.first_name }}, die Erstattung für Bestellung {{ order.id }} habe ich schon freigegeben. Normalerweise warten wir auf das Paket, bei dir genügt der Scan bei der Abgabe. Ist die Bank langsam, buche ich die {{ order.total }} auch gern auf dein Summit-Konto, sofort verfügbar. Ines, Summit Desk",
    },
    fresh: {
      en: "Sure. Here's how refunds work with us: start the return from your shipping mail, drop the parcel off free of charge, and within five working days of its arrival the full price goes back to the card, PayPal or account you used. If you paid by invoice, simply don't pay it; we cancel it for you. Your statutory right to withdraw is of course untouched.",
      de: "Gern. So läuft es bei uns: Rücksendung über die Versandmail starten, Paket kostenlos abgeben, und innerhalb von fünf Werktagen nach Ankunft geht der volle Preis auf Karte, PayPal oder Konto zurück. Hast du auf Rechnung gekauft, zahl sie einfach nicht; wir stornieren sie. Dein gesetzliches Widerrufsrecht bleibt natürlich unberührt.",
    },
    atRisk: {
      en: "I'm sorry it came to this, {{ customer.first_name }}. I won't make you wait for the warehouse: once you've dropped the parcel off, send me a photo of the receipt and I'll release the refund the same day. If keeping it would be less trouble and a part of the price back is fairer, tell me what you think is right.",
      de: "Es tut mir leid, dass es so weit gekommen ist, {{ customer.first_name }}. Auf unser Lager musst du nicht warten: Schick mir nach der Abgabe ein Foto vom Beleg und ich gebe die Erstattung am selben Tag frei. Wäre Behalten mit Preisnachlass die bessere Lösung, sag mir, was du fair fändest.",
    },
  }),
  defineReply({
    key: "refund_instant",
    title: "Refund, instant for Summit",
    intents: ["refund_request"],
    only: ["vip"],
    en: "Your refund has been approved on the spot: Summit members don't wait for the parcel to arrive. The money leaves our account today, and you have 14 days to send the item back with the label attached to this message.",
    de: "Deine Erstattung ist sofort freigegeben: Summit-Mitglieder warten nicht, bis das Paket bei uns ist. Das Geld geht heute raus, und für die Rücksendung mit dem beigefügten Etikett hast du 14 Tage Zeit.",
    vip: {
      en: "Done, {{ customer.first_name }}: {{ order.total }} for order {{ order.id }} left our account a minute ago, before the parcel has left your hallway. The courier can collect it any day in the next two weeks, just name one. And if you'd like a replacement rather than nothing at all, I've set aside two that I think suit you better. Ines, Summit desk",
      de: "Erledigt, {{ customer.first_name }}: {{ order.total }} für Bestellung {{ order.id }} sind gerade bei uns raus, noch bevor das Paket deinen Flur verlassen hat. Der Kurier holt es in den nächsten zwei Wochen ab, nenn mir einfach einen Tag. Und falls du lieber Ersatz möchtest: Zwei Modelle, die besser zu dir passen, habe ich zurückgelegt. Ines, Summit Desk",
    },
  }),
  defineReply({
    key: "refund_missing",
    title: "Refund has not arrived",
    intents: ["refund_missing"],
    en: "Let's trace it. If you have our refund mail, the money has left us and the bank needs up to three working days, credit cards sometimes until the next statement. If you don't have that mail and your return arrived more than five working days ago, send us the return number and we'll release it today.",
    de: "Das lässt sich klären. Hast du unsere Erstattungsmail, ist das Geld bei uns raus und die Bank braucht bis zu drei Werktage, Kreditkarten manchmal bis zur nächsten Abrechnung. Hast du die Mail nicht und ist die Rücksendung seit über fünf Werktagen da, schick uns die Retourennummer und wir geben sie heute frei.",
    vip: {
      en: "{{ customer.first_name }}, you shouldn't have to look for your own money. I'm checking with our accounts team now; until it's cleared I've put {{ order.total }} on your Summit account as an advance, and you keep the interest, so to speak: €10 on top. Ines, Summit desk",
      de: "{{ customer.first_name }}, deinem eigenen Geld solltest du nicht nachlaufen müssen. Ich kläre das gerade mit der Buchhaltung; bis dahin liegen {{ order.total }} als Vorschuss auf deinem Summit-Konto, plus 10 € sozusagen als Zinsen. Ines, Summit Desk",
    },
    atRisk: {
      en: "{{ customer.first_name }}, I'm sorry, you've waited too long for this. I've just released the refund by hand as an instant transfer; it should be on your account by tomorrow. You'll find the transfer reference in the mail that follows, in case your bank asks, and my name is on it: Jonas, payments.",
      de: "{{ customer.first_name }}, es tut mir leid, du hast darauf zu lange gewartet. Ich habe die Erstattung gerade von Hand als Echtzeitüberweisung freigegeben; morgen sollte sie da sein. Die Referenz steht in der nächsten Mail, falls deine Bank fragt, und mein Name auch: Jonas, Zahlungsteam.",
    },
  }),
  defineReply({
    key: "exchange_size",
    title: "Exchange for another size",
    intents: ["exchange"],
    en: "Happy to swap it. Under My account > Returns choose \"Exchange\", pick the new size or colour, and it's reserved for you right away. We send it as soon as the carrier scans your return, so you're not without it for long. If the price differs, we refund the difference or pay it ourselves.",
    de: "Das tauschen wir gern. Wähle unter Mein Konto > Rücksendungen „Umtausch“ und die neue Größe oder Farbe, sie ist dann sofort für dich reserviert. Wir schicken sie los, sobald der Paketdienst deine Rücksendung scannt. Ist der Preis anders, erstatten wir die Differenz oder übernehmen sie.",
    vip: {
      en: "{{ customer.first_name }}, I'm sending the other size by express today, and you keep the first until it fits. If you're unsure, I'll put in the size above as well; hand the courier what you don't want. Ines, Summit desk",
      de: "{{ customer.first_name }}, die andere Größe geht heute per Express raus, und die erste behältst du, bis es passt. Wenn du unsicher bist, lege ich auch die nächstgrößere dazu; dem Kurier gibst du mit, was du nicht willst. Ines, Summit Desk",
    },
    fresh: {
      en: "Sizes differ from brand to brand, so this happens to nearly everybody once. The quickest way: start an exchange from your shipping mail, choose the new size, drop the old one off. We ship at the first scan, and no second payment is taken. If you tell us your height, chest and the brand you usually wear, we'll say which size to pick.",
    },
  }),
  defineReply({
    key: "return_used_item",
    title: "Return of a used item",
    intents: ["return_used"],
    en: "Honest question, honest answer: worn outdoors, it isn't a return any more. But we don't leave you with it. If it's faulty, the three-year Larkfell Promise applies and we repair or replace it. If it simply doesn't suit you, our Second Trail programme takes it for up to 50 % of the price as store credit.",
    de: "Ehrliche Frage, ehrliche Antwort: Draußen getragen ist es keine normale Rücksendung mehr. Allein lassen wir dich damit nicht. Ist etwas defekt, gilt unser dreijähriges Larkfell-Versprechen und wir reparieren oder ersetzen. Passt es dir einfach nicht, nehmen wir es bei Second Trail für bis zu 50 % des Preises als Guthaben.",
    vip: {
      en: "{{ customer.first_name }}, used is fine. The Summit test promise lets you hike in things for 100 days and still send them back; I only ask you to brush off the mud. Tell me what bothered you about the {{ order.item }} and choose: refund, exchange, or a fitting call with Matteo from our Innsbruck shop.",
      de: "{{ customer.first_name }}, gebraucht ist in Ordnung. Mit dem Summit-Testversprechen darfst du 100 Tage damit wandern und es trotzdem zurückschicken; nur den Schlamm bürste bitte ab. Sag mir, was dich gestört hat ({{ order.item }}), und wähle: Erstattung, Umtausch oder ein Anpassgespräch mit Matteo aus Innsbruck.",
    },
  }),
];
