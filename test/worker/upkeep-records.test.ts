/** Keeping records right: editing, confirming, and saying how a place stands for a while. */
import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { condition, facility } from '../../worker/features/directory/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { edit, placeOf, setCondition, shown } from './upkeep-world.ts';
import { courtOf, venueWorld } from './venues-world.ts';
import {
  at,
  codeOf,
  countedD1,
  db,
  linliAt,
  NOW,
  type Somebody,
  signedInPerson,
  staffOf,
  tally,
} from './world.ts';

const linli = linliAt();
let admin: Somebody;
let outsiders: Record<string, Somebody> = {};
beforeAll(async () => {
  await venueWorld();
  admin = await staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });
  outsiders = {
    resident: await signedInPerson(),
    'staff of another centre': await staffAt('far'),
    'operator of another zone': await staffOf({
      role: 'zone_operator',
      scopeKind: 'zone',
      scopeId: 'zb',
    }),
  };
});

const staffAt = (facilityId: string) =>
  staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId: facilityId });
const rowOf = async (id: string) =>
  (await db.select().from(facility).where(eq(facility.id, id)))[0];
const auditOf = (nounId: string) => db.select().from(audit).where(eq(audit.nounId, nounId));

describe('editing a record', () => {
  it('changes what is given, spells the name anew, and shows at once', async () => {
    const id = await placeOf();
    const reply = await edit(linli, admin, id, {
      name: '乐学书房',
      phone: '0571-00005678',
      aliases: ['老书房'],
      hours: [{ spans: [{ days: [1, 2, 3], opens: '09:00', closes: '17:00' }] }],
      access: { lift: { answer: 'yes', note: '西侧' } },
    });
    expect([reply.status, reply.body]).toMatchObject([
      200,
      { id, name: '乐学书房', revision: NOW, aliases: ['老书房'] },
    ]);
    expect(await rowOf(id)).toMatchObject({
      pinyin: 'lexueshufang',
      syllables: 'le xue shu fang',
      address: '测试路 2 号',
      revisedAt: NOW,
    });
    expect(await shown(linli, id)).toMatchObject({
      name: '乐学书房',
      phone: '0571-00005678',
      revision: NOW,
      opening: { state: 'open', until: at('11-25T17:00') },
      access: { lift: { answer: 'yes', note: '西侧' }, step_free: { answer: 'unknown' } },
    });
  });

  it('logs each field with what it was, and staff of the place read it', async () => {
    const id = await placeOf();
    const as = await staffAt(id);
    await edit(linli, as, id, { phone: null, summary: '看书的地方。', reason: '号码停用了' });
    const reply = await linli.get(`/api/v1/staff/facilities/${id}/changes`, { as });
    expect(reply.body).toEqual({
      items: [
        {
          at: at('11-25T10:37'),
          act: 'facility.edit',
          by: 'centre_staff',
          reason: '号码停用了',
          fields: [{ field: 'phone', before: '0571-00001234', after: null }],
        },
      ],
    });
    expect(JSON.stringify(reply.body)).not.toContain(as.id);
  });

  it('takes a position in the datum it was measured in', async () => {
    const id = await placeOf();
    const position = { lng: 120, lat: 30.28, datum: 'wgs84' };
    await edit(linli, admin, id, { position });
    const row = await rowOf(id);
    // 杭州: GCJ-02 lies some 500 m to the east of WGS-84.
    expect(row?.lng).toBeCloseTo(120.00473, 4);
    expect(row?.lat).toBeCloseTo(30.27758, 4);
  });

  it('leaves a place in the district: a position outside is refused, and nothing changes', async () => {
    const id = await placeOf();
    const before = await rowOf(id);
    for (const position of [
      { lng: 116.39, lat: 39.9, datum: 'gcj02' },
      { lng: 120.03, lat: 30.289, datum: 'gcj02' },
      { lng: 120.006, lat: 30.32, datum: 'wgs84' },
    ]) {
      const reply = await edit(linli, admin, id, { position, phone: null });
      expect([reply.status, codeOf(reply)]).toEqual([422, 'position.outside']);
    }
    expect(await rowOf(id)).toEqual(before);
    expect(await auditOf(id)).toEqual([]);
  });

  it('takes a telephone number as a file may write it, and keeps it plain', async () => {
    const id = await placeOf();
    const reply = await edit(linli, admin, id, { phone: '０５７１－8888 6666' });
    expect([reply.status, reply.body]).toMatchObject([200, { phone: '0571-88886666' }]);
  });

  it('is for those who run the place; name, kind and area for those who answer for several', async () => {
    const id = await placeOf();
    for (const [name, as] of Object.entries(outsiders)) {
      const reply = await edit(linli, as, id, { phone: null });
      expect([name, reply.status, codeOf(reply)]).toEqual([name, 403, 'auth.forbidden']);
    }
    const own = await staffAt(id);
    const renamed = await edit(linli, own, id, { name: '别的名字' });
    expect([renamed.status, codeOf(renamed)]).toEqual([403, 'auth.forbidden']);
    expect(await rowOf(id)).toMatchObject({ name: '甲书房', phone: '0571-00001234' });
    expect(await auditOf(id)).toEqual([]);
    expect((await edit(linli, own, id, { phone: null })).status).toBe(200);
  });

  it('refuses what changes nothing, an old revision, a place that is not there, and bad hours', async () => {
    const id = await placeOf();
    const refusal = async (body: object, of = id) => {
      const reply = await edit(linli, admin, of, body);
      return [reply.status, codeOf(reply)];
    };
    expect(await refusal({ name: '甲书房' })).toEqual([422, 'facility.same']);
    expect(await refusal({ revision: 1, phone: null })).toEqual([409, 'facility.changed']);
    expect(await refusal({ phone: null }, 'nowhere')).toEqual([404, 'facility.notFound']);
    for (const body of [
      { hours: [{ spans: [{ opens: '17:00', closes: '09:00' }] }] },
      { hours: [{ spans: [{ opens: '09:00', closes: '33:30' }] }] },
      { hours: [{ spans: [{ days: [8], opens: '09:00', closes: '10:00' }] }] },
      { phone: 'call me' },
      { position: { lng: 30, lat: 120, datum: 'wgs84' } },
      { position: { lng: 120, lat: 30 } },
      { retiredAt: 1 },
    ]) {
      expect([body, await refusal(body)]).toEqual([body, [400, 'input.invalid']]);
    }
    expect(await rowOf(id)).toMatchObject({ revisedAt: NOW - 86_400_000, phone: '0571-00001234' });
    expect(await auditOf(id)).toEqual([]);
  });

  it('of twenty made from one revision lets one win', async () => {
    const id = await placeOf();
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => edit(linli, admin, id, { address: `测试路 ${n} 号 B` })),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 facility.changed': 19 });
    expect(await auditOf(id)).toHaveLength(1);
  });
});

describe('confirming a record', () => {
  const confirm = (as: Somebody, id: string, revision = NOW - 86_400_000) =>
    linli.post(`/api/v1/staff/facilities/${id}/confirm`, { as, body: { revision } });

  it('names the day and the role, and leaves an audit row', async () => {
    const id = await placeOf({ category: 'health', checkedOn: '2026-10-25' });
    expect(await shown(linli, id)).toMatchObject({
      stale: true,
      check: { state: 'overdue', dueOn: '2026-11-24', overdueDays: 1 },
    });
    const reply = await confirm(await staffAt(id), id);
    expect([reply.status, reply.body]).toMatchObject([
      200,
      { checkedOn: '2026-11-25', checkedBy: 'centre_staff', check: { state: 'fresh' } },
    ]);
    expect(await shown(linli, id)).toMatchObject({
      stale: false,
      checkedOn: '2026-11-25',
      checkedBy: 'centre_staff',
      revision: NOW - 86_400_000,
    });
    expect(await auditOf(id)).toMatchObject([{ act: 'facility.confirm', facilityId: id }]);
  });

  it('lets grid workers confirm the smaller places of their zone', async () => {
    const onRounds = await staffOf({ role: 'grid_worker', scopeKind: 'zone', scopeId: 'za' });
    const small = await placeOf();
    const large = await placeOf({ level: 'subdistrict' });
    expect((await confirm(onRounds, small)).status).toBe(200);
    const refused = await confirm(onRounds, large);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'auth.forbidden']);
    for (const [name, as] of Object.entries(outsiders)) {
      const reply = await confirm(as, large);
      expect([name, reply.status, codeOf(reply)]).toEqual([name, 403, 'auth.forbidden']);
    }
    expect(await rowOf(large)).toMatchObject({ checkedOn: '2026-11-22' });
  });

  it('is of what was looked at, not of what somebody changed meanwhile', async () => {
    const id = await placeOf();
    await edit(linli, admin, id, { phone: null });
    const reply = await confirm(admin, id);
    expect([reply.status, codeOf(reply)]).toEqual([409, 'facility.changed']);
    expect(await rowOf(id)).toMatchObject({ checkedOn: '2026-11-22' });
  });
});

describe('how a place stands for a while', () => {
  it('shuts it until the end everywhere: list, doors, page, scenes, venues', async () => {
    const facilityId = await placeOf({ category: 'reading' });
    const { id: venueId } = await courtOf({ facilityId });
    const as = await staffAt(facilityId);
    const reply = await setCondition(linli, as, facilityId);
    expect([reply.status, reply.body]).toMatchObject([
      201,
      { state: 'running', effect: 'closed', scene: null, can: { lift: true } },
    ]);
    const closed = { state: 'closed', nextOpen: at('11-25T14:00'), reason: '泳池换水' };
    const page = await shown(linli, facilityId);
    expect(page).toMatchObject({
      opening: closed,
      conditions: [{ effect: 'closed', text: '泳池换水', until: at('11-25T14:00') }],
    });
    expect((page.week as unknown[])[0]).toMatchObject({
      reason: '泳池换水',
      spans: [{ end: at('11-25T10:00') }, { start: at('11-25T14:00') }],
    });
    const list = await linli.get('/api/v1/facilities?category=reading');
    expect(list.body).toMatchObject({ items: [{ id: facilityId, opening: closed }] });
    const open = await linli.get('/api/v1/facilities?category=reading&open=now');
    expect(open.body).toMatchObject({ items: [], total: 0 });
    const doors = await linli.get('/api/v1/doors?near=120.004,30.288');
    expect(doors.body).toMatchObject({ read: { id: facilityId, opening: closed } });
    const venue = await linli.get(`/api/v1/venues/${venueId}`);
    expect(venue.body).toMatchObject({ week: [{ reason: '泳池换水' }, {}, {}, {}, {}, {}, {}] });
  });

  it('opens again when it is lifted, once', async () => {
    const facilityId = await placeOf();
    const as = await staffAt(facilityId);
    const made = await setCondition(linli, as, facilityId);
    const { id } = made.body as { id: string };
    const replies = await Promise.all(
      Array.from({ length: 20 }, () =>
        linli.post(`/api/v1/staff/conditions/${id}/lift`, { as, body: {} }),
      ),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 condition.state': 19 });
    expect(await shown(linli, facilityId)).toMatchObject({
      opening: { state: 'open' },
      conditions: [],
    });
    const lifts = await db
      .select()
      .from(audit)
      .where(and(eq(audit.nounId, id), eq(audit.act, 'condition.lift')));
    expect(lifts).toHaveLength(1);
  });

  it('is not told before it begins', async () => {
    const facilityId = await placeOf();
    const ahead = { from: at('11-26T10:00'), until: at('11-26T14:00') };
    const reply = await setCondition(linli, admin, facilityId, ahead);
    expect([reply.status, reply.body]).toMatchObject([201, { state: 'planned' }]);
    const page = await shown(linli, facilityId);
    expect(page).toMatchObject({ opening: { state: 'open' }, conditions: [] });
    expect((page.week as unknown[])[1]).toMatchObject({ reason: '泳池换水' });
    const queue = await linli.get('/api/v1/staff/upkeep', { as: await staffAt(facilityId) });
    expect(queue.body).toMatchObject({ conditions: [{ state: 'planned' }] });
  });

  it('is only told where it shuts nothing', async () => {
    const facilityId = await placeOf();
    await setCondition(linli, admin, facilityId, { effect: 'limited', text: '只开一半座位' });
    expect(await shown(linli, facilityId)).toMatchObject({
      opening: { state: 'open', until: at('11-25T21:00') },
      conditions: [{ effect: 'limited', text: '只开一半座位' }],
    });
  });

  it('is made once for one key, and for those who run the place', async () => {
    const facilityId = await placeOf();
    const as = await staffAt(facilityId);
    const ask = () =>
      linli.post('/api/v1/staff/conditions', {
        as,
        headers: { 'Idempotency-Key': `condition-${facilityId}` },
        body: {
          facilityId,
          effect: 'note',
          text: '门口修路',
          from: at('11-25T10:00'),
          until: at('11-26T10:00'),
        },
      });
    const replies = await Promise.all(Array.from({ length: 20 }, ask));
    expect(tally(replies)).toEqual({ '201': 20 });
    expect(
      await db.select().from(condition).where(eq(condition.facilityId, facilityId)),
    ).toHaveLength(1);
    for (const [name, other] of Object.entries(outsiders)) {
      const reply = await setCondition(linli, other, facilityId);
      expect([name, reply.status, codeOf(reply)]).toEqual([name, 403, 'auth.forbidden']);
    }
  });

  it('has an end ahead, no further than a month, and a scene of the place', async () => {
    const facilityId = await placeOf();
    const refusal = async (more: object) => {
      const reply = await setCondition(linli, admin, facilityId, more);
      return [reply.status, codeOf(reply)];
    };
    expect(await refusal({ until: at('11-25T10:00') })).toEqual([422, 'condition.interval']);
    expect(await refusal({ until: at('12-26T10:00') })).toEqual([422, 'condition.interval']);
    expect(await refusal({ from: at('11-25T08:00'), until: at('11-25T10:37') })).toEqual([
      422,
      'condition.past',
    ]);
    expect(await refusal({ sceneId: 'nowhere' })).toEqual([404, 'scene.notFound']);
    expect(await refusal({ facilityId: 'nowhere' })).toEqual([404, 'facility.notFound']);
    expect(await refusal({ until: undefined })).toEqual([400, 'input.invalid']);
    expect(await shown(linli, facilityId)).toMatchObject({ conditions: [] });
    const missing = await linli.post('/api/v1/staff/conditions/nothing/lift', { as: admin });
    expect([missing.status, codeOf(missing)]).toEqual([404, 'condition.notFound']);
  });

  it('costs one round trip to read and two to write', async () => {
    const facilityId = await placeOf();
    const read = countedD1();
    await linli.get(`/api/v1/facilities/${facilityId}`, { env: read.env });
    expect(read.trips()).toBe(1);
    const written = countedD1();
    await linli.patch(`/api/v1/staff/facilities/${facilityId}`, {
      as: admin,
      body: { revision: NOW - 86_400_000, phone: null },
      env: written.env,
    });
    expect(written.trips()).toBe(2);
  });
});

describe('looking for a record', () => {
  const find = (as: Somebody, q: string) =>
    linli.get(`/api/v1/staff/facilities?q=${encodeURIComponent(q)}`, { as });

  it('finds by name, address or id what one runs, and nothing else', async () => {
    const id = await placeOf({ name: '寻得见书房' });
    const mine = await staffAt(id);
    for (const q of ['寻得见', id, '']) {
      const reply = await find(mine, q);
      expect([reply.status, reply.body]).toMatchObject([
        200,
        { items: [{ id, name: '寻得见书房', check: { state: 'fresh' } }], more: false },
      ]);
    }
    for (const who of ['staff of another centre', 'operator of another zone']) {
      const reply = await find(outsiders[who] as Somebody, '寻得见');
      expect([reply.status, reply.body]).toEqual([200, { items: [], more: false }]);
    }
    const reply = await find(outsiders.resident as Somebody, '寻得见');
    expect([reply.status, codeOf(reply)]).toEqual([403, 'auth.forbidden']);
  });

  it('tells twenty at a time and that there are more', async () => {
    for (let number = 0; number < 21; number += 1) await placeOf({ name: `多多书房${number}` });
    const { items, more } = (await find(admin, '多多书房')).body as {
      items: unknown[];
      more: boolean;
    };
    expect([items.length, more]).toEqual([20, true]);
  });

  it('leaves out what has left the register, and finds nothing by signs alone', async () => {
    const id = await placeOf({ name: '走掉的书房', retiredAt: NOW });
    for (const q of [id, '走掉的书房', '％％']) {
      expect((await find(admin, q)).body, q).toEqual({ items: [], more: false });
    }
  });
});
