/** Saying which hours replace the weekly ones from one day to another, and taking that back. */
import { eq, sql } from 'drizzle-orm';
import type { Role } from '../../../lib/access.ts';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { type AuditEntry, auditRow, guard, writeAll, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { dayOf, daysBetween } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import type { DatedHours, DatedHoursInput } from '../../upkeep/schema.ts';
import { type DatedHoursRow, datedHoursQuery, datedHoursView } from '../queries/datedHours.ts';
import { may, recordQuery, roleAt, sceneNamesQuery } from '../queries/records.ts';
import { facilityCan, LONGEST_DATED_HOURS_DAYS } from '../rules/upkeep.ts';
import { hoursException } from '../tables.ts';

/**
 * Bookings stay: to end them is what a closure of venues is for. Throws `facility.notFound`, `auth.forbidden`,
 * `scene.notFound`, `datedHours.interval`, `datedHours.past`, and `datedHours.overlap` where other dated hours of the same
 * place or room hold on one of the days.
 */
export async function setDatedHours(
  ctx: ActorContext,
  facilityId: string,
  input: DatedHoursInput,
): Promise<DatedHours> {
  const { db, now } = ctx;
  const [who, earlier, [place], scenes] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    recordQuery(db, facilityId),
    sceneNamesQuery(db, facilityId),
  ]);
  const { grants } = whoIs(who);
  const replayed = replayedId(ctx, earlier);
  if (replayed !== null) return readDatedHours(ctx, replayed);
  if (!place) throw new DomainError('facility.notFound');
  if (!may(facilityCan.edit, place, grants)) throw new DomainError('auth.forbidden');
  const { sceneId = null, fromOn, untilOn, spans, reason } = input;
  if (sceneId !== null && !scenes.some(({ id }) => id === sceneId)) {
    throw new DomainError('scene.notFound');
  }
  checkDays(input, now);
  const row = { id: ctx.newId('dth'), facilityId, sceneId, fromOn, untilOn, spans, reason };
  const [[written]] = await writeThenRead(
    db,
    [
      ...rememberResult(ctx, row.id),
      datedHoursAudit(ctx, row, { act: 'datedHours.create', reason, role: roleAt(place, grants) }),
      db.insert(hoursException).values({ ...row, createdAt: now }),
    ],
    [datedHoursQuery(db, eq(hoursException.id, row.id))],
  );
  if (!written) throw new DomainError('datedHours.notFound');
  return datedHoursView(written);
}

function checkDays({ fromOn, untilOn }: DatedHoursInput, now: number): void {
  const days = daysBetween(fromOn, untilOn) + 1;
  if (days < 1 || days > LONGEST_DATED_HOURS_DAYS) {
    throw new DomainError('datedHours.interval', {
      rule: { name: 'longestDatedHoursDays', value: LONGEST_DATED_HOURS_DAYS },
    });
  }
  if (untilOn < dayOf(now)) throw new DomainError('datedHours.past');
}

type Dated = Pick<DatedHoursRow, 'id' | 'facilityId' | 'sceneId' | 'fromOn' | 'untilOn'> & {
  spans: unknown;
};

/** The log keeps what they were: the row itself goes when they are taken back. */
function datedHoursAudit(
  ctx: ActorContext,
  { id, facilityId, ...dated }: Dated,
  { act, reason, role }: Pick<AuditEntry, 'act' | 'reason'> & { role: Role },
) {
  const entry = { id: ctx.newId('aud'), at: ctx.now, actorId: ctx.actor.userId, act, reason };
  return auditRow(ctx.db, {
    ...entry,
    noun: 'datedHours',
    nounId: id,
    facilityId,
    detail: { role, ...dated },
  });
}

async function readDatedHours({ db }: ActorContext, id: string): Promise<DatedHours> {
  const [row] = await datedHoursQuery(db, eq(hoursException.id, id));
  if (!row) throw new DomainError('datedHours.notFound');
  return datedHoursView(row);
}

/** The weekly hours hold again. Throws `datedHours.notFound`, also when somebody else was quicker, and `auth.forbidden`. */
export async function withdrawDatedHours(
  ctx: ActorContext,
  id: string,
  reason: string,
): Promise<DatedHours> {
  const { db } = ctx;
  const dated = eq(hoursException.id, id);
  const [who, [row], [place]] = await db.batch([
    actorQuery(ctx),
    datedHoursQuery(db, dated),
    recordQuery(
      db,
      sql`(SELECT ${hoursException.facilityId} FROM ${hoursException} WHERE ${dated})`,
    ),
  ]);
  const { grants } = whoIs(who);
  if (!row || !place) throw new DomainError('datedHours.notFound');
  if (!may(facilityCan.edit, place, grants)) throw new DomainError('auth.forbidden');
  const { sceneName: _, ...was } = row;
  await writeAll(db, [
    guard(
      db,
      'datedHours.notFound',
      sql`NOT EXISTS (SELECT 1 FROM ${hoursException} WHERE ${dated})`,
    ),
    datedHoursAudit(
      ctx,
      { ...was, spans: JSON.parse(row.spans) },
      { act: 'datedHours.withdraw', reason, role: roleAt(place, grants) },
    ),
    db.delete(hoursException).where(dated),
  ]);
  return datedHoursView(row);
}
