/**
 * What kind of attribute it is, which says where a product shows that it has it: `material` anywhere in its texts;
 * `look` and `use` in name, tags or category; `type` (what kind of thing it is) likewise, and in a preference it
 * only counts where nothing else is named.
 */
export type AttributeRole = "material" | "look" | "use" | "type";

/** An attribute of goods, and what people call it. */
export interface VocabularyEntry {
  readonly object: string;
  readonly role: AttributeRole;
  /** Words and phrases. Inflected forms are found too, but for words that begin with `=`. */
  readonly en: readonly string[];
  readonly de: readonly string[];
  /** What a product has too that has this. */
  readonly implies?: readonly string[];
}

function entry(
  role: AttributeRole,
  object: string,
  en: string,
  de: string,
  implies: readonly string[] = [],
): VocabularyEntry {
  const words = (list: string) => (list === "" ? [] : list.split(", "));
  return { role, object, en: words(en), de: words(de), implies };
}

/** Attributes that shops of clothing, shoes and outdoor goods share; a tenant's own tags are words of their own. */
export const ATTRIBUTE_VOCABULARY: readonly VocabularyEntry[] = [
  entry(
    "material",
    "down",
    "=down, goose down, duck down, down feathers, feathers",
    "daune, gänsedaune, entendaune, federn",
  ),
  entry(
    "material",
    "wool",
    "=wool, woollen, woolen, felted, lambswool",
    "=wolle, schafwolle, schurwolle, wollen",
  ),
  entry("material", "merino", "merino, merino wool", "merino, merinowolle", ["wool"]),
  entry("material", "leather", "leather, full-leather, suede, nubuck", "leder, wildleder, nubuk"),
  entry(
    "material",
    "synthetic",
    "synthetic, synthetics, polyester, man-made fibre, synthetic fibre",
    "kunstfaser, synthetik, synthetisch, polyester, chemiefaser",
  ),
  entry("material", "fleece", "fleece", "fleece"),
  entry("material", "silk", "silk, mulberry silk", "seide"),
  entry("material", "cotton", "cotton", "baumwolle"),
  entry("material", "latex", "latex, rubber, natural rubber", "latex, kautschuk, gummi"),
  entry("material", "nickel", "nickel, stainless steel", "nickel, edelstahl"),
  entry("material", "titanium", "titanium", "titan"),
  entry("material", "cork", "cork", "kork"),
  entry("material", "recycled", "recycled, upcycled", "recycelt, recycled, recycling, recyceltes", [
    "eco-friendly",
  ]),
  entry("material", "organic", "organic", "=bio, biologisch, biobaumwolle", ["eco-friendly"]),
  entry(
    "material",
    "eco-friendly",
    "eco-friendly, eco friendly, environmentally friendly, sustainable, sustainability, eco, eco-conscious, environment, climate friendly, free of pfas, pfas-free",
    "umweltfreundlich, umweltverträglich, nachhaltig, nachhaltigkeit, ökologisch, öko, umwelt, klimafreundlich",
  ),
  entry(
    "material",
    "vegan",
    "vegan, animal-free, animal free, cruelty-free",
    "vegan, veganer, veganerin, tierfrei, tierleidfrei",
  ),
  entry(
    "material",
    "ultralight",
    "ultralight, ultra-light, ultra light, ultralightweight, lightweight, light weight",
    "ultraleicht, =leicht, =leichte, =leichtes, =leichten, leichtgewicht",
  ),
  entry(
    "material",
    "waterproof",
    "waterproof, watertight, rainproof, rain-proof",
    "wasserdicht, regendicht, regenfest, wasserfest",
  ),
  entry("material", "windproof", "windproof, wind-tight", "winddicht"),
  entry("material", "softshell", "softshell, soft shell", "softshell"),
  entry("material", "hardshell", "hardshell, hard shell", "hardshell", ["waterproof"]),
  entry("use", "rain", "rain jacket, rainwear", "regenjacke, regenbekleidung", ["waterproof"]),
  entry("use", "wide", "wide, wide fit", "breit, weit geschnitten"),
  entry("use", "women", "women, women's, ladies, female", "=damen, =frauen"),
  entry("use", "kids", "=kids, =children, =children's", "=kinder"),
  entry(
    "use",
    "running",
    "running, trail running, trailrunning, jogging",
    "=laufen, =laufe, trailrunning, trail-running, joggen, jogge",
  ),
  entry("use", "hiking", "hiking, =hike, hikes", "=wandern, =wandere, wanderung"),
  entry("use", "trekking", "trekking", "trekking"),
  entry("use", "climbing", "climbing, =climb", "klettern, klettere"),
  entry(
    "use",
    "ski touring",
    "ski touring, ski tours, ski-touring, skitouring",
    "skitour, skitouren, tourenski",
  ),
  entry("use", "camping", "camping, =camp", "camping, campen, =zelten"),
  entry("use", "winter", "winter", "winter"),
  entry("use", "summer", "summer", "sommer"),
  entry("look", "black", "black", "schwarz"),
  entry("look", "white", "white", "=weiß, =weiße, =weißen, =weißer, =weißes, =weißem"),
  entry("look", "grey", "grey, gray", "grau"),
  entry("look", "red", "=red", "=rot, =rote, =roten, =roter, =rotes, =rotem"),
  entry("look", "blue", "=blue", "blau"),
  entry("look", "green", "=green", "grün"),
  entry("look", "yellow", "yellow", "gelb"),
  entry("look", "orange", "orange", "orange"),
  entry("look", "pink", "pink", "rosa, pink"),
  entry("look", "brown", "brown", "braun"),
  entry("look", "purple", "purple, violet", "lila, violett"),
  entry(
    "use",
    "cheap",
    "cheap, cheaper, cheapest, inexpensive, affordable, budget, low-cost, low cost",
    "günstig, billig, preiswert, preisgünstig, billigkram, billigzeug",
  ),
  entry(
    "use",
    "premium",
    "premium, expensive, pricey, high-end, high end, top of the range, top quality, luxury",
    "premium, hochwertig, teuer, teure, teures, teuren, topmodell, spitzenmodell, luxus",
  ),
  entry("type", "jackets", "jacket, shell", "jacke"),
  entry("type", "tents", "tent", "=zelt, =zelte"),
  entry("type", "boots", "boot", "stiefel"),
  entry("type", "shoes", "shoe", "schuh"),
  entry("type", "sandals", "sandal", "sandale"),
  entry("type", "socks", "sock", "socke"),
  entry("type", "gloves", "glove, mittens", "handschuh"),
  entry("type", "trousers", "trousers, pants", "hose"),
  entry("type", "packs", "backpack, rucksack, =pack, =packs", "rucksack, rucksäcke"),
  entry("type", "sleeping bags", "sleeping bag", "schlafsack, schlafsäcke"),
  entry("type", "mats", "sleeping mat, =mat, =mats", "isomatte, matte"),
  entry("type", "stoves", "stove", "kocher"),
  entry("type", "headlamps", "headlamp", "stirnlampe"),
];

/** What a vegan product has none of. */
export const ANIMAL_MATERIALS: readonly string[] = ["down", "wool", "merino", "leather", "silk"];

/** Second parts of German compounds that name no goods themselves: `Wollallergie`, `Ledersachen`. */
export const COMPOUND_HEADS: readonly string[] = [
  "allergie",
  "allergiker",
  "allergikerin",
  "unverträglichkeit",
  "sachen",
  "zeug",
  "kram",
  "ausrüstung",
  "schnitt",
  "modell",
  "produkt",
  "artikel",
  "material",
  "materialien",
  "kleidung",
  "bekleidung",
  "shirt",
  "hemd",
  "pullover",
  "pulli",
  "mütze",
  "wäsche",
  "unterwäsche",
  "faser",
  "fasern",
  "federn",
  "füllung",
  "typ",
  "familie",
  "mensch",
  "fan",
  "weste",
  "mantel",
  "decke",
  "pantoffel",
  "pantoffeln",
  "farbe",
  "geschirr",
  "tour",
  "touren",
];
