/** The server's clock. The phone's may be wrong by minutes or years, and a demonstration may run at a chosen hour. */
import { type ReadonlySignal, signal } from '@preact/signals';

/** A difference within this is the way here and the rounding of the header. */
const UNNOTICED_MS = 90_000;

/** Kept in this window, so that the next page starts with the right day. */
const KEY = 'linli.clockAheadMs';

const aheadSignal = signal<number | undefined>(undefined);
let startingMs = kept();

/** By how many ms the server is ahead of this phone; undefined until an answer has told. */
export const aheadMs: ReadonlySignal<number | undefined> = aheadSignal;

/** Takes over the `Date` of an answer. Answers kept by the browser are older, so only a later clock replaces the known one. */
export function learnClock(date: string | null): void {
  const at = Date.parse(date ?? '');
  if (Number.isNaN(at)) return;
  const found = at - Date.now();
  const ahead = Math.abs(found) < UNNOTICED_MS ? 0 : found;
  const known = aheadSignal.value;
  if (known !== undefined && ahead <= known + UNNOTICED_MS) return;
  startingMs = ahead;
  keep(ahead);
  aheadSignal.value = ahead;
}

/** Now in ms, by the server's clock as far as it is known. */
export function serverNow(): number {
  return Date.now() + (aheadSignal.value ?? startingMs);
}

function kept(): number {
  try {
    return Number(window.sessionStorage.getItem(KEY)) || 0;
  } catch {
    // Refused, or the page is being built.
    return 0;
  }
}

function keep(ahead: number): void {
  try {
    window.sessionStorage.setItem(KEY, String(ahead));
  } catch {
    // Refused or full: the next page starts with the phone's clock.
  }
}
