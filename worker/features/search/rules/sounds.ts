/** The pinyin of a name, and where in the name each syllable is said. */

/** From and until, in UTF-16 units of the name; half-open. */
export type Span = [from: number, until: number];

export type Sounds = {
  /** `wanheshufang` */
  letters: string;
  /** Where each syllable begins in `letters`. */
  starts: number[];
  /** `whsf` */
  initials: string;
  /** Where each syllable stands in the name; empty where name and spelling don't fit together. */
  spans: Span[];
};

const SPOKEN = /[a-z0-9]+|(?![a-z0-9])\p{L}/gu;

/** `name` folded; `syllables` as the register has them, apart by spaces. */
export function soundsOf(name: string, syllables: string): Sounds {
  const apart = syllables.split(' ').filter(Boolean);
  const starts: number[] = [];
  let letters = '';
  for (const syllable of apart) {
    starts.push(letters.length);
    letters += syllable;
  }
  const spans: Span[] = [];
  const each = new RegExp(SPOKEN);
  for (let found = each.exec(name); found; found = each.exec(name)) {
    spans.push([found.index, found.index + found[0].length]);
  }
  const initials = apart.map((syllable) => syllable.charAt(0)).join('');
  return { letters, starts, initials, spans: spans.length === apart.length ? spans : [] };
}

/** The part of the name that is said as these letters, from the syllable of an index on. */
export function spanOf({ letters, starts, spans }: Sounds, first: number, length: number): Span[] {
  const end = (starts[first] ?? 0) + length;
  let last = first;
  while (last + 1 < starts.length && (starts[last + 1] ?? letters.length) < end) last += 1;
  const [from, until] = [spans[first], spans[last]];
  return from && until ? [[from[0], until[1]]] : [];
}
