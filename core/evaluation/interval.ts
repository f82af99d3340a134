/** An estimate and where the truth lies with the stated confidence, 95 % unless something else is said. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}
