/** One slip of the finger: a character wrong, missing, too many, or two in the wrong order. */
import type { Span } from './sounds.ts';

/** Whether two texts are the same but for one slip. */
export function oneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let front = 0;
  while (front < a.length && a[front] === b[front]) front += 1;
  let back = 0;
  const most = Math.min(a.length, b.length) - front;
  while (back < most && a[a.length - 1 - back] === b[b.length - 1 - back]) back += 1;
  const [inA, inB] = [a.slice(front, a.length - back), b.slice(front, b.length - back)];
  if (inA.length <= 1 && inB.length <= 1) return true;
  return inA.length === 2 && inB.length === 2 && inA[0] === inB[1] && inA[1] === inB[0];
}

/** The first part of a text that differs from a word by one slip; of the same length before shorter and longer ones. */
export function slippedPart(text: string, word: string): Span | null {
  for (const length of [word.length, word.length + 1, word.length - 1]) {
    for (let from = 0; from + length <= text.length; from++) {
      const part = text.slice(from, from + length);
      if (!part.includes(' ') && oneSlipApart(part, word)) return [from, from + length];
    }
  }
  return null;
}

/** How many letters from a place on say a word but for one slip; null when they don't. */
export function slippedLength(letters: string, from: number, word: string): number | null {
  for (const length of [word.length, word.length + 1, word.length - 1]) {
    if (from + length > letters.length) continue;
    if (oneSlipApart(letters.slice(from, from + length), word)) return length;
  }
  return null;
}

/** Parts of a run of letters of which one is left whole by any slip: either half, or the two where the halves met swapped. */
export function slipFragments(run: string): [front: string, back: string, swapped: string] {
  const half = Math.floor(run.length / 2);
  const front = run.slice(0, half);
  const back = run.slice(half);
  return [front, back, front.slice(0, -1) + back.charAt(0) + front.slice(-1)];
}
