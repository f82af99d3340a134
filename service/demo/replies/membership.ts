import { defineReply } from "./define-reply.js";

export const membershipReplies = [
  defineReply({
    key: "membership_benefits",
    title: "What the membership plans offer",
    intents: ["membership_info"],
    en: "There are three plans. Trail is free: points on every order and early word of sales. Ridge, €29 a year, adds free standard delivery, 60 days to return and one repair a year. Summit, €89 a year, adds free express, 15 % off, instant refunds and the Summit desk with a person you know by name.",
    de: "Es gibt drei Stufen. Trail ist kostenlos: Punkte bei jeder Bestellung und früher Bescheid bei Aktionen. Ridge für 29 € im Jahr bringt freien Standardversand, 60 Tage Rückgabe und eine Reparatur im Jahr. Summit für 89 € bringt Gratis-Express, 15 % Rabatt, sofortige Erstattung und den Summit Desk mit einem Menschen, den du beim Namen kennst.",
    vip: {
      en: "{{ customer.first_name }}, you're on Summit, so you have everything: free express until 4 pm, 15 % off, 100 days to test and return, instant refunds, two repairs a year and a spot on the autumn test weekend in the Stubai. The benefit most members forget is gear hire at half price. Shall I book you something? Ines, Summit desk",
      de: "{{ customer.first_name }}, du bist bei Summit und hast damit alles: Gratis-Express bis 16 Uhr, 15 % Rabatt, 100 Tage Testen, sofortige Erstattung, zwei Reparaturen im Jahr und einen Platz beim Testwochenende im Stubai. Was die meisten vergessen: Leihausrüstung zum halben Preis. Soll ich dir etwas reservieren? Ines, Summit Desk",
    },
    fresh: {
      en: "Start with Trail: it costs nothing, takes one minute, and every euro you spend becomes a point (100 points are worth €5). Ridge pays for itself from about six parcels a year. Summit is for people who'd call themselves regulars already; there's no need to hurry, and whatever you've paid for Ridge counts if you move up later.",
      de: "Fang mit Trail an: Es kostet nichts, dauert eine Minute, und jeder Euro wird ein Punkt (100 Punkte sind 5 € wert). Ridge lohnt sich ab etwa sechs Paketen im Jahr. Summit ist für alle, die sich schon Stammkunden nennen würden; keine Eile, was du für Ridge gezahlt hast, wird beim Aufstieg angerechnet.",
    },
    lapsed: {
      en: "A few things are new since you were last here: Ridge now includes one repair a year, returns are 60 days instead of 45, and Summit members get their refunds instantly. Your old points were frozen, not deleted. One order brings them back.",
    },
  }),
  defineReply({
    key: "membership_upgrade",
    title: "Upgrade the membership",
    intents: ["membership_upgrade"],
    en: "Great idea! Go to My account > Membership and choose Ridge or Summit; the new benefits apply at once, also to orders that haven't shipped yet. What's left of your current year is taken off the price. If you don't use it in the first 30 days, we refund it in full.",
    de: "Gute Idee! Unter Mein Konto > Mitgliedschaft wählst du Ridge oder Summit; die Vorteile gelten sofort, auch für Bestellungen, die noch nicht verschickt sind. Der Rest deines laufenden Jahres wird angerechnet. Nutzt du sie in den ersten 30 Tagen nicht, erstatten wir alles.",
    vip: {
      en: "{{ customer.first_name }}, you're at the top already, there's nothing above Summit except weather. What I can do is add a second card for somebody in your household, free for the first year. Send me the name and it's active tonight. Ines, Summit desk",
      de: "{{ customer.first_name }}, du bist schon ganz oben, über Summit kommt nur noch das Wetter. Was ich tun kann: eine zweite Karte für jemanden aus deinem Haushalt, im ersten Jahr kostenlos. Schick mir den Namen und sie gilt ab heute Abend. Ines, Summit Desk",
    },
    fresh: {
      en: "Happy that you like it here! Before you pay for Summit, a fair hint: with one or two orders a year Ridge is the better deal. You can try either for 30 days and get the money back, under My account > Membership, and benefits start with the very next order.",
    },
  }),
  defineReply({
    key: "membership_cancel",
    title: "Cancel the membership",
    intents: ["membership_cancel"],
    en: "You can end it at any time under My account > Membership > End plan. Benefits run until the end of the year you've paid for, and you then continue on Trail for free with your points. If the last renewal was less than 30 days ago and unused, we refund it; just tell us here.",
    de: "Du kannst jederzeit unter Mein Konto > Mitgliedschaft > Beenden kündigen. Die Vorteile laufen bis zum Ende des bezahlten Jahres, danach geht es kostenlos mit Trail und deinen Punkten weiter. Liegt die letzte Verlängerung weniger als 30 Tage zurück und ist ungenutzt, erstatten wir sie; sag es uns einfach hier.",
    vip: {
      en: "{{ customer.first_name }}, I'm sorry to read that, and I'll make it painless: one word from you and Summit ends today, with the unused months refunded to the day. May I ask what was missing? If it's the price, I can put you on Ridge and keep the 15 % for a year. Your choice, no persuasion. Ines, Summit desk",
      de: "{{ customer.first_name }}, schade, aber ich mache es dir leicht: Ein Wort und Summit endet heute, die ungenutzten Monate erstatte ich taggenau. Darf ich fragen, was gefehlt hat? Liegt es am Preis, stelle ich dich auf Ridge um und lasse dir die 15 % noch ein Jahr. Deine Entscheidung, ganz ohne Überreden. Ines, Summit Desk",
    },
    atRisk: {
      en: "{{ customer.first_name }}, after what happened I can't blame you. I've ended the membership as you asked and refunded the rest of the year, which we don't owe but think is right. If there's one thing we should fix before we may hope to see you again, I'd be grateful for a line; it goes to our head of service, not into a form.",
      de: "{{ customer.first_name }}, nach dem, was passiert ist, kann ich es dir nicht verdenken. Die Mitgliedschaft ist wie gewünscht beendet und der Rest des Jahres erstattet; das schulden wir nicht, finden es aber richtig. Wenn es eine Sache gibt, die wir vorher in Ordnung bringen sollten, schreib sie mir: Sie geht an unsere Serviceleiterin, nicht in ein Formular.",
    },
  }),
  defineReply({
    key: "points_missing",
    title: "Points missing",
    intents: ["points_missing"],
    en: "Points appear 30 days after delivery, once the return period of Trail is over, so a recent order may simply be waiting. If it's older, send us the order number: most often it was placed as a guest or with another e-mail address, and we'll add the points by hand.",
    de: "Punkte erscheinen 30 Tage nach Lieferung, wenn die Rückgabefrist vorbei ist; eine frische Bestellung wartet also vielleicht nur. Ist sie älter, schick uns die Bestellnummer: Meist wurde als Gast oder mit anderer E-Mail-Adresse bestellt, und wir tragen die Punkte von Hand nach.",
    vip: {
      en: "{{ customer.first_name }}, Summit points should be there on the day of delivery, so something slipped. I've booked those for order {{ order.id }} by hand, doubled, because you had to ask. They're usable right away. Ines, Summit desk",
      de: "{{ customer.first_name }}, Summit-Punkte sollten am Tag der Lieferung da sein, da ist etwas durchgerutscht. Die für Bestellung {{ order.id }} habe ich von Hand gebucht, doppelt, weil du nachfragen musstest. Sie gelten sofort. Ines, Summit Desk",
    },
  }),
  defineReply({
    key: "points_redeem",
    title: "Redeem points",
    intents: ["points_redeem"],
    en: '100 points are worth €5. At checkout switch on "Use points" and choose how many; they work together with sale prices and gift cards, but don\'t pay for delivery. Points are valid for two years from the day you earned them, and the oldest are used first.',
    de: "100 Punkte sind 5 € wert. Schalte an der Kasse „Punkte einlösen“ ein und wähle, wie viele; sie gelten auch bei Sale-Preisen und mit Geschenkkarten, nur nicht für den Versand. Punkte halten zwei Jahre ab dem Tag, an dem du sie gesammelt hast, und die ältesten werden zuerst verbraucht.",
    vip: {
      en: "{{ customer.first_name }}, yours are worth more: 100 Summit points are €7, and they never expire while you're a member. You can spend them in the shop, on a repair or on a guided day in the Stubai with our partner school. Tell me what you'd like and I'll book it. Ines, Summit desk",
      de: "{{ customer.first_name }}, deine sind mehr wert: 100 Summit-Punkte sind 7 € und verfallen nicht, solange du Mitglied bist. Du kannst sie im Shop einlösen, für eine Reparatur oder für einen geführten Tag im Stubai mit unserer Partnerschule. Sag mir, was du möchtest, ich buche es. Ines, Summit Desk",
    },
    fresh: {
      en: 'Good that you ask, many people find the points only after a year. Each euro gives you one point, they become usable 30 days after delivery, and at 100 you can take €5 off any order with the switch "Use points" at checkout. You\'ll see the current number at the top of My account.',
    },
  }),
  defineReply({
    key: "membership_renewal_charge",
    title: "Unexpected renewal charge",
    intents: ["renewal_charge"],
    en: "Memberships renew once a year, and we send a reminder 30 and 7 days before; sorry if those got lost in the spam folder. If you didn't mean to renew, tell us within 30 days of the charge and we'll refund it in full and set you to Trail. You can switch off automatic renewal under My account > Membership.",
    de: "Mitgliedschaften verlängern sich einmal im Jahr, 30 und 7 Tage vorher erinnern wir per Mail; entschuldige, falls das im Spam gelandet ist. Wolltest du nicht verlängern, sag uns das innerhalb von 30 Tagen nach der Abbuchung, dann erstatten wir alles und stellen dich auf Trail. Die automatische Verlängerung schaltest du unter Mein Konto > Mitgliedschaft ab.",
    vip: {
      en: "{{ customer.first_name }}, that was your Summit year renewing, and I should have called instead of letting a mail do it. If you don't want it, say so and the €89 goes back today, whenever you used it last. If you do, I've added two months for the surprise. Ines, Summit desk",
      de: "{{ customer.first_name }}, da hat sich dein Summit-Jahr verlängert, und ich hätte anrufen sollen, statt es einer Mail zu überlassen. Willst du es nicht, gehen die 89 € heute zurück, egal wann du sie zuletzt genutzt hast. Willst du doch, habe ich für den Schreck zwei Monate drangehängt. Ines, Summit Desk",
    },
    atRisk: {
      en: "I'm sorry, {{ customer.first_name }}: charging you for another year right after the trouble you had is poor timing at best. The amount is refunded, automatic renewal is off, and your benefits stay on until the end of the month so that you lose nothing by it.",
    },
  }),
  defineReply({
    key: "winback_offer",
    title: "Welcome back after a long time",
    intents: ["returning_customer"],
    only: ["lapsed"],
    en: "How nice that you're back! Your account, sizes and past orders are all still here. Points that froze while you were away come back with your next order, delivery of that one is on us, and the code HELLOAGAIN15 takes 15 % off. It's valid for 14 days and has no minimum.",
    de: "Wie schön, dass du wieder da bist! Konto, Größen und frühere Bestellungen sind alle noch hier. Eingefrorene Punkte kommen mit der nächsten Bestellung zurück, deren Versand geht auf uns, und mit dem Code HELLOAGAIN15 sparst du 15 %. Er gilt 14 Tage, ohne Mindestwert.",
    vip: {
      en: "{{ customer.first_name }}, we've missed you on the mountain. I've reactivated your Summit benefits for three months without charge, so express and 15 % apply again from now. Tell me what's planned this season and I'll put a list together. Ines, Summit desk",
      de: "{{ customer.first_name }}, du hast uns am Berg gefehlt. Deine Summit-Vorteile habe ich für drei Monate kostenlos wieder aktiviert, Express und 15 % gelten ab sofort. Erzähl mir, was du diese Saison vorhast, und ich stelle dir eine Liste zusammen. Ines, Summit Desk",
    },
    lapsed: {
      en: "Hi {{ customer.first_name }}, good to see your name again! Your account is as you left it, and the {{ order.item }} you bought last time still falls under our spare-parts promise. To make the restart easy: free delivery on the next order, 15 % off with HELLOAGAIN15 for 14 days, and your frozen points come back as soon as it ships.",
      de: "Hallo {{ customer.first_name }}, schön, deinen Namen wieder zu lesen! Dein Konto ist, wie du es verlassen hast, und für deinen letzten Kauf ({{ order.item }}) gilt weiterhin unser Ersatzteilversprechen. Damit der Neustart leichtfällt: freier Versand bei der nächsten Bestellung, 15 % mit HELLOAGAIN15 für 14 Tage, und die eingefrorenen Punkte kommen mit dem Versand zurück.",
    },
  }),
];
