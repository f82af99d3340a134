const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const TIME = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const DAY = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

/** `12,345` */
export function whole(value: number): string {
  return WHOLE.format(value);
}

/** Three digits of it: `1,840`, `3.25`. */
export function short(value: number): string {
  return SHORT.format(Math.abs(value) >= 1_000 ? Math.round(value) : value);
}

/** A share in [0,1] as `27 %`; below ten with one digit more. */
export function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 9.95 ? value.toFixed(1) : value.toFixed(0)} %`;
}

export function customers(count: number): string {
  return count === 1 ? "1 customer" : `${whole(count)} customers`;
}

export function timeOf(at: string | number): string {
  return TIME.format(new Date(at));
}

export function dayOf(at: string | number): string {
  return DAY.format(new Date(at));
}
