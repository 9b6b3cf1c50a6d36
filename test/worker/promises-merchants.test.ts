/** Merchants and goods by the database alone: what no command would ask of it. See promises.test.ts. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { good, merchant } from '../../worker/features/mall/tables.ts';
import { type ErrorCode, refusalOf } from '../../worker/lib/errors.ts';
import { audit } from '../../worker/lib/tables.ts';
import { heldRedemption } from './mall-world.ts';
import { aDraft, anApplication, anOfferedGood, aSubmittedGood } from './merchants-world.ts';
import { db, linliAt, NOW, smallSubdistrict, unique } from './world.ts';

beforeAll(smallSubdistrict);

type Promised = [string, ErrorCode, () => Promise<unknown>];

async function merchantTo(values: Partial<typeof merchant.$inferInsert>, made = anApplication()) {
  const { merchant: its } = await made;
  return db.update(merchant).set(values).where(eq(merchant.id, its.id));
}

async function goodTo(
  values: Partial<typeof good.$inferInsert>,
  made: Promise<{ good: { id: string } }>,
) {
  const { good: its } = await made;
  return db.update(good).set(values).where(eq(good.id, its.id));
}

async function saidOf(noun: string, nounId: string, act: string, actorId = 'test') {
  await db.insert(audit).values({ id: `audit-${unique()}`, at: NOW, actorId, act, noun, nounId });
}

async function copyOf(table: 'merchant' | 'good', state: string) {
  const { good: its, merchant: of } = await aDraft();
  const id = table === 'good' ? its.id : of.id;
  const source = table === 'good' ? good : merchant;
  const [row] = await db.select().from(source).where(eq(source.id, id));
  return db.insert(source).values({ ...row, id: `copy-${unique()}`, state } as never);
}

const PROMISED: Promised[] = [
  ['no merchant begins open without a word', 'audit.missing', () => copyOf('merchant', 'open')],
  ['whose merchant it is never changes', 'merchant.immutable', () => merchantTo({ appliedAt: 1 })],
  [
    'a merchant is never suspended before it was let in',
    'merchant.state',
    () => merchantTo({ state: 'suspended', reason: '测试' }),
  ],
  [
    'no merchant is let in without an audit row',
    'audit.missing',
    () => merchantTo({ state: 'open' }),
  ],
  [
    'nobody lets in a merchant of their own',
    'audit.missing',
    async () => {
      const made = await anApplication();
      await saidOf('merchant', made.merchant.id, 'merchant.approve', made.owner.id);
      return merchantTo({ state: 'open' }, Promise.resolve(made));
    },
  ],
  [
    'a merchant is never deleted',
    'merchant.immutable',
    async () => db.delete(merchant).where(eq(merchant.id, (await anApplication()).merchant.id)),
  ],
  ['no good begins on the shelf without a word', 'audit.missing', () => copyOf('good', 'offered')],
  [
    'no good is on the shelf before it was submitted',
    'good.state',
    () => goodTo({ state: 'offered' }, aDraft()),
  ],
  [
    'no good is put on the shelf without an audit row',
    'audit.missing',
    () => goodTo({ state: 'offered' }, aSubmittedGood()),
  ],
  [
    'no good is put on the shelf of a merchant that is suspended',
    'merchant.state',
    async () => {
      const made = await aSubmittedGood();
      await saidOf('merchant', made.merchant.id, 'merchant.suspend');
      await merchantTo({ state: 'suspended', reason: '测试' }, Promise.resolve(made));
      await saidOf('good', made.good.id, 'good.approve');
      return goodTo({ state: 'offered' }, Promise.resolve(made));
    },
  ],
  [
    'the terms of a good on the shelf never change',
    'good.immutable',
    () => goodTo({ points: 1 }, anOfferedGood()),
  ],
  [
    'what keepers look at stays what they read',
    'good.immutable',
    () => goodTo({ settleFen: 9 }, aSubmittedGood()),
  ],
  [
    'what was withdrawn gets no more stock',
    'good.state',
    async () => {
      const made = await anOfferedGood();
      await saidOf('good', made.good.id, 'good.withdraw');
      await goodTo({ state: 'withdrawn', reason: '测试' }, Promise.resolve(made));
      return goodTo({ stockTotal: 99 }, Promise.resolve(made));
    },
  ],
  [
    'no good has less stock than is taken',
    'good.belowTaken',
    async () => {
      const { goodId: id } = await heldRedemption(linliAt(), { quantity: 2 });
      return goodTo({ stockTotal: 1 }, Promise.resolve({ good: { id } }));
    },
  ],
  [
    'a good is never deleted',
    'good.immutable',
    async () => db.delete(good).where(eq(good.id, (await aDraft()).good.id)),
  ],
];

describe('the database refuses by itself:', () => {
  it.each(PROMISED)('%s', async (_, code, breakIt) => {
    const reply = await breakIt().then(() => 'done', refusalOf);
    expect(reply).toBe(code);
  });
});
