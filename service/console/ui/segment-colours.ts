import type { ColourScheme } from "./use-colour-scheme.js";

/** Told apart by people who see no red and green too, as far as twelve colours can be. */
const COLOURS: Readonly<Record<ColourScheme, readonly string[]>> = {
  light: [
    "#1f73b7",
    "#d9541e",
    "#148a6f",
    "#8e44ad",
    "#b07d00",
    "#c72a6f",
    "#4f7d1f",
    "#795a3c",
    "#0e8fb3",
    "#5b5fc7",
    "#a83232",
    "#7a8691",
  ],
  dark: [
    "#62aef0",
    "#ff8f5c",
    "#4fd1ae",
    "#c792ea",
    "#f0c04d",
    "#ff79b0",
    "#a3d16a",
    "#c9a985",
    "#5ad1ee",
    "#9ea2ff",
    "#ff8080",
    "#aab4bd",
  ],
};
const MIDDLE: Readonly<Record<ColourScheme, number>> = { light: 0xff, dark: 0x1b };

/** The colour of the segment at a place of the report, as `#rrggbb`; from the thirteenth on, paler ones. */
export function segmentColour(place: number, scheme: ColourScheme): string {
  const colours = COLOURS[scheme];
  const colour = colours[Math.max(place, 0) % colours.length] ?? "#7a8691";
  if (place < colours.length) return colour;
  const paler = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16);
    return Math.round((channel + MIDDLE[scheme]) / 2)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${paler.join("")}`;
}
