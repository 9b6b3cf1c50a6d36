/** Earning points by the database alone: what no command would ask of it. See promises.test.ts. */
import { and, eq, ne } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MyClaim } from '../../worker/features/earning/schema.ts';
import {
  claim,
  claimPhoto,
  claimVerdict,
  earningRule,
} from '../../worker/features/earning/tables.ts';
import { type ErrorCode, refusalOf } from '../../worker/lib/errors.ts';
import { audit } from '../../worker/lib/tables.ts';
import { DAY_MS } from '../../worker/lib/time.ts';
import { claiming, ruleFor } from './earning-world.ts';
import { db, linliAt, NOW, signedInPerson, smallSubdistrict, unique } from './world.ts';

const linli = linliAt();
let rule: typeof earningRule.$inferInsert;
beforeAll(async () => {
  await smallSubdistrict();
  rule = await ruleFor('volunteering');
});

type Promised = [string, ErrorCode, () => Promise<unknown>];

async function aClaim() {
  const resident = await signedInPerson();
  const { id } = (await claiming(linli, resident)).body as MyClaim;
  return { resident, id, itself: eq(claim.id, id) };
}

const stateTo = async (state: MyClaim['state'], before?: MyClaim['state']) => {
  const { itself } = await aClaim();
  if (before) await db.update(claim).set({ state: before }).where(itself);
  return db.update(claim).set({ state }).where(itself);
};

/** A claim that was refused now and appealed at an instant. */
async function appealedAt(at: number) {
  const { itself } = await aClaim();
  await db.update(claim).set({ state: 'refused', decidedAt: NOW }).where(itself);
  await db.update(claim).set({ state: 'appealed', appeal: '是真的', appealedAt: at }).where(itself);
  return itself;
}

/** A verdict past the command; with its audit row unless told otherwise. */
async function said(claimId: string, by: string, { audited = true } = {}) {
  if (audited) {
    await db.insert(audit).values({
      ...{ id: `audit-${unique()}`, at: NOW, actorId: by, act: 'claim.confirm' },
      ...{ noun: 'claim', nounId: claimId },
    });
  }
  const id = `vdt-${unique()}`;
  await db.insert(claimVerdict).values({ id, claimId, by, verdict: 'confirm', at: NOW });
  return eq(claimVerdict.id, id);
}

async function aClaimValue(values: Partial<typeof claim.$inferInsert>) {
  const { id: residentId } = await signedInPerson();
  return db.insert(claim).values({
    ...{ id: `clm-${unique()}`, residentId, ruleId: rule.id, act: rule.act, points: rule.points },
    ...{ facilityId: 'hall', doneOn: '2026-11-24', note: '测试', needed: 1 },
    ...{ state: 'submitted', createdAt: NOW },
    ...values,
  });
}

const PHOTO = new Uint8Array([1]);

async function aPhoto() {
  const { id } = await aClaim();
  await db.insert(claimPhoto).values({ claimId: id, position: 1, jpeg: PHOTO });
  return eq(claimPhoto.claimId, id);
}

const PROMISED: Promised[] = [
  [
    'no rule is made without an audit row',
    'audit.missing',
    async () => db.insert(earningRule).values({ ...rule, id: `rule-${unique()}`, act: 'courage' }),
  ],
  ['two versions of a rule never overlap', 'rule.order', () => ruleFor('volunteering')],
  [
    'what a rule is worth never changes',
    'rule.immutable',
    async () => db.update(earningRule).set({ points: 99 }).where(eq(earningRule.id, rule.id)),
  ],
  [
    'a rule is never deleted',
    'rule.immutable',
    async () => db.delete(earningRule).where(eq(earningRule.id, rule.id)),
  ],
  [
    'a rule that has begun is never taken back',
    'rule.begun',
    async () => {
      const said = { id: `audit-${unique()}`, at: NOW, actorId: 'test', reason: '测试' };
      const about = { act: 'earningRule.withdraw', noun: 'earningRule', nounId: rule.id };
      await db.insert(audit).values({ ...said, ...about });
      return db.delete(earningRule).where(eq(earningRule.id, rule.id));
    },
  ],
  [
    'the end of a rule is never moved',
    'rule.immutable',
    async () => {
      await ruleFor('mediation', { effectiveUntilOn: '2026-06-01' });
      const ended = await ruleFor('mediation', { effectiveFromOn: '2026-06-01' });
      return db
        .update(earningRule)
        .set({ effectiveUntilOn: '2026-07-01' })
        .where(and(eq(earningRule.act, 'mediation'), ne(earningRule.id, ended.id ?? '')));
    },
  ],
  ['a claim is worth what its rule says', 'rule.notFound', () => aClaimValue({ points: 99 })],
  ['a claim is of a day of its rule', 'rule.notFound', () => aClaimValue({ doneOn: '2025-12-31' })],
  [
    'no claim of fifty or more is one person’s word',
    'claim.unconfirmed',
    async () => {
      const { id: ruleId, act, points } = await ruleFor('governance', { points: 50 });
      return aClaimValue({ ruleId, act, points, needed: 1 });
    },
  ],
  ['no claim below asks for two', 'claim.unconfirmed', () => aClaimValue({ needed: 2 })],
  ['a claim begins undecided', 'claim.state', () => aClaimValue({ state: 'confirmed' })],
  ['a decided claim is never taken up again', 'claim.state', () => stateTo('confirmed', 'refused')],
  ['nothing is posted that nobody confirmed', 'claim.unconfirmed', () => stateTo('posted')],
  [
    'nothing is posted that is not in the ledger',
    'claim.unconfirmed',
    async () => {
      const { id, itself } = await aClaim();
      await said(id, (await signedInPerson()).id);
      return db.update(claim).set({ state: 'posted' }).where(itself);
    },
  ],
  [
    'the words of a claim that waits are never changed',
    'claim.immutable',
    async () =>
      db
        .update(claim)
        .set({ note: '' })
        .where((await aClaim()).itself),
  ],
  [
    'the words of a claim that is appealed are never blanked',
    'claim.immutable',
    async () =>
      db
        .update(claim)
        .set({ note: '' })
        .where(await appealedAt(NOW)),
  ],
  [
    'nor the words of its appeal',
    'claim.immutable',
    async () =>
      db
        .update(claim)
        .set({ appeal: '' })
        .where(await appealedAt(NOW)),
  ],
  [
    'nothing is appealed more than 30 days after its refusal',
    'claim.appealOver',
    () => appealedAt(NOW + 30 * DAY_MS + 1),
  ],
  [
    'nothing is appealed that nobody refused on a day',
    'claim.appealOver',
    () => stateTo('appealed', 'refused'),
  ],
  [
    'what was appealed is refused for good',
    'claim.state',
    async () => {
      const itself = await appealedAt(NOW);
      await db.update(claim).set({ state: 'confirmed' }).where(itself);
      return db.update(claim).set({ state: 'refused' }).where(itself);
    },
  ],
  [
    'what a claim is worth never changes',
    'claim.immutable',
    async () =>
      db
        .update(claim)
        .set({ points: 99 })
        .where((await aClaim()).itself),
  ],
  [
    'a claim is never deleted',
    'claim.immutable',
    async () => db.delete(claim).where((await aClaim()).itself),
  ],
  [
    'no photo comes after somebody gave a word',
    'claim.state',
    async () => {
      const { id, itself } = await aClaim();
      await db.update(claim).set({ state: 'refused' }).where(itself);
      return db.insert(claimPhoto).values({ claimId: id, position: 1, jpeg: PHOTO });
    },
  ],
  [
    'no photo comes with a claim of what concerns others',
    'claim.state',
    async () => {
      const courage = await ruleFor('courage');
      const id = `clm-${unique()}`;
      await aClaimValue({ id, ruleId: courage.id, act: 'courage', points: courage.points });
      return db.insert(claimPhoto).values({ claimId: id, position: 1, jpeg: PHOTO });
    },
  ],
  [
    'a photo is never changed',
    'claim.immutable',
    async () => {
      const itself = await aPhoto();
      return db
        .update(claimPhoto)
        .set({ jpeg: new Uint8Array([2]) })
        .where(itself);
    },
  ],
  [
    'a photo is never deleted while its claim has words',
    'claim.immutable',
    async () => db.delete(claimPhoto).where(await aPhoto()),
  ],
  [
    'nobody confirms a claim of their own',
    'claim.own',
    async () => {
      const { id, resident } = await aClaim();
      return said(id, resident.id);
    },
  ],
  [
    'nobody gives two words on a claim',
    'claim.decidedBefore',
    async () => {
      const [{ id }, verifier] = [await aClaim(), await signedInPerson()];
      await said(id, verifier.id);
      return said(id, verifier.id);
    },
  ],
  [
    'no word is given on what is decided',
    'claim.state',
    async () => {
      const { id, itself } = await aClaim();
      await db.update(claim).set({ state: 'refused' }).where(itself);
      return said(id, (await signedInPerson()).id);
    },
  ],
  [
    'no word is given without an audit row',
    'audit.missing',
    async () => said((await aClaim()).id, (await signedInPerson()).id, { audited: false }),
  ],
  [
    'a word given is never changed',
    'claim.immutable',
    async () => {
      const itself = await said((await aClaim()).id, (await signedInPerson()).id);
      return db.update(claimVerdict).set({ at: 0 }).where(itself);
    },
  ],
  [
    'a word given is never taken back',
    'claim.immutable',
    async () => {
      const itself = await said((await aClaim()).id, (await signedInPerson()).id);
      return db.delete(claimVerdict).where(itself);
    },
  ],
];

describe('the database alone keeps that', () => {
  it.each(PROMISED)('%s', async (_, code, breakIt) => {
    const reply = await breakIt().then(() => 'done', refusalOf);
    expect(reply).toBe(code);
  });
});
