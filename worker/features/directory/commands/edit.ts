/** Changing a record of the register, and confirming that it is right. */
import { eq, type SQL, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { toGcj02 } from '../../../lib/datum.ts';
import { auditRow, guard, writeAll } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { pinyinOf, syllablesOf } from '../../../lib/pinyin.ts';
import { dayOf } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import type { EditInput, FacilityRecord } from '../../upkeep/schema.ts';
import {
  type ChangeDetail,
  may,
  mayConfirm,
  numbersQuery,
  type RecordRow,
  recordQuery,
  recordView,
  roleAt,
  sceneNamesQuery,
} from '../queries/records.ts';
import { estatePointsQuery } from '../queries/register.ts';
import { isInDistrict } from '../rules/position.ts';
import { facilityCan, IDENTITY_FIELDS } from '../rules/upkeep.ts';
import { facility } from '../tables.ts';

/** The fields that a change of is told in the log, by their names in the record. */
const LOGGED = [
  'name',
  'aliases',
  'summary',
  'address',
  'phone',
  'lng',
  'lat',
  'category',
  'areaM2',
  'hours',
  'access',
  'audience',
] as const satisfies readonly (keyof RecordRow)[];

/**
 * Changes what is given and logs each field with what it was. Throws `facility.notFound`, `auth.forbidden`,
 * `position.outside` for a new position that isn't in the district, `facility.same` when nothing would change, `facility.changed` when somebody else was quicker.
 */
export async function editFacility(
  ctx: ActorContext,
  id: string,
  input: EditInput,
): Promise<FacilityRecord> {
  const { db, now } = ctx;
  const [who, [found], scenes, numbers, estates] = await db.batch([
    ...recordStatements(ctx, id),
    estatePointsQuery(db, sql`${input.position !== undefined}`),
  ]);
  const { row, grants } = admitted(who, found);
  const asksIdentity = IDENTITY_FIELDS.some((field) => input[field] !== undefined);
  const access = asksIdentity ? facilityCan.editIdentity : facilityCan.edit;
  if (!may(access, row, grants)) throw new DomainError('auth.forbidden');
  if (row.revisedAt !== input.revision) throw new DomainError('facility.changed');
  const changed = changedRow(row, input);
  if (input.position && !isInDistrict(changed, estates)) throw new DomainError('position.outside');
  const fields = LOGGED.filter((field) => !isSame(row[field], changed[field])).map((field) => ({
    field,
    before: row[field],
    after: changed[field],
  }));
  if (fields.length === 0) throw new DomainError('facility.same');
  // Never the same twice, though two changes fall into one millisecond.
  const revisedAt = Math.max(now, row.revisedAt + 1);
  const detail: ChangeDetail = { role: roleAt(row, grants), fields };
  await writeAll(db, [
    guard(db, 'facility.changed', isOther(row)),
    auditRow(db, {
      id: ctx.newId('aud'),
      at: revisedAt,
      actorId: ctx.actor.userId,
      act: 'facility.edit',
      noun: 'facility',
      nounId: id,
      facilityId: id,
      reason: input.reason ?? null,
      detail,
    }),
    db
      .update(facility)
      .set({ ...written(changed), revisedAt })
      .where(eq(facility.id, id)),
  ]);
  return recordView({ ...changed, revisedAt }, { scenes, numbers, now, grants });
}

function recordStatements(ctx: ActorContext, id: string) {
  return [
    actorQuery(ctx),
    recordQuery(ctx.db, id),
    sceneNamesQuery(ctx.db, id),
    numbersQuery(ctx.db, id),
  ] as const;
}

function admitted(who: Awaited<ReturnType<typeof actorQuery>>, row: RecordRow | undefined) {
  const { grants } = whoIs(who);
  if (!row) throw new DomainError('facility.notFound');
  return { row, grants };
}

/** The record as it will be: spelled anew, its position in the one datum that is kept. */
function changedRow(row: RecordRow, { position, access, ...input }: EditInput): RecordRow {
  const { revision: _revision, reason: _reason, ...given } = input;
  const named = given.name ?? row.name;
  return {
    ...row,
    ...(Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ) as Partial<RecordRow>),
    pinyin: pinyinOf(named),
    syllables: syllablesOf(named),
    ...(position && toGcj02(position, position.datum)),
    ...(access && { access: { ...row.access, ...access } as RecordRow['access'] }),
  };
}

function written(row: RecordRow) {
  const { pinyin, syllables } = row;
  return {
    pinyin,
    syllables,
    ...(Object.fromEntries(LOGGED.map((field) => [field, row[field]])) as Pick<
      RecordRow,
      (typeof LOGGED)[number]
    >),
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** That the record isn't the one that was read: a condition for `guard`. */
function isOther({ id, revisedAt }: RecordRow): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM ${facility}
    WHERE ${facility.id} = ${id} AND ${facility.revisedAt} = ${revisedAt} AND ${facility.retiredAt} IS NULL)`;
}

/**
 * Says that the record, as it was looked at, is right today. Throws `facility.notFound`, `auth.forbidden`,
 * `facility.changed` when it isn't that record any more.
 */
export async function confirmFacility(
  ctx: ActorContext,
  id: string,
  revision: number,
): Promise<FacilityRecord> {
  const { db, now } = ctx;
  const [who, [found], scenes, numbers] = await db.batch([...recordStatements(ctx, id)]);
  const { row, grants } = admitted(who, found);
  if (!mayConfirm(row, grants)) throw new DomainError('auth.forbidden');
  if (row.revisedAt !== revision) throw new DomainError('facility.changed');
  const checked = { checkedOn: dayOf(now), checkedBy: roleAt(row, grants) };
  await writeAll(db, [
    guard(db, 'facility.changed', isOther(row)),
    auditRow(db, {
      id: ctx.newId('aud'),
      at: now,
      actorId: ctx.actor.userId,
      act: 'facility.confirm',
      noun: 'facility',
      nounId: id,
      facilityId: id,
      detail: { role: checked.checkedBy, fields: [] } satisfies ChangeDetail,
    }),
    db.update(facility).set(checked).where(eq(facility.id, id)),
  ]);
  return recordView({ ...row, ...checked }, { scenes, numbers, now, grants });
}
