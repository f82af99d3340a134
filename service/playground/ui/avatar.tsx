const TONES = ["clay", "pine", "plum", "sea", "moss", "rose"] as const;

/** The same name gets the same tone wherever it is drawn. */
function toneOf(name: string): string {
  const sum = [...name].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  return TONES[sum % TONES.length] ?? TONES[0];
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}

/** A person as initials; decorative, so the name must stand beside it. */
export function Avatar({
  name,
  shape = "round",
}: {
  readonly name: string;
  readonly shape?: "round" | "square";
}) {
  return (
    <span className={`avatar avatar-${shape} tone-${toneOf(name)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
