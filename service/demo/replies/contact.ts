import { defineReply } from "./define-reply.js";

export const contactReplies = [
  defineReply({
    key: "complaint_apology",
    title: "Complaint about service",
    intents: ["complaint"],
    en: "Thank you for being frank. That's not the service we want to be known for, and we're sorry. Complaints are read by a team lead, and a person answers within one working day, saying what we'll change and what we'll do for you. If you add the order number and what would put it right, that answer can be the last one you need.",
    de: "Danke für die offenen Worte. So wollen wir nicht sein, und es tut uns leid. Beschwerden liest eine Teamleitung, und innerhalb eines Werktags antwortet Ihnen ein Mensch und sagt, was wir ändern und was wir für Sie tun. Ergänzen Sie die Bestellnummer und was es wiedergutmachen würde, dann kann diese Antwort die letzte sein, die Sie brauchen.",
    vip: {
      en: "{{ customer.first_name }}, you've stayed with us for a long time and deserve better. The Summit desk takes complaints in person: call the number on your card until 9 pm, or reply with a time and it calls you. It may decide on refunds, replacements and credit during the call, so nothing needs a second round.",
      de: "{{ customer.first_name }}, Sie sind uns lange treu und haben Besseres verdient. Beschwerden nimmt der Summit Desk persönlich: Rufen Sie bis 21 Uhr die Nummer auf Ihrer Karte an, oder nennen Sie uns eine Uhrzeit, und er ruft Sie an. Er darf noch im Gespräch über Erstattung, Ersatz und Guthaben entscheiden, eine zweite Runde braucht es also nicht.",
    },
    atRisk: {
      en: "{{ customer.first_name }}, it isn't the first time something went wrong for you here, and you're right to say so. You shouldn't get one more standard answer: reply with a phone number and our head of service calls you by noon of the next working day, with your earlier messages at hand. Whatever is still open is refunded or replaced, as you decide.",
      de: "{{ customer.first_name }}, bei Ihnen ging nicht zum ersten Mal etwas schief, und Sie sagen das zu Recht. Noch eine Standardantwort sollten Sie nicht bekommen: Nennen Sie uns eine Telefonnummer, und unsere Serviceleitung ruft Sie bis zum Mittag des nächsten Werktags an, mit Ihren früheren Nachrichten vor sich. Was noch offen ist, wird erstattet oder ersetzt, wie Sie es wollen.",
    },
  }),
  defineReply({
    key: "speak_to_human",
    title: "Talk to a person",
    intents: ["human"],
    en: "Of course. You can reach us by phone Monday to Saturday, 8 am to 8 pm, at the number at the foot of our website, or leave yours here and a colleague calls back within two hours in that time. They read this conversation first, so you don't have to explain everything twice.",
    de: "Natürlich. Sie erreichen uns Montag bis Samstag von 8 bis 20 Uhr unter der Nummer ganz unten auf unserer Website, oder Sie hinterlassen hier Ihre, und wir rufen in dieser Zeit innerhalb von zwei Stunden zurück. Dieses Gespräch wird vorher gelesen, Sie müssen also nichts doppelt erklären.",
    vip: {
      en: "{{ customer.first_name }}, the direct line on your Summit card reaches a person at the Summit desk until 9 pm, without a menu. Or reply with a number and a time, and the desk calls you. They see your orders and this conversation, so you can start right away.",
      de: "{{ customer.first_name }}, unter der Durchwahl auf Ihrer Summit-Karte erreichen Sie bis 21 Uhr einen Menschen am Summit Desk, ganz ohne Menü. Oder Sie nennen uns Nummer und Uhrzeit, und der Desk ruft Sie an. Dort sieht man Ihre Bestellungen und dieses Gespräch, Sie können also gleich loslegen.",
    },
    atRisk: {
      en: "Yes, {{ customer.first_name }}, and you shouldn't have to ask. Reply with the number to call: a senior colleague phones you within 30 minutes, Monday to Saturday from 8 am to 8 pm, ahead of the usual queue. They can decide on refunds and replacements themselves, so it can end with that call.",
      de: "Ja, {{ customer.first_name }}, und Sie sollten nicht erst fragen müssen. Nennen Sie uns die Nummer: Jemand mit viel Erfahrung aus unserem Team ruft Sie Montag bis Samstag von 8 bis 20 Uhr innerhalb von 30 Minuten an, vor der üblichen Warteschlange. Über Erstattung und Ersatz wird gleich im Gespräch entschieden, damit kann es also erledigt sein.",
    },
  }),
  defineReply({
    key: "feedback_thanks",
    title: "Thanks for praise or ideas",
    intents: ["praise"],
    en: "What a nice message to get, thank you! Praise and ideas go to the team once a week, and the best ones end up on the wall beside the packing tables. If you have a minute, a review on the product page helps other people choose. Have a good time out there.",
    de: "Was für eine schöne Nachricht, danke! Lob und Ideen gehen einmal in der Woche ans Team, und die besten landen an der Wand neben den Packtischen. Wenn Sie eine Minute haben, hilft eine Bewertung auf der Produktseite anderen beim Aussuchen. Viel Freude draußen!",
    vip: {
      en: "{{ customer.first_name }}, thank you, that's lovely to read. Since you know our gear better than most: every year twelve Summit members test next season's prototypes, write us the unvarnished truth, and keep them. You can put your name down at larkfell.example/summit; places are given out in spring.",
      de: "{{ customer.first_name }}, danke, das liest sich wunderbar. Da Sie unsere Ausrüstung besser kennen als die meisten: Jedes Jahr testen zwölf Summit-Mitglieder die Prototypen der nächsten Saison, schreiben uns die ungeschminkte Wahrheit und behalten sie. Eintragen können Sie sich unter larkfell.example/summit; die Plätze vergeben wir im Frühjahr.",
    },
    fresh: {
      en: "Thank you, and what a start! Messages like this from new customers mean a lot, because everything here is still seen with fresh eyes. If something along the way was unclear, tell us that too. For your first review on a product page you get 50 welcome points.",
      de: "Danke, und was für ein Anfang! Solche Nachrichten von neuen Kunden bedeuten uns viel, weil Sie hier noch alles mit frischen Augen sehen. War unterwegs etwas unklar, sagen Sie uns das auch. Für Ihre erste Bewertung auf einer Produktseite bekommen Sie 50 Willkommenspunkte.",
    },
  }),
];
