/** Who signed up: neighbours for what is near in time, full sessions with waiting lists, and who came. */
import { ageOn, type Day, MINUTE_MS, toRfc3339 } from '../../worker/lib/time.ts';
import type { DistrictDays, SessionPlan } from './activities.ts';
import { auditOf, type CodeSource, type Presence } from './acts.ts';
import { ELDER_ID, RESIDENT_ID, staffAt } from './people.ts';
import type { AttendeeRow, AuditRow, NoticeRow, PersonRow, RegistrationRow } from './rows.ts';
import { type Seed, seeded } from './seed.ts';

export type SignUps = {
  registration: RegistrationRow[];
  attendee: AttendeeRow[];
  audit: AuditRow[];
  notice: NoticeRow[];
};

type Facts = DistrictDays & { people: readonly PersonRow[]; presence: Presence; codes: CodeSource };

/** Some who go together: the attendees of one registration. */
type Group = { residentId: string; attendees: PersonRow[] };

export function signUps(sessions: readonly SessionPlan[], facts: Facts): SignUps {
  const all: SignUps = { registration: [], attendee: [], audit: [], notice: [] };
  for (const session of sessions) {
    const { row, day } = session;
    if (row.state === 'cancelled') all.audit.push(cancelAudit(session));
    if (row.capacity === null || row.signUpFromAt > facts.now || day < -3) continue;
    const seed = seeded(`sign-ups ${row.id}`);
    const groups = seed.shuffle(groupsFor(session, facts));
    // 赵琳 finds in her inbox that it is cancelled.
    if (row.state === 'cancelled') groups.unshift(...groupOf(RESIDENT_ID, facts));
    add(all, session, takePlaces(session, groups, facts.presence), seed, facts);
  }
  addHistory(all, sessions, facts);
  return all;
}

/** The further away a session is, the fewer have signed up. */
function wantedSeats({ activity, day, row }: SessionPlan): number {
  const capacity = row.capacity ?? 0;
  const nearness = day <= 1 ? 1 : day <= 3 ? 0.8 : day <= 7 ? 0.6 : 0.35;
  return Math.round(capacity * Math.min(1, activity.taken ?? 0) * nearness);
}

type Taken = { group: Group; state: 'registered' | 'waiting' };

function takePlaces(session: SessionPlan, groups: readonly Group[], presence: Presence): Taken[] {
  const { row, activity, day } = session;
  const wanted = wantedSeats(session);
  const queue = (activity.taken ?? 0) >= 1 && day <= 1 ? Math.ceil(row.waitCapacity * 0.6) : 0;
  const taken: Taken[] = [];
  const left = { registered: wanted, waiting: queue };
  for (const state of ['registered', 'waiting'] as const) {
    // Nobody waits while there is room.
    if (state === 'waiting' && left.registered > 0) break;
    for (const group of groups) {
      const seats = group.attendees.length;
      const free = group.attendees.every(({ id }) => presence.isFree(id, row));
      if (seats > left[state] || !free) continue;
      left[state] -= seats;
      taken.push({ group, state });
      if (row.state === 'cancelled') continue;
      for (const { id } of group.attendees) presence.occupy(id, row);
    }
  }
  return taken;
}

function groupsFor({ activity, on }: SessionPlan, { people }: Facts): Group[] {
  const neighbours = people.filter(({ residentId }) => residentId.startsWith('resident-'));
  const groups = new Map<string, PersonRow[]>();
  for (const person of neighbours) {
    if (!isFor(activity.audience, activity.ages, person, on)) continue;
    groups.set(person.residentId, [...(groups.get(person.residentId) ?? []), person]);
  }
  // Households that could send everybody often send one; the last places go to single ones, too.
  return [...groups].flatMap(([residentId, attendees]) =>
    attendees.length > 2 || activity.ages?.[1]
      ? attendees.map((one) => ({ residentId, attendees: [one] }))
      : [{ residentId, attendees }],
  );
}

function isFor(
  audience: SessionPlan['activity']['audience'],
  ages: SessionPlan['activity']['ages'],
  { bornOn, kind }: PersonRow,
  on: Day,
): boolean {
  if (bornOn === null) return false;
  const age = ageOn(bornOn, on);
  if (age < (ages?.[0] ?? 0) || age > (ages?.[1] ?? 200)) return false;
  if (ages) return true;
  if (audience.includes('child')) return age <= 12 || kind === 'resident';
  return audience.includes('all') ? age >= 14 : age >= 60;
}

function add(all: SignUps, session: SessionPlan, taken: Taken[], seed: Seed, facts: Facts): void {
  const { row, day } = session;
  const latest = Math.min(facts.now, row.signUpUntilAt, row.cancelledAt ?? facts.now);
  const moments = taken
    .map(() => seed.int(row.signUpFromAt, Math.max(row.signUpFromAt, latest)))
    .sort((one, other) => one - other);
  // One of those who signed up early has changed plans; never where others wait.
  const changed = taken.length > 4 && day > 1 && row.state === 'scheduled' ? 1 : -1;
  taken.forEach(({ group, state }, index) => {
    const createdAt = moments[index] ?? latest;
    const gone = index === changed && createdAt + 60 * MINUTE_MS < facts.now;
    const released = row.state === 'cancelled';
    const registration: RegistrationRow = {
      id: `${row.id}-${index + 1}`,
      sessionId: row.id,
      residentId: group.residentId,
      seats: group.attendees.length,
      state: released ? 'released' : gone ? 'cancelled' : state,
      queueNo: index + 1,
      code: facts.codes(),
      createdAt,
      promotedAt: null,
      endedAt: released ? row.cancelledAt : gone ? createdAt + 45 * MINUTE_MS : null,
      reason: released ? row.cancelReason : null,
      ...{ pricePoints: 0, pricePer: 'person', noShow: 'returned' },
      ...{ heldBy: null, shortToldAt: null },
    };
    all.registration.push(registration);
    if (released) all.notice.push(cancelNotice(session, registration));
    addAttendees(all, session, registration, group, seed, facts);
  });
}

function addAttendees(
  all: SignUps,
  { row, facility }: SessionPlan,
  registration: RegistrationRow,
  group: Group,
  seed: Seed,
  { now }: Facts,
): void {
  const markedAt = row.startAt + seed.int(2, 15) * MINUTE_MS;
  const marked = registration.state === 'registered' && markedAt <= now;
  const gone = registration.state === 'cancelled' || registration.state === 'released';
  const markedBy = staffAt(facility.id, facility.zoneId);
  if (marked) {
    all.audit.push(
      auditOf({
        act: 'attendance.mark',
        noun: 'registration',
        nounId: registration.id,
        at: markedAt,
        actorId: markedBy,
        facilityId: facility.id,
        principalId: registration.residentId,
      }),
    );
  }
  for (const { id } of group.attendees) {
    const came = seed.chance(0.88) ? 'attended' : 'absent';
    all.attendee.push({
      registrationId: registration.id,
      sessionId: row.id,
      personId: id,
      state: gone ? 'cancelled' : marked ? came : 'held',
      markedAt: marked ? markedAt : null,
      markedBy: marked ? markedBy : null,
    });
  }
}

function cancelAudit({ row, facility }: SessionPlan): AuditRow {
  return auditOf({
    act: 'session.cancel',
    noun: 'session',
    nounId: row.id,
    at: row.cancelledAt ?? row.startAt,
    actorId: staffAt(facility.id, facility.zoneId),
    facilityId: facility.id,
    ...(row.cancelReason ? { reason: row.cancelReason } : {}),
  });
}

/** The word those get who had signed up, as the act itself would have sent it. */
function cancelNotice({ row, activity, facility }: SessionPlan, to: RegistrationRow): NoticeRow {
  return {
    id: `notice-${to.id}`,
    residentId: to.residentId,
    kind: 'session.cancelled',
    params: {
      activity: activity.title,
      facility: facility.name,
      place: row.place,
      start: toRfc3339(row.startAt),
      end: toRfc3339(row.endAt),
      reason: row.cancelReason ?? '',
    },
    link: `/mine/registrations/${to.id}/`,
    createdAt: row.cancelledAt ?? to.createdAt,
    readAt: null,
  };
}

function groupOf(personId: string, { people }: Facts): Group[] {
  return people.flatMap((one) =>
    one.id === personId ? { residentId: one.residentId, attendees: [one] } : [],
  );
}

/** 张秀兰 was in the phone class a week ago. */
function addHistory(all: SignUps, sessions: readonly SessionPlan[], facts: Facts): void {
  const session = sessions.find(({ activity, day }) => activity.id === 'phone-class' && day === -7);
  const [group] = groupOf(ELDER_ID, facts);
  if (!session || !group) return;
  add(all, session, [{ group, state: 'registered' }], seeded('history'), facts);
}
