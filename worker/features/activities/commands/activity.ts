/** Planning an activity with its sessions. */
import { sql } from 'drizzle-orm';
import { verdict } from '../../../lib/access.ts';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { syllablesOf } from '../../../lib/pinyin.ts';
import { facilityPlacesQuery } from '../../directory/queries/places.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { residentByNumberQuery } from '../../identity/queries/phoneNumbers.ts';
import { activityAnswer, activityQueries, getActivity } from '../queries/activities.ts';
import { scopeOf } from '../queries/staff.ts';
import { planRefusal, type SessionPlan, sessionCan } from '../rules.ts';
import type { Activity, NewActivityInput } from '../schema.ts';
import { activity, activitySession } from '../tables.ts';

type NewSession = NewActivityInput['sessions'][number];

/** Throws `facility.notFound`, `auth.forbidden`, `organiser.notFound`, `organiser.self`, `session.interval`. */
export async function createActivity(
  ctx: ActorContext,
  wanted: NewActivityInput,
): Promise<Activity> {
  const { db, now } = ctx;
  const { organiserPhone, price } = wanted;
  const [actor, earlier, [place], [organiser]] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    facilityPlacesQuery(db, sql`(${wanted.facilityId})`),
    residentByNumberQuery(ctx, organiserPhone ?? ''),
  ]);
  const { grants } = whoIs(actor);
  const earlierId = replayedId(ctx, earlier);
  if (earlierId !== null) return getActivity(ctx, earlierId);
  if (!place) throw new DomainError('facility.notFound');
  const thing = { state: 'scheduled' as const, isOwner: false, place: scopeOf(place) };
  if (verdict(sessionCan.create, thing, grants) !== 'allowed') {
    throw new DomainError('auth.forbidden');
  }
  if (organiserPhone !== undefined && !organiser) throw new DomainError('organiser.notFound');
  // Nobody plans points for oneself.
  if (organiser?.id === ctx.actor.userId) throw new DomainError('organiser.self');
  const plans = wanted.sessions.map((session) => planOf(session, now));
  const faulty = planRefusal(plans, now);
  if (faulty) throw faulty;
  const id = ctx.newId('act');
  const { sessions, price: _price, organiserPhone: _phone, ...facts } = wanted;
  const answers = await writeThenRead(
    db,
    [
      ...rememberResult(ctx, id),
      auditRow(db, {
        id: ctx.newId('aud'),
        at: now,
        actorId: ctx.actor.userId,
        act: 'activity.create',
        noun: 'activity',
        nounId: id,
        facilityId: place.id,
        detail: {
          ...{ title: wanted.title, sessions: sessions.length, price, earns: wanted.earns },
          organiserId: organiser?.id ?? null,
        },
      }),
      db.insert(activity).values({
        id,
        ...facts,
        organiserId: organiser?.id ?? null,
        syllables: syllablesOf(facts.title),
        createdBy: ctx.actor.userId,
        createdAt: now,
      }),
      ...plans.map((plan, index) =>
        db.insert(activitySession).values({
          id: ctx.newId('ses'),
          activityId: id,
          place: sessions[index]?.place ?? '',
          state: 'scheduled',
          ...plan,
          ...(price && { pricePoints: price.points, pricePer: price.per, noShow: price.noShow }),
        }),
      ),
    ],
    activityQueries(ctx, id),
  );
  return activityAnswer(answers, now);
}

/** Sign-up opens now and closes, like cancelling, when the session starts, where nothing else is said. */
function planOf(session: NewSession, now: number): SessionPlan {
  const { start, end, capacity, waitCapacity, signUpFrom, signUpUntil, cancelUntil } = session;
  return {
    startAt: start,
    endAt: end,
    capacity,
    waitCapacity,
    signUpFromAt: signUpFrom ?? Math.min(now, signUpUntil ?? start),
    signUpUntilAt: signUpUntil ?? start,
    cancelUntilAt: cancelUntil ?? start,
  };
}
