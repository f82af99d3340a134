import { describe, expect, test } from "vitest";
import { catalogueIndex } from "./catalogue-index.js";
import type { Entity } from "./entity.js";
import { compileEntityPatterns } from "./entity-pattern.js";
import { type EntityReading, findEntities } from "./find-entities.js";

const product = (sku: string, name: string, category: string) => ({ sku, name, category });

const catalogue = catalogueIndex(
  [
    product("JKT-001", "Squall Shell", "Jackets"),
    product("JKT-002", "Squall Shell W", "Jackets"),
    product("JKT-003", "Ridgeline Pro", "Jackets"),
    product("JKT-004", "Ember Down Hoody", "Jackets"),
    product("JKT-005", "Moss Synthetic", "Jackets"),
    product("TNT-001", "Tarn 2", "Tents"),
    product("TNT-002", "Basecamp Dome 4", "Tents"),
    product("SLP-001", "Nightjar 400", "Sleeping bags & mats"),
    product("SHO-001", "Scree Runner", "Boots & shoes"),
    product("SHO-002", "Moraine Mid", "Boots & shoes"),
    product("STV-001", "Wisp Stove", "Stoves & kitchen"),
  ],
  {
    Jackets: ["jacket", "Jacke"],
    Tents: ["Zelt"],
    "Boots & shoes": ["Schuhe", "Stiefel"],
    "Sleeping bags & mats": ["Schlafsack", "Isomatte"],
  },
);

/** Wednesday, 15 April 2026, noon in Berlin. */
const reading: EntityReading = {
  language: "en",
  nowMs: Date.UTC(2026, 3, 15, 10),
  timeZone: "Europe/Berlin",
  catalogue,
  patterns: compileEntityPatterns([{ name: "serial_number", pattern: "SN[- ]?\\d{6}" }]),
  ownOrders: ["A-1001", "A-1002", "A-1040"],
};

/** `type value`; an order that isn't the customer's own with a question mark. */
function shown(entity: Entity): string {
  switch (entity.type) {
    case "order_number":
      return `order ${entity.value}${entity.known ? "" : "?"}`;
    case "pattern":
      return `${entity.name} ${entity.value}`;
    case "date_range":
      return `days ${entity.value.from}..${entity.value.to}`;
    case "money":
      return `money ${entity.value.amount} ${entity.value.currency}`;
    default:
      return `${entity.type} ${entity.value}`;
  }
}

/** A sentence, `=`, and what it names in order of position. */
function judged(list: string): [text: string, entities: string[]][] {
  return list
    .trim()
    .split(/\n\s*/)
    .map((line) => {
      const [text = "", entities = ""] = line.split(/\s+=>\s*/);
      return [text, entities === "" ? [] : entities.split("; ")];
    });
}

const ENGLISH = judged(`
  my order A-1001 from last Tuesday => order A-1001; date 2026-04-14
  where is a 1001? => order A-1001
  any news on #A-1001 => order A-1001
  a1001 never came => order A-1001
  A-1001 and A-1002 please => order A-1001; order A-1002
  status of order 1040 => order A-1040
  order A-9999 is not mine => order A-9999?
  Is A-77 a size? =>
  order number: 20391 => order 20391?
  I ordered size 42 but got 44 =>
  do you have it in EU 42 =>
  ORDER a-1002 => order A-1002
  it cost 12.50 EUR => money 12.5 EUR
  I paid €12,50 => money 12.5 EUR
  $12 is too much => money 12 USD
  refund of 1,250.00 USD please => money 1250 USD
  I was charged £99 twice => money 99 GBP
  twelve euros for shipping? => money 12 EUR
  it was CHF 1'250.50 => money 1250.5 CHF
  shipping is 5 € per parcel => money 5 EUR
  the price fell by 20% =>
  call me at +44 20 7946 0958 => phone +442079460958
  call me at 0170 1234567 =>
  my number is +49 170 1234567 => phone +491701234567
  write to Anna.Smith@Example.com please => email anna.smith@example.com
  my mail is joe+shop@mail.example.co.uk. => email joe+shop@mail.example.co.uk
  is @example on Slack you? =>
  it arrived yesterday => date 2026-04-14
  can you deliver tomorrow => date 2026-04-16
  please call tomorrow at 3pm => date 2026-04-16T15:00
  I need it by 5 May => date 2026-05-05
  I need it by May 5 => date 2026-05-05
  ordered on 03/05/2026 => date 2026-05-03
  ordered on 2026-03-02 => date 2026-03-02
  I'm away in May => days 2026-05-01..2026-05-31
  may I ask something? =>
  it may arrive late =>
  between 3 and 5 May => days 2026-05-03..2026-05-05
  from May 3 to May 5 I'm on holiday => days 2026-05-03..2026-05-05
  what did I buy last week? => days 2026-04-06..2026-04-12
  what did I buy last month? => days 2026-03-01..2026-03-31
  all orders of last year => days 2025-01-01..2025-12-31
  waiting since Friday => days 2026-04-10..2026-04-15
  it broke two weeks ago => date 2026-04-01
  is it back within 30 days => days 2026-04-15..2026-05-15
  this weekend would suit me => days 2026-04-18..2026-04-19
  what should I do now? =>
  we sat in the sun =>
  I will march on =>
  a gift for Dec 24 => date 2025-12-24
  A-1001 from 3 May => order A-1001; date 2026-05-03
  give me a second =>
  good morning =>
  do you ship to Norway? => country NO
  do you ship to germany => country DE
  I live in the UK => country GB
  can you help us? =>
  Do you deliver to the US? => country US
  ship it to Jersey => country JE
  is the jersey warm? =>
  Jersey in blue please =>
  cold turkey sandwich =>
  we travel to Turkey => country TR
  Chad from support helped me =>
  the china cup is broken =>
  made in China? => country CN
  The USA or Canada => country US; country CA
  Bosnia and Herzegovina too? => country BA
  and to Germany? => country DE
  is the Squall Shell waterproof => product JKT-001
  the squal shell leaks => product JKT-001
  Squall Shell W in green => product JKT-002
  JKT-003 in stock? => product JKT-003
  ridgeline pro hood is torn => product JKT-003
  what about the Ember Down Hoody? => product JKT-004
  there is moss on it =>
  a warm jacket for winter => category Jackets
  which jackets are vegan => category Jackets
  a jakcet for my son => category Jackets
  looking for tents => category Tents
  I sent it back and went home =>
  a sleepingbag or a sleeping bag => category Sleeping bags & mats; category Sleeping bags & mats
  this bag is broken =>
  hiking shoes in 42 => category Boots & shoes
  I want two pairs => quantity 2
  make it 3x please => quantity 3
  2 tents and 3 jackets => quantity 2; category Tents; quantity 3; category Jackets
  a pair of boots => quantity 1; category Boots & shoes
  a dozen please => quantity 12
  both of them =>
  serial SN-123456 stopped => serial_number SN-123456
  sn 123456? => serial_number SN123456
  SN-1234567 is too long =>
  two pairs of the Scree Runner to Austria by Friday => quantity 2; product SHO-001; country AT; date 2026-04-17
  Moraine Mid, 2 pieces, €189 each => product SHO-002; quantity 2; money 189 EUR
  the answer is 42 =>
  my tent pole snapped on Saturday night => category Tents; date 2026-04-11
  it arrived on Friday => date 2026-04-10
  please deliver on Friday => date 2026-04-17
  is the jacket on sale till Sunday => category Jackets; date 2026-04-19
  between Monday and Friday I'm home => days 2026-04-13..2026-04-17
  I'd like to return 3 of the 4 mats => quantity 3; category Sleeping bags & mats
  I was billed 249.00 euros on 12 April => money 249 EUR; date 2026-04-12
  I need a tent for 4 people by the end of June => category Tents; date 2026-06-30
  I bought it in December 2025 => days 2025-12-01..2025-12-31
  please deliver after 6pm => date 2026-04-15T18:00
  a 2-person tent under $300 => category Tents; money 300 USD
  model no. 4711 =>
  the rope is 60 m long =>
  Peru or Chile, do you ship there? => country PE; country CL
  it's been over 3 weeks =>
`);

const GERMAN = judged(`
  meine Bestellung A-1001 vom letzten Dienstag => order A-1001; date 2026-04-14
  wo ist a 1001? => order A-1001
  Bestellung 1002 ist nicht da => order A-1002
  nicht A-1001, sondern A-1002 => order A-1001; order A-1002
  Bestellnummer: 20391 => order 20391?
  Größe 42 passt nicht =>
  ich habe Schuhgröße 42 bestellt =>
  12,50 € zu viel => money 12.5 EUR
  1.250,00 EUR wurden abgebucht => money 1250 EUR
  das kostet € 5 => money 5 EUR
  zwölf Euro Versand? => money 12 EUR
  hundert Franken => money 100 CHF
  rund 1.250 Euro => money 1250 EUR
  ruf mich an: 0170 1234567 => phone +491701234567
  meine Nummer ist 030 123456 => phone +4930123456
  (030) 123456 ist meine Nummer => phone +4930123456
  am 01.02.2026 bestellt => date 2026-02-01
  Mail an anna@beispiel.example bitte => email anna@beispiel.example
  zwischen dem 3. und 5. Mai => days 2026-05-03..2026-05-05
  vom 3. bis 5. Mai bin ich weg => days 2026-05-03..2026-05-05
  im Mai => days 2026-05-01..2026-05-31
  im Mai 2025 gekauft => days 2025-05-01..2025-05-31
  am 3. Mai => date 2026-05-03
  am 3.5. wäre gut => date 2026-05-03
  am 3.5.26 geliefert => date 2026-05-03
  gestern kam nichts => date 2026-04-14
  vorgestern bestellt => date 2026-04-13
  bitte morgen liefern => date 2026-04-16
  guten Morgen =>
  guten Abend zusammen =>
  übermorgen um 15 Uhr => date 2026-04-17T15:00
  letzte Woche gekauft => days 2026-04-06..2026-04-12
  diese Woche noch? => days 2026-04-13..2026-04-19
  letzten Monat => days 2026-03-01..2026-03-31
  letztes Jahr => days 2025-01-01..2025-12-31
  seit Freitag warte ich => days 2026-04-10..2026-04-15
  vor zwei Wochen kaputt gegangen => date 2026-04-01
  in drei Tagen => date 2026-04-18
  innerhalb von 30 Tagen => days 2026-04-15..2026-05-15
  am Wochenende bin ich da => days 2026-04-18..2026-04-19
  was mache ich jetzt? =>
  so ein Mist =>
  die sind mir zu klein =>
  liefert ihr nach Norwegen? => country NO
  Versand in die Schweiz => country CH
  in die schweiz bitte => country CH
  und nach Österreich? => country AT
  ich wohne in den Niederlanden => country NL
  nach Großbritannien => country GB
  in die USA => country US
  ein Jersey aus Baumwolle =>
  nach Jersey => country JE
  ist die Squall Shell wasserdicht? => product JKT-001
  die Ridgelin Pro in Blau => product JKT-003
  eine warme Jacke => category Jackets
  Regenjacken für Kinder => category Jackets
  2 Personen-Zelt => category Tents
  ein 2-Personen-Zelt => category Tents
  zwei Zelte bitte => quantity 2; category Tents
  Schlafsäcke im Angebot => category Sleeping bags & mats
  Wanderschuhe Größe 42 => category Boots & shoes
  zwei Stück bitte => quantity 2
  drei Paar Stiefel => quantity 3; category Boots & shoes
  ein Paar davon => quantity 1
  3x die Moraine Mid => quantity 3; product SHO-002
  Seriennummer SN 123456 => serial_number SN123456
  zwei Paar Schuhe bis Freitag in die Schweiz => quantity 2; category Boots & shoes; date 2026-04-17; country CH
  danke, das war alles =>
  zu zweit im Zelt => category Tents
  um 10 Euro günstiger => money 10 EUR
  8 bis 10 Tage dauert das =>
  am Mittwoch, den 22.4., um 9 Uhr => date 2026-04-22T09:00
  nächste Woche Dienstag passt => date 2026-04-21
  zwischen Montag und Freitag bin ich zu Hause => days 2026-04-13..2026-04-17
  zwischen dem 3. Mai und dem 5. Mai => days 2026-05-03..2026-05-05
  die Stange ist am Samstag gebrochen, das war ärgerlich => date 2026-04-11
  Sonntag geht nicht => date 2026-04-19
  ich komme aus Polen und brauche den Versand nach Tschechien => country PL; country CZ
  die Jacke kostet 119,- Euro => category Jackets; money 119 EUR
  ein Zelt für 4 Personen bis Ende Juni => category Tents; days 2026-06-21..2026-06-30
  249 Euro wurden am 12. April abgebucht => money 249 EUR; date 2026-04-12
  erreichbar unter 0151-23456789 => phone +4915123456789
  bin 182 cm groß und wiege 75 kg =>
  PLZ 10115 Berlin =>
  gibt es 10 % Studentenrabatt =>
`);

describe("what a text names", () => {
  test.each(ENGLISH)("English: %s", (text, entities) => {
    expect(findEntities(text, reading).map(shown)).toEqual(entities);
  });

  test.each(GERMAN)("German: %s", (text, entities) => {
    expect(findEntities(text, { ...reading, language: "de" }).map(shown)).toEqual(entities);
  });
});
