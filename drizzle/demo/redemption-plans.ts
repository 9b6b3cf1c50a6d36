/** Who redeemed what, when, and what became of it. */
import { addDays, atWallTime, type Day, MINUTE_MS } from '../../worker/lib/time.ts';
import type { GoodPlan } from './goods.ts';
import type { Ledger } from './ledger.ts';
import { neighbourId } from './neighbours.ts';
import { ELDER_ID, MERCHANT_CLERK_ID, RESIDENT_ID } from './people.ts';
import type { RedemptionRow } from './rows.ts';
import type { Volumes } from './scales.ts';
import { at, type Seed, seeded } from './seed.ts';

type State = RedemptionRow['state'];

export type RedemptionPlan = {
  residentId: string;
  good: GoodPlan;
  state: State;
  /** How many days ago it was redeemed for points, how many minutes after nine, and days from then to when it ended. */
  daysAgo: number;
  minute: number;
  lastsDays: number;
};

/** Older neighbours, who redeem most. */
export const REDEEMERS = Array.from({ length: 40 }, (_, index) => `resident-${41 + index}`);

/** When a plan is redeemed for points. */
export function redeemedAt({ daysAgo, minute }: RedemptionPlan, today: Day): number {
  return atWallTime(addDays(today, -daysAgo), '09:00') + minute * MINUTE_MS;
}

/** What the demo residents have: something to fetch, and something of each end. And a clerk served by a colleague. */
export function ownPlans(offered: readonly GoodPlan[]): RedemptionPlan[] {
  const plan = (
    residentId: string,
    index: number,
    [state, daysAgo, lastsDays]: [State, number, number],
  ): RedemptionPlan => ({
    ...{ residentId, good: at(offered, index), state, daysAgo, lastsDays },
    minute: (index * 13) % 60,
  });
  return [
    plan(RESIDENT_ID, 0, ['held', 3, 0]),
    plan(RESIDENT_ID, 3, ['redeemed', 40, 4]),
    plan(RESIDENT_ID, 6, ['cancelled', 20, 1]),
    plan(ELDER_ID, 1, ['held', 28, 0]),
    plan(ELDER_ID, 2, ['redeemed', 9, 2]),
    plan(ELDER_ID, 8, ['lapsed', 60, 31]),
    plan(MERCHANT_CLERK_ID, 0, ['redeemed', 12, 1]),
  ];
}

const SHARES: readonly (readonly [State, number])[] = [
  ['held', 0.12],
  ['cancelled', 0.18],
  ['lapsed', 0.21],
  ['undone', 0.24],
  ['revoked', 0.26],
  ['redeemed', 1],
];

const FEW = 260;

/** The few of the demo. */
export function fewPlans(seed: Seed, offered: readonly GoodPlan[]): RedemptionPlan[] {
  return Array.from({ length: FEW }, (_, index): RedemptionPlan => {
    const drawn = seed.next();
    const state = SHARES.find(([, upTo]) => drawn < upTo)?.[0] ?? 'redeemed';
    return {
      residentId: at(REDEEMERS, index),
      // Each of them something else each time.
      good: at(offered, index + Math.floor(index / REDEEMERS.length) * 7),
      state,
      daysAgo: state === 'held' ? seed.int(1, 20) : state === 'lapsed' ? 50 : seed.int(7, 75),
      minute: seed.int(0, 59),
      lastsDays: state === 'lapsed' ? 31 : seed.int(0, 5),
    };
  });
}

/** For each hundred that were handed over, so many ended otherwise or wait. */
const OTHERS: readonly (readonly [State, number])[] = [
  ['held', 1.8],
  ['cancelled', 4.9],
  ['lapsed', 4.2],
  ['undone', 1],
  ['revoked', 0.6],
];

/** Nobody gets more at one counter in the time in which the anomaly desk would ask why. */
const MOST_AT_A_COUNTER = 4;
const COUNTER_DAYS = 40;
const TRIES = 2000;

/** Until `redeemed` more are handed over. What one can’t pay for, or may not have, somebody else redeems. */
export function* manyPlans(
  redeemed: number,
  of: { today: Day; offered: readonly GoodPlan[]; volumes: Volumes; ledger: Ledger },
): Generator<RedemptionPlan> {
  const seed = seeded('many redemptions');
  const others = OTHERS.flatMap(([state, percent]) =>
    Array.from({ length: Math.round((redeemed * percent) / 100) }, () => state),
  );
  const handedOver = Array.from({ length: redeemed }, (): State => 'redeemed');
  const deck = deckOf(of.offered, seed);
  const had = new Map<string, number>();
  for (const state of seed.shuffle([...others, ...handedOver])) {
    let plan = drawn(state, deck, of.volumes, seed);
    for (let tries = 0; !fits(plan, had, of); tries++) {
      if (tries > TRIES) throw new Error(`Nobody can pay for one that is ${state}`);
      plan = drawn(state, deck, of.volumes, seed);
    }
    for (const key of limitsOf(plan)) had.set(key, (had.get(key) ?? 0) + 1);
    yield plan;
  }
}

/** Goods as often as they are wanted: what costs little more often, and some more than others. */
function deckOf(offered: readonly GoodPlan[], seed: Seed): GoodPlan[] {
  return offered.flatMap((good) =>
    Array.from({ length: Math.ceil((seed.int(40, 400) / good.row.points) * 2) }, () => good),
  );
}

function drawn(
  state: State,
  deck: readonly GoodPlan[],
  { neighbours, pastDays }: Volumes,
  seed: Seed,
): RedemptionPlan {
  // More of late than long ago, when few had points.
  const daysAgo =
    state === 'held'
      ? seed.int(1, 25)
      : (state === 'lapsed' ? 32 : 2) + Math.floor((pastDays - 45) * seed.next() ** 1.05);
  return {
    ...{ residentId: neighbourId(1 + Math.floor(neighbours * seed.next() ** 1.4)), state, daysAgo },
    ...{ good: seed.pick(deck), minute: seed.int(0, 9 * 60) },
    lastsDays: state === 'lapsed' ? 31 : seed.int(0, Math.min(12, daysAgo - 2)),
  };
}

function limitsOf({ residentId, good, daysAgo }: RedemptionPlan): [good: string, counter: string] {
  const counter = `${good.row.merchantId} ${Math.floor(daysAgo / COUNTER_DAYS)}`;
  return [`${residentId} ${good.row.id}`, `${residentId} ${counter}`];
}

function fits(
  plan: RedemptionPlan,
  had: ReadonlyMap<string, number>,
  { today, ledger }: { today: Day; ledger: Ledger },
): boolean {
  const { residentId, good, daysAgo } = plan;
  const [ofGood, atCounter] = limitsOf(plan);
  return (
    good.row.offeredFromOn <= addDays(today, -daysAgo) &&
    good.merchant.row.appliedBy !== residentId &&
    (had.get(ofGood) ?? 0) < good.row.perPerson &&
    (had.get(atCounter) ?? 0) < MOST_AT_A_COUNTER &&
    ledger.spendable(residentId, redeemedAt(plan, today)) >= good.row.points
  );
}
