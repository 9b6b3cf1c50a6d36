/** Photos of a deed: with the claim or not at all, the picture alone, and for those whom it concerns. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { forgetClaims } from '../../worker/features/earning/commands/claims.ts';
import type { MyClaim, StaffClaim } from '../../worker/features/earning/schema.ts';
import { claim, claimPhoto } from '../../worker/features/earning/tables.ts';
import { writeAll } from '../../worker/lib/db.ts';
import { DAY_MS } from '../../worker/lib/time.ts';
import { GREY_JPEG } from '../photo.ts';
import { claiming, ruleFor } from './earning-world.ts';
import { contextAt } from './points-world.ts';
import {
  codeOf,
  db,
  linliAt,
  NOW,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  staffOf,
  tally,
} from './world.ts';

const linli = linliAt();
const staffAt = (scopeId: string) =>
  staffOf({ role: 'centre_staff', scopeKind: 'facility', scopeId });
let staff: Somebody;
beforeAll(async () => {
  await smallSubdistrict();
  staff = await staffAt('hall');
  await ruleFor('volunteering');
  await ruleFor('courage', { points: 60 });
});

const photosOf = (id: string) => db.select().from(claimPhoto).where(eq(claimPhoto.claimId, id));
const seen = (as: Somebody, id: string, position = 1) =>
  linli.get(`/api/v1/claims/${id}/photos/${position}`, { as });

async function photographed(photos: string[]) {
  const resident = await signedInPerson();
  const { id } = (await claiming(linli, resident, { photos })).body as MyClaim;
  return { resident, id };
}

describe('a photo of a deed', () => {
  it('is shown to whoever made the claim and to those who verify it, with nothing said but the picture', async () => {
    const { resident, id } = await photographed([GREY_JPEG, GREY_JPEG]);
    const mine = await linli.get('/api/v1/me/claims', { as: resident });
    expect((mine.body as { items: MyClaim[] }).items).toMatchObject([{ id, photos: 2 }]);
    const waiting = await linli.get('/api/v1/staff/claims', { as: staff });
    const items = (waiting.body as { items: StaffClaim[] }).items;
    expect(items.find((one) => one.id === id)).toMatchObject({ photos: 2 });
    for (const as of [resident, staff]) {
      const reply = await seen(as, id, 2);
      expect([reply.status, reply.headers.get('Content-Type')]).toEqual([200, 'image/jpeg']);
      expect(reply.headers.get('Cache-Control')).toBe('private, no-store');
      expect(reply.body).toContain('JFIF');
      expect(reply.body).not.toContain('ICC_PROFILE');
    }
  });

  it('is there for nobody else, and not beyond the last', async () => {
    const { resident, id } = await photographed([GREY_JPEG]);
    for (const as of [await signedInPerson(), await staffAt('far')]) {
      expect(codeOf(await seen(as, id))).toBe('claim.notFound');
    }
    expect(codeOf(await seen(resident, id, 2))).toBe('claim.notFound');
    expect((await seen(resident, id, 4)).status).toBe(400);
  });

  it.each([
    ['not the first that is no picture', [GREY_JPEG, btoa('<svg/>')], 'claim.photo'],
    ['not Base64', ['–'], 'input.invalid'],
    ['more than three', Array.from({ length: 4 }, () => GREY_JPEG), 'input.invalid'],
    ['more than 200,000 bytes', ['A'.repeat(266_672)], 'input.invalid'],
  ])('is refused with its claim: %s', async (_, photos, code) => {
    const resident = await signedInPerson();
    expect(codeOf(await claiming(linli, resident, { photos }))).toBe(code);
    expect(await db.select().from(claim).where(eq(claim.residentId, resident.id))).toEqual([]);
  });

  it('is not taken of what concerns others', async () => {
    const resident = await signedInPerson();
    const reply = await claiming(linli, resident, { act: 'courage', photos: [GREY_JPEG] });
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ path: 'body.photos' }] } });
  });

  it('comes once, however often the claim is sent with one key', async () => {
    const resident = await signedInPerson();
    const headers = { 'Idempotency-Key': 'photo-once' };
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => claiming(linli, resident, { photos: [GREY_JPEG] }, headers)),
    );
    expect(tally(replies)).toEqual({ '201': 20 });
    const ids = new Set(replies.map(({ body }) => (body as MyClaim).id));
    expect(ids.size).toBe(1);
    expect(await photosOf([...ids][0] ?? '')).toHaveLength(1);
  });

  it('is deleted when the words of its claim are forgotten, and not before', async () => {
    const [{ id }, open] = [await photographed([GREY_JPEG]), await photographed([GREY_JPEG])];
    const body = { verdict: 'confirm', unrelated: true };
    await linli.post(`/api/v1/staff/claims/${id}/verdict`, { as: staff, body });
    await writeAll(db, forgetClaims(contextAt(NOW + 179 * DAY_MS)));
    expect(await photosOf(id)).toHaveLength(1);
    await writeAll(db, forgetClaims(contextAt(NOW + 181 * DAY_MS)));
    expect(await photosOf(id)).toEqual([]);
    expect(await photosOf(open.id)).toHaveLength(1);
  });
});
