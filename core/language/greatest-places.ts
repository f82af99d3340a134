/**
 * Places of the greatest numbers, greatest first, the first of equals before the others.
 * @param most so many at most
 */
export function greatestPlaces(numbers: ArrayLike<number>, most: number): readonly number[] {
  const best: number[] = [];
  const at = (place: number | undefined) =>
    place === undefined ? Number.NEGATIVE_INFINITY : (numbers[place] ?? 0);
  for (let place = 0; place < numbers.length; place++) {
    if (best.length === most && at(place) <= at(best.at(-1))) continue;
    let slot = best.length;
    while (slot > 0 && at(best[slot - 1]) < at(place)) slot--;
    best.splice(slot, 0, place);
    if (best.length > most) best.pop();
  }
  return best;
}
