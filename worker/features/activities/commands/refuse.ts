/** Refusals that show other ways: who waits already, and up to three sessions with room for the same people. */
import { and, eq, inArray } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { type Alternative, DomainError } from '../../../lib/errors.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { spendableQuery } from '../../points/queries/amounts.ts';
import { alternativeSessionsQuery } from '../queries/activities.ts';
import { type SessionRow, sessionsQuery } from '../queries/sessions.ts';
import {
  type Attending,
  attendeesRefusal,
  costOf,
  fits,
  seatsLeft,
  signUpState,
  waitRoom,
} from '../rules.ts';
import { activitySession, attendee } from '../tables.ts';

const ALTERNATIVES = 3;
/** Other activities of the same kind are looked for within so many days of the wanted time. */
const NEAR_DAYS = 7;
/** So many are looked at: among them some are full, closed, or for another age. */
const CANDIDATES = 40;

/** Refusals of the sign-up window after which another session may help. */
const HELPED_BY_ANOTHER: readonly string[] = ['session.cancelled', 'session.signUpOver'];

export type FullCode = 'registration.full' | 'registration.waitFull';

/** Says how many seats are left now, who waits, and where there is room. One round trip. */
export async function fullRefusal(
  ctx: ActorContext,
  code: FullCode,
  wanted: SessionRow,
  people: readonly Attending[],
): Promise<DomainError> {
  const { row, alternatives } = await readAlternatives(ctx, wanted, people);
  const { session, ...counts } = row;
  const left = seatsLeft(session, counts);
  const tooMany = session.capacity !== null && people.length > session.capacity;
  const waitLeft = waitRoom(session, counts);
  const rule = tooMany
    ? { name: 'capacity', value: session.capacity ?? 0 }
    : code === 'registration.full'
      ? { name: 'seatsLeft', value: left }
      : { name: 'waitLeft', value: waitLeft };
  return new DomainError(code, {
    rule,
    waiting: { signUps: counts.waitingSignUps, seats: counts.waitingSeats, left: waitLeft },
    alternatives,
  });
}

/** Says what it costs, what there is to spend, and what can be had for nothing near that time. One round trip. */
export async function shortRefusal(
  ctx: ActorContext,
  wanted: SessionRow,
  people: readonly Attending[],
): Promise<DomainError> {
  const { row, alternatives, available } = await readAlternatives(ctx, wanted, people, true);
  const price = costOf(
    { points: row.session.pricePoints, per: row.session.pricePer },
    people.length,
  );
  return new DomainError('points.short', {
    rule: { name: 'price', value: price },
    points: { price, available },
    alternatives,
  });
}

/** The refusal of a sign-up window, with other sessions where they help. */
export async function closedRefusal(
  ctx: ActorContext,
  closed: DomainError,
  wanted: SessionRow,
  people: readonly Attending[],
): Promise<DomainError> {
  if (!HELPED_BY_ANOTHER.includes(closed.code)) return closed;
  const { alternatives } = await readAlternatives(ctx, wanted, people);
  return new DomainError(closed.code, { ...closed.refusal, alternatives });
}

/** Several sessions are ahead and none was named: the first three that are open. */
export function chooseRefusal(sessions: readonly SessionRow[], now: number): DomainError {
  const open = sessions.filter((row) => signUpState(row.session, row, now) === 'open');
  return new DomainError('session.choose', { alternatives: offers(open) });
}

async function readAlternatives(
  ctx: ActorContext,
  wanted: SessionRow,
  people: readonly Attending[],
  freeOnly = false,
): Promise<{ row: SessionRow; alternatives: Alternative[]; available: number }> {
  const { db, now } = ctx;
  const [[row = wanted], candidates, held, [purse]] = await db.batch([
    sessionsQuery(db).where(eq(activitySession.id, wanted.session.id)),
    alternativeSessionsQuery(
      ctx,
      {
        activityId: wanted.activity.id,
        category: wanted.activity.category,
        startAt: wanted.session.startAt,
      },
      { days: NEAR_DAYS, limit: CANDIDATES },
    ),
    db
      .select({ sessionId: attendee.sessionId })
      .from(attendee)
      .where(
        and(
          inArray(
            attendee.personId,
            people.map(({ id }) => id),
          ),
          eq(attendee.state, 'held'),
        ),
      ),
    spendableQuery(ctx, ctx.actor.userId),
  ]);
  const theirs = new Set([wanted.session.id, ...held.map(({ sessionId }) => sessionId)]);
  const free = candidates.filter(
    (one) =>
      !theirs.has(one.session.id) &&
      hasRoomFor(one, people, now) &&
      !(freeOnly && one.session.pricePoints > 0),
  );
  return { row, alternatives: offers(free), available: purse?.available ?? 0 };
}

function hasRoomFor(row: SessionRow, people: readonly Attending[], now: number): boolean {
  const { session, activity, ...counts } = row;
  if (attendeesRefusal(activity, people, session.startAt)) return false;
  const state = signUpState(session, counts, now);
  return state === 'none' || (state === 'open' && fits(session, counts, people.length));
}

function offers(rows: readonly SessionRow[]): Alternative[] {
  return rows.slice(0, ALTERNATIVES).map(({ session, activity }) => ({
    kind: 'session',
    id: session.id,
    activityId: activity.id,
    name: activity.title,
    start: toRfc3339(session.startAt),
    end: toRfc3339(session.endAt),
  }));
}
