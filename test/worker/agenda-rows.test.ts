import { beforeAll, describe, expect, it } from 'vitest';
import { tell } from '../../worker/features/notices/commands/tell.ts';
import { notice } from '../../worker/features/notices/tables.ts';
import { writeAll } from '../../worker/lib/db.ts';
import { newCode, newId } from '../../worker/lib/ids.ts';
import { DAY_MS } from '../../worker/lib/time.ts';
import { giveSomethingAhead } from './agenda-world.ts';

import {
  countedD1,
  db,
  linliAt,
  NOW,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
} from './world.ts';

const linli = linliAt();
beforeAll(smallSubdistrict);

const KINDS = ['booking', 'mealOrder', 'registration', 'waiting'] as const;

async function rowsRead(path: string, as?: Somebody): Promise<number> {
  const metered = countedD1();
  const reply = await linli.get(path, { ...(as && { as }), env: metered.env });
  expect([path, reply.status]).toEqual([path, 200]);
  return metered.rowsRead();
}

async function liveALife(who: Somebody, times: number, yearsAgo: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    for (const what of KINDS) {
      const startAt = NOW - yearsAgo * 366 * DAY_MS - i * DAY_MS;
      await giveSomethingAhead(what, { residentId: who.id, personId: who.id, startAt });
    }
    const context = { db, now: NOW - i, newId: (p: string) => newId(p, NOW), newCode };
    await writeAll(db, tell(context, { residentId: who.id, kind: 'booking.released', params: {} }));
  }
}

describe('rows read', () => {
  it('stay the same however long the history and however many the neighbours', async () => {
    // A search in an index reads one row beyond what it finds: let there be neighbours from the beginning.
    const [ahead, me, behind] = [
      await signedInPerson(),
      await signedInPerson(),
      await signedInPerson(),
    ];
    for (const neighbour of [ahead, behind]) await liveALife(neighbour, 2, -0.02);
    await liveALife(me, 1, -0.01);
    await db.update(notice).set({ readAt: NOW });
    await liveALife(me, 2, 3);
    await db.update(notice).set({ readAt: NOW });
    const { body } = await linli.post('/api/v1/me/calendar-feed', { as: me });
    const feed = (body as { url: string }).url;
    const measure = async () => ({
      me: await rowsRead('/api/v1/me', me),
      agenda: await rowsRead('/api/v1/me/agenda', me),
      history: await rowsRead('/api/v1/me/history', me),
      feed: await rowsRead(feed),
      notices: await rowsRead('/api/v1/me/notices?limit=2', me),
    });
    const before = await measure();
    await liveALife(me, 20, 4);
    await db.update(notice).set({ readAt: NOW });
    for (let i = 0; i < 10; i++) await liveALife(await signedInPerson(), 1, -0.02);
    expect(await measure()).toEqual(before);
  });
});
