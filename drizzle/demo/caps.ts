/** What somebody may earn by an act in a day and in a month, claims and postings together. */
import type { Day } from '../../worker/lib/time.ts';
import type { RuleFacts } from './points.ts';

export class Caps {
  private earned = new Map<string, number>();

  /** Counts it, or answers false where a cap is reached. */
  take(residentId: string, { act, points, dailyCap, monthlyCap }: RuleFacts, on: Day): boolean {
    const limits = [
      [`${residentId} ${act} ${on}`, dailyCap],
      [`${residentId} ${act} ${on.slice(0, 7)}`, monthlyCap],
    ] as const;
    const sum = (key: string) => (this.earned.get(key) ?? 0) + points;
    if (limits.some(([key, cap]) => cap !== null && sum(key) > cap)) return false;
    for (const [key] of limits) this.earned.set(key, sum(key));
    return true;
  }
}
