/** Hours that replace the weekly ones for some days: holidays, stocktaking, an odd week. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { hoursException, scene } from '../../worker/features/directory/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { datedAt, placeOf, shown, someDays } from './upkeep-world.ts';
import {
  at,
  codeOf,
  db,
  linliAt,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  staffOf,
  tally,
  unique,
} from './world.ts';

const linli = linliAt();
let admin: Somebody;
const staffAt = (scopeId: string) =>
  staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId });
beforeAll(async () => {
  await smallSubdistrict();
  admin = await staffOf({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' });
});

const set = (as: Somebody, facilityId: string, more: object = {}, headers = {}) =>
  linli.post(`/api/v1/staff/facilities/${facilityId}/dated-hours`, {
    as,
    body: { ...someDays, ...more },
    headers,
  });
const withdraw = (as: Somebody, id: string) =>
  linli.post(`/api/v1/staff/dated-hours/${id}/withdraw`, { as, body: { reason: '写错了' } });
const rowsOf = (facilityId: string) =>
  db.select().from(hoursException).where(eq(hoursException.facilityId, facilityId));
const auditOf = (facilityId: string) =>
  db.select().from(audit).where(eq(audit.facilityId, facilityId));
const weekOf = async (id: string) => (await shown(linli, id)).week as object[];
const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id;

async function roomIn(facilityId: string): Promise<string> {
  const id = `room-${unique()}`;
  const room = { id, facilityId, floor: 1, name: '自习室', category: 'reading', summary: '' };
  await db.insert(scene).values({ ...room, audience: ['all'], sort: 1 });
  return id;
}

describe('dated hours', () => {
  it('replace the weekly ones on those days, at once, with their reason, and are logged', async () => {
    const id = await placeOf();
    const hours = { spans: [{ opens: '10:00', closes: '15:00' }], reason: '元旦' };
    const reply = await set(await staffAt(id), id, hours);
    expect([reply.status, reply.body]).toMatchObject([
      201,
      { facilityId: id, scene: null, fromOn: '2026-11-26', untilOn: '2026-11-27', ...hours },
    ]);
    const usual = { spans: [{ start: at('11-28T08:30'), end: at('11-28T21:00') }] };
    expect((await weekOf(id)).slice(1, 4)).toMatchObject([
      { reason: '元旦', spans: [{ start: at('11-26T10:00'), end: at('11-26T15:00') }] },
      { reason: '元旦', spans: [{ start: at('11-27T10:00'), end: at('11-27T15:00') }] },
      usual,
    ]);
    expect(await auditOf(id)).toMatchObject([{ act: 'datedHours.create', reason: '元旦' }]);
    const changes = await linli.get(`/api/v1/staff/facilities/${id}/changes`, { as: admin });
    expect(changes.body).toMatchObject({
      items: [{ act: 'datedHours.create', by: 'centre_staff', reason: '元旦' }],
    });
    const listed = await linli.get(`/api/v1/staff/facilities/${id}/dated-hours`, { as: admin });
    expect(listed.body).toMatchObject({ items: [{ id: idOf(reply), reason: '元旦' }] });
  });

  it('can shut one room and leave the house open, and odd weeks can differ', async () => {
    const id = await placeOf();
    const sceneId = await roomIn(id);
    const today = { fromOn: '2026-11-25', untilOn: '2026-12-31' };
    expect((await set(admin, id, { sceneId, ...today })).status).toBe(201);
    expect(await shown(linli, id)).toMatchObject({
      opening: { state: 'open' },
      scenes: [{ id: sceneId, opening: { state: 'closed', reason: '盘点' } }],
    });
    // 2026-11-26 lies in week 48, 2026-12-03 in week 49.
    const spans = [{ weeks: 'odd', opens: '09:00', closes: '10:00' }];
    expect((await set(admin, id, { spans, ...today })).status).toBe(201);
    const week = await weekOf(id);
    expect(week.slice(1, 2)).toMatchObject([{ spans: [] }]);
    expect(week.slice(5, 6)).toMatchObject([{ spans: [{ start: at('11-30T09:00') }] }]);
  });

  it('end when they are taken back, once, and the log keeps what they were', async () => {
    const id = await placeOf();
    const made = idOf(await set(admin, id));
    const as = await staffAt(id);
    const replies = await Promise.all(Array.from({ length: 20 }, () => withdraw(as, made)));
    expect(tally(replies)).toEqual({ '200': 1, '404 datedHours.notFound': 19 });
    expect((await weekOf(id)).slice(1, 2)).toMatchObject([{ spans: [{ end: at('11-26T21:00') }] }]);
    expect((await auditOf(id)).filter(({ act }) => act === 'datedHours.withdraw')).toMatchObject([
      { reason: '写错了', detail: { fromOn: '2026-11-26', untilOn: '2026-11-27', spans: [] } },
    ]);
  });

  it('hold once for a day: of twenty for the same days one wins, and one key makes one', async () => {
    const [id, other] = [await placeOf(), await placeOf()];
    const days = (n: number) => ({ fromOn: '2026-11-26', untilOn: `2026-12-${10 + n}` });
    const many = await Promise.all(Array.from({ length: 20 }, (_, n) => set(admin, id, days(n))));
    expect(tally(many)).toEqual({ '201': 1, '409 datedHours.overlap': 19 });
    expect(await rowsOf(id)).toHaveLength(1);
    const key = { 'Idempotency-Key': `dated-${other}` };
    const same = await Promise.all(Array.from({ length: 20 }, () => set(admin, other, {}, key)));
    expect(tally(same)).toEqual({ '201': 20 });
    expect(await rowsOf(other)).toHaveLength(1);
    expect((await set(admin, other, { fromOn: '2026-11-28', untilOn: '2026-11-28' })).status).toBe(
      201,
    );
  });

  it('are refused in the past, the wrong way round, for longer than a year, elsewhere, and badly written', async () => {
    const id = await placeOf();
    const refusal = async (more: object, of = id, as = admin) => {
      const reply = await set(as, of, more);
      return [reply.status, codeOf(reply)];
    };
    expect(await refusal({ fromOn: '2026-11-20', untilOn: '2026-11-24' })).toEqual([
      422,
      'datedHours.past',
    ]);
    expect(await refusal({ fromOn: '2026-11-28' })).toEqual([422, 'datedHours.interval']);
    expect(await refusal({ untilOn: '2027-11-27' })).toEqual([422, 'datedHours.interval']);
    expect(await refusal({ sceneId: await roomIn(await placeOf()) })).toEqual([
      404,
      'scene.notFound',
    ]);
    expect(await refusal({}, 'nowhere')).toEqual([404, 'facility.notFound']);
    for (const bad of [
      { spans: [{ opens: '17:00', closes: '09:00' }] },
      { fromOn: '2026-02-30' },
      { reason: '' },
    ]) {
      expect([bad, await refusal(bad)]).toEqual([bad, [400, 'input.invalid']]);
    }
    for (const as of [await signedInPerson(), await staffAt('far')]) {
      expect(await refusal({}, id, as)).toEqual([403, 'auth.forbidden']);
      const dated = await datedAt(await placeOf());
      const reply = await withdraw(as, dated);
      expect([reply.status, codeOf(reply)]).toEqual([403, 'auth.forbidden']);
    }
    expect(codeOf(await withdraw(admin, 'nothing'))).toBe('datedHours.notFound');
    expect([await rowsOf(id), await auditOf(id)]).toEqual([[], []]);
  });
});
