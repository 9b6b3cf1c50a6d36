/** Merchants and goods by the database alone: what no command would ask of it. See promises.test.ts. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { good, merchant, redemption, shop } from '../../worker/features/mall/tables.ts';
import { releasePoints } from '../../worker/features/points/commands/ledger.ts';
import { writeAll } from '../../worker/lib/db.ts';
import { type ErrorCode, refusalOf } from '../../worker/lib/errors.ts';
import { audit } from '../../worker/lib/tables.ts';
import { heldRedemption } from './mall-world.ts';
import {
  aDraft,
  anApplication,
  anOfferedGood,
  anOpenMerchant,
  aRefusal,
  aSubmittedGood,
} from './merchants-world.ts';
import { bySystem, contextAt } from './points-world.ts';
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

/** The first shop of a merchant. */
async function shopTo(values: Partial<typeof shop.$inferInsert>, made = anOpenMerchant()) {
  const { merchant: its } = await made;
  return db
    .update(shop)
    .set(values)
    .where(eq(shop.id, its.shops[0]?.id ?? ''));
}

/** So many shops more. */
async function shopsOf(merchantId: string, more: number) {
  const [row] = await db.select().from(shop).where(eq(shop.merchantId, merchantId));
  if (!row) throw new Error('no shop');
  for (let n = 0; n < more; n++) {
    await db.insert(shop).values({ ...row, id: `shop-${unique()}` });
  }
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
    'what was refused waits again only when it is asked for anew',
    'merchant.immutable',
    async () => merchantTo({ communityId: 'cb' }, aRefusal()),
  ],
  [
    'no merchant is closed without an audit row',
    'audit.missing',
    () => merchantTo({ state: 'closed', reason: '测试' }, anOpenMerchant()),
  ],
  [
    'no merchant is closed with goods on the shelf',
    'good.state',
    async () => {
      const made = await anOfferedGood();
      await saidOf('merchant', made.merchant.id, 'merchant.close');
      return merchantTo({ state: 'closed', reason: '测试' }, Promise.resolve(made));
    },
  ],
  ['the last shop of a merchant never closes', 'shop.last', () => shopTo({ closedAt: NOW })],
  [
    'a shop stays its merchant’s',
    'shop.immutable',
    async () => shopTo({ merchantId: (await anOpenMerchant()).merchant.id }),
  ],
  [
    'a shop that closed stays closed',
    'shop.immutable',
    async () => {
      const made = await anOpenMerchant();
      await shopsOf(made.merchant.id, 1);
      await shopTo({ closedAt: NOW }, Promise.resolve(made));
      return shopTo({ closedAt: null }, Promise.resolve(made));
    },
  ],
  [
    'a shop is never deleted',
    'shop.immutable',
    async () => db.delete(shop).where(eq(shop.merchantId, (await anOpenMerchant()).merchant.id)),
  ],
  [
    'a merchant has at most twenty shops',
    'shop.limit',
    async () => shopsOf((await anOpenMerchant()).merchant.id, 20),
  ],
  [
    'nothing is revoked without an audit row',
    'audit.missing',
    async () => {
      const { redemption: made, resident } = await heldRedemption(linliAt());
      const itself = eq(redemption.id, made.id);
      const [row] = await db.select().from(redemption).where(itself);
      const { holdId = '', points = 0 } = row ?? {};
      const back = { ...bySystem(), holdId, residentId: resident.id, points };
      const set = { state: 'revoked' as const, endedAt: NOW, reason: '测试' };
      return writeAll(db, [
        ...releasePoints(contextAt(), back),
        db.update(redemption).set(set).where(itself),
      ]);
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
    'no good waits for a word while its merchant is suspended',
    'merchant.state',
    async () => {
      const made = await aDraft();
      await saidOf('merchant', made.merchant.id, 'merchant.suspend');
      await merchantTo({ state: 'suspended', reason: '测试' }, Promise.resolve(made));
      return goodTo({ state: 'submitted' }, Promise.resolve(made));
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
