/** A space before figures, none before a Chinese word: `最晚 13:00`, `最晚后天`. */
export function apart(text: string): string {
  return /^[\dA-Z]/.test(text) ? ` ${text}` : text;
}
