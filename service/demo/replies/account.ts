import { defineReply } from "./define-reply.js";

export const accountReplies = [
  defineReply({
    key: "login_reset",
    title: "Cannot sign in",
    intents: ["login_problem"],
    en: 'Let\'s get you back in. Press "Forgot password" on the sign-in page; the mail arrives within two minutes and its link works for one hour. If nothing comes, look in spam and try the other addresses you may have used. After five wrong attempts the account pauses for 30 minutes, then it opens again by itself.',
    de: "Wir bringen Sie wieder rein. Klicken Sie auf der Anmeldeseite auf „Passwort vergessen“; die Mail kommt innerhalb von zwei Minuten, und der Link gilt eine Stunde. Kommt nichts, schauen Sie in den Spam und probieren Sie andere Adressen, die Sie benutzt haben könnten. Nach fünf Fehlversuchen ist das Konto 30 Minuten gesperrt und öffnet sich dann von selbst.",
    vip: {
      en: '{{ customer.first_name }}, the quickest way is "Forgot password" on the sign-in page; the link comes to the address we have on file within two minutes. If that mailbox is the problem, or the account is paused, call the number on your Summit card: after two security questions the Summit desk changes the address or lifts the pause while you talk. It can also take an order by phone in the meantime.',
      de: "{{ customer.first_name }}, am schnellsten geht „Passwort vergessen“ auf der Anmeldeseite; der Link kommt innerhalb von zwei Minuten an die hinterlegte Adresse. Ist genau dieses Postfach das Problem oder das Konto gesperrt, rufen Sie die Nummer auf Ihrer Summit-Karte an: Nach zwei Sicherheitsfragen ändert der Summit Desk noch am Telefon die Adresse oder hebt die Sperre auf. Solange nimmt er auch telefonisch Bestellungen entgegen.",
    },
    fresh: {
      en: "One thing that trips up many newcomers: an order as a guest doesn't create an account, so there's no password yet. Choose \"Create account\" with the same e-mail address and your order will appear in it. If you did register, look for our confirmation mail; the account only opens once you've pressed the link in it.",
      de: "Darüber stolpern viele, die neu sind: Eine Bestellung als Gast legt kein Konto an, es gibt also noch kein Passwort. Wählen Sie „Konto erstellen“ mit derselben E-Mail-Adresse, und Ihre Bestellung erscheint darin. Haben Sie sich schon registriert, suchen Sie unsere Bestätigungsmail; das Konto öffnet sich erst, wenn Sie auf den Link darin geklickt haben.",
    },
    lapsed: {
      en: 'Welcome back! We moved to a new shop system a year ago, and everyone who hadn\'t signed in since needs a new password once. Press "Forgot password" with your old address and everything is there again: orders, sizes, points. If that address no longer exists, tell us an old order number and our team moves the account.',
      de: "Willkommen zurück! Wir sind vor einem Jahr auf ein neues Shopsystem umgezogen, und wer sich seither nicht angemeldet hat, braucht einmal ein neues Passwort. Klicken Sie mit Ihrer alten Adresse auf „Passwort vergessen“, und alles ist wieder da: Bestellungen, Größen, Punkte. Gibt es diese Adresse nicht mehr, nennen Sie uns eine alte Bestellnummer, und unser Team zieht das Konto um.",
    },
  }),
  defineReply({
    key: "newsletter_unsubscribe",
    title: "Unsubscribe from mails",
    intents: ["unsubscribe"],
    en: 'That takes one click: press "Unsubscribe" at the foot of any newsletter, or switch it off under My account > Mails. One that\'s already queued may still arrive in the next 24 hours. Order and delivery mails continue, as you\'d miss those. If you\'d rather have fewer than none, you can choose "once a month" on the same page.',
    de: "Das ist ein Klick: „Abmelden“ am Ende jedes Newsletters, oder Sie schalten ihn unter Mein Konto > Mails ab. Einer, der schon in der Warteschlange ist, kann in den nächsten 24 Stunden noch kommen. Bestell- und Versandmails bleiben, die würden Ihnen fehlen. Lieber weniger als gar nichts? Auf derselben Seite gibt es „einmal im Monat“.",
    vip: {
      en: "{{ customer.first_name }}, under My account > Mails one switch turns off all advertising, from that moment on. The Summit notes have a switch of their own, because they carry recall notices and your repair reminders: we'd leave them on, but it's up to you. The number on your Summit card works without any mail at all.",
      de: "{{ customer.first_name }}, unter Mein Konto > Mails stellt ein Schalter sämtliche Werbung ab, ab diesem Moment. Die Summit-Notizen haben einen eigenen, denn darüber laufen Rückrufe und Ihre Reparaturerinnerungen: Wir würden sie anlassen, aber das entscheiden Sie. Die Nummer auf Ihrer Summit-Karte funktioniert ganz ohne Mails.",
    },
    atRisk: {
      en: 'We\'re sorry for the full inbox on top of everything else, {{ customer.first_name }}. Press "Everything off" under My account > Mails: that also stops surveys and "how was it" mails. From then on you only hear from us about orders you place yourself.',
      de: "Das volle Postfach zu allem anderen tut uns leid, {{ customer.first_name }}. Klicken Sie unter Mein Konto > Mails auf „Alles aus“: Damit enden auch Umfragen und „Wie war es?“-Mails. Danach hören Sie nur noch zu Bestellungen von uns, die Sie selbst aufgeben.",
    },
  }),
  defineReply({
    key: "data_export",
    title: "Copy of my personal data",
    intents: ["data_export"],
    en: "You have every right to it. Under My account > Privacy > Download you get a file with everything we hold, usually within an hour and at the latest in 30 days. If you have no account, reply from the address you ordered with and our team sends you a link that only opens after a confirmation.",
    de: "Das ist Ihr gutes Recht. Unter Mein Konto > Datenschutz > Herunterladen bekommen Sie eine Datei mit allem, was wir gespeichert haben, meist innerhalb einer Stunde, spätestens nach 30 Tagen. Ohne Konto antworten Sie bitte von der Adresse, mit der Sie bestellt haben; unser Team schickt Ihnen dann einen Link, der erst nach einer Bestätigung öffnet.",
    vip: {
      en: '{{ customer.first_name }}, press "Download" under My account > Privacy; the link reaches your registered address, usually within the hour. For Summit members a page in plain words comes with it on what each part is used for, including what the Summit desk sees when you write. Should anything look wrong or too much, reply here and it will be corrected or deleted.',
      de: "{{ customer.first_name }}, klicken Sie unter Mein Konto > Datenschutz auf „Herunterladen“; der Link kommt an Ihre hinterlegte Adresse, meist innerhalb einer Stunde. Für Summit-Mitglieder ist eine Seite in klaren Worten dabei, wofür wir was nutzen, auch was der Summit Desk sieht, wenn Sie schreiben. Ist etwas falsch oder Ihnen zu viel, antworten Sie hier, und es wird berichtigt oder gelöscht.",
    },
  }),
  defineReply({
    key: "account_delete",
    title: "Delete my account",
    intents: ["account_delete"],
    en: "We'll be sorry to see you go, but it's quick: My account > Privacy > Delete. Please use points and gift cards first, they go with it. Profile, sizes and browsing history are erased at once; invoices have to be kept for seven years by law, locked away and used for nothing else.",
    de: "Schade, aber es geht schnell: Mein Konto > Datenschutz > Löschen. Lösen Sie vorher bitte Punkte und Geschenkkarten ein, sie verschwinden mit. Profil, Größen und Verlauf werden sofort gelöscht; Rechnungen müssen wir gesetzlich sieben Jahre aufbewahren, gesperrt und für nichts anderes genutzt.",
    vip: {
      en: "{{ customer.first_name }}, that's your decision and we respect it. Choose My account > Privacy > Delete and confirm the mail that follows: the account is gone by the next day, the rest of your Summit year is refunded, and open repairs are finished all the same. We'd be glad to know why, but you don't owe us a reason.",
      de: "{{ customer.first_name }}, das ist Ihre Entscheidung, und wir respektieren sie. Wählen Sie Mein Konto > Datenschutz > Löschen und bestätigen Sie die Mail, die dann kommt: Am nächsten Tag ist das Konto weg, der Rest Ihres Summit-Jahres wird erstattet, und offene Reparaturen werden trotzdem fertig. Wir wüssten gern, warum, aber einen Grund schulden Sie uns nicht.",
    },
    lapsed: {
      en: "Thanks for tidying up rather than leaving a forgotten account behind. All it still holds is your name, address and old orders. Confirm with one line from the address you used back then and our team erases it within 24 hours; only the invoices stay, locked, for as long as tax law says.",
      de: "Danke, dass Sie aufräumen, statt ein vergessenes Konto zurückzulassen. Es enthält nur noch Ihren Namen, Ihre Adresse und alte Bestellungen. Bestätigen Sie mit einer Zeile von der Adresse, die Sie damals benutzt haben, und unser Team löscht es innerhalb von 24 Stunden; nur die Rechnungen bleiben, gesperrt, so lange es das Steuerrecht verlangt.",
    },
  }),
  defineReply({
    key: "account_security",
    title: "Suspicious order or access",
    intents: ["account_security"],
    en: "Thank you for telling us straight away. Please change your password now and press \"Sign out everywhere\" next to it. Reply with the number of any order that isn't yours and our team stops it; you won't pay for it. A mail that asks for your card details is never from us: forward it and delete it.",
    de: "Danke, dass Sie sich sofort melden. Ändern Sie bitte jetzt Ihr Passwort und klicken Sie daneben auf „Überall abmelden“. Nennen Sie uns die Nummer jeder Bestellung, die nicht von Ihnen ist; unser Team stoppt sie, und Sie zahlen nichts dafür. Mails, die nach Kartendaten fragen, sind nie von uns: weiterleiten und löschen.",
    vip: {
      en: "{{ customer.first_name }}, please call the number on your Summit card now: the Summit desk freezes the account while you're on the line, so that nobody can order or change anything until it's cleared up with you. Until you get through, press \"Sign out everywhere\" in your account and remove the stored cards. Orders that aren't yours cost you nothing.",
      de: "{{ customer.first_name }}, rufen Sie bitte jetzt die Nummer auf Ihrer Summit-Karte an: Der Summit Desk sperrt das Konto noch während des Gesprächs, damit niemand bestellen oder etwas ändern kann, bis alles mit Ihnen geklärt ist. Bis Sie durchkommen, klicken Sie im Konto auf „Überall abmelden“ und entfernen Sie die gespeicherten Karten. Bestellungen, die nicht von Ihnen sind, kosten Sie nichts.",
    },
  }),
];
