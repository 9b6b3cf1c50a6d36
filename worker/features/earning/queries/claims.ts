/** Reading claims: one's own, and those that wait for somebody's word. */
import { and, asc, desc, eq, inArray, ne, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { type Grant, verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { placeColumns } from '../../directory/queries/records.ts';
import { actorQuery, heldAt, whoIs } from '../../identity/queries/actor.ts';
import { personName } from '../../identity/queries/names.ts';
import { maskName } from '../../identity/rules.ts';
import { canAppealAt, claimCan } from '../rules.ts';
import type { MyClaim, StaffClaim } from '../schema.ts';
import { claim, claimPhoto, claimVerdict, earningRule } from '../tables.ts';
import { postedOn } from './postings.ts';

/** So many at a time: of one's own the latest, at the desk the oldest. */
const MOST = 100;

function claimRows(db: Db) {
  const place = placeColumns();
  return db
    .select({
      id: sql<string>`${claim.id}`.as('claim_id'),
      residentId: claim.residentId,
      act: sql<MyClaim['act']>`${claim.act}`.as('claim_act'),
      points: sql<number>`${claim.points}`.as('claim_points'),
      doneOn: claim.doneOn,
      note: claim.note,
      photos: sql<number>`(SELECT count(*) FROM ${claimPhoto} WHERE claim_id = ${claim.id})`.as(
        'claim_photos',
      ),
      state: claim.state,
      needed: claim.needed,
      createdAt: sql<number>`${claim.createdAt}`.as('claim_created_at'),
      decidedAt: claim.decidedAt,
      appeal: claim.appeal,
      name: sql<string>`${earningRule.name}`.as('rule_name'),
      programmeId: earningRule.programmeId,
      facilityId: sql<string>`${place.id}`.as('claim_facility'),
      facilityName: sql<string>`${place.name}`.as('claim_facility_name'),
      zoneId: sql<string>`${place.zoneId}`.as('claim_zone'),
      claimant: sql<string>`${personName(claim.residentId)}`.as('claimant'),
      confirmed: sql<number>`(SELECT count(*) FROM ${claimVerdict}
        WHERE claim_id = ${claim.id} AND verdict = 'confirm')`.as('claim_confirmed'),
      /** What was posted by itself for this act that day: it may be the same deed. */
      posted: sql<string>`(SELECT json_group_array(json_object('what', what, 'points', points))
        FROM (${postedOn(claim)}))`
        .mapWith((text: string) => JSON.parse(text) as StaffClaim['posted'])
        .as('claim_posted'),
      reason: sql<string | null>`(SELECT reason FROM ${claimVerdict}
        WHERE claim_id = ${claim.id} AND verdict = 'refuse' ORDER BY at DESC LIMIT 1)`.as(
        'claim_reason',
      ),
    })
    .from(claim)
    .innerJoin(earningRule, eq(earningRule.id, claim.ruleId))
    .innerJoin(place.table, eq(place.id, claim.facilityId))
    .$dynamic();
}

/** For a batch: one claim with everything around it. */
export function claimQuery(db: Db, id: string) {
  return claimRows(db).where(eq(claim.id, id));
}
export type ClaimRow = Awaited<ReturnType<typeof claimQuery>>[number];

/** For a batch of another feature: how claims of a subquery of ids stand. */
export function claimStatesQuery(db: Db, ids: SQLWrapper) {
  return db
    .select({ id: claim.id, state: claim.state, points: claim.points })
    .from(claim)
    .where(inArray(claim.id, ids));
}

/** One's own, the latest first. */
export async function listMyClaims(ctx: ActorContext): Promise<{ items: MyClaim[] }> {
  const [who, rows] = await ctx.db.batch([
    actorQuery(ctx),
    claimRows(ctx.db)
      .where(eq(claim.residentId, ctx.actor.userId))
      .orderBy(desc(claim.createdAt), desc(claim.id))
      .limit(MOST),
  ]);
  whoIs(who);
  return { items: rows.map((row) => myClaimView(row, ctx.now)) };
}

/** What waits for one's word in one's scope, the oldest first; never one's own, nor what one has spoken on. Throws `auth.forbidden` for somebody who verifies nothing. */
export async function listOpenClaims(ctx: ActorContext): Promise<{ items: StaffClaim[] }> {
  const place = placeColumns();
  const mine: SQL = heldAt(ctx, claimCan.decide.staff.roles, {
    facilityId: place.id,
    zoneId: place.zoneId,
  });
  const [who, rows] = await ctx.db.batch([
    actorQuery(ctx),
    claimRows(ctx.db)
      .where(
        and(
          inArray(claim.state, [...claimCan.decide.staff.states]),
          ne(claim.residentId, ctx.actor.userId),
          sql`NOT EXISTS (SELECT 1 FROM ${claimVerdict}
            WHERE claim_id = ${claim.id} AND by = ${ctx.actor.userId})`,
          mine,
        ),
      )
      .orderBy(asc(claim.createdAt), asc(claim.id))
      .limit(MOST),
  ]);
  const { grants } = whoIs(who);
  const roles: readonly string[] = claimCan.see.staff.roles;
  if (!grants.some(({ role }) => roles.includes(role))) throw new DomainError('auth.forbidden');
  return { items: rows.map((row) => staffClaimView(row, grants)) };
}

/** One photo of a claim, for whoever made it and those who verify it. Throws `claim.notFound`, also outside the scope. */
export async function getClaimPhoto(
  ctx: ActorContext,
  { id, position }: { id: string; position: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const [who, [row], [photo]] = await ctx.db.batch([
    actorQuery(ctx),
    claimQuery(ctx.db, id),
    ctx.db
      .select({ jpeg: claimPhoto.jpeg })
      .from(claimPhoto)
      .where(and(eq(claimPhoto.claimId, id), eq(claimPhoto.position, position))),
  ]);
  const { grants } = whoIs(who);
  if (!row || !photo) throw new DomainError('claim.notFound');
  const isOwner = row.residentId === ctx.actor.userId;
  const thing = { state: row.state, isOwner, place: placeOf(row) };
  if (verdict(claimCan.see, thing, grants) !== 'allowed') throw new DomainError('claim.notFound');
  return new Uint8Array(photo.jpeg);
}

export function myClaimView(row: ClaimRow, now: number): MyClaim {
  const { state, decidedAt } = row;
  const canAppeal = state === 'refused' && decidedAt !== null && canAppealAt(now, decidedAt);
  return { ...shared(row), can: { appeal: canAppeal } };
}

export function staffClaimView(row: ClaimRow, grants: readonly Grant[]): StaffClaim {
  const thing = { state: row.state, isOwner: false, place: placeOf(row) };
  return {
    ...shared(row),
    claimant: maskName(row.claimant),
    posted: row.posted,
    can: { decide: verdict(claimCan.decide, thing, grants) === 'allowed' },
  };
}

export function placeOf({ facilityId, zoneId }: ClaimRow) {
  return { facilityId, zoneId };
}

function shared(row: ClaimRow) {
  const { id, act, name, points, doneOn, note, photos, state, needed, confirmed } = row;
  const { reason, appeal } = row;
  return {
    ...{ id, act, name, points, doneOn, note, photos, state, needed, confirmed, reason, appeal },
    facility: { id: row.facilityId, name: row.facilityName },
    createdAt: toRfc3339(row.createdAt),
  };
}
