/** Reports from residents, banners over pages, the queue of staff, and merging records. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  entrance,
  facility,
  facilityAlias,
  scene,
} from '../../worker/features/directory/tables.ts';
import { notice } from '../../worker/features/notices/tables.ts';
import { forgetReports } from '../../worker/features/upkeep/commands/reports.ts';
import { banner, report } from '../../worker/features/upkeep/tables.ts';
import { writeAll } from '../../worker/lib/db.ts';
import { audit } from '../../worker/lib/tables.ts';
import { placeOf, shown } from './upkeep-world.ts';
import { bookedBy, courtOf, venueWorld } from './venues-world.ts';
import {
  at,
  codeOf,
  db,
  linliAt,
  NOW,
  type Somebody,
  signedInPerson,
  staffOf,
  tally,
  unique,
} from './world.ts';

const linli = linliAt();
let admin: Somebody;
let elsewhere: Somebody;
const staffAt = (scopeId: string) =>
  staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId });
beforeAll(async () => {
  await venueWorld();
  admin = await staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });
  elsewhere = await staffAt('far');
});

const said = { subject: 'hours', text: '周三下午其实不开' };
const tellOf = (id: string, as?: Somebody, headers = {}) =>
  linli.post(`/api/v1/facilities/${id}/reports`, { ...(as && { as }), body: said, headers });
const decide = (as: Somebody, id: string, verdict = 'accepted') =>
  linli.post(`/api/v1/staff/reports/${id}/decide`, {
    as,
    body: { verdict, answer: '已经改成周三上午' },
  });
const reportsOf = (id: string) => db.select().from(report).where(eq(report.facilityId, id));
const idOf = (reply: { body: unknown }) => (reply.body as { id: string }).id;

describe('a report', () => {
  it('comes from anybody, changes nothing of the page, and waits for staff of the place', async () => {
    const id = await placeOf();
    const before = await shown(linli, id);
    const address = { 'CF-Connecting-IP': '203.0.113.9' };
    const reply = await tellOf(id, undefined, address);
    expect([reply.status, reply.body]).toMatchObject([201, { state: 'open', told: false }]);
    expect(await shown(linli, id)).toEqual(before);
    const [row] = await reportsOf(id);
    expect(row).toMatchObject({
      text: said.text,
      residentId: null,
      addressHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const queue = await linli.get('/api/v1/staff/upkeep', { as: await staffAt(id) });
    expect(queue.body).toMatchObject({
      reports: [{ id: idOf(reply), facility: { id }, text: said.text, signedIn: false }],
    });
    const other = await linli.get('/api/v1/staff/upkeep', { as: elsewhere });
    expect(other.body).toMatchObject({ reports: [] });
  });

  it('comes once for one key, and five times an hour from one address', async () => {
    const id = await placeOf();
    const resident = await signedInPerson();
    const key = { 'Idempotency-Key': `report-${id}`, 'CF-Connecting-IP': '203.0.113.10' };
    const replies = await Promise.all(Array.from({ length: 20 }, () => tellOf(id, resident, key)));
    expect(tally(replies)).toEqual({ '201': 20 });
    expect(await reportsOf(id)).toHaveLength(1);
    const other = await placeOf();
    const many = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        linli.post(`/api/v1/facilities/${other}/reports`, {
          body: { ...said, text: `第 ${n} 处不对` },
          headers: { 'CF-Connecting-IP': '203.0.113.11' },
        }),
      ),
    );
    expect(tally(many)).toEqual({ '201': 5, '429 report.limit': 15 });
    const missing = await tellOf('nowhere');
    expect([missing.status, codeOf(missing)]).toEqual([404, 'facility.notFound']);
  });

  it('is one when somebody not signed in says the same twenty times within the hour', async () => {
    const id = await placeOf();
    const address = { 'CF-Connecting-IP': '203.0.113.12' };
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => tellOf(id, undefined, address)),
    );
    expect(tally(replies)).toEqual({ '201': 20 });
    expect(new Set(replies.map(idOf)).size).toBe(1);
    expect(await reportsOf(id)).toHaveLength(1);
    const later = linliAt(NOW + 3_600_001);
    await later.post(`/api/v1/facilities/${id}/reports`, { body: said, headers: address });
    expect(await reportsOf(id)).toHaveLength(2);
  });

  it('of a resident is counted by the resident: neighbours on one network do not use up each other’s', async () => {
    const id = await placeOf();
    const address = { 'CF-Connecting-IP': '203.0.113.13' };
    const sayAs = (as: Somebody | undefined, n: number) =>
      linli.post(`/api/v1/facilities/${id}/reports`, {
        ...(as && { as }),
        body: { ...said, text: `第 ${n} 处不对` },
        headers: address,
      });
    const [first, second] = [await signedInPerson(), await signedInPerson()];
    const hasty = await Promise.all(Array.from({ length: 20 }, (_, n) => sayAs(first, n)));
    expect(tally(hasty)).toEqual({ '201': 5, '429 report.limit': 15 });
    expect((await sayAs(second, 1)).status).toBe(201);
    expect((await sayAs(undefined, 1)).status).toBe(201);
  });

  it('is forgotten, words and writer, half a year after it was decided, and not before', async () => {
    const id = await placeOf();
    const resident = await signedInPerson();
    const decided = idOf(await tellOf(id, resident));
    await tellOf(id, resident);
    await decide(admin, decided);
    const forgetAt = (now: number) =>
      writeAll(db, forgetReports({ db, now, newId: () => '', newCode: () => '' }));
    const rows = async () =>
      (await reportsOf(id)).map(({ text, residentId }) => [text, residentId]);
    const kept = [said.text, resident.id];
    await forgetAt(NOW + 180 * 86_400_000);
    expect(await rows()).toEqual([kept, kept]);
    await forgetAt(NOW + 180 * 86_400_000 + 1);
    const after = await reportsOf(id);
    expect(after.find((one) => one.id === decided)).toMatchObject({
      text: '',
      residentId: null,
      state: 'accepted',
      answer: '已经改成周三上午',
    });
    expect(after.filter(({ text }) => text === said.text)).toHaveLength(1);
    const log = JSON.stringify(await db.select().from(audit).where(eq(audit.nounId, decided)));
    expect(log).toContain('report.accept');
    expect(log).not.toContain(resident.id);
  });

  it('is decided once when twenty decide it, and whoever made it is told, unseen by staff', async () => {
    const id = await placeOf();
    const resident = await signedInPerson({ name: '张秀兰' });
    const reportId = idOf(await tellOf(id, resident));
    const as = await staffAt(id);
    const hidden = await decide(elsewhere, reportId);
    expect([hidden.status, codeOf(hidden)]).toEqual([404, 'report.notFound']);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        decide(as, reportId, n % 2 === 0 ? 'accepted' : 'declined'),
      ),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 report.state': 19 });
    const told = await db.select().from(notice).where(eq(notice.residentId, resident.id));
    expect(told).toMatchObject([
      { link: `/facilities/${id}/`, params: { facility: '甲书房', answer: '已经改成周三上午' } },
    ]);
    const text = JSON.stringify(replies.map(({ body }) => body));
    for (const secret of ['秀兰', resident.id]) expect(text).not.toContain(secret);
  });
});

describe('a banner', () => {
  const putUp = (as: Somebody, scopeKind: string, scopeId: string, more = {}) =>
    linli.post('/api/v1/staff/banners', {
      as,
      body: {
        scopeKind,
        scopeId,
        tone: 'warm',
        text: '台风要来，少出门',
        from: at('11-25T08:00'),
        until: at('11-26T08:00'),
        ...more,
      },
    });
  const over = async (query: string) =>
    ((await linli.get(`/api/v1/banners?${query}`)).body as { items: { id: string }[] }).items.map(
      ({ id }) => id,
    );

  it('stands over the pages of its scope, and is lifted once when twenty lift it', async () => {
    const place = await placeOf();
    const own = idOf(await putUp(await staffAt(place), 'facility', place));
    const zone = idOf(await putUp(admin, 'zone', 'za'));
    const other = idOf(await putUp(admin, 'zone', 'zb'));
    expect(await over(`facility=${place}`)).toEqual([own, zone]);
    expect(await over('community=ca')).toEqual([zone]);
    expect(await over('community=cb')).toEqual([other]);
    const replies = await Promise.all(
      Array.from({ length: 20 }, () =>
        linli.post(`/api/v1/staff/banners/${zone}/lift`, { as: admin }),
      ),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 banner.state': 19 });
    expect(await over(`facility=${place}`)).toEqual([own]);
  });

  it('is put up by whoever answers for all of its scope, with an end ahead', async () => {
    const place = await placeOf();
    const own = await staffAt(place);
    const refusal = async (...args: Parameters<typeof putUp>) => {
      const reply = await putUp(...args);
      return [reply.status, codeOf(reply)];
    };
    expect(await refusal(own, 'zone', 'za')).toEqual([403, 'auth.forbidden']);
    expect(await refusal(own, 'subdistrict', '*')).toEqual([403, 'auth.forbidden']);
    expect(await refusal(elsewhere, 'facility', place)).toEqual([403, 'auth.forbidden']);
    expect(await refusal(admin, 'zone', 'nowhere')).toEqual([404, 'thing.notFound']);
    expect(await refusal(admin, 'zone', 'za', { until: at('11-25T08:00') })).toEqual([
      422,
      'banner.interval',
    ]);
    expect(await refusal(admin, 'zone', 'za', { until: at('11-25T09:00') })).toEqual([
      422,
      'banner.past',
    ]);
    expect(await db.select().from(banner).where(eq(banner.scopeId, place))).toEqual([]);
  });
});

describe('the queue', () => {
  it('names first what is longest overdue and most used, of one’s own scope only', async () => {
    const old = await placeOf({ checkedOn: '2026-07-01' });
    const used = await placeOf({ checkedOn: '2026-08-01' });
    const { id } = await courtOf({ facilityId: used });
    for (const time of ['11-25T15:00', '11-25T16:00', '11-25T17:00']) {
      await bookedBy(await signedInPerson(), id, time);
    }
    const fresh = await placeOf();
    const queue = await linli.get('/api/v1/staff/upkeep', { as: admin });
    const ids = (queue.body as { overdue: { id: string }[] }).overdue.map((one) => one.id);
    expect(ids.indexOf(used)).toBeLessThan(ids.indexOf(old));
    expect(ids).not.toContain(fresh);
    const own = await linli.get('/api/v1/staff/upkeep', { as: await staffAt(old) });
    expect(own.body).toMatchObject({ overdue: [{ id: old }], overdueTotal: 1 });
  });
});

describe('giving a place another number', () => {
  const give = (as: Somebody, id: string, number: string, headers = {}) =>
    linli.post(`/api/v1/staff/facilities/${id}/numbers`, {
      as,
      body: { number, reason: '街道统一编号' },
      headers,
    });
  const free = () => `number-${unique()}`;
  const numbersOf = (id: string) =>
    db.select().from(facilityAlias).where(eq(facilityAlias.facilityId, id));

  it('leads the new number to it, at the API, on its page, at the desk and for reports; the old one stays', async () => {
    const id = await placeOf();
    const number = free();
    const reply = await give(admin, id, number);
    expect([reply.status, reply.body]).toMatchObject([
      201,
      { id, numbers: [{ number, reason: 'renumbered' }] },
    ]);
    const moved = await linli.get(`/api/v1/facilities/${number}`);
    expect([moved.status, moved.headers.get('Location')]).toEqual([308, id]);
    expect((await linli.get(`/api/v1/facilities/${id}`)).status).toBe(200);
    const found = await linli.get(`/api/v1/staff/facilities?q=${number}`, { as: admin });
    expect(found.body).toMatchObject({ items: [{ id }] });
    expect((await tellOf(number, await signedInPerson())).status).toBe(201);
    expect(await reportsOf(id)).toHaveLength(1);
    const changes = await linli.get(`/api/v1/staff/facilities/${id}/changes`, { as: admin });
    expect(changes.body).toMatchObject({
      items: [{ act: 'facility.addNumber', reason: '街道统一编号', fields: [{ after: number }] }],
    });
  });

  it('refuses a number that any place has or had, and is for the subdistrict', async () => {
    const [id, other, gone] = [await placeOf(), await placeOf(), await placeOf({ retiredAt: NOW })];
    const had = free();
    await give(admin, other, had);
    const refusal = async (...args: Parameters<typeof give>) => {
      const reply = await give(...args);
      return [reply.status, codeOf(reply)];
    };
    for (const number of [id, other, gone, had]) {
      expect([number, await refusal(admin, id, number)]).toEqual([number, [409, 'alias.taken']]);
    }
    expect(await refusal(admin, id, 'Ä 1')).toEqual([400, 'input.invalid']);
    expect(await refusal(admin, 'nowhere', free())).toEqual([404, 'facility.notFound']);
    expect(await refusal(await staffAt(id), id, free())).toEqual([403, 'auth.forbidden']);
    expect(await numbersOf(id)).toEqual([]);
  });

  it('of twenty places that want one number gives it to one', async () => {
    const places = await Promise.all(Array.from({ length: 20 }, () => placeOf()));
    const number = free();
    const replies = await Promise.all(places.map((id) => give(admin, id, number)));
    expect(tally(replies)).toEqual({ '201': 1, '409 alias.taken': 19 });
    const again = await Promise.all(
      Array.from({ length: 20 }, () =>
        give(admin, places[0] as string, `${number}-b`, { 'Idempotency-Key': number }),
      ),
    );
    expect(tally(again)).toEqual({ '201': 20 });
  });
});

describe('merging a record into another', () => {
  const merge = (as: Somebody, id: string, into: string) =>
    linli.post(`/api/v1/staff/facilities/${id}/merge`, {
      as,
      body: { into, reason: '登记了两遍' },
    });

  it('takes it out of every list, and its number leads on, through a second merging too', async () => {
    const [first, second, third] = [await placeOf(), await placeOf(), await placeOf()];
    expect((await merge(admin, first, second)).status).toBe(200);
    const moved = await linli.get(`/api/v1/facilities/${first}`);
    expect([moved.status, moved.headers.get('Location'), codeOf(moved)]).toEqual([
      308,
      second,
      'facility.moved',
    ]);
    const told = await tellOf(first, undefined, { 'CF-Connecting-IP': '203.0.113.77' });
    expect([told.status, await reportsOf(second)]).toMatchObject([201, [{ id: idOf(told) }]]);
    expect((await merge(admin, second, third)).status).toBe(200);
    const again = await linli.get(`/api/v1/facilities/${first}`);
    expect(again.headers.get('Location')).toBe(third);
    const list = await linli.get('/api/v1/facilities?limit=500');
    const ids = (list.body as { items: { id: string }[] }).items.map(({ id }) => id);
    expect([ids.includes(first), ids.includes(second), ids.includes(third)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('waits while somebody has booked there, and is for the subdistrict', async () => {
    const [from, into] = [await placeOf(), await placeOf()];
    const { id } = await courtOf({ facilityId: from });
    await bookedBy(await signedInPerson(), id, '11-26T15:00');
    const refusal = async (...args: Parameters<typeof merge>) => {
      const reply = await merge(...args);
      return [reply.status, codeOf(reply)];
    };
    expect(await refusal(admin, from, into)).toEqual([409, 'facility.busy']);
    expect(await refusal(await staffAt(from), from, into)).toEqual([403, 'auth.forbidden']);
    expect(await refusal(admin, into, into)).toEqual([409, 'alias.taken']);
    expect(await refusal(admin, into, 'nowhere')).toEqual([404, 'facility.notFound']);
    const [row] = await db.select().from(facility).where(eq(facility.id, from));
    expect(row?.retiredAt).toBeNull();
  });

  it('leaves nothing behind: it is refused while something lies inside, and entrances go along', async () => {
    const [from, into] = [await placeOf(), await placeOf()];
    const inside = { id: `inside-${from}`, facilityId: from, floor: 1, name: '书房' };
    await db.insert(scene).values({
      ...inside,
      category: 'reading',
      summary: '',
      audience: ['all'],
      sort: 1,
    });
    const door = { kind: 'main', name: '正门', lng: 120, lat: 30.28, stepFree: 'yes', sort: 1 };
    await db.insert(entrance).values({ ...door, id: `door-${from}`, facilityId: from } as never);
    const reply = await merge(admin, from, into);
    expect([reply.status, codeOf(reply)]).toEqual([409, 'facility.holds']);
    const [row] = await db.select().from(facility).where(eq(facility.id, from));
    expect(row?.retiredAt).toBeNull();
    await db.delete(scene).where(eq(scene.id, inside.id));
    expect((await merge(admin, from, into)).status).toBe(200);
    expect(await shown(linli, into)).toMatchObject({ entrances: [{ name: '正门' }] });
  });

  it('of two into each other at once leaves one', async () => {
    const [a, b] = [await placeOf(), await placeOf()];
    const replies = await Promise.all([merge(admin, a, b), merge(admin, b, a)]);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const there = [
      await linli.get(`/api/v1/facilities/${a}`),
      await linli.get(`/api/v1/facilities/${b}`),
    ];
    expect(there.map(({ status }) => status).sort()).toEqual([200, 308]);
  });
});
