/** What was typed survives a reload and the way to the sign-in page; it goes with the window, and with signing out. */
import { drop, keep, sessionStorageOf, stored } from './storage.ts';

const PREFIX = 'linli.draft.';

/** The draft of a form; undefined where there is none, or none that can be read. */
export function keptDraft<T extends object>(form: string): Partial<T> | undefined {
  try {
    const draft: unknown = JSON.parse(stored(sessionStorageOf(), PREFIX + form) ?? 'null');
    return typeof draft === 'object' && draft !== null ? (draft as Partial<T>) : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(form: string, draft: object): void {
  keep(sessionStorageOf(), PREFIX + form, JSON.stringify(draft));
}

export function dropDraft(form: string): void {
  drop(sessionStorageOf(), PREFIX + form);
}

/** Whoever sits down at this browser next finds nothing of what was typed. */
export function dropDrafts(): void {
  const storage = sessionStorageOf();
  const keys = Array.from({ length: storage?.length ?? 0 }, (_, n) => storage?.key(n));
  for (const key of keys) if (key?.startsWith(PREFIX)) drop(storage, key);
}
