/** What is paid for a meal, reckoned on the page as the worker will: the best tier for the age on the day of the meal. */
import { ageOn } from './age.ts';
import type { Day } from './format.ts';

export interface Tier {
  name: string;
  /** Whole years. */
  minAge: number;
  /** Part that is paid, in basis points: 8500 = 8.5 折. */
  paysBp: number;
}

/** Paying it all, in basis points. */
const FULL_BP = 10_000;

/** The tier of somebody born on a day; undefined where none fits. `tiers` are those in force on the day of the meal. */
export function tierFor(tiers: readonly Tier[], bornOn: Day, on: Day): Tier | undefined {
  const age = ageOn(bornOn, on);
  return tiers
    .filter(({ minAge, paysBp }) => age >= minAge && paysBp < FULL_BP)
    .sort((a, b) => a.paysBp - b.paysBp || b.minAge - a.minAge)[0];
}

/** Fen to pay, rounded half up. */
export function payFen(listFen: number, paysBp = FULL_BP): number {
  return Math.floor((listFen * paysBp + FULL_BP / 2) / FULL_BP);
}

/** `8.5` of 8.5 折, `8` of 8 折. */
export function zhe(paysBp: number): string {
  return String(paysBp / 1000);
}
