/** A name in pieces, those that answer a search marked. */
export type Piece = { text: string; marked: boolean };

/** `marks` are `[from, until)` in UTF-16 units; they may overlap and come in any order. */
export function piecesOf(name: string, marks: readonly (readonly [number, number])[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const put = (until: number, marked: boolean) => {
    if (until > at) pieces.push({ text: name.slice(at, until), marked });
    at = Math.max(at, until);
  };
  for (const [from, until] of [...marks].sort((a, b) => a[0] - b[0])) {
    put(from, false);
    put(until, true);
  }
  put(name.length, false);
  return pieces;
}
