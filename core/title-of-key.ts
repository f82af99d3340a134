/** `card_arrival` → `Card arrival`: what something is called that has a key and no name. */
export function titleOfKey(key: string): string {
  return capitalized(key.replace(/[_-]+/g, " ").trim());
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
