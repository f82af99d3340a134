/** Colours of one scheme that cards are drawn in. */
interface CardColours {
  readonly ink: string;
  readonly subtle: string;
  readonly accent: string;
  readonly good: string;
  readonly warning: string;
  readonly attention: string;
  readonly surface: string;
  readonly emphasis: string;
  readonly line: string;
}

const LIGHT: CardColours = {
  ink: "#242424",
  subtle: "#5c5c5c",
  accent: "#4f52b2",
  good: "#0e700e",
  warning: "#8a5300",
  attention: "#b10e1c",
  surface: "#ffffff",
  emphasis: "#f5f5f5",
  line: "#e0e0e0",
};

const DARK: CardColours = {
  ink: "#f0f0f0",
  subtle: "#b8b8b8",
  accent: "#a6a7f5",
  good: "#7ccf7c",
  warning: "#f2c661",
  attention: "#f1a1a8",
  surface: "#2b2a30",
  emphasis: "#35343b",
  line: "#45434d",
};

/** `HostConfig` of the Adaptive Cards renderer in Teams' type, spacing and colours. */
export function teamsHostConfig(scheme: "light" | "dark"): Record<string, unknown> {
  const colours = scheme === "dark" ? DARK : LIGHT;
  const shade = (name: "ink" | "accent" | "good" | "warning" | "attention") => ({
    default: colours[name],
    subtle: name === "ink" ? colours.subtle : colours[name],
  });
  const foregroundColors = {
    default: shade("ink"),
    dark: shade("ink"),
    light: { default: colours.subtle, subtle: colours.subtle },
    accent: shade("accent"),
    good: shade("good"),
    warning: shade("warning"),
    attention: shade("attention"),
  };
  return {
    fontFamily: "'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', Arial, sans-serif",
    supportsInteractivity: true,
    fontSizes: { small: 12, default: 14, medium: 15, large: 18, extraLarge: 22 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 21, large: 24, extraLarge: 28 },
    spacing: { none: 0, small: 6, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
    separator: { lineThickness: 1, lineColor: colours.line },
    containerStyles: {
      default: { backgroundColor: colours.surface, foregroundColors },
      emphasis: { backgroundColor: colours.emphasis, foregroundColors },
    },
    actions: {
      maxActions: 6,
      allowTitleToWrap: true,
      spacing: "default",
      buttonSpacing: 6,
      actionsOrientation: "horizontal",
      actionAlignment: "left",
    },
    factSet: {
      title: { weight: "bolder", wrap: true, maxWidth: 140 },
      value: { wrap: true },
      spacing: 8,
    },
  };
}
