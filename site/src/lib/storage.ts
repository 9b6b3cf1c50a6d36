/** The browser's storage. It is missing while pages are built and refused in some web-views; a choice then lasts for the page. */

/** Under which needs are kept (lib/needs.ts); here, so that a page can look whether there are any without their words. */
export const NEEDS_KEY = 'linli.needs';

export function localStorageOf(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage;
  } catch {
    return null;
  }
}

export function sessionStorageOf(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.sessionStorage;
  } catch {
    return null;
  }
}

export function stored(storage: Storage | null, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

export function keep(storage: Storage | null, key: string, value: string): void {
  try {
    storage?.setItem(key, value);
  } catch {
    // Full or refused.
  }
}

export function drop(storage: Storage | null, key: string): void {
  try {
    storage?.removeItem(key);
  } catch {
    // Refused.
  }
}
