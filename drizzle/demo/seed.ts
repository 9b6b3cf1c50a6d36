/** A seeded source of choices: the same label gives the same choices, on every machine and on every day. */

export type Seed = {
  /** From 0 (included) to 1 (excluded). */
  next: () => number;
  /** A whole number, both ends included. */
  int: (min: number, max: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
  /** A new list in another order. */
  shuffle: <T>(list: readonly T[]) => T[];
};

/** Starts a source. Each subject uses a label of its own, so that a change in one leaves the others as they were. */
export function seeded(label: string): Seed {
  let state = hashOf(label);
  const next = () => {
    // mulberry32: small, fast, and good enough to scatter demo data.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => at(list, int(0, list.length - 1)),
    shuffle: (list) => {
      const copy = [...list];
      for (let last = copy.length - 1; last > 0; last--) {
        const other = int(0, last);
        [copy[last], copy[other]] = [at(copy, other), at(copy, last)];
      }
      return copy;
    },
  };
}

/** The item at an index, counted round and round. Throws RangeError when the list is empty. */
export function at<T>(list: readonly T[], index: number): T {
  if (list.length === 0) throw new RangeError('Nothing to choose from');
  return list[((index % list.length) + list.length) % list.length] as T;
}

/** FNV-1a, 32 bits. */
function hashOf(label: string): number {
  let hash = 0x811c9dc5;
  for (const char of label) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
