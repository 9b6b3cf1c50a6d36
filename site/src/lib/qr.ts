import { encode } from 'uqr';

export interface Qr {
  /** Modules along one side, without the quiet zone. */
  size: number;
  /** One SVG path over a grid of `size` × `size`. */
  path: string;
}

/** A QR code as one SVG path. Level M survives a scratched or dim screen. Throws when the text is too long. */
export function qr(text: string): Qr {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  let path = '';
  data.forEach((row, y) => {
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue;
      let end = x;
      while (row[end]) end++;
      path += `M${x} ${y}h${end - x}v1h${x - end}z`;
      x = end;
    }
  });
  return { size, path };
}
