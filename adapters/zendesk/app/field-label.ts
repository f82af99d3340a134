/** A field's name in words: `demographics.first_name` is `First name`. */
export function fieldLabel(field: string): string {
  const words = field.slice(field.lastIndexOf(".") + 1).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
