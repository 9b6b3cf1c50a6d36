/** The mall of the demo: merchants, goods, what was redeemed with the points that moved, and statements of months that are over. */
import { fetchUntil, redemptionCode } from '../../worker/features/mall/rules.ts';
import { addDays, atWallTime, type Day, dayOf, HOUR_MS } from '../../worker/lib/time.ts';
import { auditOf } from './acts.ts';
import { type GoodPlan, goodAudit, goodPlans } from './goods.ts';
import type { Ledger } from './ledger.ts';
import type { MerchantPlan } from './merchants.ts';
import { ADMIN_ID, MERCHANT_CLERK_ID } from './people.ts';
import { programmeOf } from './points.ts';
import {
  fewPlans,
  manyPlans,
  ownPlans,
  REDEEMERS,
  type RedemptionPlan,
  redeemedAt,
} from './redemption-plans.ts';
import type { AuditRow, GoodRow, RedemptionRow } from './rows.ts';
import type { Volumes } from './scales.ts';
import { type Seed, seeded } from './seed.ts';
import { statementRows } from './statements.ts';

const PROGRAMME = 'volunteer';

type Known = {
  now: number;
  volumes: Volumes;
  merchants: readonly MerchantPlan[];
  ledger: Ledger;
};

export function mallRows({ now, volumes, merchants, ledger }: Known) {
  const today = dayOf(now);
  const goods = goodPlans(today, merchants, volumes);
  const redeemed = redemptions({ today, goods, volumes, ledger });
  const statements = statementRows(now, redeemed.redemption, ledger, volumes.ceilingFen);
  return {
    merchant: merchants.map(({ row }) => row),
    shop: merchants.flatMap(({ shops }) => shops),
    good: stocked(goods, redeemed.redemption),
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

/** With enough for all that was taken at one time or another. */
function stocked(goods: readonly GoodPlan[], redeemed: readonly RedemptionRow[]): GoodRow[] {
  const taken = Map.groupBy(redeemed, ({ goodId }) => goodId);
  return goods.map(({ row }) => {
    const least = 10 * Math.ceil((taken.get(row.id)?.length ?? 0) / 10) + 10;
    return { ...row, stockTotal: Math.max(row.stockTotal, least) };
  });
}

type Redeeming = { today: Day; goods: readonly GoodPlan[]; volumes: Volumes; ledger: Ledger };

function redemptions({ today, goods, volumes, ledger }: Redeeming) {
  const earlier = atWallTime(addDays(today, -95), '16:00');
  const seed = seeded('redemptions');
  const offered = goods.filter(
    ({ row, merchant }) => row.state === 'offered' && merchant.row.state === 'open',
  );
  const own = ownPlans(offered);
  const all = { redemption: [] as RedemptionRow[], audit: [] as AuditRow[] };
  const facts = { codes: codesOf(seed), today, ledger };
  for (const residentId of [...REDEEMERS, ...new Set(own.map((one) => one.residentId))]) {
    ledger.earn(residentId, programmeOf(PROGRAMME), {
      ...{ points: residentId.startsWith('demo') ? 100 : 150, note: '此前的志愿服务（演示）' },
      ...{ at: earlier, causeKind: 'demo', causeId: `earlier-${residentId}`, postedBy: ADMIN_ID },
    });
  }
  for (const plan of [...own, ...(volumes.redeemed === null ? fewPlans(seed, offered) : [])]) {
    const has = ledger.spendable(plan.residentId, redeemedAt(plan, today), PROGRAMME);
    if (has >= plan.good.row.points) add(all, plan, { ...facts, programmeId: PROGRAMME });
  }
  if (volumes.redeemed === null) return all;
  const sofar = all.redemption.filter(({ state }) => state === 'redeemed').length;
  for (const plan of manyPlans(volumes.redeemed - sofar, { today, offered, volumes, ledger })) {
    add(all, plan, facts);
  }
  return all;
}

/** No two alike. */
function codesOf(seed: Seed): () => string {
  const given = new Set<string>();
  return () => {
    let code = redemptionCode(() => seed.int(0, 2 ** 32 - 1));
    while (given.has(code)) code = redemptionCode(() => seed.int(0, 2 ** 32 - 1));
    given.add(code);
    return code;
  };
}

/** `programmeId`: what is redeemed for points of that one only. */
type Facts = { codes: () => string; today: Day; ledger: Ledger; programmeId?: string };

function add(
  all: { redemption: RedemptionRow[]; audit: AuditRow[] },
  plan: RedemptionPlan,
  { codes, today, ledger, programmeId }: Facts,
): void {
  const { good, residentId, state } = plan;
  const { row, merchant } = good;
  const id = `redemption-${String(all.redemption.length + 1).padStart(3, '0')}`;
  const createdAt = redeemedAt(plan, today);
  const expiresAt = fetchUntil(row, createdAt);
  const end = state === 'lapsed' ? expiresAt : createdAt + plan.lastsDays * 24 * HOUR_MS + HOUR_MS;
  const wasRedeemed = state === 'redeemed' || state === 'undone';
  const { points } = row;
  const holdId = ledger.hold(id, {
    ...{ residentId, points, at: createdAt, expiresAt, note: row.title },
    ...(programmeId && { programmeId }),
  });
  const serves = row.merchantId === 'merchant-01' && residentId !== MERCHANT_CLERK_ID;
  const clerkId = serves ? MERCHANT_CLERK_ID : String(merchant.row.appliedBy);
  all.redemption.push({
    ...{ id, residentId, goodId: row.id, merchantId: row.merchantId, quantity: 1, points },
    ...{ settleFen: row.settleFen, state, code: codes() },
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
  of: { id: string; holdId: string; plan: RedemptionPlan; end: number; clerkId: string },
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
