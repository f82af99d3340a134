import { defineReply } from "./define-reply.js";

export const accountReplies = [
  defineReply({
    key: "login_reset",
    title: "Cannot sign in",
    intents: ["login_problem"],
    en: 'Let\'s get you back in. Press "Forgot password" on the sign-in page; the mail arrives within two minutes and its link works for one hour. If nothing comes, look in spam and try the other addresses you may have used. After five wrong attempts the account pauses for 30 minutes, then it opens again by itself.',
    de: "Wir bringen dich wieder rein. Klick auf der Anmeldeseite auf „Passwort vergessen“; die Mail kommt innerhalb von zwei Minuten und der Link gilt eine Stunde. Kommt nichts, schau in den Spam und probier andere Adressen, die du benutzt haben könntest. Nach fünf Fehlversuchen ist das Konto 30 Minuten gesperrt und öffnet sich dann von selbst.",
    vip: {
      en: "{{ customer.first_name }}, I've lifted the lock on your account and sent a fresh sign-in link to the address we have on file. If that mailbox is the problem, call the number on your Summit card; after two security questions I can change the address while we talk. In the meantime, tell me what you need and I'll order it for you. Ines",
      de: "{{ customer.first_name }}, die Sperre deines Kontos habe ich aufgehoben und einen frischen Anmeldelink an die hinterlegte Adresse geschickt. Ist genau dieses Postfach das Problem, ruf die Nummer auf deiner Summit-Karte an; nach zwei Sicherheitsfragen ändere ich die Adresse direkt am Telefon. Brauchst du solange etwas, bestelle ich es für dich. Ines",
    },
    fresh: {
      en: "One thing that trips up many newcomers: an order as a guest doesn't create an account, so there's no password yet. Choose \"Create account\" with the same e-mail address and your order will appear in it. If you did register, look for our confirmation mail; the account only opens once you've pressed the link in it.",
    },
    lapsed: {
      en: "Welcome back! We moved to a new shop system a year ago, and everyone who hadn't signed in since needs a new password once. Press \"Forgot password\" with your old address and everything is there again: orders, sizes, points. If that address no longer exists, tell us an old order number and we'll move the account.",
    },
  }),
  defineReply({
    key: "newsletter_unsubscribe",
    title: "Unsubscribe from mails",
    intents: ["unsubscribe"],
    en: "Done on our side: you won't get newsletters from us any more, though one that's already queued may still arrive in the next 24 hours. Order and delivery mails continue, as you'd miss those. If you'd rather have fewer than none, you can choose \"once a month\" under My account > Mails.",
    de: "Auf unserer Seite erledigt: Du bekommst keinen Newsletter mehr; einer, der schon in der Warteschlange ist, kann in den nächsten 24 Stunden noch kommen. Bestell- und Versandmails bleiben, die würden dir fehlen. Lieber weniger als gar nichts? Unter Mein Konto > Mails gibt es „einmal im Monat“.",
    vip: {
      en: '{{ customer.first_name }}, all advertising mail is off as of now. One question before I also turn off the Summit notes: those carry recall notices and your repair reminders. I\'ve left them on for the moment; reply "off" and they stop as well. Ines, Summit desk',
      de: "{{ customer.first_name }}, sämtliche Werbung ist ab sofort aus. Eine Frage, bevor ich auch die Summit-Notizen abstelle: Darüber laufen Rückrufe und deine Reparaturerinnerungen. Im Moment sind sie noch an; antworte „aus“ und auch die hören auf. Ines, Summit Desk",
    },
    atRisk: {
      en: "I'm sorry for the full inbox on top of everything else, {{ customer.first_name }}. All marketing is switched off, also surveys and \"how was it\" mails. The only thing you'll hear from us now is about orders you place yourself.",
    },
  }),
  defineReply({
    key: "data_export",
    title: "Copy of my personal data",
    intents: ["data_export"],
    en: "You have every right to it. Under My account > Privacy > Download you get a file with everything we hold, usually within an hour and at the latest in 30 days. If you have no account, reply from the address you ordered with and we'll send you a link that only opens after a confirmation.",
    de: "Das ist dein gutes Recht. Unter Mein Konto > Datenschutz > Herunterladen bekommst du eine Datei mit allem, was wir gespeichert haben, meist innerhalb einer Stunde, spätestens nach 30 Tagen. Ohne Konto antworte bitte von der Adresse, mit der du bestellt hast; du bekommst dann einen Link, der erst nach einer Bestätigung öffnet.",
    vip: {
      en: "{{ customer.first_name }}, I've started the export for you; the link reaches your registered address within the hour. With it comes a page in plain words on what each part is used for, including what I see when we write. Should anything in it look wrong or too much, tell me and I'll have it corrected or deleted. Ines, Summit desk",
      de: "{{ customer.first_name }}, den Export habe ich gestartet; der Link kommt innerhalb einer Stunde an deine hinterlegte Adresse. Dabei ist eine Seite in klaren Worten, wofür wir was nutzen, auch was ich sehe, wenn wir schreiben. Ist etwas falsch oder dir zu viel, lasse ich es berichtigen oder löschen. Ines, Summit Desk",
    },
  }),
  defineReply({
    key: "account_delete",
    title: "Delete my account",
    intents: ["account_delete"],
    en: "We'll be sorry to see you go, but it's quick: My account > Privacy > Delete. Please use points and gift cards first, they go with it. Profile, sizes and browsing history are erased at once; invoices have to be kept for seven years by law, locked away and used for nothing else.",
    de: "Schade, aber es geht schnell: Mein Konto > Datenschutz > Löschen. Löse vorher bitte Punkte und Geschenkkarten ein, sie verschwinden mit. Profil, Größen und Verlauf werden sofort gelöscht; Rechnungen müssen wir sieben Jahre gesetzlich aufbewahren, gesperrt und für nichts anderes genutzt.",
    vip: {
      en: "{{ customer.first_name }}, that's your decision and I'll respect it. Before I start: the rest of your Summit year will be refunded and open repairs will be finished all the same. Reply \"delete\" from this address and it's gone by tomorrow; I'd be glad to know why, but you don't owe me a reason. Ines, Summit desk",
      de: "{{ customer.first_name }}, das ist deine Entscheidung und ich respektiere sie. Vorher zwei Dinge: Der Rest deines Summit-Jahrs wird erstattet, offene Reparaturen machen wir trotzdem fertig. Antworte von dieser Adresse „löschen“ und morgen ist alles weg. Über den Grund würde ich mich freuen, schuldig bist du ihn mir nicht. Ines, Summit Desk",
    },
    lapsed: {
      en: "Thanks for tidying up rather than leaving a forgotten account behind. We've kept nothing but your name, address and old orders. Confirm with one line from the address you used back then and we'll erase it within 24 hours; only the invoices stay, locked, for as long as tax law says.",
    },
  }),
  defineReply({
    key: "account_security",
    title: "Suspicious order or access",
    intents: ["account_security"],
    en: "Thank you for telling us straight away. Please change your password now and press \"Sign out everywhere\" next to it. Reply with the number of any order that isn't yours and we'll stop it; you won't pay for it. A mail that asks for your card details is never from us: forward it and delete it.",
    de: "Danke, dass du dich sofort meldest. Ändere bitte jetzt dein Passwort und klick daneben auf „Überall abmelden“. Nenn uns die Nummer jeder Bestellung, die nicht von dir ist; wir stoppen sie und du zahlst nichts. Mails, die nach Kartendaten fragen, sind nie von uns: weiterleiten und löschen.",
    vip: {
      en: "{{ customer.first_name }}, I've frozen your account this minute: nobody can order or change anything until you and I have spoken. Please call the number on your Summit card. Nothing will be charged to you, and the stored cards have been removed as a precaution. Ines, Summit desk",
      de: "{{ customer.first_name }}, ich habe dein Konto in dieser Minute eingefroren: Niemand kann bestellen oder etwas ändern, bis wir gesprochen haben. Ruf bitte die Nummer auf deiner Summit-Karte an. Dir wird nichts berechnet, die gespeicherten Karten sind vorsorglich entfernt. Ines, Summit Desk",
    },
  }),
];
