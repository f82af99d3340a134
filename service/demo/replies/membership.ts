import { defineReply } from "./define-reply.js";

export const membershipReplies = [
  defineReply({
    key: "membership_benefits",
    title: "What the membership plans offer",
    intents: ["membership_info"],
    en: "There are three plans. Trail is free: points on every order and early word of sales. Ridge, €29 a year, adds free standard delivery, 60 days to return and one repair a year. Summit, €89 a year, adds free express, 15 % off, same-day refunds and a phone line to the Summit desk.",
    de: "Es gibt drei Stufen. Trail ist kostenlos: Punkte bei jeder Bestellung und früher Bescheid bei Aktionen. Ridge für 29 € im Jahr bringt freien Standardversand, 60 Tage Rückgabe und eine Reparatur im Jahr. Summit für 89 € im Jahr bringt Gratis-Express, 15 % Rabatt, Erstattung am selben Tag und eine Telefonleitung zum Summit Desk.",
    vip: {
      en: "{{ customer.first_name }}, with Summit you have everything: free express until 4 pm, 15 % off, 100 days to test and return, same-day refunds, two repairs a year and a spot on the autumn test weekend in the Stubai. The benefit most members forget is gear hire at half price. You can book it under My account > Summit > Hire.",
      de: "{{ customer.first_name }}, mit Summit haben Sie alles: Gratis-Express bis 16 Uhr, 15 % Rabatt, 100 Tage Testen und Zurückgeben, Erstattung am selben Tag, zwei Reparaturen im Jahr und einen Platz beim Testwochenende im Herbst im Stubai. Was die meisten vergessen: Leihausrüstung zum halben Preis. Sie buchen sie unter Mein Konto > Summit > Leihen.",
    },
    fresh: {
      en: "Start with Trail: it costs nothing, takes one minute, and every euro you spend becomes a point (100 points are worth €5). Ridge pays for itself from about six parcels a year. Summit is for people who'd call themselves regulars already; there's no need to hurry, and whatever you've paid for Ridge counts if you move up later.",
      de: "Fangen Sie mit Trail an: Es kostet nichts, dauert eine Minute, und jeder Euro wird ein Punkt (100 Punkte sind 5 € wert). Ridge lohnt sich ab etwa sechs Paketen im Jahr. Summit ist für alle, die sich schon Stammkunden nennen würden; keine Eile, was Sie für Ridge gezahlt haben, wird beim späteren Aufstieg angerechnet.",
    },
    lapsed: {
      en: "A few things are new since you were last here: Ridge now includes one repair a year, returns are 60 days instead of 45, and Summit members get their refunds the same day. Your old points are frozen, not deleted. One order brings them back.",
      de: "Seit Ihrem letzten Besuch ist einiges neu: Ridge enthält jetzt eine Reparatur im Jahr, die Rückgabe dauert 60 statt 45 Tage, und Summit-Mitglieder bekommen ihr Geld am selben Tag zurück. Ihre alten Punkte sind eingefroren, nicht gelöscht. Eine Bestellung holt sie zurück.",
    },
  }),
  defineReply({
    key: "membership_upgrade",
    title: "Upgrade the membership",
    intents: ["membership_upgrade"],
    en: "Great idea! Go to My account > Membership and choose Ridge or Summit; the new benefits apply at once, also to orders that haven't shipped yet. What's left of your current year is taken off the price. If you don't use it in the first 30 days, we refund it in full.",
    de: "Gute Idee! Unter Mein Konto > Mitgliedschaft wählen Sie Ridge oder Summit; die Vorteile gelten sofort, auch für Bestellungen, die noch nicht versandt sind. Der Rest Ihres laufenden Jahres wird angerechnet. Nutzen Sie sie in den ersten 30 Tagen nicht, erstatten wir alles.",
    vip: {
      en: "{{ customer.first_name }}, there's nothing above Summit except weather. What you can add is a second card for somebody in your household, free for the first year: enter the name under My account > Summit > Second card, and it's active the same evening.",
      de: "{{ customer.first_name }}, über Summit kommt nur noch das Wetter. Was Sie ergänzen können, ist eine zweite Karte für jemanden aus Ihrem Haushalt, im ersten Jahr kostenlos: Geben Sie den Namen unter Mein Konto > Summit > Zweite Karte ein, und sie gilt ab demselben Abend.",
    },
    fresh: {
      en: "Happy that you like it here! Before you pay for Summit, a fair hint: with one or two orders a year Ridge is the better deal. You can try either for 30 days and get the money back, under My account > Membership, and benefits start with the very next order.",
      de: "Schön, dass es Ihnen bei uns gefällt! Bevor Sie für Summit zahlen, ein fairer Hinweis: Bei ein oder zwei Bestellungen im Jahr ist Ridge das bessere Angebot. Beide können Sie unter Mein Konto > Mitgliedschaft 30 Tage mit Geld-zurück-Garantie ausprobieren, und die Vorteile gelten ab der nächsten Bestellung.",
    },
  }),
  defineReply({
    key: "membership_cancel",
    title: "Cancel the membership",
    intents: ["membership_cancel"],
    en: "You can end it at any time under My account > Membership > End plan. Benefits run until the end of the year you've paid for, and you then continue on Trail for free with your points. If the last renewal was less than 30 days ago and unused, we refund it; just tell us here.",
    de: "Sie können jederzeit unter Mein Konto > Mitgliedschaft > Beenden kündigen. Die Vorteile laufen bis zum Ende des bezahlten Jahres, danach geht es kostenlos mit Trail und Ihren Punkten weiter. Liegt die letzte Verlängerung weniger als 30 Tage zurück und ist ungenutzt, erstatten wir sie; sagen Sie es uns einfach hier.",
    vip: {
      en: '{{ customer.first_name }}, we\'re sorry to read that, and it should be painless: press "End plan" under My account > Membership, and Summit ends that day, with the unused months refunded to the day. If it\'s the price, choose "Move to Ridge" there and you keep the 15 % for a year. Your choice, no persuasion, though one line on what was missing helps us.',
      de: "{{ customer.first_name }}, schade, aber es soll leicht gehen: Klicken Sie unter Mein Konto > Mitgliedschaft auf „Beenden“, und Summit endet an diesem Tag, die ungenutzten Monate erstatten wir taggenau. Liegt es am Preis, wählen Sie dort „Zu Ridge wechseln“ und behalten die 15 % noch ein Jahr. Ihre Entscheidung, ganz ohne Überreden, auch wenn uns eine Zeile dazu hilft, was gefehlt hat.",
    },
    atRisk: {
      en: '{{ customer.first_name }}, after what happened we can\'t blame you. Press "End plan" under My account > Membership, or reply "end it" and a colleague does it for you: the rest of the year is refunded, which we don\'t owe but think is right. If there\'s one thing we should fix, a line about it goes to our head of service, not into a form.',
      de: "{{ customer.first_name }}, nach dem, was passiert ist, können wir es Ihnen nicht verdenken. Klicken Sie unter Mein Konto > Mitgliedschaft auf „Beenden“, oder antworten Sie „beenden“ und unser Team übernimmt es: Der Rest des Jahres wird erstattet, was wir nicht schulden, aber richtig finden. Gibt es eine Sache, die wir in Ordnung bringen sollten, geht eine Zeile dazu an unsere Serviceleitung, nicht in ein Formular.",
    },
  }),
  defineReply({
    key: "points_missing",
    title: "Points missing",
    intents: ["points_missing"],
    en: "Points appear 30 days after delivery, once the return period of Trail is over, so a recent order may simply be waiting. If it's older, send us the order number: most often it was placed as a guest or with another e-mail address, and our team adds the points by hand.",
    de: "Punkte erscheinen 30 Tage nach Lieferung, wenn die Rückgabefrist von Trail vorbei ist; eine frische Bestellung wartet also vielleicht nur. Ist sie älter, schicken Sie uns die Bestellnummer: Meist wurde als Gast oder mit anderer E-Mail-Adresse bestellt, und unser Team trägt die Punkte von Hand nach.",
    vip: {
      en: '{{ customer.first_name }}, Summit points should be there on the day of delivery, without the usual 30 days. If those for order {{ order.id }} are missing, press "Points missing" beside it: the Summit desk books them within one working day, doubled, because you had to ask. They\'re usable right away.',
      de: "{{ customer.first_name }}, Summit-Punkte sollten am Tag der Lieferung da sein, ohne die üblichen 30 Tage. Fehlen die für Bestellung {{ order.id }}, klicken Sie daneben auf „Punkte fehlen“: Der Summit Desk bucht sie innerhalb eines Werktags, und zwar doppelt, weil Sie nachfragen mussten. Sie gelten sofort.",
    },
  }),
  defineReply({
    key: "points_redeem",
    title: "Redeem points",
    intents: ["points_redeem"],
    en: '100 points are worth €5. At checkout switch on "Use points" and choose how many; they work together with sale prices and gift cards, but don\'t pay for delivery. Points are valid for two years from the day you earned them, and the oldest are used first.',
    de: "100 Punkte sind 5 € wert. Schalten Sie an der Kasse „Punkte einlösen“ ein und wählen Sie, wie viele; sie gelten auch bei Sale-Preisen und mit Geschenkkarten, nur nicht für den Versand. Punkte halten zwei Jahre ab dem Tag, an dem Sie sie gesammelt haben, und die ältesten werden zuerst verbraucht.",
    vip: {
      en: '{{ customer.first_name }}, yours are worth more: 100 Summit points are €7, and they never expire while you\'re a member. You can spend them in the shop, on a repair or on a guided day in the Stubai with our partner school. Switch on "Use points" at checkout, or call the number on your Summit card to book the guided day.',
      de: "{{ customer.first_name }}, Ihre sind mehr wert: 100 Summit-Punkte sind 7 € und verfallen nicht, solange Sie Mitglied sind. Sie können sie im Shop einlösen, für eine Reparatur oder für einen geführten Tag im Stubai mit unserer Partnerschule. Schalten Sie an der Kasse „Punkte einlösen“ ein, oder rufen Sie für den geführten Tag die Nummer auf Ihrer Summit-Karte an.",
    },
    fresh: {
      en: 'Good that you ask, many people find the points only after a year. Each euro gives you one point, they become usable 30 days after delivery, and at 100 you can take €5 off any order with the switch "Use points" at checkout. You\'ll see the current number at the top of My account.',
      de: "Gut, dass Sie fragen, viele entdecken die Punkte erst nach einem Jahr. Jeder Euro bringt einen Punkt, 30 Tage nach Lieferung sind sie nutzbar, und ab 100 können Sie mit dem Schalter „Punkte einlösen“ an der Kasse 5 € von jeder Bestellung abziehen. Den aktuellen Stand sehen Sie oben in Mein Konto.",
    },
  }),
  defineReply({
    key: "membership_renewal_charge",
    title: "Unexpected renewal charge",
    intents: ["renewal_charge"],
    en: "Memberships renew once a year, and we send a reminder 30 and 7 days before; sorry if those got lost in the spam folder. If you didn't mean to renew, tell us within 30 days of the charge and our team refunds it in full and sets you to Trail. You can switch off automatic renewal under My account > Membership.",
    de: "Mitgliedschaften verlängern sich einmal im Jahr, 30 und 7 Tage vorher erinnern wir per Mail; entschuldigen Sie, falls das im Spam gelandet ist. Wollten Sie nicht verlängern, sagen Sie es uns innerhalb von 30 Tagen nach der Abbuchung, dann erstattet unser Team alles und stellt Sie auf Trail um. Die automatische Verlängerung schalten Sie unter Mein Konto > Mitgliedschaft ab.",
    vip: {
      en: '{{ customer.first_name }}, that looks like your Summit year renewing, and we\'re sorry if the mail about it got lost. If you don\'t want it, press "Undo renewal" under My account > Membership: the €89 goes back the same day, even if you\'ve used the benefits since. If you do want it, reply "surprised" and the Summit desk adds two months for the fright.',
      de: "{{ customer.first_name }}, da hat sich wohl Ihr Summit-Jahr verlängert, und es tut uns leid, falls die Mail dazu untergegangen ist. Möchten Sie das nicht, klicken Sie unter Mein Konto > Mitgliedschaft auf „Verlängerung zurücknehmen“: Die 89 € gehen am selben Tag zurück, auch wenn Sie die Vorteile seither genutzt haben. Möchten Sie doch, antworten Sie „überrascht“, und der Summit Desk hängt für den Schreck zwei Monate an.",
    },
    atRisk: {
      en: 'We\'re sorry, {{ customer.first_name }}: a charge for another year right after the trouble you had is poor timing at best. Reply "undo" and a colleague refunds the full amount and switches off automatic renewal the same working day, without a question. Your benefits then stay on until the end of the month, so that you lose nothing by it.',
      de: "Es tut uns leid, {{ customer.first_name }}: Eine Abbuchung für ein weiteres Jahr gleich nach dem Ärger, den Sie hatten, kommt bestenfalls ungelegen. Antworten Sie „zurücknehmen“, und unser Team erstattet am selben Werktag den vollen Betrag und schaltet die automatische Verlängerung ab, ohne Rückfrage. Ihre Vorteile bleiben dann bis zum Monatsende, damit Ihnen nichts verloren geht.",
    },
  }),
  defineReply({
    key: "winback_offer",
    title: "Welcome back after a long time",
    intents: ["returning_customer"],
    only: ["lapsed"],
    en: "How nice that you're back! Sign in with your old address and your account, sizes and past orders are all still there. Points that froze while you were away come back with your next order, delivery of that one is on us, and the code HELLOAGAIN15 takes 15 % off. It's valid for 14 days and has no minimum.",
    de: "Wie schön, dass Sie wieder da sind! Melden Sie sich mit Ihrer alten Adresse an, und Konto, Größen und frühere Bestellungen sind alle noch da. Eingefrorene Punkte kommen mit der nächsten Bestellung zurück, deren Versand geht auf uns, und mit dem Code HELLOAGAIN15 sparen Sie 15 %. Er gilt 14 Tage, ohne Mindestwert.",
    vip: {
      en: "{{ customer.first_name }}, we've missed you on the mountain. Returning Summit members get three months of benefits without charge: press \"Reactivate\" under My account > Membership, and express and 15 % apply from the next order. Tell us what's planned this season and the Summit desk puts a list together.",
      de: "{{ customer.first_name }}, Sie haben uns am Berg gefehlt. Wer zu Summit zurückkehrt, bekommt drei Monate alle Vorteile kostenlos: Klicken Sie unter Mein Konto > Mitgliedschaft auf „Wieder aktivieren“, und Express und 15 % gelten ab der nächsten Bestellung. Erzählen Sie uns, was Sie diese Saison vorhaben, und der Summit Desk stellt Ihnen eine Liste zusammen.",
    },
    lapsed: {
      en: "Hi {{ customer.first_name }}, good to see your name again! Your account is as you left it, and our spare-parts promise still covers your last purchase, {{ order.item }}. To make the restart easy: free delivery on the next order, 15 % off with HELLOAGAIN15 for 14 days, and your frozen points come back as soon as it ships.",
      de: "Hallo {{ customer.first_name }}, schön, Ihren Namen wieder zu lesen! Ihr Konto ist, wie Sie es verlassen haben, und für Ihren letzten Kauf ({{ order.item }}) gilt weiterhin unser Ersatzteilversprechen. Damit der Neustart leichtfällt: freier Versand bei der nächsten Bestellung, 15 % mit HELLOAGAIN15 für 14 Tage, und Ihre eingefrorenen Punkte kommen mit dem Versand zurück.",
    },
  }),
];
