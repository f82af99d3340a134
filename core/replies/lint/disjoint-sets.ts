/** Union-find with path halving (Tarjan and van Leeuwen, J. ACM 1984) over the numbers 0 to `size` − 1. */
export interface DisjointSets {
  /** The number that stands for the set of `member`. */
  find(member: number): number;
  /** Makes one set of the sets of `a` and `b`; the smaller representative stays. */
  unite(a: number, b: number): void;
  /** All sets, members ascending, in the order of their first members. */
  groups(): readonly (readonly number[])[];
}

export function disjointSets(size: number): DisjointSets {
  const parents = Uint32Array.from({ length: size }, (_, member) => member);
  const find = (member: number) => {
    let at = member;
    for (;;) {
      const parent = parents[at] ?? at;
      if (parent === at) return at;
      const next = parents[parent] ?? parent;
      parents[at] = next;
      at = next;
    }
  };
  return {
    find,
    unite(a, b) {
      const [x, y] = [find(a), find(b)];
      parents[Math.max(x, y)] = Math.min(x, y);
    },
    groups() {
      const groups = new Map<number, number[]>();
      for (let member = 0; member < size; member++) {
        const root = find(member);
        const group = groups.get(root) ?? [];
        group.push(member);
        groups.set(root, group);
      }
      return [...groups.values()];
    },
  };
}
