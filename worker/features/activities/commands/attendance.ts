/** Marking who came: by the list, or by the code somebody shows. */
import { sql } from 'drizzle-orm';
import { verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import {
  type AuditEntry,
  auditRow,
  guard,
  type Statement,
  writeThenRead,
} from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import type { FacilityPlace } from '../../directory/queries/places.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { type SessionRow, staffSessionView } from '../queries/sessions.ts';
import {
  type CodeRow,
  participantQueries,
  participantsView,
  passRow,
  registrationByCodeQueries,
  registrationPass,
  scopeOf,
  staffSessionOf,
  staffSessionQueries,
} from '../queries/staff.ts';
import { absenceRefusal, attendanceRefusal, registrationCan } from '../rules.ts';
import type { Mark, Participants, RegistrationPass } from '../schema.ts';
import { attendee } from '../tables.ts';
import { settleStatements } from './prices.ts';
import { rewardStatements } from './rewards.ts';

/**
 * Marks attendees of a session as attended or absent; a later mark puts an earlier one right. Throws
 * `session.notFound`, `auth.forbidden`, `session.state`, `session.notStarted`, `attendee.notFound`, `attendee.state`.
 */
export async function markAttendance(
  ctx: ActorContext,
  { id, marks }: { id: string; marks: Mark[] },
): Promise<Participants> {
  const { db, now } = ctx;
  const [actor, rows, places, participating] = await db.batch([
    actorQuery(ctx),
    ...staffSessionQueries(ctx, id),
    ...participantQueries(db, id),
  ]);
  const who = whoIs(actor);
  const { row, place } = staffSessionOf([rows, places], who, 'markAttendance');
  const isAbsence = marks.some(({ attended }) => !attended);
  const early =
    attendanceRefusal(row.session, now) ?? (isAbsence ? absenceRefusal(row.session, now) : null);
  if (early) throw early;
  const principals = new Map<string, string>();
  for (const mark of marks) {
    const one = participating.find((registration) => registration.id === mark.registrationId);
    const person = one?.attendees.find(({ personId }) => personId === mark.personId);
    if (one?.state !== 'registered' || !person) throw new DomainError('attendee.notFound');
    if (person.state === 'cancelled') throw new DomainError('attendee.state');
    principals.set(one.id, one.residentId);
  }
  const [after, , ...lists] = await writeThenRead(
    db,
    [
      ...[...principals].map(([registrationId, principalId]) =>
        auditRow(db, {
          ...entryOf(ctx, { registrationId, principalId }, place),
          detail: { marks: marks.filter((mark) => mark.registrationId === registrationId) },
        }),
      ),
      // A trigger refuses to mark a seat that was given back meanwhile.
      db.run(sql`UPDATE ${attendee} SET marked_at = ${now}, marked_by = ${ctx.actor.userId},
          state = CASE WHEN mark.value ->> 'attended' THEN 'attended' ELSE 'absent' END
        FROM json_each(${JSON.stringify(marks)}) mark
        WHERE registration_id = mark.value ->> 'registrationId'
          AND person_id = mark.value ->> 'personId'`),
      ...settled(ctx, row, [...principals.keys()]),
    ],
    [...staffSessionQueries(ctx, id), ...participantQueries(db, id)],
  );
  const session = staffSessionView(after[0] ?? row, place, { now, who });
  return participantsView(session, row.session.startAt, lists);
}

/**
 * Marks everybody of a registration as attended, once. Throws `pass.notFound`, `registration.state` when they are
 * marked already or it isn't live, `session.notStarted`, and `session.state` after the end.
 */
export async function checkInRegistration(
  ctx: ActorContext,
  code: string,
): Promise<RegistrationPass> {
  const { db, now } = ctx;
  const [actor, ...answers] = await db.batch([
    actorQuery(ctx),
    ...registrationByCodeQueries(db, code),
  ]);
  const who = whoIs(actor);
  const found = passRow(answers, who);
  if (!found) throw new DomainError('pass.notFound');
  const { row, place } = found;
  const { id, residentId, state } = row.registration;
  const thing = { state, isOwner: false, place: scopeOf(place) };
  if (verdict(registrationCan.checkIn, thing, who.grants) !== 'allowed' || isMarked(row)) {
    throw new DomainError('registration.state');
  }
  const early = attendanceRefusal(row.session, now);
  if (early) throw early;
  if (now >= row.session.endAt) {
    const rule = { name: 'end', value: toRfc3339(row.session.endAt) };
    throw new DomainError('session.state', { rule });
  }
  const open = sql`registration_id = ${id} AND state IN ('held', 'absent')`;
  const after = await writeThenRead(
    db,
    [
      guard(db, 'registration.state', sql`NOT EXISTS (SELECT 1 FROM ${attendee} WHERE ${open})`),
      auditRow(db, {
        ...entryOf(ctx, { registrationId: id, principalId: residentId }, place),
        detail: { byCode: true },
      }),
      db.run(sql`UPDATE ${attendee}
        SET state = 'attended', marked_at = ${now}, marked_by = ${ctx.actor.userId} WHERE ${open}`),
      ...settled(ctx, row, [id]),
    ],
    registrationByCodeQueries(db, code),
  );
  const pass = registrationPass(after, who, now);
  if (!pass) throw new DomainError('pass.notFound');
  return pass;
}

/** What marks move: the points of those registrations, and what was earned by coming. */
function settled(
  ctx: ActorContext,
  row: Pick<SessionRow, 'session' | 'activity'>,
  registrationIds: string[],
): Statement[] {
  const marked = sql`r.id IN (SELECT value FROM json_each(${JSON.stringify(registrationIds)}))`;
  const by = { by: ctx.actor.userId, note: row.activity.title };
  return [...settleStatements(ctx, marked, by), ...rewardStatements(ctx, row, by.by)];
}

function isMarked({ attendees }: CodeRow): boolean {
  return attendees.every(({ state }) => state === 'attended' || state === 'cancelled');
}

function entryOf(
  ctx: ActorContext,
  { registrationId, principalId }: { registrationId: string; principalId: string },
  place: FacilityPlace,
): AuditEntry {
  return {
    id: ctx.newId('aud'),
    at: ctx.now,
    actorId: ctx.actor.userId,
    principalId,
    act: 'attendance.mark',
    noun: 'registration',
    nounId: registrationId,
    facilityId: place.id,
  };
}
