/** Records of the register for those who keep it: one to edit, and what has been changed in it. */
import { and, asc, desc, eq, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { type Access, type Grant, holdsRole, type Role, verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { audit } from '../../../lib/tables.ts';
import { addDays, dayOf, toRfc3339 } from '../../../lib/time.ts';
import { actorQuery, heldAt, whoIs } from '../../identity/queries/actor.ts';
import { facilityIdsBearing } from '../../search/queries/bearing.ts';
import type { FacilityChanges, FacilityRecord, FoundRecords } from '../../upkeep/schema.ts';
import type { Level } from '../rules/kinds.ts';
import { checkOf, facilityCan, SHORTEST_HOLD_DAYS } from '../rules/upkeep.ts';
import { facility, facilityAlias, scene } from '../tables.ts';
import { positionView } from './places.ts';

/** For a batch: a place that is in the register, by its id or a subquery of it. */
export function recordQuery(db: Db, id: string | SQL) {
  return db
    .select()
    .from(facility)
    .where(and(eq(facility.id, id), isNull(facility.retiredAt)));
}
export type RecordRow = Awaited<ReturnType<typeof recordQuery>>[number];

/** A condition: that a place is the one of an id, or the one that this number leads to now. */
export function isNumbered(number: string): SQL {
  return sql`${facility.id} IN (${number}, (SELECT facility_id FROM facility_alias WHERE old_id = ${number}))`;
}

/** For a batch: the place in the register that a number is of, or leads to. */
export function numberedQuery(db: Db, number: string) {
  return db
    .select({ id: facility.id })
    .from(facility)
    .where(and(isNumbered(number), isNull(facility.retiredAt)));
}

/** For a batch: the other numbers that lead to a place, the latest first. */
export function numbersQuery(db: Db, facilityId: string) {
  return db
    .select({ number: facilityAlias.oldId, reason: facilityAlias.reason })
    .from(facilityAlias)
    .where(eq(facilityAlias.facilityId, facilityId))
    .orderBy(desc(facilityAlias.createdAt), asc(facilityAlias.oldId));
}

/** For a batch: what a place has inside. */
export function sceneNamesQuery(db: Db, facilityId: string) {
  return db
    .select({ id: scene.id, name: scene.name })
    .from(scene)
    .where(eq(scene.facilityId, facilityId))
    .orderBy(asc(scene.floor), asc(scene.sort));
}

/** Whether somebody with these grants may do an act on a place. */
export function may(
  access: Access<Level>,
  row: Pick<RecordRow, 'id' | 'zoneId' | 'level'>,
  grants: readonly Grant[],
): boolean {
  const place = { facilityId: row.id, zoneId: row.zoneId };
  return verdict(access, { state: row.level, isOwner: false, place }, grants) === 'allowed';
}

/** Nearest to the place first: what the log and the page say of who it was. */
const ROLES_AT: readonly Role[] = [
  'centre_staff',
  'grid_worker',
  'zone_operator',
  'subdistrict_admin',
];

/** As what somebody who may do so acts on a place. */
export function roleAt(
  { id, zoneId }: Pick<RecordRow, 'id' | 'zoneId'>,
  grants: readonly Grant[],
): Role {
  const place = { facilityId: id, zoneId };
  return ROLES_AT.find((role) => holdsRole(grants, [role], place)) ?? 'subdistrict_admin';
}

export function mayConfirm(row: RecordRow, grants: readonly Grant[]): boolean {
  return may(facilityCan.confirm, row, grants) || may(facilityCan.confirmOnRounds, row, grants);
}

/** One record with what may be done to it. Throws `facility.notFound`, `auth.forbidden`. */
export async function getRecord(ctx: ActorContext, id: string): Promise<FacilityRecord> {
  const [who, [row], scenes, numbers] = await ctx.db.batch([
    actorQuery(ctx),
    recordQuery(ctx.db, id),
    sceneNamesQuery(ctx.db, id),
    numbersQuery(ctx.db, id),
  ]);
  const { grants } = whoIs(who);
  if (!row) throw new DomainError('facility.notFound');
  if (!may(facilityCan.see, row, grants)) throw new DomainError('auth.forbidden');
  return recordView(row, { scenes, numbers, now: ctx.now, grants });
}

export function recordView(
  row: RecordRow,
  {
    scenes,
    numbers,
    now,
    grants,
  }: Pick<FacilityRecord, 'scenes' | 'numbers'> & { now: number; grants: readonly Grant[] },
): FacilityRecord {
  return {
    id: row.id,
    level: row.level,
    category: row.category as FacilityRecord['category'],
    name: row.name,
    aliases: row.aliases,
    summary: row.summary,
    zoneId: row.zoneId,
    communityId: row.communityId,
    address: row.address,
    phone: row.phone,
    position: positionView(row),
    areaM2: row.areaM2,
    hours: row.hours,
    access: row.access,
    audience: row.audience,
    revision: row.revisedAt,
    checkedOn: row.checkedOn,
    checkedBy: row.checkedBy,
    check: checkOf(row, dayOf(now)),
    scenes,
    numbers,
    can: {
      edit: may(facilityCan.edit, row, grants),
      editIdentity: may(facilityCan.editIdentity, row, grants),
      confirm: mayConfirm(row, grants),
      setCondition: may(facilityCan.setCondition, row, grants),
      merge: may(facilityCan.merge, row, grants),
      renumber: may(facilityCan.renumber, row, grants),
    },
  };
}

/** So many changes back. */
const MOST_CHANGES = 100;

/** What an audit row of a record holds beside who and when. */
export type ChangeDetail = { role: Role; fields: FacilityChanges['items'][number]['fields'] };

/** What has been done to a record and told of its place, newest first; who did it by role only. Throws `facility.notFound`, `auth.forbidden`. */
export async function listChanges(ctx: ActorContext, id: string): Promise<FacilityChanges> {
  const { db } = ctx;
  const [who, [row], rows] = await db.batch([
    actorQuery(ctx),
    recordQuery(db, id),
    db
      .select({ at: audit.at, act: audit.act, reason: audit.reason, detail: audit.detail })
      .from(audit)
      // Word for word as the index `audit_record` has it, or it isn't used.
      .where(and(eq(audit.facilityId, id), sql`noun IN ('facility', 'condition', 'datedHours')`))
      .orderBy(desc(audit.at), desc(audit.id))
      .limit(MOST_CHANGES),
  ]);
  const { grants } = whoIs(who);
  if (!row) throw new DomainError('facility.notFound');
  if (!may(facilityCan.see, row, grants)) throw new DomainError('auth.forbidden');
  return {
    items: rows.map(({ at, act, reason, detail }) => {
      const { role = null, fields = [] } = (detail ?? {}) as Partial<ChangeDetail>;
      return { at: toRfc3339(at), act, reason, by: role, fields };
    }),
  };
}

/** For the joins of other features: the register's table and what a scope needs of it. */
export function placeColumns() {
  const { id, name, zoneId, communityId } = facility;
  return { table: facility, id, name, zoneId, communityId };
}

/** Only the shortest-lived checks of a scope that is no larger than this are looked through for what is overdue. */
const MOST_DUE = 500;

/** For a batch: what may be overdue in one's scope, the oldest check first. */
export function dueQuery(ctx: ActorContext) {
  const before = addDays(dayOf(ctx.now), -SHORTEST_HOLD_DAYS);
  return ctx.db
    .select({
      id: facility.id,
      name: facility.name,
      level: facility.level,
      category: facility.category,
      zoneId: facility.zoneId,
      checkedOn: facility.checkedOn,
    })
    .from(facility)
    .where(
      and(
        isNull(facility.retiredAt),
        or(isNull(facility.checkedOn), lt(facility.checkedOn, before)),
        inScope(ctx),
      ),
    )
    .orderBy(asc(facility.checkedOn), asc(facility.id))
    .limit(MOST_DUE);
}

/** A condition in SQL: that a place of the register is one that the actor runs. */
export function inScope(ctx: ActorContext): SQL {
  return heldAt(ctx, facilityCan.see.staff.roles, {
    facilityId: sql`${facility.id}`,
    zoneId: sql`${facility.zoneId}`,
  });
}

/** So many places found at a time. */
const MOST_FOUND = 20;

/**
 * Places in one's scope that bear the words of `q`, or have it as their id; without words those whose check is the
 * oldest. Throws `auth.forbidden` for somebody who runs nothing.
 */
export async function findRecords(ctx: ActorContext, q: string): Promise<FoundRecords> {
  const { db, now } = ctx;
  const asked =
    q === '' ? undefined : or(isNumbered(q), inArray(facility.id, facilityIdsBearing(q)));
  const [who, rows] = await db.batch([
    actorQuery(ctx),
    db
      .select({
        id: facility.id,
        name: facility.name,
        level: facility.level,
        category: facility.category,
        address: facility.address,
        checkedOn: facility.checkedOn,
      })
      .from(facility)
      .where(and(isNull(facility.retiredAt), asked, inScope(ctx)))
      .orderBy(asc(facility.checkedOn), asc(facility.id))
      .limit(MOST_FOUND + 1),
  ]);
  const { grants } = whoIs(who);
  const roles: readonly string[] = facilityCan.see.staff.roles;
  if (!grants.some(({ role }) => roles.includes(role))) throw new DomainError('auth.forbidden');
  const today = dayOf(now);
  return {
    items: rows.slice(0, MOST_FOUND).map(({ id, name, address, ...checked }) => ({
      id,
      name,
      address,
      check: checkOf(checked, today),
    })),
    more: rows.length > MOST_FOUND,
  };
}
