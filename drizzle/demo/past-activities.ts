/** Activities that ran every week in the communities and are over: who signed up, and who came. */
import type { Audience } from '../../worker/features/directory/rules/kinds.ts';
import { syllablesOf } from '../../worker/lib/pinyin.ts';
import {
  addDays,
  ageOn,
  atWallTime,
  type Day,
  MINUTE_MS,
  weekdayOf,
} from '../../worker/lib/time.ts';
import { auditOf, type CodeSource } from './acts.ts';
import { COMMUNITIES } from './areas.ts';
import { staffAt } from './people.ts';
import type { SignUps } from './registrations.ts';
import type {
  ActivityRow,
  ActivitySessionRow,
  EstateRow,
  FacilityRow,
  PersonRow,
  RegistrationRow,
} from './rows.ts';
import type { Volumes } from './scales.ts';
import { type Seed, seeded } from './seed.ts';

type Series = {
  slug: string;
  title: string;
  category: ActivityRow['category'];
  audience: Audience[];
  /** 1 = Monday. No two at the same time: nobody is in two places at once. */
  weekday: number;
  startsAt: string;
  place: string;
};

const SERIES: readonly Series[] = [
  {
    ...{ slug: 'stairs', title: '楼道清洁日', category: 'volunteer', audience: ['all'] },
    ...{ weekday: 6, startsAt: '08:30', place: '1 楼 服务台集合' },
  },
  {
    ...{ slug: 'visits', title: '敲门看望独居老人', category: 'volunteer', audience: ['all'] },
    ...{ weekday: 3, startsAt: '09:30', place: '1 楼 服务台集合' },
  },
  {
    ...{ slug: 'sorting', title: '垃圾分类引导', category: 'volunteer', audience: ['all'] },
    ...{ weekday: 1, startsAt: '18:30', place: '小区投放点' },
  },
  {
    ...{ slug: 'crossing', title: '路口文明值守', category: 'volunteer', audience: ['all'] },
    ...{ weekday: 5, startsAt: '16:30', place: '社区中心门口集合' },
  },
  {
    ...{ slug: 'taiji', title: '太极拳晨练班', category: 'health', audience: ['elder'] },
    ...{ weekday: 2, startsAt: '08:30', place: '1 楼 门前广场' },
  },
  {
    ...{ slug: 'brush', title: '书法入门', category: 'class', audience: ['elder', 'all'] },
    ...{ weekday: 4, startsAt: '14:00', place: '2 楼 活动室' },
  },
  {
    ...{ slug: 'crafts', title: '亲子手工', category: 'children', audience: ['child', 'parent'] },
    ...{ weekday: 7, startsAt: '10:00', place: '2 楼 活动室' },
  },
  {
    ...{ slug: 'reading', title: '邻里读书会', category: 'culture', audience: ['all'] },
    ...{ weekday: 4, startsAt: '19:00', place: '2 楼 书房' },
  },
  {
    ...{ slug: 'clinic', title: '健康讲座', category: 'talk', audience: ['elder'] },
    ...{ weekday: 1, startsAt: '09:30', place: '1 楼 大厅' },
  },
  {
    ...{ slug: 'shuttle', title: '羽毛球约练', category: 'sport', audience: ['all'] },
    ...{ weekday: 6, startsAt: '19:00', place: '体育馆' },
  },
];

const LASTS_MS = 90 * MINUTE_MS;
const CAPACITY = 40;
/** The last of them was more than a week ago: what is nearer is the other activities'. */
const LAST_DAYS_AGO = 8;

type Facts = {
  now: number;
  today: Day;
  facility: (id: string) => FacilityRow;
  estates: readonly EstateRow[];
  people: readonly PersonRow[];
  codes: CodeSource;
  volumes: Volumes;
};

export type PastActivities = Omit<SignUps, 'notice'> & {
  activity: ActivityRow[];
  activitySession: ActivitySessionRow[];
};

/** As many as make `came` attendees who came. */
export function pastActivities(came: number, facts: Facts): PastActivities {
  const all: PastActivities = {
    ...{ activity: [], activitySession: [], registration: [], attendee: [], audit: [] },
  };
  const plans = COMMUNITIES.flatMap(({ id }) =>
    SERIES.flatMap((series) => sessionsOf(series, id, facts)),
  );
  all.activity.push(...new Set(plans.map(({ activity }) => activity)));
  const pools = poolsOf(facts);
  const seed = seeded('past activities');
  let sum = 0;
  for (const [index, plan] of plans.entries()) {
    all.activitySession.push(plan.session);
    const isLast = index === plans.length - 1;
    const least = Math.round(((index + 1) * came) / plans.length) - sum;
    const wanted = isLast ? least : Math.max(4, least + seed.int(-4, 4));
    const pool = pools.get(`${plan.communityId} ${plan.series.audience[0]}`) ?? [];
    fill(all, { ...plan, pool, wanted, seed, codes: facts.codes });
    sum += wanted;
  }
  return all;
}

type Plan = {
  series: Series;
  communityId: string;
  zoneId: string;
  activity: ActivityRow;
  session: ActivitySessionRow;
};

function sessionsOf(series: Series, communityId: string, facts: Facts): Plan[] {
  const { today, volumes, facility } = facts;
  const { id: facilityId, zoneId } = facility(`${communityId}-centre`);
  const first = addDays(today, -(volumes.pastDays - 4));
  const { slug, title, category, audience, startsAt, place } = series;
  const activity: ActivityRow = {
    ...{ id: `past-${slug}-${communityId}`, facilityId, title, category, audience },
    ...{ syllables: syllablesOf(title), summary: '已经结束的一期（演示）。' },
    ...{ minAge: null, maxAge: null, organiserId: null },
    earns: category === 'volunteer' ? 'volunteering' : null,
    createdBy: staffAt(facilityId, zoneId),
    createdAt: atWallTime(first, '08:00'),
  };
  const days = (series.weekday - weekdayOf(first) + 7) % 7;
  const plans: Plan[] = [];
  for (let on = addDays(first, days); on <= addDays(today, -LAST_DAYS_AGO); on = addDays(on, 7)) {
    const startAt = atWallTime(on, startsAt);
    const session: ActivitySessionRow = {
      ...{ id: `${activity.id}-${on}`, activityId: activity.id, startAt, place },
      ...{ endAt: startAt + LASTS_MS, capacity: CAPACITY, waitCapacity: 0 },
      ...{ signUpFromAt: atWallTime(addDays(on, -3), '09:00'), signUpUntilAt: startAt },
      ...{ cancelUntilAt: startAt - 120 * MINUTE_MS, state: 'scheduled' },
      ...{ cancelReason: null, cancelledAt: null },
      ...{ pricePoints: 0, pricePer: 'person', noShow: 'returned' },
    };
    plans.push({ series, communityId, zoneId, activity, session });
  }
  return plans;
}

/** Neighbours of a community by whom something is for, those of one household together. */
function poolsOf({ today, estates, people }: Facts): Map<string, PersonRow[][]> {
  const communityOf = new Map(estates.map(({ id, communityId }) => [id, communityId]));
  const pools = new Map<string, PersonRow[][]>();
  const households = Map.groupBy(people, ({ residentId }) => residentId);
  for (const [residentId, household] of households) {
    if (!residentId.startsWith('resident-')) continue;
    const community = communityOf.get(household[0]?.homeEstateId ?? '') ?? '';
    const aged = household.map((person) => ({ person, age: ageOn(person.bornOn ?? today, today) }));
    const of = (least: number, most: number) =>
      aged.filter(({ age }) => least <= age && age <= most).map(({ person }) => person);
    for (const [audience, group] of [
      ['all', of(16, 120).slice(0, 2)],
      ['elder', of(60, 120)],
      ['child', of(3, 12)],
    ] as const) {
      if (group.length === 0) continue;
      const key = `${community} ${audience}`;
      pools.set(key, [...(pools.get(key) ?? []), group]);
    }
  }
  return pools;
}

type Session = Plan & {
  pool: readonly PersonRow[][];
  wanted: number;
  seed: Seed;
  codes: CodeSource;
};

/** Signs households up until so many have come; some of those who signed up didn’t, or had called off before. */
function fill(all: PastActivities, of: Session): void {
  const { session, pool, wanted, seed, codes } = of;
  const waiting = seed.shuffle(pool);
  let came = 0;
  for (let queueNo = 1; came < wanted; queueNo++) {
    const next = waiting.pop();
    if (!next) throw new Error(`Too few neighbours for ${session.id}`);
    const attendees = next.slice(0, Math.min(next.length, wanted - came));
    const gone = seed.chance(0.03);
    const registration: RegistrationRow = {
      ...{ id: `${session.id}-${queueNo}`, sessionId: session.id, queueNo, code: codes() },
      ...{ residentId: attendees[0]?.residentId ?? '', seats: attendees.length },
      ...{ state: gone ? 'cancelled' : 'registered', promotedAt: null, reason: null },
      createdAt: session.signUpFromAt + queueNo * 47 * MINUTE_MS,
      endedAt: gone ? session.cancelUntilAt - 60 * MINUTE_MS : null,
      ...{ pricePoints: 0, pricePer: 'person', noShow: 'returned' },
      ...{ heldBy: null, shortToldAt: null },
    };
    all.registration.push(registration);
    came += addAttendees(all, registration, attendees, of);
  }
}

/** Answers how many came. */
function addAttendees(
  all: PastActivities,
  { id, residentId, state }: RegistrationRow,
  attendees: readonly PersonRow[],
  { session, activity, zoneId, seed }: Session,
): number {
  const gone = state === 'cancelled';
  const markedAt = gone ? null : session.startAt + seed.int(1, 15) * MINUTE_MS;
  const markedBy = gone ? null : staffAt(activity.facilityId, zoneId);
  if (markedAt !== null && markedBy !== null) {
    const { facilityId } = activity;
    all.audit.push(
      auditOf({
        ...{ act: 'attendance.mark', noun: 'registration', nounId: id, at: markedAt },
        ...{ actorId: markedBy, facilityId, principalId: residentId },
      }),
    );
  }
  const states = attendees.map(() => (seed.chance(0.93) ? 'attended' : 'absent'));
  for (const [index, { id: personId }] of attendees.entries()) {
    const came = states[index] === 'attended' ? 'attended' : 'absent';
    all.attendee.push({
      ...{ registrationId: id, sessionId: session.id, personId, markedAt, markedBy },
      state: gone ? 'cancelled' : came,
    });
  }
  return gone ? 0 : states.filter((one) => one === 'attended').length;
}
