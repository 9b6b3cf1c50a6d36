/** The piece of HTML that puts the map on another page. */

export const SIZES = {
  small: { width: '320', height: '420' },
  medium: { width: '600', height: '450' },
  wide: { width: '100%', height: '560' },
} as const;
export type Size = keyof typeof SIZES;

interface Embedded {
  /** Absolute. */
  src: string;
  size: Size;
  title: string;
}

/** One line, every value escaped: the address comes from a page's address. */
export function embedCode({ src, size, title }: Embedded): string {
  const { width, height } = SIZES[size];
  const attributes = { src, width, height, title, loading: 'lazy', style: 'border:0' };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<iframe ${written.join(' ')}></iframe>`;
}

function escaped(value: string): string {
  return value
    .replace(/&/g, '&amp;')
    .replace(/"/g, '&quot;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
