/** Any origin that no link can name. */
const HERE = 'https://here.invalid';
const MAX_LENGTH = 500;

/**
 * Where to go after signing in: a page of this site, or null when the text is anything else. A browser drops control
 * characters, takes `\` for `/`, and `//` for another host, so none of those is let through.
 */
export function nextPath(text: string | null | undefined): string | null {
  if (!text || text.length > MAX_LENGTH || !/^\/(?![/\\])[^\\\s]*$/.test(text)) return null;
  if (hasControl(text)) return null;
  const url = parsed(text);
  if (!url || url.origin !== HERE || url.pathname.startsWith('//')) return null;
  // The API answers no pages, and the sign-in page would lead back to itself.
  return /^\/(api|sign-in)(\/|$)/.test(url.pathname) ? null : text;
}

/** The sign-in page, told where to come back to. A path that is not fit is left out. */
export function signInPath(signIn: string, returnTo: string): string {
  const next = nextPath(returnTo);
  return next ? `${signIn}?next=${encodeURIComponent(next)}` : signIn;
}

function parsed(text: string): URL | null {
  try {
    return new URL(text, HERE);
  } catch {
    return null;
  }
}

/** Control and invisible formatting characters, by their code: C0, DEL and C1, soft hyphen, U+200B–206F, BOM. */
function hasControl(text: string): boolean {
  return Array.from(text).some((character) => {
    const code = character.codePointAt(0) ?? 0;
    return (
      code < 0x20 ||
      (code >= 0x7f && code < 0xa0) ||
      code === 0xad ||
      (code >= 0x200b && code <= 0x206f) ||
      code === 0xfeff
    );
  });
}
