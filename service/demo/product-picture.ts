import { catalogue } from "./catalogue/catalogue.js";

/** What stands for a category: lines on a grid of 24 by 24, and the colour behind them, as a hue in degrees. */
const DRAWINGS: Readonly<Record<string, readonly [path: string, hue: number]>> = {
  Tents: ["M3 20 12 4l9 16zM12 4v16M9 20l3-6 3 6", 150],
  "Sleeping bags & mats": [
    "M8 21h8a3 3 0 0 0 3-3V9A7 7 0 0 0 5 9v9a3 3 0 0 0 3 3zM9 10a3 3 0 0 1 6 0v3H9zM5 16h14",
    265,
  ],
  "Stoves & kitchen": ["M12 3c1 4 5 5 5 10a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 3 2 3 1-3-1-5 1-9zM5 21h14", 18],
  Packs: ["M6 10a6 6 0 0 1 12 0v10a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1zM9 5V3h6v2M9 14h6v4H9zM9 10h6", 200],
  Climbing: ["M9 3h5a5 5 0 0 1 5 5v8a5 5 0 0 1-5 5h-3a5 5 0 0 1-5-5v-4M6 12V6a3 3 0 0 1 3-3M6 12l5-5", 340],
  Snow: ["M12 2v20M3.3 7l17.4 10M20.7 7 3.3 17M12 6l3-2M12 6 9 4M12 18l3 2M12 18l-3 2", 210],
  Kids: ["M12 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM12 8v7M12 15l-4 6M12 15l4 6M5 11h14", 48],
  "Navigation & safety": ["M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM15.5 8.5l-2 5-5 2 2-5z", 175],
  "Care & repair": ["M4 20 14 10M14 10a4 4 0 0 1 5-6l-3 3 1 1 3-3a4 4 0 0 1-6 5M7 14l3 3", 85],
  Jackets: ["M8 3l4 3 4-3 4 4-2 4-1-1v11H7V10l-1 1-2-4zM12 6v15", 225],
  "Base layers & trousers": ["M7 3h10l1 18h-4l-2-11-2 11H6zM7 7h10", 290],
  "Boots & shoes": ["M6 3h6v8l8 4a2 2 0 0 1 1 2v3H6zM6 17h15M12 7h-3M12 9h-3", 30],
  "Trail running": ["M3 14l5-6 3 3 4 1 6 3v3a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1zM3 16h18M9 10l2-2", 120],
};

const LINE_LENGTH = 20;
const LINES_AT_MOST = 2;

/** A product of the demo company as an SVG of 240 by 240: what kind it is, and its name. `undefined` for none of it. */
export function productPicture(sku: string): string | undefined {
  const product = catalogue.find((each) => each.sku === sku);
  const [path, hue] = DRAWINGS[product?.category ?? ""] ?? [];
  if (product === undefined || path === undefined || hue === undefined) return undefined;
  const lines = wrapped(product.name).map(
    (line, index) => `<text x="120" y="${198 + index * 22}">${escapeXml(line)}</text>`,
  );
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240" viewBox="0 0 240 240" role="img">',
    `<title>${escapeXml(product.name)}</title>`,
    `<linearGradient id="sky" x2="0" y2="1"><stop stop-color="hsl(${hue} 45% 92%)"/>`,
    `<stop offset="1" stop-color="hsl(${hue} 40% 78%)"/></linearGradient>`,
    '<rect width="240" height="240" rx="20" fill="url(#sky)"/>',
    `<path d="M0 176 60 132l42 30 52-50 86 64v44a20 20 0 0 1-20 20H20a20 20 0 0 1-20-20z" fill="hsl(${hue} 38% 68%)" opacity=".45"/>`,
    `<path d="${path}" transform="translate(54 28) scale(5.5)" fill="hsl(${hue} 50% 97%)" fill-opacity=".75" stroke="hsl(${hue} 55% 26%)" stroke-width="1.1" stroke-linejoin="round" stroke-linecap="round"/>`,
    `<g font-family="system-ui, sans-serif" font-size="19" font-weight="600" text-anchor="middle" fill="hsl(${hue} 60% 15%)">`,
    ...lines,
    "</g></svg>",
  ].join("");
}

/** At most two lines, between words; what does not fit is left to the title. */
function wrapped(name: string): readonly string[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= LINE_LENGTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.slice(0, LINES_AT_MOST);
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
