/** A segment's colour, beside its name. */
export function Swatch({ colour }: { readonly colour: string }) {
  return (
    <svg className="swatch" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <circle cx="6" cy="6" r="6" fill={colour} />
    </svg>
  );
}
