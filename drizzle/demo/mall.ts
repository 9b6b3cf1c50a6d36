/** The mall of the demo: merchants, goods, what was redeemed with the points that moved, and statements of months that are over. */
import { fetchUntil, redemptionCode } from '../../worker/features/mall/rules.ts';
import { addDays, atWallTime, type Day, dayOf, HOUR_MS } from '../../worker/lib/time.ts';
import { auditOf } from './acts.ts';
import { type GoodPlan, goodAudit, goodPlans } from './goods.ts';
import type { Ledger } from './ledger.ts';
import { merchantPlans } from './merchants.ts';
import { ELDER_ID, MERCHANT_CLERK_ID, RESIDENT_ID } from './people.ts';
import { programmeOf } from './points.ts';
import type { AuditRow, EstateRow, RedemptionRow } from './rows.ts';
import { at, type Seed, seeded } from './seed.ts';
import { statementRows } from './statements.ts';

const PROGRAMME = 'volunteer';

/** Older neighbours, who redeem most. */
const REDEEMERS = Array.from({ length: 40 }, (_, index) => `resident-${41 + index}`);

type Plan = {
  residentId: string;
  good: GoodPlan;
  state: RedemptionRow['state'];
  /** How many days ago it was redeemed for points, and days from then to when it ended. */
  daysAgo: number;
  lastsDays: number;
};

export function mallRows(now: number, estates: readonly EstateRow[], ledger: Ledger) {
  const today = dayOf(now);
  const merchants = merchantPlans(today, estates);
  const goods = goodPlans(today, merchants);
  const redeemed = redemptions(today, goods, ledger);
  const statements = statementRows(now, redeemed.redemption, ledger);
  return {
    merchant: merchants.map(({ row }) => row),
    shop: merchants.flatMap(({ shops }) => shops),
    good: goods.map(({ row }) => row),
    redemption: redeemed.redemption,
    ...statements,
    audit: [
      ...merchants.flatMap(({ audit }) => audit),
      ...goods.flatMap(goodAudit),
      ...redeemed.audit,
      ...statements.audit,
    ],
  };
}

function redemptions(today: Day, goods: readonly GoodPlan[], ledger: Ledger) {
  const earlier = atWallTime(addDays(today, -95), '16:00');
  for (const residentId of [...REDEEMERS, RESIDENT_ID, ELDER_ID]) {
    ledger.earn(residentId, programmeOf(PROGRAMME), {
      ...{ points: residentId.startsWith('demo') ? 100 : 150, note: '此前的志愿服务（演示）' },
      ...{ at: earlier, causeId: `earlier-${residentId}` },
    });
  }
  const seed = seeded('redemptions');
  const offered = goods.filter(
    ({ row, merchant }) => row.state === 'offered' && merchant.row.state === 'open',
  );
  const all = { redemption: [] as RedemptionRow[], audit: [] as AuditRow[] };
  for (const plan of [...ownPlans(offered), ...plans(seed, offered)]) {
    const price = plan.good.row.points;
    if (ledger.spendable(plan.residentId, PROGRAMME) < price) continue;
    add(all, plan, { seed, today, ledger });
  }
  return all;
}

/** What the demo residents have: something to fetch, and something of each end. */
function ownPlans(offered: readonly GoodPlan[]): Plan[] {
  const good = (index: number) => at(offered, index);
  return [
    { residentId: RESIDENT_ID, good: good(0), state: 'held', daysAgo: 3, lastsDays: 0 },
    { residentId: RESIDENT_ID, good: good(3), state: 'redeemed', daysAgo: 40, lastsDays: 4 },
    { residentId: RESIDENT_ID, good: good(6), state: 'cancelled', daysAgo: 20, lastsDays: 1 },
    { residentId: ELDER_ID, good: good(1), state: 'held', daysAgo: 28, lastsDays: 0 },
    { residentId: ELDER_ID, good: good(2), state: 'redeemed', daysAgo: 9, lastsDays: 2 },
    { residentId: ELDER_ID, good: good(8), state: 'lapsed', daysAgo: 60, lastsDays: 31 },
  ];
}

const SHARES: readonly [RedemptionRow['state'], number][] = [
  ...[
    ['held', 0.12],
    ['cancelled', 0.18],
    ['lapsed', 0.21],
    ['undone', 0.24],
    ['revoked', 0.26],
  ].map(([state, upTo]) => [state, upTo] as [RedemptionRow['state'], number]),
  ['redeemed', 1],
];

const PLANS = 260;

function plans(seed: Seed, offered: readonly GoodPlan[]): Plan[] {
  return Array.from({ length: PLANS }, (_, index): Plan => {
    const drawn = seed.next();
    const state = SHARES.find(([, upTo]) => drawn < upTo)?.[0] ?? 'redeemed';
    return {
      residentId: at(REDEEMERS, index),
      // Each of them something else each time.
      good: at(offered, index + Math.floor(index / REDEEMERS.length) * 7),
      state,
      daysAgo: state === 'held' ? seed.int(1, 20) : state === 'lapsed' ? 50 : seed.int(7, 75),
      lastsDays: state === 'lapsed' ? 31 : seed.int(0, 5),
    };
  });
}

type Facts = { seed: Seed; today: Day; ledger: Ledger };

function add(
  all: { redemption: RedemptionRow[]; audit: AuditRow[] },
  plan: Plan,
  { seed, today, ledger }: Facts,
): void {
  const { good, residentId, state } = plan;
  const { row, merchant } = good;
  const id = `redemption-${String(all.redemption.length + 1).padStart(3, '0')}`;
  const createdAt = atWallTime(addDays(today, -plan.daysAgo), '09:00') + seed.int(0, 59) * 60_000;
  const expiresAt = fetchUntil(row, createdAt);
  const end = state === 'lapsed' ? expiresAt : createdAt + plan.lastsDays * 24 * HOUR_MS + HOUR_MS;
  const wasRedeemed = state === 'redeemed' || state === 'undone';
  const { points } = row;
  const holdId = ledger.hold(id, {
    ...{ residentId, programmeId: PROGRAMME, points, at: createdAt, expiresAt },
  });
  const clerkId =
    row.merchantId === 'merchant-01' ? MERCHANT_CLERK_ID : String(merchant.row.appliedBy);
  all.redemption.push({
    ...{ id, residentId, goodId: row.id, merchantId: row.merchantId, quantity: 1, points },
    ...{ settleFen: row.settleFen, state, code: redemptionCode(() => seed.int(0, 2 ** 32 - 1)) },
    ...{ holdId, createdAt, expiresAt },
    redeemedAt: wasRedeemed ? end : null,
    redeemedBy: wasRedeemed ? clerkId : null,
    shopId: wasRedeemed ? (merchant.shops[0]?.id ?? null) : null,
    endedAt: state === 'held' || state === 'redeemed' ? null : endOf(state, end),
    reason: REASONS[state] ?? null,
  });
  post(ledger, all, { id, holdId, plan, end, clerkId });
}

/** An act is undone within the hour. */
function endOf(state: RedemptionRow['state'], end: number): number {
  return state === 'undone' ? end + HOUR_MS / 2 : end;
}

const REASONS: Partial<Record<RedemptionRow['state'], string>> = {
  undone: '核销错了一单，当场撤回（演示）。',
  revoked: '店里临时缺货，积分退回（演示）。',
};

/** The points and the audit rows of what became of a redemption. */
function post(
  ledger: Ledger,
  all: { audit: AuditRow[] },
  of: { id: string; holdId: string; plan: Plan; end: number; clerkId: string },
): void {
  const { id, holdId, plan, end, clerkId } = of;
  const { merchantId } = plan.good.row;
  const word = (act: string, at: number) => {
    const reason = act === 'redemption.redeem' ? undefined : REASONS[plan.state];
    all.audit.push(
      auditOf({
        ...{ act, noun: 'redemption', nounId: id, at, actorId: clerkId, facilityId: null },
        ...{ principalId: plan.residentId, ...(reason ? { reason } : {}) },
      }),
    );
  };
  if (plan.state === 'held') return;
  if (plan.state === 'redeemed' || plan.state === 'undone') {
    word('redemption.redeem', end);
    ledger.postHold('capture', holdId, { at: end, by: clerkId, causeId: id, merchantId });
    if (plan.state === 'redeemed') return;
    const at = endOf(plan.state, end);
    word('redemption.undo', at);
    ledger.postHold('refund', holdId, { at, by: clerkId, causeId: id, merchantId });
    return;
  }
  const by = { cancelled: plan.residentId, lapsed: 'system' }[String(plan.state)] ?? clerkId;
  if (plan.state === 'revoked') word('redemption.revoke', end);
  ledger.postHold('release', holdId, { at: end, by, causeId: id });
}
