/** What an order costs, and the discount by age. Pages read it too. */
import { ageOn, type Day } from '../../../lib/time.ts';

/** A discount by age: `paysBp` is the part that is paid, in basis points (8.5 折 = 8500). Both days included. */
export type DiscountTier = {
  name: string;
  minAge: number;
  paysBp: number;
  fromOn: Day;
  untilOn: Day | null;
};

export type Discount = { name: string; paysBp: number };

/** Paying it all, in basis points. */
export const FULL_BP = 10_000;

/** The tiers in force on a day, youngest first. */
export function tiersOn(tiers: readonly DiscountTier[], on: Day): DiscountTier[] {
  return tiers
    .filter((tier) => tier.fromOn <= on && (tier.untilOn === null || on <= tier.untilOn))
    .sort((a, b) => a.minAge - b.minAge);
}

/** The best discount for somebody on the day of the meal, by the age reached on that day; null without a date of birth. */
export function discountFor(
  tiers: readonly DiscountTier[],
  bornOn: Day | null,
  on: Day,
): Discount | null {
  if (bornOn === null) return null;
  const age = ageOn(bornOn, on);
  let best: Discount | null = null;
  for (const { name, minAge, paysBp } of tiersOn(tiers, on)) {
    // Of two as good the older tier's name: it is the one the person knows as theirs.
    if (age >= minAge && paysBp < FULL_BP && paysBp <= (best?.paysBp ?? FULL_BP)) {
      best = { name, paysBp };
    }
  }
  return best;
}

/** What an order costs, in fen. The discount is taken once from the whole and rounded half up to a fen. */
export function orderTotals(
  lines: readonly { quantity: number; unitPriceFen: number }[],
  discount: Discount | null,
): { listFen: number; payFen: number } {
  const listFen = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceFen, 0);
  const paysBp = discount?.paysBp ?? FULL_BP;
  return { listFen, payFen: Math.floor((listFen * paysBp + FULL_BP / 2) / FULL_BP) };
}
