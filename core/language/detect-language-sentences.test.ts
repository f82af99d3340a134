import { describe, expect, test } from "vitest";
import { detectLanguage } from "./detect-language.js";

/** What customers write to a shop's support, three words and more, a sentence a line. */
const SENTENCES: Readonly<Record<string, string>> = {
  en: `
    Where is my order?
    I want to return these boots
    Can you help me please?
    The zipper on my tent is broken
    When will the package arrive?
    I'd like to change my delivery address
    Do you ship to Norway?
    My refund has not arrived yet
    Which size should I take?
    I forgot my password again
    Cancel my order please
    the jacket is too small for me
    How long does the warranty last?
    I was charged twice this month
    Is the sleeping bag machine washable?
    thanks, that worked fine
    I need an invoice for my company
    The tracking link doesn't work
    Can I talk to a human?
    please stop sending me emails
    What's the status of order A-1001?
    the stove leaks gas
    I never got a confirmation email
    are these shoes vegan?
    My account is locked, what now?
    Got the wrong colour, want blue`,
  de: `
    Wo ist meine Bestellung?
    Ich möchte die Schuhe zurückgeben
    Können Sie mir bitte helfen?
    Der Reißverschluss am Zelt ist kaputt
    Wann kommt das Paket an?
    Ich will meine Lieferadresse ändern
    Liefern Sie nach Norwegen?
    Meine Erstattung ist noch nicht da
    Welche Größe soll ich nehmen?
    Hab mein Passwort vergessen
    Bitte die Bestellung stornieren
    die Jacke ist mir zu klein
    Wie lange gilt die Garantie?
    Mir wurde doppelt abgebucht
    Kann man den Schlafsack waschen?
    danke, hat alles geklappt
    Ich brauche eine Rechnung für meine Firma
    Der Link zur Sendungsverfolgung geht nicht
    Kann ich mit einem Menschen sprechen?
    keine Mails mehr schicken bitte
    Wie ist der Stand von Bestellung A-1001?
    der Kocher verliert Gas
    Ich habe nie eine Bestätigung bekommen
    sind die Schuhe vegan?
    Mein Konto ist gesperrt, was nun?
    hallo ich hab die falsche Farbe bekommen`,
  fr: `
    Où est ma commande ?
    Je voudrais retourner ces chaussures
    Pouvez-vous m'aider s'il vous plaît ?
    La fermeture de ma tente est cassée
    Quand arrive le colis ?
    Je veux changer mon adresse de livraison
    Livrez-vous en Norvège ?
    Mon remboursement n'est pas encore arrivé
    Quelle taille dois-je prendre ?
    j'ai oublié mon mot de passe
    Annulez ma commande svp
    la veste est trop petite pour moi
    Combien de temps dure la garantie ?
    J'ai été débité deux fois
    Le sac de couchage se lave en machine ?
    merci, ça marche
    Il me faut une facture pour mon entreprise
    Le lien de suivi ne marche pas
    Je peux parler à un humain ?
    arrêtez de m'envoyer des mails
    Quel est le statut de la commande A-1001 ?
    le réchaud perd du gaz
    Je n'ai jamais reçu de confirmation
    ces chaussures sont véganes ?
    Mon compte est bloqué, que faire ?
    bonjour, j'ai recu la mauvaise couleur`,
  es: `
    ¿Dónde está mi pedido?
    Quiero devolver estas botas
    ¿Me puede ayudar por favor?
    La cremallera de la tienda está rota
    ¿Cuándo llega el paquete?
    Quiero cambiar mi dirección de entrega
    ¿Hacen envíos a Noruega?
    Mi reembolso aún no ha llegado
    ¿Qué talla debo elegir?
    he olvidado mi contraseña
    Cancelen mi pedido por favor
    la chaqueta me queda pequeña
    ¿Cuánto dura la garantía?
    Me han cobrado dos veces
    ¿El saco de dormir se puede lavar?
    gracias, ya funciona
    Necesito una factura para mi empresa
    El enlace de seguimiento no funciona
    ¿Puedo hablar con una persona?
    no me manden más correos
    ¿Cómo va el pedido A-1001?
    el hornillo pierde gas
    Nunca recibí la confirmación
    estas botas son veganas?
    Mi cuenta está bloqueada, ¿qué hago?
    hola, me llego el color equivocado`,
  it: `
    Dov'è il mio ordine?
    Vorrei restituire questi scarponi
    Mi può aiutare per favore?
    La cerniera della tenda è rotta
    Quando arriva il pacco?
    Voglio cambiare l'indirizzo di consegna
    Spedite in Norvegia?
    Il rimborso non è ancora arrivato
    Che taglia devo prendere?
    ho dimenticato la password
    Annullate il mio ordine per favore
    la giacca mi sta piccola
    Quanto dura la garanzia?
    Mi avete addebitato due volte
    Il sacco a pelo si può lavare?
    grazie, adesso funziona
    Mi serve una fattura per la ditta
    Il link per il tracking non funziona
    Posso parlare con una persona?
    basta mandarmi email
    A che punto è l'ordine A-1001?
    il fornello perde gas
    Non ho mai ricevuto la conferma
    queste scarpe sono vegane?
    Il mio account è bloccato, che faccio?
    ciao, mi è arrivato il colore sbagliato`,
  nl: `
    Waar is mijn bestelling?
    Ik wil deze schoenen terugsturen
    Kunt u mij helpen alstublieft?
    De rits van mijn tent is kapot
    Wanneer komt het pakket aan?
    Ik wil mijn bezorgadres wijzigen
    Leveren jullie in Noorwegen?
    Mijn terugbetaling is nog niet binnen
    Welke maat moet ik nemen?
    ik ben mijn wachtwoord vergeten
    Annuleer mijn bestelling graag
    de jas is te klein voor mij
    Hoe lang is de garantie?
    Er is twee keer afgeschreven
    Kan de slaapzak in de wasmachine?
    bedankt, het werkt nu
    Ik heb een factuur nodig voor mijn bedrijf
    De track en trace link doet het niet
    Kan ik een mens spreken?
    stuur me geen mails meer
    Wat is de status van bestelling A-1001?
    de brander lekt gas
    Ik heb nooit een bevestiging gekregen
    zijn deze schoenen veganistisch?
    Mijn account is geblokkeerd, wat nu?
    hallo, ik heb de verkeerde kleur gekregen`,
  pt: `
    Onde está a minha encomenda?
    Quero devolver estas botas
    Pode me ajudar por favor?
    O zíper da barraca está quebrado
    Quando chega o pacote?
    Quero mudar o endereço de entrega
    Vocês entregam na Noruega?
    O meu reembolso ainda não chegou
    Que tamanho devo escolher?
    esqueci a minha senha
    Cancelem o meu pedido por favor
    o casaco ficou pequeno
    Quanto tempo dura a garantia?
    Fui cobrado duas vezes
    O saco de dormir pode ser lavado?
    obrigado, já está funcionando
    Preciso de uma fatura para a minha empresa
    O link de rastreio não funciona
    Posso falar com uma pessoa?
    não me enviem mais emails
    Qual é o estado do pedido A-1001?
    o fogareiro está vazando gás
    Nunca recebi a confirmação
    essas botas são veganas?
    Minha conta está bloqueada, e agora?
    oi, veio a cor errada`,
  pl: `
    Gdzie jest moje zamówienie?
    Chcę zwrócić te buty
    Czy może mi pan pomóc?
    Zamek w namiocie jest zepsuty
    Kiedy przyjdzie paczka?
    Chcę zmienić adres dostawy
    Czy wysyłacie do Norwegii?
    Zwrot jeszcze nie dotarł
    Jaki rozmiar mam wybrać?
    zapomniałem hasła do konta
    Proszę anulować moje zamówienie
    kurtka jest za mała
    Jak długo trwa gwarancja?
    Zapłaciłem dwa razy
    Czy śpiwór można prać w pralce?
    dziękuję, już działa
    Potrzebuję faktury na firmę
    Link do śledzenia nie działa
    Czy mogę porozmawiać z człowiekiem?
    proszę nie wysyłać mi maili
    Jaki jest status zamówienia A-1001?
    kuchenka przepuszcza gaz
    Nigdy nie dostałem potwierdzenia
    czy te buty są wegańskie?
    Moje konto jest zablokowane, co teraz?
    hej, przyszedl zly kolor`,
};

/** The same, written after the method and its constants were fixed, so that nothing was fitted to them. */
const UNSEEN: Readonly<Record<string, string>> = {
  en: `
    Has my parcel left the warehouse?
    one pole arrived bent
    Could someone call me back tomorrow?
    do you have this in green
    I'd rather get a voucher
    Why was my card declined?
    the heel is coming off already
    looking for a warm jacket`,
  de: `
    Ist mein Päckchen schon unterwegs?
    eine Stange kam verbogen an
    Kann mich morgen jemand zurückrufen?
    gibts die auch in grün
    Lieber hätte ich einen Gutschein
    Warum wurde meine Karte abgelehnt?
    die Sohle löst sich schon ab
    suche eine warme Jacke`,
  fr: `
    Mon colis a-t-il quitté l'entrepôt ?
    un mât est arrivé tordu
    Quelqu'un peut me rappeler demain ?
    vous l'avez en vert ?
    Je préfère un bon d'achat
    Pourquoi ma carte est refusée ?
    la semelle se décolle déjà
    je cherche une veste chaude`,
  es: `
    ¿Ya salió mi paquete del almacén?
    una varilla llegó doblada
    ¿Alguien me puede llamar mañana?
    lo tienen en verde
    Prefiero un vale de compra
    ¿Por qué rechazaron mi tarjeta?
    la suela ya se despega
    busco una chaqueta abrigada`,
  it: `
    Il mio pacco è già partito?
    un palo è arrivato piegato
    Qualcuno mi può richiamare domani?
    lo avete anche in verde
    Preferisco un buono acquisto
    Perché la mia carta è stata rifiutata?
    la suola si sta già staccando
    cerco una giacca calda`,
  nl: `
    Is mijn pakje al onderweg?
    een stok kwam krom aan
    Kan iemand mij morgen terugbellen?
    hebben jullie die in het groen
    Ik heb liever een tegoedbon
    Waarom is mijn kaart geweigerd?
    de zool laat nu al los
    ik zoek een warme jas`,
  pt: `
    O meu pacote já saiu do armazém?
    uma vareta chegou torta
    Alguém me pode ligar amanhã?
    vocês têm em verde
    Prefiro um vale de compras
    Por que meu cartão foi recusado?
    a sola já está descolando
    procuro um casaco quente`,
  pl: `
    Czy moja paczka już wyszła?
    jeden kijek przyszedł zgięty
    Czy ktoś może jutro oddzwonić?
    macie to w zielonym
    Wolę bon na zakupy
    Dlaczego moja karta została odrzucona?
    podeszwa już się odkleja
    szukam ciepłej kurtki`,
};

const MAIN = Object.keys(SENTENCES);

/** How many of the sentences are read as their language, and those that are not. */
function judge(
  sentences: Readonly<Record<string, string>>,
  prior?: (language: string, index: number) => string,
) {
  const judged = Object.entries(sentences).flatMap(([language, lines]) =>
    lines
      .trim()
      .split(/\n\s*/)
      .map((text, index) => {
        const expectation = { candidates: MAIN, prior: prior?.(language, index) };
        return { text, language, read: detectLanguage(text, expectation).language };
      }),
  );
  const wrong = judged.filter(({ language, read }) => language !== read);
  return { accuracy: 1 - wrong.length / judged.length, count: judged.length, wrong };
}

describe("sentences in eight languages", () => {
  test("are read as theirs without a prior", () => {
    const { accuracy, count, wrong } = judge(SENTENCES);
    expect(count).toBe(208);
    expect(accuracy, JSON.stringify(wrong)).toBeGreaterThanOrEqual(0.97);
  });

  test("are read as theirs when nothing was fitted to them", () => {
    const { accuracy, count, wrong } = judge(UNSEEN);
    expect(count).toBe(64);
    expect(accuracy, JSON.stringify(wrong)).toBeGreaterThanOrEqual(0.97);
  });

  test("overrule a prior for another language", () => {
    const other = (language: string, index: number) =>
      MAIN[(MAIN.indexOf(language) + 1 + (index % 7)) % MAIN.length] ?? "en";
    const { accuracy, wrong } = judge(SENTENCES, other);
    expect(accuracy, JSON.stringify(wrong)).toBeGreaterThanOrEqual(0.97);
  });
});
