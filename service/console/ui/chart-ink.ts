import type { ColourScheme } from "./use-colour-scheme.js";

/** The colours of axes and texts in charts, which can't see the page's style. */
export interface ChartInk {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
}

export const CHART_INK: Readonly<Record<ColourScheme, ChartInk>> = {
  light: { text: "#2f3941", muted: "#5c6970", line: "#d8dcde", surface: "#ffffff", accent: "#1f73b7" },
  dark: { text: "#e4e9ec", muted: "#a2b0b9", line: "#39434b", surface: "#1b2126", accent: "#62aef0" },
};

export const CHART_FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";

/** Drawn into the picture: the page's policy allows no styles in HTML that a script writes. */
export function chartTooltip(ink: ChartInk, more: object = {}) {
  return {
    renderMode: "richText",
    confine: true,
    backgroundColor: ink.surface,
    borderColor: ink.line,
    textStyle: { color: ink.text, fontFamily: CHART_FONT, fontSize: 12 },
    ...more,
  } as const;
}

export function chartAxis(ink: ChartInk, more: object = {}) {
  return {
    axisLine: { lineStyle: { color: ink.line } },
    axisTick: { show: false },
    axisLabel: { color: ink.muted, fontFamily: CHART_FONT },
    splitLine: { lineStyle: { color: ink.line, opacity: 0.6 } },
    nameTextStyle: { color: ink.muted, fontFamily: CHART_FONT },
    ...more,
  } as const;
}

export function chartLegend(ink: ChartInk) {
  return {
    type: "plain",
    top: 0,
    left: 0,
    icon: "circle",
    itemWidth: 10,
    itemHeight: 10,
    itemGap: 16,
    textStyle: { color: ink.text, fontFamily: CHART_FONT },
    inactiveColor: ink.line,
  } as const;
}
