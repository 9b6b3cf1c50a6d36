/** What the code at a place says: the task and its secret, read behind the `#`, where no log sees them. */

export interface Code {
  taskId: string;
  token: string;
}

/** Only in this window, and only while somebody signs in: the secret must not stand in the address of that page. */
const KEY = 'linli.check';

export function codeIn(hash: string): Code | null {
  const found = /^#([a-z0-9][a-z0-9_-]{0,63})\.([0-9a-z]{32})$/.exec(hash);
  return found?.[1] && found[2] ? { taskId: found[1], token: found[2] } : null;
}

/** The code that somebody scanned; after signing in the one that was put by, which is in the address again. */
export function takeCode(): Code | null {
  const here = codeIn(location.hash);
  const kept = read();
  if (here || !kept) return here;
  history.replaceState(null, '', location.pathname + kept);
  return codeIn(kept);
}

/** Puts the code by for the way through the sign-in page. */
export function keepCode({ taskId, token }: Code): void {
  try {
    sessionStorage.setItem(KEY, `#${taskId}.${token}`);
  } catch {
    // Refused: the code is scanned once more.
  }
}

function read(): string | null {
  try {
    const kept = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return kept;
  } catch {
    return null;
  }
}
