/** The server's clock. The phone's may be wrong by minutes or years, and a demonstration may run at a chosen hour. */
import { type ReadonlySignal, signal } from '@preact/signals';

/** A difference within this is the way here and the rounding of the header. */
const UNNOTICED_MS = 90_000;

const aheadSignal = signal<number | undefined>(undefined);

/** By how many ms the server is ahead of this phone; undefined until an answer has told. */
export const aheadMs: ReadonlySignal<number | undefined> = aheadSignal;

/** Takes over the `Date` of an answer. Answers kept by the browser are older, so only a later clock replaces the known one. */
export function learnClock(date: string | null): void {
  const at = Date.parse(date ?? '');
  if (Number.isNaN(at)) return;
  const found = at - Date.now();
  const ahead = Math.abs(found) < UNNOTICED_MS ? 0 : found;
  const known = aheadSignal.value;
  if (known === undefined || ahead > known + UNNOTICED_MS) aheadSignal.value = ahead;
}

/** Now in ms, by the server's clock as far as it is known. */
export function serverNow(): number {
  return Date.now() + (aheadSignal.value ?? 0);
}
