/** Giving a place another number: it keeps the one it has, and the new one leads to it (docs/decisions/014). */
import { sql } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, guard, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import type { FacilityRecord, NumberInput } from '../../upkeep/schema.ts';
import {
  type ChangeDetail,
  may,
  numbersQuery,
  recordQuery,
  recordView,
  sceneNamesQuery,
} from '../queries/records.ts';
import { facilityCan } from '../rules/upkeep.ts';
import { facility, facilityAlias } from '../tables.ts';

/**
 * Throws `facility.notFound`, `auth.forbidden`, `alias.taken` for a number that any place has or had, `alias.retired` when
 * the place was merged away meanwhile.
 */
export async function addNumber(
  ctx: ActorContext,
  id: string,
  { number, reason }: NumberInput,
): Promise<FacilityRecord> {
  const { db, now } = ctx;
  const [who, earlier, [row], scenes, numbers] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    recordQuery(db, id),
    sceneNamesQuery(db, id),
    numbersQuery(db, id),
  ]);
  const { grants } = whoIs(who);
  if (!row) throw new DomainError('facility.notFound');
  if (!may(facilityCan.renumber, row, grants)) throw new DomainError('auth.forbidden');
  const shown = { scenes, now, grants };
  if (replayedId(ctx, earlier) !== null) return recordView(row, { ...shown, numbers });
  const field = { field: 'number', before: null, after: number };
  const detail: ChangeDetail = { role: 'subdistrict_admin', fields: [field] };
  const [after] = await writeThenRead(
    db,
    [
      ...rememberResult(ctx, id),
      guard(
        db,
        'alias.taken',
        sql`EXISTS (SELECT 1 FROM ${facility} WHERE ${facility.id} = ${number})`,
      ),
      auditRow(db, {
        id: ctx.newId('aud'),
        at: now,
        actorId: ctx.actor.userId,
        act: 'facility.addNumber',
        noun: 'facility',
        nounId: id,
        facilityId: id,
        reason,
        detail,
      }),
      db
        .insert(facilityAlias)
        .values({ oldId: number, facilityId: id, reason: 'renumbered', createdAt: now }),
    ],
    [numbersQuery(db, id)],
  );
  return recordView(row, { ...shown, numbers: after });
}
