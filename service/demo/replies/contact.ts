import { defineReply } from "./define-reply.js";

export const contactReplies = [
  defineReply({
    key: "complaint_apology",
    title: "Complaint about service",
    intents: ["complaint"],
    en: "Thank you for being frank. That's not the service we want to be known for, and I'm sorry. I've passed your message to the team leader with the whole history, and you'll get an answer from a person within one working day, saying what we've changed and what we'll do for you.",
    de: "Danke für die offenen Worte. So wollen wir nicht sein, und es tut mir leid. Ich habe deine Nachricht samt Vorgeschichte an die Teamleitung gegeben; innerhalb eines Werktags antwortet dir ein Mensch und sagt, was wir ändern und was wir für dich tun.",
    vip: {
      en: "{{ customer.first_name }}, you've stayed with us for a long time and deserved better. I've taken this over myself: please call me or tell me when I may call you, today if you can. Until then I've put €30 on your Summit account, not to make it go away but because you've spent time on our mistake. Ines, Summit desk",
      de: "{{ customer.first_name }}, du bist uns lange treu und hättest Besseres verdient. Ich habe das selbst übernommen: Ruf mich an oder sag mir, wann ich anrufen darf, gern heute noch. Solange liegen 30 € auf deinem Summit-Konto, nicht damit es vergessen ist, sondern weil unser Fehler deine Zeit gekostet hat. Ines, Summit Desk",
    },
    atRisk: {
      en: "{{ customer.first_name }}, I've read everything you wrote to us in the last weeks, not only today's message, and you're right. What happens now: Mara Lindner, who runs our service team, calls you by tomorrow noon, and until then nobody sends you another standard reply. Whatever is still open will be refunded or replaced, as you decide.",
      de: "{{ customer.first_name }}, ich habe alles gelesen, was du uns in den letzten Wochen geschrieben hast, nicht nur die heutige Nachricht, und du hast recht. Jetzt passiert Folgendes: Mara Lindner, die unser Serviceteam leitet, ruft dich bis morgen Mittag an, und bis dahin bekommst du keine Standardantwort mehr. Was offen ist, wird erstattet oder ersetzt, wie du es willst.",
    },
  }),
  defineReply({
    key: "speak_to_human",
    title: "Talk to a person",
    intents: ["human"],
    en: "Of course. You can reach us by phone Monday to Saturday, 8 am to 8 pm, at the number at the foot of our website, or leave yours here and we'll call back within two hours. A colleague will read this conversation first, so you don't have to explain everything twice.",
    de: "Natürlich. Du erreichst uns Montag bis Samstag von 8 bis 20 Uhr unter der Nummer ganz unten auf unserer Website, oder du hinterlässt deine und wir rufen innerhalb von zwei Stunden zurück. Der Kollege liest dieses Gespräch vorher, du musst also nichts doppelt erklären.",
    vip: {
      en: "{{ customer.first_name }}, I'm here: Ines, at the Summit desk. The direct line on your card reaches me until 9 pm, or give me a time and I'll call you. I have your orders in front of me, so we can start right away.",
      de: "{{ customer.first_name }}, ich bin da: Ines vom Summit Desk. Unter der Durchwahl auf deiner Karte erreichst du mich bis 21 Uhr, oder du nennst mir eine Uhrzeit und ich rufe an. Deine Bestellungen habe ich vor mir, wir können gleich loslegen.",
    },
    atRisk: {
      en: "Yes, {{ customer.first_name }}, and you shouldn't have had to ask. I've put you at the top of the call-back list: Mara from our service lead team will phone you within 30 minutes at the number in your account. She can decide on refunds and replacements herself, so it ends with that call.",
    },
  }),
  defineReply({
    key: "feedback_thanks",
    title: "Thanks for praise or ideas",
    intents: ["praise"],
    en: "What a nice message to find in the inbox, thank you! I've read it out to the team and it's now on the wall beside the packing tables. If you have a minute, a review on the product page helps other people choose. Have a good time out there.",
    de: "Was für eine schöne Nachricht, danke! Ich habe sie dem Team vorgelesen, jetzt hängt sie an der Wand neben den Packtischen. Wenn du eine Minute hast, hilft eine Bewertung auf der Produktseite anderen beim Aussuchen. Viel Freude draußen!",
    vip: {
      en: "{{ customer.first_name }}, that made our day, thank you. Since you know our gear better than most: would you like to be one of twelve members who test next season's prototypes? You'd get them in spring, write us the unvarnished truth, and keep them. Say yes and I'll reserve your place. Ines, Summit desk",
      de: "{{ customer.first_name }}, du hast uns den Tag gerettet, danke. Da du unsere Ausrüstung besser kennst als die meisten: Möchtest du eins von zwölf Mitgliedern sein, die die Prototypen der nächsten Saison testen? Du bekommst sie im Frühjahr, schreibst uns die ungeschminkte Wahrheit und behältst sie. Sag ja und ich reserviere deinen Platz. Ines, Summit Desk",
    },
    fresh: {
      en: "Thank you, and what a start! Messages like this from new customers mean a lot, because everything here is still judged with fresh eyes. If something along the way was unclear, tell us that too. And here are 50 welcome points for taking the trouble to write.",
    },
  }),
];
