/** What is earned without a claim: once for a cause, within the caps, and never in the way of the act itself. */
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { earnByRule, earnManyByRule } from '../../worker/features/earning/commands/automatic.ts';
import { type Act, TWO_PEOPLE_FROM } from '../../worker/features/earning/rules.ts';
import { claim, earningPosting } from '../../worker/features/earning/tables.ts';
import { provePoints } from '../../worker/features/points/queries/proof.ts';
import { type Statement, writeAll } from '../../worker/lib/db.ts';
import { refusalOf } from '../../worker/lib/errors.ts';
import { claiming, ruleFor } from './earning-world.ts';
import {
  balanceOf,
  contextAt,
  outcomeOf,
  pointsOf,
  programmeOf,
  transactionsOf,
} from './points-world.ts';
import { codeOf, db, linliAt, NOW, signedInPerson, smallSubdistrict, unique } from './world.ts';

const TODAY = '2026-11-25';
const SEEN = {
  ...{ doneOn: TODAY, facilityId: 'hall', by: 'system' },
  ...{ note: '清理楼道', seen: '签到记录里到了' },
};
const causeOf = () => ({ kind: 'test', id: `cause-${unique()}` });

function earning(residentId: string, { act = 'volunteering' as Act, cause = causeOf() } = {}) {
  return earnByRule(contextAt(), { act, cause, residentId, ...SEEN });
}
const postingsOf = (residentId: string) =>
  db.select().from(earningPosting).where(eq(earningPosting.residentId, residentId));
const proofHolds = async () =>
  expect(await provePoints(contextAt())).toMatchObject({ holds: true });

beforeAll(async () => {
  await smallSubdistrict();
  await ruleFor('volunteering', { dailyCap: 30, monthlyCap: 50 });
});

describe('an act that was seen', () => {
  it('posts what its rule says, with its cause and what it was for', async () => {
    const { id } = await signedInPerson();
    const cause = causeOf();
    await writeAll(db, earning(id, { cause }));
    expect(await pointsOf(id)).toEqual({ 'lot never': 10 });
    expect(await transactionsOf(id)).toMatchObject([
      { kind: 'earn', causeKind: 'test', causeId: cause.id, points: 10, note: '清理楼道' },
    ]);
    expect(await postingsOf(id)).toMatchObject([{ facilityId: 'hall', doneOn: TODAY }]);
    await proofHolds();
  });

  it('posts once for a cause, seen by twenty', async () => {
    const { id } = await signedInPerson();
    const cause = causeOf();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => outcomeOf(earning(id, { cause }))),
    );
    expect(outcomes).toEqual(Array(20).fill(null));
    expect(await pointsOf(id)).toEqual({ 'lot never': 10 });
    expect(await postingsOf(id)).toHaveLength(1);
    await proofHolds();
  });

  it('posts up to the cap of the day and no more, of twenty at once, and stops none of them', async () => {
    const { id } = await signedInPerson();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(earning(id))));
    expect(outcomes).toEqual(Array(20).fill(null));
    expect(await pointsOf(id)).toEqual({ 'lot never': 30 });
    await proofHolds();
  });

  it('counts with claims against the cap of the month, and claims with it', async () => {
    const linli = linliAt(NOW);
    const resident = await signedInPerson();
    const on = (doneOn: string) => claiming(linli, resident, { doneOn });
    for (const doneOn of ['2026-11-20', '2026-11-21']) expect((await on(doneOn)).status).toBe(201);
    for (let time = 0; time < 4; time += 1) await writeAll(db, earning(resident.id));
    expect(await pointsOf(resident.id)).toEqual({ 'lot never': 30 });
    expect(codeOf(await on('2026-11-22'))).toBe('claim.monthlyCap');
    expect(codeOf(await on(TODAY))).toBe('claim.dailyCap');
  });

  it('posts nothing where no rule is in force, and nothing from a spent budget', async () => {
    const { id } = await signedInPerson();
    await writeAll(db, earning(id, { act: 'governance' }));
    const { id: programmeId } = await programmeOf({ budget: 15 });
    await ruleFor('mediation', { programmeId });
    await writeAll(db, earning(id, { act: 'mediation' }));
    await writeAll(db, earning(id, { act: 'mediation' }));
    expect(await pointsOf(id)).toEqual({ 'lot never': 10 });
    expect(await balanceOf(`budget:${programmeId}`)).toBe(5);
    await proofHolds();
  });

  it('lapses by the rule of its programme', async () => {
    const { id } = await signedInPerson();
    const years = await programmeOf({ expiry: 'years', expiryYears: 2 });
    await ruleFor('organising', { programmeId: years.id });
    await writeAll(db, earning(id, { act: 'organising' }));
    const yearEnd = await programmeOf({ expiry: 'yearEnd' });
    await ruleFor('courage', { programmeId: yearEnd.id });
    await writeAll(db, earning(id, { act: 'courage' }));
    expect(await pointsOf(id)).toEqual({ 'lot 2026-12-31': 10, 'lot 2028-11-25': 10 });
  });
});

it('many earn in one statement, each within their own cap', async () => {
  const [{ id: one }, { id: other }] = [await signedInPerson(), await signedInPerson()];
  const key = unique();
  const rows = [one, one, one, one, other].map((residentId, at) => [
    `many-${key}-${at}`,
    residentId,
  ]);
  const earners = sql`SELECT value ->> 0 AS cause_id, value ->> 0 AS claim_id, value ->> 1 AS resident_id
    FROM json_each(${JSON.stringify(rows)})`;
  const input = { act: 'volunteering' as const, ...SEEN };
  const statements = () => earnManyByRule(contextAt(), { ...input, causeKind: 'test', earners });
  await writeAll(db, statements());
  await writeAll(db, statements());
  expect(await pointsOf(one)).toEqual({ 'lot never': 30 });
  expect(await pointsOf(other)).toEqual({ 'lot never': 10 });
  await proofHolds();
});

it('worth fifty or more is filed once as a claim for two people, seen by twenty, and within its cap', async () => {
  const { id } = await signedInPerson();
  const { id: programmeId } = await programmeOf({ budget: 1000 });
  const rule = await ruleFor('governance', { points: TWO_PEOPLE_FROM, dailyCap: 60, programmeId });
  const cause = causeOf();
  const act = 'governance' as const;
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => outcomeOf(earning(id, { act, cause }))),
  );
  expect(outcomes).toEqual(Array(20).fill(null));
  await writeAll(db, earning(id, { act }));
  expect(await db.select().from(claim).where(eq(claim.residentId, id))).toMatchObject([
    {
      ...{ id: `clm_${cause.id}`, act, ruleId: rule.id, facilityId: 'hall', doneOn: TODAY },
      ...{ points: TWO_PEOPLE_FROM, needed: 2, state: 'submitted', note: '签到记录里到了' },
    },
  ]);
  expect([await postingsOf(id), await pointsOf(id)]).toEqual([[], {}]);
});

describe('the database alone', () => {
  const posted = async () => {
    const { id } = await signedInPerson();
    await writeAll(db, earning(id));
    const [row] = await postingsOf(id);
    if (!row) throw new Error('nothing was posted');
    return row;
  };
  const refused = async (act: () => Promise<unknown>) => {
    try {
      await act();
      return null;
    } catch (error) {
      return refusalOf(error);
    }
  };

  it('posts nothing that a rule does not say', async () => {
    const row = await posted();
    const other = { ...row, causeId: 'other', transactionId: 'other' };
    const insert = (values: Partial<typeof row>) => () =>
      db.insert(earningPosting).values({ ...other, ...values });
    expect(await refused(insert({ points: 99 }))).toBe('rule.notFound');
    expect(await refused(insert({ doneOn: '2025-12-31' }))).toBe('rule.notFound');
  });

  it('posts nothing of fifty or more by one person’s mark', async () => {
    const row = await posted();
    const {
      id: ruleId,
      act,
      points,
    } = await ruleFor('courage', {
      ...{ points: TWO_PEOPLE_FROM, effectiveFromOn: '2025-01-01', effectiveUntilOn: '2025-06-01' },
    });
    const large = { ...row, ruleId, act, points, causeId: 'large', transactionId: 'large' };
    const insert = () => db.insert(earningPosting).values({ ...large, doneOn: '2025-05-01' });
    expect(await refused(insert)).toBe('claim.unconfirmed');
  });

  it('posts nothing that is not in the ledger as it says', async () => {
    const row = await posted();
    const { id } = await signedInPerson();
    const other = { ...row, causeId: `cause-${unique()}`, transactionId: `ptx-${unique()}` };
    await expect(db.insert(earningPosting).values(other)).rejects.toThrow();
    const said = db.insert(earningPosting).values({ ...other, residentId: id });
    const transaction: Statement = db.run(sql`INSERT INTO points_transaction
        (id, kind, cause_kind, cause_id, resident_id, points, posted_at, posted_by)
      SELECT ${other.transactionId}, 'earn', cause_kind, ${other.causeId}, resident_id, points, posted_at, posted_by
      FROM points_transaction WHERE id = ${row.transactionId}`);
    const transfer: Statement = db.run(sql`INSERT INTO points_transfer
        (transaction_id, debit_account_id, credit_account_id, lot_id, points)
      SELECT ${other.transactionId}, debit_account_id, credit_account_id, lot_id, points
      FROM points_transfer WHERE transaction_id = ${row.transactionId}`);
    expect(await outcomeOf([said, transfer, transaction])).toBe('points.shape');
  });

  it('never changes what was posted', async () => {
    const { transactionId } = await posted();
    const itself = eq(earningPosting.transactionId, transactionId);
    const change = () => db.update(earningPosting).set({ doneOn: '2026-11-01' }).where(itself);
    expect(await refused(change)).toBe('points.immutable');
    expect(await refused(() => db.delete(earningPosting).where(itself))).toBe('points.immutable');
  });
});
