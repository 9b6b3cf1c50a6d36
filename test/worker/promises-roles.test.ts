/** Roles by the database alone: what no command would ask of it. See promises.test.ts. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { roleGrant } from '../../worker/features/identity/tables.ts';
import { auditRow } from '../../worker/lib/db.ts';
import { type ErrorCode, refusalOf } from '../../worker/lib/errors.ts';
import { db, NOW, signedInPerson, smallSubdistrict, staffOf, unique } from './world.ts';

beforeAll(smallSubdistrict);

const GRANT = { role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' } as const;

/** Somebody's grant, as it would be written. */
async function written() {
  const { id: userId } = await signedInPerson();
  return { ...GRANT, id: `grant-${unique()}`, userId, grantedBy: 'test', grantedAt: NOW };
}

const said = (act: string, { id, userId }: { id: string; userId: string }, actorId = 'test') =>
  auditRow(db, {
    ...{ id: `audit-${unique()}`, at: NOW, actorId, principalId: userId, act },
    ...{ noun: 'roleGrant', nounId: id },
  });

/** A grant in force: which row it is, and whose. */
async function inForce() {
  const { id: userId } = await staffOf(GRANT);
  const [row] = await db.select().from(roleGrant).where(eq(roleGrant.userId, userId));
  if (!row) throw new Error('somebody of staff without a role');
  return { ...row, itself: eq(roleGrant.id, row.id) };
}

async function ended() {
  const grant = await inForce();
  await db.batch([
    said('role.revoke', grant),
    db.update(roleGrant).set({ revokedAt: NOW }).where(grant.itself),
  ]);
  return grant;
}

const changed = async (values: Partial<typeof roleGrant.$inferInsert>) =>
  db
    .update(roleGrant)
    .set(values)
    .where((await inForce()).itself);

const PROMISES: [string, ErrorCode, () => Promise<unknown>][] = [
  [
    'no role is given without an audit row',
    'audit.missing',
    async () => db.insert(roleGrant).values(await written()),
  ],
  [
    'no role is given in the name of somebody else',
    'audit.missing',
    async () => {
      const row = await written();
      return db.batch([said('role.grant', row, 'other'), db.insert(roleGrant).values(row)]);
    },
  ],
  ['no role ends without an audit row', 'audit.missing', async () => changed({ revokedAt: NOW })],
  [
    'a role is never made another',
    'grant.immutable',
    async () => changed({ role: 'subdistrict_admin' }),
  ],
  ['a role never reaches further', 'grant.immutable', async () => changed({ scopeId: 'zb' })],
  ['a role never lasts longer', 'grant.immutable', async () => changed({ untilAt: NOW })],
  [
    'a role that ended is never taken up again',
    'grant.immutable',
    async () =>
      db
        .update(roleGrant)
        .set({ revokedAt: null })
        .where((await ended()).itself),
  ],
  [
    'a role given is never deleted',
    'grant.immutable',
    async () => db.delete(roleGrant).where((await inForce()).itself),
  ],
];

describe('the database alone keeps that', () => {
  it.each(PROMISES)('%s', async (_, code, breakIt) => {
    expect(await breakIt().then(() => 'done', refusalOf)).toBe(code);
  });
});
