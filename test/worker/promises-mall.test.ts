/** The mall by the database alone: what no command would ask of it. See promises.test.ts. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { counterAttempt, good, redemption } from '../../worker/features/mall/tables.ts';
import {
  capturePoints,
  holdPoints,
  releasePoints,
} from '../../worker/features/points/commands/ledger.ts';
import { issueDue } from '../../worker/features/settlement/commands/issue.ts';
import { type Statement, writeAll } from '../../worker/lib/db.ts';
import { type ErrorCode, refusalOf } from '../../worker/lib/errors.ts';
import { audit } from '../../worker/lib/tables.ts';
import { DAY_MS, fromRfc3339 } from '../../worker/lib/time.ts';
import {
  atCounter,
  goodOf,
  heldRedemption,
  merchantOf,
  redeeming,
  richOf,
  stallOf,
  wrongCode,
} from './mall-world.ts';
import { contextAt } from './points-world.ts';
import { db, linliAt, NOW, type Somebody, smallSubdistrict, unique } from './world.ts';

const linli = linliAt();
beforeAll(smallSubdistrict);

type Promised = [string, ErrorCode, () => Promise<unknown>];
type Values = Partial<typeof redemption.$inferInsert>;

/** A redemption past the command, with its points held unless told otherwise. */
async function aRedemption(values: Values = {}, { held = 10, of = {} as GoodTerms } = {}) {
  const { goodId, merchantId } = await stallOf(of);
  const { id: residentId } = await richOf(500);
  const id = `rdm-${unique()}`;
  const expiresAt = NOW + 7 * DAY_MS;
  const holdId = `hold:${id}`;
  const hold = holdPoints(contextAt(), {
    ...{ holdId, residentId, points: held, expiresAt },
    ...{ cause: { kind: 'redemption', id }, by: residentId },
  });
  return writeAll(db, [
    ...hold,
    db.insert(redemption).values({
      ...{ id, residentId, goodId, merchantId, quantity: 1, points: 10, settleFen: 1000 },
      ...{ state: 'held', code: wrongCode(), holdId, createdAt: NOW, expiresAt },
      ...values,
    }),
  ]);
}
type GoodTerms = Parameters<typeof stallOf>[0];

type Held = Awaited<ReturnType<typeof heldRedemption>>;

const itself = ({ redemption: made }: Held) => eq(redemption.id, made.id);

async function changed(values: Values) {
  return db
    .update(redemption)
    .set(values)
    .where(itself(await heldRedemption(linli)));
}

/** The statements of redeeming past the command, without what is left out. */
function redeemed(
  { redemption: made, merchantId, shopId, clerk, resident }: Held,
  { by = clerk, audited = true, paid = made.points, at = shopId, to = merchantId } = {},
): Statement[] {
  const { id, points } = made;
  return [
    ...(audited ? [auditOf(id, by, 'redemption.redeem')] : []),
    ...(paid > 0
      ? capturePoints(contextAt(), {
          ...{ holdId: `hold:${id}`, residentId: resident.id, points: Math.min(paid, points) },
          ...{ cause: { kind: 'redemption', id }, by: by.id },
          to: { kind: 'merchant', id: to },
        })
      : []),
    db
      .update(redemption)
      .set({ state: 'redeemed', redeemedAt: NOW, redeemedBy: by.id, shopId: at })
      .where(eq(redemption.id, id)),
  ];
}

function auditOf(nounId: string, { id: actorId }: Somebody, act: string): Statement {
  return db.insert(audit).values({
    ...{ id: `audit-${unique()}`, at: NOW, actorId, act, noun: 'redemption', nounId },
  });
}

async function fetched() {
  const held = await heldRedemption(linli);
  await atCounter(linli, held.clerk, held.redemption.code, held.shopId);
  return held;
}

const undone = (held: Held) =>
  db.update(redemption).set({ state: 'undone', endedAt: NOW, reason: '测试' }).where(itself(held));

const PROMISED: Promised[] = [
  [
    'a good begins with nothing taken',
    'good.stock',
    async () => goodOf((await merchantOf()).id, { stockTaken: 1 }),
  ],
  [
    'what is taken of a good is never written by hand',
    'good.stock',
    async () => {
      const { goodId } = await heldRedemption(linli);
      return db.update(good).set({ stockTaken: 0 }).where(eq(good.id, goodId));
    },
  ],
  ['a redemption begins held', 'redemption.state', async () => aRedemption({ state: 'cancelled' })],
  [
    'nothing is redeemed that is not offered',
    'good.notOffered',
    async () => aRedemption({}, { of: { state: 'withdrawn' } }),
  ],
  [
    'nothing is redeemed before its first day',
    'good.notOffered',
    async () => aRedemption({}, { of: { offeredFromOn: '2026-11-26' } }),
  ],
  [
    'nothing is redeemed after its last day',
    'good.notOffered',
    async () => aRedemption({}, { of: { offeredUntilOn: '2026-11-24' } }),
  ],
  [
    'nothing is redeemed at a merchant that is not open',
    'good.notOffered',
    async () => {
      const { id } = await merchantOf({ state: 'suspended', reason: '测试' });
      const goodId = await goodOf(id);
      return aRedemption({ goodId, merchantId: id });
    },
  ],
  [
    'a redemption is its good’s merchant’s',
    'good.notOffered',
    async () => aRedemption({ merchantId: (await merchantOf()).id }),
  ],
  [
    'nobody gets more at once than a good allows',
    'good.perOrder',
    async () => aRedemption({ quantity: 6, points: 60, settleFen: 6000 }, { held: 60 }),
  ],
  [
    'no more is taken than there is',
    'good.soldOut',
    async () => aRedemption({}, { of: { stockTotal: 0 } }),
  ],
  [
    'nobody gets more of a good than one person may',
    'good.perPerson',
    async () => {
      const { goodId, merchantId } = await stallOf({ perOrder: 1, perPerson: 1 });
      const resident = await richOf(100);
      await redeeming(linli, resident, goodId);
      return aRedemption({ goodId, merchantId, residentId: resident.id });
    },
  ],
  [
    'a redemption costs what its good does',
    'redemption.price',
    async () => aRedemption({ points: 9 }, { held: 9 }),
  ],
  [
    'no redemption is without its points held',
    'redemption.ledger',
    async () => aRedemption({}, { held: 9 }),
  ],
  [
    'what ended is not taken up again',
    'redemption.state',
    async () => {
      const held = await heldRedemption(linli);
      await linli.post(`/api/v1/redemptions/${held.redemption.id}/cancel`, { as: held.resident });
      return db.update(redemption).set({ state: 'held' }).where(itself(held));
    },
  ],
  [
    'nothing lapses before its time',
    'redemption.state',
    async () => changed({ state: 'lapsed', endedAt: NOW }),
  ],
  [
    'nothing is undone that was not fetched',
    'redemption.state',
    async () => undone(await heldRedemption(linli)),
  ],
  [
    'nothing is redeemed without an audit row',
    'audit.missing',
    async () => writeAll(db, redeemed(await heldRedemption(linli), { audited: false })),
  ],
  [
    'nobody redeems their own',
    'redemption.own',
    async () => {
      const held = await heldRedemption(linli);
      return writeAll(db, redeemed(held, { by: held.resident }));
    },
  ],
  [
    'nothing is redeemed at another merchant’s shop',
    'shop.notFound',
    async () => {
      const { shopId: at } = await merchantOf();
      return writeAll(db, redeemed(await heldRedemption(linli), { at }));
    },
  ],
  [
    'nothing is redeemed that is not paid whole',
    'redemption.ledger',
    async () => writeAll(db, redeemed(await heldRedemption(linli), { paid: 9 })),
  ],
  [
    'nothing is redeemed whose points went to another merchant',
    'redemption.ledger',
    async () => {
      const { id: to } = await merchantOf();
      return writeAll(db, redeemed(await heldRedemption(linli), { to }));
    },
  ],
  [
    'nothing is cancelled while its points are held',
    'redemption.ledger',
    async () => changed({ state: 'cancelled', endedAt: NOW }),
  ],
  [
    'nothing is redeemed whose points went back',
    'redemption.ledger',
    async () => {
      const held = await heldRedemption(linli);
      const { id, points } = held.redemption;
      return writeAll(db, [
        ...releasePoints(contextAt(), {
          ...{ holdId: `hold:${id}`, residentId: held.resident.id, points },
          ...{ cause: { kind: 'redemption', id }, by: 'test' },
        }),
        ...redeemed(held, { paid: 0 }),
      ]);
    },
  ],
  ['nothing is undone without an audit row', 'audit.missing', async () => undone(await fetched())],
  [
    'nothing is undone whose points were not refunded',
    'redemption.ledger',
    async () => {
      const held = await fetched();
      return writeAll(db, [
        auditOf(held.redemption.id, held.clerk, 'redemption.undo'),
        undone(held),
      ]);
    },
  ],
  [
    'nothing is undone that stands in a statement',
    'redemption.settled',
    async () => {
      const held = await fetched();
      await issueDue(contextAt(fromRfc3339('2026-12-01T00:30:00+08:00')));
      return writeAll(db, [
        auditOf(held.redemption.id, held.clerk, 'redemption.undo'),
        undone(held),
      ]);
    },
  ],
  [
    'what was redeemed for how much never changes',
    'redemption.immutable',
    async () => changed({ points: 9 }),
  ],
  [
    'a redemption keeps its code',
    'redemption.immutable',
    async () => changed({ code: wrongCode() }),
  ],
  [
    'who fetched it where never changes',
    'redemption.immutable',
    async () =>
      db
        .update(redemption)
        .set({ redeemedBy: (await richOf(1)).id })
        .where(itself(await fetched())),
  ],
  [
    'a redemption is never deleted',
    'redemption.immutable',
    async () => db.delete(redemption).where(itself(await heldRedemption(linli))),
  ],
  [
    'a code is one redemption’s',
    'code.collision',
    async () => {
      const { redemption: made } = await heldRedemption(linli);
      return aRedemption({ code: made.code });
    },
  ],
  [
    'a wrong code stays where it was tried',
    'redemption.immutable',
    async () => {
      const { merchantId, clerk } = await stallOf();
      const id = `cat-${unique()}`;
      await db.insert(counterAttempt).values({ id, merchantId, clerkId: clerk.id, triedAt: NOW });
      return db.update(counterAttempt).set({ triedAt: 0 }).where(eq(counterAttempt.id, id));
    },
  ],
];

describe('the database alone keeps that', () => {
  it.each(PROMISED)('%s', async (_, code, breakIt) => {
    const reply = await breakIt().then(() => 'done', refusalOf);
    expect(reply).toBe(code);
  });
});
