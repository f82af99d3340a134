import type { DescribedProduct } from "../language/preferences/preference-attributes.js";

/** Name, price in euros, tags, description; by category. Written like a shop's own, with every attribute twice. */
const SHELVES: Readonly<Record<string, readonly (readonly [string, number, string, string])[]>> = {
  Jackets: [
    ["Squall Shell", 249, "rain,hardshell,blue", "Three-layer rain jacket with pit zips."],
    ["Squall Shell W", 259, "rain,hardshell,women,yellow", "The same membrane in a cut drawn for women."],
    [
      "Ridgeline Pro",
      429,
      "hardshell,alpine,ski touring,black",
      "Alpine hardshell, waterproof, with a helmet hood.",
    ],
    [
      "Drizzle Lite",
      119,
      "rain,ultralight,orange",
      "A 190-gram rain jacket for the day that was forecast dry.",
    ],
    ["Tussock Softshell", 169, "softshell,hiking,grey", "Wind-tight in front, breathing at the back."],
    ["Heather Softshell", 149, "softshell,women,green", "For ridges and for the office."],
    ["Hoody 800", 279, "down,insulation,black", "800-fill down between stitched-through panels."],
    ["Glacier Parka", 459, "down,winter,red", "Expedition parka for base camps and for bus stops."],
    ["Moss Synthetic", 199, "synthetic,insulation,green", "Synthetic insulation that stays warm when wet."],
    ["Fern Synthetic", 139, "synthetic,insulation,pink", "Recycled polyester on both sides."],
    ["Patrol Fleece", 99, "fleece,midlayer,grey", "High-loft recycled fleece with a chest pocket."],
    ["Bunny Fleece", 45, "kids,fleece,white", "Fleece with ears."],
    ["Breeze Windshirt", 89, "wind,ultralight,running,white", "98 grams against the wind on the ridge."],
  ],
  "Base layers": [
    ["Merino 150 Tee", 69, "merino,summer,white", "Soft merino that you can wear for a week."],
    ["Merino 200 Crew", 89, "merino,winter,blue", "Long-sleeved, with flat seams."],
    ["Liner Tee", 49, "synthetic,summer,red", "Recycled synthetic that dries on you."],
    ["Silk Undershirt", 79, "silk,winter,black", "Mulberry silk, 90 grams."],
    ["Hut Pullover", 119, "wool,hut,grey", "Felted wool from Tyrol."],
    ["Hut Slipper", 45, "hut,wool,brown", "Felted wool with a rubber sole."],
  ],
  "Boots & shoes": [
    [
      "Fellrunner Mid",
      169,
      "hiking,waterproof,synthetic,grey",
      "Light hiking boot with a waterproof lining.",
    ],
    [
      "Fellrunner Wide",
      169,
      "hiking,waterproof,synthetic,wide,black",
      "The same boot, wider across the toes.",
    ],
    ["Cairn Boot", 249, "trekking,leather,brown", "Full-leather trekking boot that can be resoled."],
    ["Cairn Boot Wide", 249, "trekking,leather,wide,black", "On a last 8 mm wider."],
    ["Office Derby", 139, "leather,city,black", "Leather that has somewhere to be."],
    ["Brookside Sandal", 79, "sandals,summer,orange", "Trekking sandal with a closed toe."],
    ["Shore Sandal", 59, "sandals,summer,blue", "Recycled straps, cork footbed."],
    ["Skylark Trail", 139, "running,red", "Neutral trail shoe, 6 mm drop."],
    ["Skylark Ultra", 159, "running,ultra,yellow", "More foam for the second half of the hundred."],
    ["Crag Shoe", 109, "climbing,orange", "Flat, comfortable first shoe with a rubber rand."],
  ],
  Tents: [
    ["Kestrel 1", 289, "trekking,1-person,green", "One-person tent, 1.2 kg, with a single hub pole."],
    ["Kestrel 2", 349, "trekking,2-person,green", "Two doors, two porches."],
    ["Haybarn 4", 529, "camping,4-person,yellow", "Family tent with two dark bedrooms."],
    ["Needle 1", 449, "ultralight,1-person,grey", "680 grams with poles as its frame."],
    ["Wren Tarp", 119, "tarp,ultralight,camping,red", "Three by three metres, nineteen loops."],
  ],
  "Sleeping bags": [
    ["Marmot Hollow", 219, "synthetic,3-season,blue", "Forgiving when damp, kind to the budget."],
    ["Eider 300", 329, "down,summer,ultralight,orange", "Down bag of 690 g."],
    ["Eider 600", 449, "down,3-season,black", "850-fill recycled down."],
    ["Silk Liner", 69, "silk,hut,white", "135 grams that every hut will let you in with."],
  ],
  Kitchen: [
    ["Titan Mug", 34, "cookware,titanium", "Folding handles, and lines at 100 and 200 ml."],
    ["Titan Pot", 79, "cookware,titanium", "With a lid that strains."],
    ["Flask 750", 36, "bottle", "Stainless steel vacuum bottle."],
    ["Canteen", 29, "bottle", "Stainless steel, one wall, no fuss."],
    ["Camp Cone", 18, "camping", "Silicone dripper that folds flat."],
  ],
  Climbing: [
    ["Larch Rope", 179, "rope,climbing,pink", "Single rope with a middle mark."],
    ["Chough Harness", 79, "harness,climbing,blue", "Four gear loops."],
    ["Ferrata Gloves", 39, "gloves,climbing,leather", "Half-finger gloves with leather palms."],
    ["Latex Bands", 19, "training", "Natural rubber in three strengths."],
  ],
};

/** A small shop's products. */
export const testProducts: readonly DescribedProduct[] = Object.entries(SHELVES).flatMap(([category, rows]) =>
  rows.map(([name, price, tags, description]) => ({
    sku: name.toLowerCase().replaceAll(" ", "-"),
    name,
    category,
    price,
    description,
    tags: tags.split(","),
  })),
);
