import { defineReply } from "./define-reply.js";

export const returnReplies = [
  defineReply({
    key: "return_start",
    title: "Start a return",
    intents: ["return_start"],
    en: "Returning is simple: go to My account > Returns, tick the items, print the label or save the QR code, and drop the parcel at any carrier shop. It's free. We check it within two working days of arrival and you get a mail when the refund is on its way.",
    de: "Zurückschicken ist einfach: Haken Sie unter Mein Konto > Rücksendungen die Artikel an, drucken Sie das Etikett oder speichern Sie den QR-Code und geben Sie das Paket in einem beliebigen Paketshop ab. Das kostet nichts. Wir prüfen es innerhalb von zwei Werktagen nach Ankunft, und Sie bekommen eine Mail, sobald die Erstattung läuft.",
    vip: {
      en: '{{ customer.first_name }}, no printer, no queue: under My account > Returns choose "Collect" and a two-hour window, and the courier picks the return up at your door, unpacked if you like. For Summit members his scan starts the refund, not the arrival at our warehouse. If you note what was wrong with it, the Summit desk can suggest something better next time.',
      de: "{{ customer.first_name }}, ohne Drucker und ohne Schlange: Wählen Sie unter Mein Konto > Rücksendungen „Abholen“ und ein Zeitfenster von zwei Stunden, dann holt der Kurier die Rücksendung bei Ihnen ab, auch unverpackt. Bei Summit-Mitgliedern startet sein Scan die Erstattung, nicht erst die Ankunft im Lager. Notieren Sie, was nicht gepasst hat, und der Summit Desk kann beim nächsten Mal Besseres empfehlen.",
    },
    fresh: {
      en: "Of course, and don't worry, it's part of how we work: you have 30 days, and trying things on at home is fine. In your shipping mail press \"Return something\", choose the items and show the QR code at a parcel shop; no account or printer needed. The money is back on the card or PayPal you paid with about a week later.",
      de: "Natürlich, und keine Sorge, das gehört bei uns dazu: Sie haben 30 Tage Zeit und dürfen zu Hause alles anprobieren. Klicken Sie in der Versandmail auf „Etwas zurückschicken“, wählen Sie die Artikel und zeigen Sie den QR-Code im Paketshop; ein Konto oder einen Drucker brauchen Sie nicht. Das Geld ist etwa eine Woche später auf der Karte oder dem PayPal-Konto zurück, mit dem Sie gezahlt haben.",
    },
    regular: {
      en: "Hi {{ customer.first_name }}, you can return {{ order.item }} from order {{ order.id }} under My account > Returns: choose it, save the QR code, drop it at a parcel shop. It's free, and we confirm within two working days of arrival. If it's only the size, choose \"Exchange\" there and the shop reserves the new one for you.",
      de: "Hallo {{ customer.first_name }}, aus Bestellung {{ order.id }} ({{ order.item }}) können Sie unter Mein Konto > Rücksendungen zurückschicken: Artikel wählen, QR-Code speichern, im Paketshop abgeben. Das kostet nichts, und wir bestätigen es innerhalb von zwei Werktagen nach Ankunft. Liegt es nur an der Größe, wählen Sie dort „Umtausch“, und der Shop reserviert Ihnen die neue.",
    },
  }),
  defineReply({
    key: "return_window",
    title: "How long can I return",
    intents: ["return_window"],
    en: "The return period is 30 days from delivery, 60 days for Ridge members and 100 for Summit members. Things bought between 1 November and 24 December can come back until 31 January in any case. If you're a few days over because you were away, write to us first; we usually find a way.",
    de: "Die Rückgabefrist beträgt 30 Tage ab Lieferung, 60 Tage mit Ridge und 100 Tage mit Summit. Was zwischen 1. November und 24. Dezember gekauft wurde, darf in jedem Fall bis 31. Januar zurück. Sind Sie ein paar Tage darüber, weil Sie unterwegs waren, schreiben Sie uns vorher; meistens finden wir einen Weg.",
    vip: {
      en: "{{ customer.first_name }}, you have 100 days as a Summit member, counted from delivery. If a trip got in the way of order {{ order.id }}, reply with the date you were back, and the Summit desk can stretch it further. Worn on the mountain is fine too: that's what our test-and-return promise to Summit members means.",
      de: "{{ customer.first_name }}, als Summit-Mitglied haben Sie 100 Tage ab Lieferung. Kam Ihnen bei Bestellung {{ order.id }} eine Tour dazwischen, nennen Sie uns das Datum Ihrer Rückkehr, und der Summit Desk kann die Frist verlängern. Am Berg getragen ist auch in Ordnung: Genau das meint unser Testversprechen für Summit-Mitglieder.",
    },
    lapsed: {
      en: "Good to hear from you again. For recent orders it's 30 days (60 with Ridge, 100 with Summit). If you've found something older at the back of the cupboard, unworn and with its tags, we take it back for store credit at its current price, however long ago it was: reply with a photo of the tag.",
      de: "Schön, wieder von Ihnen zu hören. Für neuere Bestellungen gelten 30 Tage (60 mit Ridge, 100 mit Summit). Haben Sie hinten im Schrank etwas Älteres gefunden, ungetragen und mit Etikett, nehmen wir es zum heutigen Preis gegen Guthaben zurück, egal wie lange es her ist: Schicken Sie uns ein Foto vom Etikett.",
    },
  }),
  defineReply({
    key: "return_label_missing",
    title: "Return label missing",
    intents: ["return_label"],
    en: "We've stopped putting paper labels in every box to save a few trees. You can create one in a minute under My account > Returns, or with the order number and postcode at larkfell.example/returns if you have no account. No printer? Choose the QR code; the parcel shop prints it for you.",
    de: "Wir legen nicht mehr jedem Karton ein Papieretikett bei, um ein paar Bäume zu sparen. In einer Minute erstellen Sie es unter Mein Konto > Rücksendungen oder ohne Konto mit Bestellnummer und Postleitzahl auf larkfell.example/returns. Kein Drucker? Nehmen Sie den QR-Code; der Paketshop druckt für Sie.",
    vip: {
      en: '{{ customer.first_name }}, you can forget the label: for Summit members the courier brings one. Choose "Collect" and a day under My account > Returns, and he picks the parcel up at your door. The refund starts with his scan.',
      de: "{{ customer.first_name }}, das Etikett können Sie vergessen: Bei Summit-Mitgliedern bringt der Kurier eins mit. Wählen Sie unter Mein Konto > Rücksendungen „Abholen“ und einen Tag, dann holt er das Paket an Ihrer Tür ab. Die Erstattung startet mit seinem Scan.",
    },
  }),
  defineReply({
    key: "refund_standard",
    title: "Refund, standard",
    intents: ["refund_request"],
    en: "You'll get your money back on the same card or account you paid with. We refund within five working days of your return reaching us, and most banks show it one to three days later. If the parcel isn't on its way yet, start it under My account > Returns; you'll have a mail from us the moment the money leaves our side.",
    de: "Sie bekommen Ihr Geld auf derselben Karte oder demselben Konto zurück, mit dem Sie gezahlt haben. Wir erstatten innerhalb von fünf Werktagen, nachdem Ihre Rücksendung bei uns ist; bei den meisten Banken erscheint es ein bis drei Tage später. Ist das Paket noch nicht unterwegs, starten Sie es unter Mein Konto > Rücksendungen; sobald das Geld bei uns rausgeht, bekommen Sie eine Mail.",
    vip: {
      en: '{{ customer.first_name }}, as a Summit member you don\'t wait for the warehouse: the scan at the drop-off is enough to release your refund. Open order {{ order.id }} in your account, press "Return" and hand the parcel in. If your bank is usually slow, choose "Summit account" there instead; the amount is then usable at once.',
      de: "{{ customer.first_name }}, als Summit-Mitglied warten Sie nicht auf das Lager: Für die Freigabe Ihrer Erstattung genügt der Scan bei der Abgabe. Öffnen Sie Bestellung {{ order.id }} im Konto, klicken Sie auf „Zurückschicken“ und geben Sie das Paket ab. Ist Ihre Bank meist langsam, wählen Sie dort stattdessen „Summit-Konto“; der Betrag ist dann sofort verfügbar.",
    },
    fresh: {
      en: "Sure. Here's how refunds work with us: start the return from your shipping mail, drop the parcel off free of charge, and within five working days of its arrival the full price goes back to the card, PayPal or account you used. If you paid by invoice, simply don't pay it; it's cancelled when the return arrives. Your statutory right to withdraw is of course untouched.",
      de: "Gern. So läuft es bei uns: Sie starten die Rücksendung über die Versandmail und geben das Paket kostenlos ab, und innerhalb von fünf Werktagen nach Ankunft geht der volle Preis auf Karte, PayPal oder Konto zurück. Haben Sie auf Rechnung gekauft, zahlen Sie sie einfach nicht; sie wird storniert, sobald die Rücksendung da ist. Ihr gesetzliches Widerrufsrecht bleibt natürlich unberührt.",
    },
    atRisk: {
      en: "We're sorry it came to this, {{ customer.first_name }}, and you shouldn't have to wait for our warehouse. Drop the parcel off, reply with a photo of the receipt, and a colleague releases the refund the same day. If keeping it would be less trouble and a part of the price back is fairer, tell us what you think is right.",
      de: "Es tut uns leid, dass es so weit gekommen ist, {{ customer.first_name }}, und auf unser Lager sollten Sie nicht warten müssen. Geben Sie das Paket ab und schicken Sie uns ein Foto vom Beleg, dann gibt unser Team die Erstattung am selben Tag frei. Wäre Behalten mit einem Preisnachlass weniger Aufwand und fairer, sagen Sie uns, was Sie für richtig halten.",
    },
  }),
  defineReply({
    key: "refund_instant",
    title: "Refund, instant for Summit",
    intents: ["refund_request"],
    only: ["vip"],
    en: 'Summit members are refunded the same day: open the order in your account and press "Return", and our Summit desk releases the money before the parcel is back. You then have 14 days to send the item with the label from the same page.',
    de: "Summit-Mitglieder bekommen ihr Geld am selben Tag zurück: Öffnen Sie die Bestellung im Konto und klicken Sie auf „Zurückschicken“, dann gibt unser Summit Desk das Geld frei, noch bevor das Paket zurück ist. Danach haben Sie 14 Tage Zeit, den Artikel mit dem Etikett von derselben Seite zu verschicken.",
    vip: {
      en: "{{ customer.first_name }}, for you there's no waiting for the parcel: open order {{ order.id }} in your account and press \"Return\", and the Summit desk releases up to the full {{ order.total | money }} the same day. The courier collects the item on any day you choose in the two weeks after. If you'd like something better suited rather than nothing at all, write one line about what bothered you and you'll get two suggestions.",
      de: "{{ customer.first_name }}, auf das Paket müssen wir bei Ihnen nicht warten: Öffnen Sie Bestellung {{ order.id }} im Konto und klicken Sie auf „Zurückschicken“, dann gibt der Summit Desk noch am selben Tag bis zu {{ order.total | money }} frei. Der Kurier holt den Artikel an einem Tag Ihrer Wahl in den zwei Wochen danach ab. Möchten Sie lieber etwas Passenderes als gar nichts, schreiben Sie eine Zeile, was gestört hat, und Sie bekommen zwei Vorschläge.",
    },
  }),
  defineReply({
    key: "refund_missing",
    title: "Refund has not arrived",
    intents: ["refund_missing"],
    en: "Let's trace it. If you have our refund mail, the money has left us and the bank needs up to three working days, credit cards sometimes until the next statement. If you don't have that mail and your return arrived more than five working days ago, send us the return number and our payments team releases it the same day.",
    de: "Das lässt sich klären. Haben Sie unsere Erstattungsmail, ist das Geld bei uns raus und die Bank braucht bis zu drei Werktage, Kreditkarten manchmal bis zur nächsten Abrechnung. Haben Sie die Mail nicht und ist die Rücksendung seit über fünf Werktagen da, schicken Sie uns die Retourennummer, und unser Zahlungsteam gibt das Geld am selben Tag frei.",
    vip: {
      en: "{{ customer.first_name }}, you shouldn't have to look for your own money. Call the number on your Summit card: the Summit desk checks with our payments team while you're on the line. If it can't be cleared the same day, you can have the open amount on your Summit account as an advance, with €10 on top for the waiting.",
      de: "{{ customer.first_name }}, Ihrem eigenen Geld sollten Sie nicht nachlaufen müssen. Rufen Sie die Nummer auf Ihrer Summit-Karte an: Der Summit Desk klärt es mit unserem Zahlungsteam, während Sie am Apparat sind. Geht es nicht am selben Tag, können Sie den offenen Betrag als Vorschuss auf Ihr Summit-Konto bekommen, plus 10 € für das Warten.",
    },
    atRisk: {
      en: "{{ customer.first_name }}, we're sorry, a refund shouldn't be one more thing to chase. Reply with the return number or a photo of the drop-off receipt, and our payments team sends the open amount as an instant transfer, usually on your account by the next day. You'll get the transfer reference in a mail, in case your bank asks.",
      de: "{{ customer.first_name }}, es tut uns leid, einer Erstattung sollten Sie nicht auch noch nachlaufen müssen. Schicken Sie uns die Retourennummer oder ein Foto vom Abgabebeleg, und unser Zahlungsteam überweist den offenen Betrag in Echtzeit; meist ist er am nächsten Tag auf Ihrem Konto. Die Referenz bekommen Sie per Mail, falls Ihre Bank fragt.",
    },
  }),
  defineReply({
    key: "exchange_size",
    title: "Exchange for another size",
    intents: ["exchange"],
    en: 'Happy to swap it. Under My account > Returns choose "Exchange" and pick the new size or colour; the shop reserves it for you right away. It leaves as soon as the carrier scans your return, so you\'re not without it for long. If the price differs, we refund the difference or pay it ourselves.',
    de: "Das tauschen wir gern. Wählen Sie unter Mein Konto > Rücksendungen „Umtausch“ und die neue Größe oder Farbe; der Shop reserviert sie Ihnen sofort. Sie geht raus, sobald der Paketdienst Ihre Rücksendung scannt, Sie sind also nicht lange ohne. Ist der Preis anders, erstatten wir die Differenz oder übernehmen sie.",
    vip: {
      en: "{{ customer.first_name }}, for Summit members the other size comes first, by express, and you keep the one you have until it fits. Press \"Exchange\" beside the order and choose the size; if you're unsure, tick the next one up as well. What you don't want goes back with the courier.",
      de: "{{ customer.first_name }}, bei Summit-Mitgliedern kommt die andere Größe zuerst, per Express, und Sie behalten die erste, bis es passt. Klicken Sie neben der Bestellung auf „Umtausch“ und wählen Sie die Größe; sind Sie unsicher, haken Sie die nächstgrößere mit an. Was Sie nicht wollen, nimmt der Kurier wieder mit.",
    },
    fresh: {
      en: "Sizes differ from brand to brand, so this happens to nearly everybody once. The quickest way: start an exchange from your shipping mail, choose the new size, drop the old one off. The new one ships at the first scan, and no second payment is taken. If you send us your height, chest and the brand you usually wear, we'll say which size to pick.",
      de: "Größen fallen bei jeder Marke anders aus, das passiert also fast allen einmal. Am schnellsten geht es so: Umtausch über die Versandmail starten, neue Größe wählen, die alte abgeben. Die neue geht beim ersten Scan raus, und eine zweite Zahlung fällt nicht an. Nennen Sie uns Körpergröße, Brustumfang und Ihre übliche Marke, dann sagen wir Ihnen, welche Größe passt.",
    },
  }),
  defineReply({
    key: "return_used_item",
    title: "Return of a used item",
    intents: ["return_used"],
    en: "Honest question, honest answer: worn outdoors, it isn't a return any more. But we don't leave you with it. If it's faulty, the three-year Larkfell Promise applies and we repair or replace it. If it simply doesn't suit you, our Second Trail programme takes it for up to 50 % of the price as store credit.",
    de: "Ehrliche Frage, ehrliche Antwort: Draußen getragen ist es keine normale Rücksendung mehr. Allein lassen wir Sie damit nicht. Ist etwas defekt, gilt unser dreijähriges Larkfell-Versprechen und wir reparieren oder ersetzen. Passt es Ihnen einfach nicht, nehmen wir es bei Second Trail für bis zu 50 % des Preises als Guthaben.",
    vip: {
      en: '{{ customer.first_name }}, used is fine. The Summit test promise lets you hike in things for 100 days and still send them back; we only ask you to brush off the mud. Press "Return" beside the order, write what bothered you, and choose: refund, exchange, or a fitting call with our boot and pack specialists in Innsbruck.',
      de: "{{ customer.first_name }}, gebraucht ist in Ordnung. Mit dem Summit-Testversprechen dürfen Sie 100 Tage damit wandern und es trotzdem zurückschicken; nur den Schlamm bürsten Sie bitte ab. Klicken Sie neben der Bestellung auf „Zurückschicken“, schreiben Sie, was gestört hat, und wählen Sie: Erstattung, Umtausch oder ein Anpassgespräch mit unseren Fachleuten für Schuhe und Rucksäcke in Innsbruck.",
    },
  }),
];
