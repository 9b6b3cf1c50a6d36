/** Statements for tests: what was redeemed in a month that is over, and those who have to do with it. */
import { eq } from 'drizzle-orm';
import type { Redemption } from '../../worker/features/mall/schema/redemptions.ts';
import type { StatementPage } from '../../worker/features/settlement/schema.ts';
import { dispute, statement, statementLine } from '../../worker/features/settlement/tables.ts';
import { fromRfc3339, MINUTE_MS } from '../../worker/lib/time.ts';
import { atCounter, redeeming, richOf, stallOf } from './mall-world.ts';
import { db, linliAt, type Reply, type Somebody, staffOf } from './world.ts';

/** When it is: in a month after those that statements are of. */
export const linli = linliAt();

export const MONTH = '2026-10';

export const aPayer = () =>
  staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });

export const merchantOwner = (scopeId: string) =>
  staffOf({ role: 'merchant_owner', scopeKind: 'merchant', scopeId });

export type Stall = Awaited<ReturnType<typeof aStall>>;

/** A merchant with a clerk, an owner, and a good of ten points and ten yuan that has been on the shelf for long. */
export async function aStall() {
  const terms = { offeredFromOn: '2026-01-01', stockTotal: 1000, perOrder: 5, perPerson: 999 };
  const stall = await stallOf(terms);
  return { ...stall, owner: await merchantOwner(stall.merchantId) };
}

/** Fetches so many, each a redemption, on the 20th of a month. Answers their ids. */
export async function sold(stall: Stall, times = 1, month = MONTH): Promise<string[]> {
  const then = linliAt(fromRfc3339(`${month}-20T10:00:00+08:00`));
  const resident = await richOf(10 * times);
  const ids: string[] = [];
  for (let n = 0; n < times; n += 1) {
    const { body } = await redeeming(then, resident, stall.goodId);
    const { id, code } = body as Redemption;
    await atCounter(then, stall.clerk, code, stall.shopId);
    ids.push(id);
    then.clock.now += MINUTE_MS;
  }
  return ids;
}

export function issuing(as: Somebody, month = MONTH, at = linli): Promise<Reply> {
  return at.post('/api/v1/staff/statements', { as, body: { month } });
}

export const statementIdOf = (merchantId: string, month = MONTH) => `stm_${month}_${merchantId}`;

/** A statement of so many lines, its merchant's owner and clerk, and somebody who pays. */
export async function aStatement({ lines = 2, month = MONTH } = {}) {
  const stall = await aStall();
  const redemptionIds = await sold(stall, lines, month);
  const payer = await aPayer();
  await issuing(payer, month);
  return { ...stall, redemptionIds, payer, id: statementIdOf(stall.merchantId, month) };
}

export function objecting(
  id: string,
  as: Somebody,
  {
    redemptionId,
    key,
    at = linli,
  }: { redemptionId?: string | undefined; key?: string; at?: typeof linli } = {},
): Promise<Reply> {
  const headers: Record<string, string> = key === undefined ? {} : { 'Idempotency-Key': key };
  const body = { text: '这一单没有给出去', ...(redemptionId !== undefined && { redemptionId }) };
  return at.post(`/api/v1/statements/${id}/disputes`, { as, headers, body });
}

/** A statement whose first line is objected to. */
export async function aDispute({ lines = 2 } = {}) {
  const made = await aStatement({ lines });
  const [redemptionId = ''] = made.redemptionIds;
  const reply = await objecting(made.id, made.owner, { redemptionId });
  const [raised] = (reply.body as StatementPage).disputes;
  return { ...made, redemptionId, disputeId: raised?.id ?? '' };
}

export function deciding(
  disputeId: string,
  as: Somebody,
  verdict: 'uphold' | 'reject' = 'uphold',
): Promise<Reply> {
  const body = { verdict, answer: '核对过了' };
  return linli.post(`/api/v1/staff/disputes/${disputeId}/decide`, { as, body });
}

export const accepting = (id: string, as: Somebody, at = linli) =>
  at.post(`/api/v1/statements/${id}/accept`, { as });

export const finalising = (id: string, as: Somebody, at = linli) =>
  at.post(`/api/v1/staff/statements/${id}/finalise`, { as });

export const ceiling = (as: Somebody, ceilingFen: number, month = MONTH) =>
  linli.put(`/api/v1/staff/settlement-budgets/${month}`, { as, body: { ceilingFen } });

/** The statement's row, its lines and what was said of it, as the database has them. */
export async function rowsOf(id: string) {
  const [[row], lines, disputes] = await db.batch([
    db.select().from(statement).where(eq(statement.id, id)),
    db.select().from(statementLine).where(eq(statementLine.statementId, id)),
    db.select().from(dispute).where(eq(dispute.statementId, id)),
  ]);
  return { row, lines, disputes };
}
