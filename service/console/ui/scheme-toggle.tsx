import { type ColourScheme, chooseColourScheme } from "./use-colour-scheme.js";

export function SchemeToggle({ scheme }: { readonly scheme: ColourScheme }) {
  const other = scheme === "dark" ? "light" : "dark";
  return (
    <button
      type="button"
      className="quiet"
      data-test="colours"
      onClick={() => chooseColourScheme(other)}
      aria-label={`Use ${other} colours`}
    >
      <span aria-hidden="true">{scheme === "dark" ? "☀" : "☾"}</span> {scheme === "dark" ? "Light" : "Dark"}
    </button>
  );
}
