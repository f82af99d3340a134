import type { ArticleDraft } from "./article-draft.js";

export const gearArticles: readonly ArticleDraft[] = [
  [
    "measure_yourself",
    "Measure yourself for the right size",
    "sizing",
    "Take a soft tape and wear one thin layer. Measure the chest at its widest point, the waist where trousers sit, the hip at its widest, and the arm from the middle of the neck over the shoulder to the wrist. Compare with the table on the product page, as each maker cuts differently. Between two sizes choose the larger for shells and insulation, which go over other layers, and the smaller for base layers. For packs measure the back from the bone at the base of the neck to the top of the hip.",
  ],
  [
    "boot_fitting",
    "Fit boots at home",
    "boots,sizing",
    "Try boots on in the evening with your hiking socks. Before lacing, push the foot forward: one finger should fit behind the heel. Then lace firmly and walk downstairs; the toes mustn't touch the front. Walking up, the heel may lift by a few millimetres at most. Wear them indoors for two or three hours before you decide, as boots with clean soles can be returned. A spot that presses is often solved by skipping one hook or with a thinner insole. Numb toes are a sign that the boot is too narrow, so ask us for the wide last.",
  ],
  [
    "break_in",
    "Break in leather boots",
    "boots,care",
    "Leather needs time to learn your foot. Start with an hour at home, then short walks on tarmac, then half a day with a light pack; after about 30 kilometres most boots have softened. Don't soak them or put them near a stove to speed it up, since heat makes leather brittle. Use balm on the crease once it has formed. Tape your heels before the first long day, not after the first blister. If a place still rubs after 50 kilometres, bring the boots to a shop: we can stretch single points.",
  ],
  [
    "layering",
    "Dress in layers",
    "clothing,advice",
    "Three layers do more than one thick jacket. The base layer carries sweat away: merino or synthetic, never cotton. The middle layer keeps you warm: a fleece when you move, down or synthetic insulation when you stop. The outer layer keeps wind and rain out. Start a walk feeling slightly cold, because you'll warm up within ten minutes. Take a layer off before you sweat and put one on before you freeze, most of all at the summit. A hat and gloves weigh 100 grams together and are worth a whole jacket when the wind rises.",
  ],
  [
    "wash_shell",
    "Wash and reproof a rain jacket",
    "care,waterproofing",
    "A jacket that soaks up water is usually dirty. Close all zips, wash at 30 °C with a liquid technical wash and without softener, and rinse twice. Then tumble it dry on low for 20 minutes, or iron it on low under a towel: the warmth restores the coating. Test with a spray of water. If drops still sink in, use a reproofing spray while the jacket is damp, above all on shoulders and cuffs, and warm it once more. Two or three washes a season are good for a membrane, not bad for it.",
  ],
  [
    "wash_down",
    "Wash a down jacket or sleeping bag",
    "care,down",
    "Down can go into a washing machine if the drum is large enough; for sleeping bags use one at a laundrette. Choose 30 °C, a wash made for down, a slow spin and two extra rinses. Drying takes the longest: low heat with three clean tennis balls for two to four hours, and stop every half hour to break up clumps by hand. It's dry when nothing feels cold or lumpy. Store bags loose in the large cotton sack, never compressed. A bag used with a liner needs washing only once every two or three years.",
  ],
  [
    "choose_tent",
    "Choose the right tent",
    "tents,advice",
    "Ask three questions: how many sleep in it, how far is it carried, and what's the worst weather? For trekking, two people are happy in a two-person tent of about two kilos; for a campsite, buy room for one or two more than you are. Geodesic tents stand by themselves and cope with snow, tunnels weigh less but need good pegs. A porch matters more than you'd think when boots are wet. Pitch a new tent at home once before the trip. Then you'll also know that everything is in the bag.",
  ],
  [
    "choose_sleeping_bag",
    "Choose a sleeping bag",
    "sleeping bags,advice",
    "Look at the comfort figure, not at the limit, and add five degrees if you feel the cold easily. For summer huts and valleys 5 °C is enough; for three seasons in the mountains choose 0 to -5 °C. Down is lighter and packs smaller, synthetic costs less and still warms when damp. Length matters: with 20 cm too much you heat empty space. And a bag is only as warm as the mat under it. For frost you want an R-value of at least four. A dry hat, a hot bottle and a snack before bed do the rest.",
  ],
  [
    "choose_pack",
    "Choose and adjust a pack",
    "packs,advice",
    "Count nights, not litres: 18 to 28 litres for a day, 35 for huts, 55 to 65 with a tent. Back length is what decides comfort. Put in five kilos, loosen all straps, close the hip belt on top of the hip bones, then tighten the shoulders until they touch without carrying. The load should rest on the hips to two thirds. Last come the small straps at the top, pulled to about 45 degrees. Heavy things go close to the back at shoulder height, the sleeping bag at the bottom, rain gear on top.",
  ],
  [
    "stove_guide",
    "Stoves and fuel",
    "stoves,travel",
    "All our gas burners fit canisters with the EN 417 thread. One 230-gram canister boils about twelve litres in summer, enough for two people for three days. Below freezing, ordinary gas loses pressure: use winter mix, keep the canister in the sleeping bag, or take a stove that runs it upside down. Aeroplanes carry neither gas nor liquid fuel, not even empty canisters; a clean, dry stove is allowed. Cook outside the tent or with the porch wide open, since carbon monoxide has no smell. For remote regions a multi-fuel stove is the safe choice.",
  ],
  [
    "promise",
    "The Larkfell Promise: three years",
    "warranty",
    "Everything we sell is covered for three years against faults in material and workmanship. Send a photo and the order number; you needn't have kept the box. We repair first, in our own workshop. If that isn't possible within ten working days, you get a new one or your money back. Wear, burns, tears and the wrong wash aren't faults, but we mend those too, at a fixed price that you know beforehand. Your statutory rights remain untouched. Summit members get the replacement by express before they send the old one back.",
  ],
  [
    "repairs",
    "What our workshop repairs",
    "repair",
    "Zips, seams, membranes, buckles, tent poles, mat valves and soles, on any brand. Fill in the form at larkfell.example/repair with two photos and we name a fixed price within a day: a zip is about €25, a patch €12, a new sole €75. Please wash things first; muddy ones have to be washed by us for €9. It takes ten working days on average, three for Summit members. The blue tag number, which starts with R, shows you the state of the work online. Ropes, harnesses and helmets can't be repaired, only inspected.",
  ],
  [
    "spare_parts",
    "Find a spare part",
    "repair,spare",
    "We keep buckles, pole sections, straps, laces, stove seals, zip pulls and pegs for ten years after a model has ended. Type the model's name and the word \"spare\" into the search. The name is on the label inside: in packs at the back panel, in tents at the door, in jackets at the left seam. If nothing comes up, send us a photo with a ruler next to the part. Small things travel by letter and cost little. For most of them there's a short video on how to fit them with a knife and a lighter.",
  ],
];
