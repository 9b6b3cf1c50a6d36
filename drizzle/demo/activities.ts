/** The forty-five activities and their sessions, from a week ago to thirty days ahead. */
import {
  type Calendar,
  type HoursException,
  openOn,
} from '../../worker/features/directory/rules/hours.ts';
import { syllablesOf } from '../../worker/lib/pinyin.ts';
import { addDays, atWallTime, type Day, MINUTE_MS, weekdayOf } from '../../worker/lib/time.ts';
import { ZONE_A } from './activities-zone-a.ts';
import { ZONE_B } from './activities-zone-b.ts';
import { ZONE_C } from './activities-zone-c.ts';
import type { ActivityPlan, Schedule } from './activity-plan.ts';
import { staffAt } from './people.ts';
import type { ActivityRow, ActivitySessionRow, FacilityRow } from './rows.ts';

const DAYS_BACK = 7;
const DAYS_AHEAD = 30;
const SIGN_UP_DAYS = 10;

/** The days a facility really opens are asked of the engine itself. */
export type DistrictDays = {
  now: number;
  today: Day;
  calendar: Calendar;
  facility: (id: string) => FacilityRow;
  exceptionsOf: (facilityId: string) => readonly HoursException[];
};

export type SessionPlan = {
  activity: ActivityPlan;
  facility: FacilityRow;
  /** Days from today. */
  day: number;
  on: Day;
  row: ActivitySessionRow;
};

const FREE = { pricePoints: 0, pricePer: 'person', noShow: 'returned' } as const;

export function activityRows({ today, facility }: DistrictDays): ActivityRow[] {
  return [...ZONE_A, ...ZONE_B, ...ZONE_C].map((plan) => ({
    id: plan.id,
    facilityId: plan.facilityId,
    title: plan.title,
    syllables: syllablesOf(plan.title),
    summary: plan.summary,
    category: plan.category,
    audience: plan.audience,
    minAge: plan.ages?.[0] ?? null,
    maxAge: plan.ages?.[1] ?? null,
    earns: plan.category === 'volunteer' ? 'volunteering' : null,
    organiserId: null,
    createdBy: staffAt(plan.facilityId, facility(plan.facilityId).zoneId),
    createdAt: atWallTime(addDays(today, -30), '10:00'),
  }));
}

/** By time. Days on which the place isn't known to be open for the whole session are left out. */
export function sessionPlans(days: DistrictDays): SessionPlan[] {
  return [...ZONE_A, ...ZONE_B, ...ZONE_C]
    .flatMap((activity) =>
      Array.from({ length: DAYS_BACK + 1 + DAYS_AHEAD }, (_, index) => index - DAYS_BACK)
        .filter((day) => isOn(activity.schedule, day, days))
        .map((day) => sessionPlan(activity, day, days)),
    )
    .filter((session) => isOpen(session, days))
    .sort((one, other) => one.row.startAt - other.row.startAt);
}

function isOn(schedule: Schedule, day: number, { today, calendar }: DistrictDays): boolean {
  const on = addDays(today, day);
  if (schedule === 'daily') return true;
  if (schedule === 'schoolDays') {
    const type = calendar.get(on);
    // Where the calendar isn't published yet, the ones who plan go by the week.
    return type === undefined
      ? weekdayOf(on) <= 5
      : type === 'school_day' || type === 'makeup_workday';
  }
  return 'days' in schedule
    ? schedule.days.includes(day)
    : schedule.weekdays.includes(weekdayOf(on));
}

function isOpen({ facility, on, row }: SessionPlan, days: DistrictDays): boolean {
  const exceptions = days.exceptionsOf(facility.id);
  const open = openOn({ hours: facility.hours, exceptions, calendar: days.calendar }, on);
  return (
    open !== 'unknown' &&
    open.some((span) => span.startAt <= row.startAt && row.endAt <= span.endAt)
  );
}

function sessionPlan(activity: ActivityPlan, day: number, days: DistrictDays): SessionPlan {
  const on = addDays(days.today, day);
  const startAt = atWallTime(on, activity.startsAt);
  const signUp = activity.capacity !== null;
  const cancelled = activity.cancelled?.day === day ? activity.cancelled.reason : null;
  return {
    activity,
    facility: days.facility(activity.facilityId),
    day,
    on,
    row: {
      id: `${activity.id}-${on}`,
      activityId: activity.id,
      startAt,
      endAt: startAt + activity.minutes * MINUTE_MS,
      place: activity.place,
      capacity: activity.capacity,
      waitCapacity: activity.waitCapacity ?? 0,
      signUpFromAt: atWallTime(addDays(on, -SIGN_UP_DAYS), '09:00'),
      signUpUntilAt: signUp ? startAt - 30 * MINUTE_MS : startAt,
      cancelUntilAt: signUp ? startAt - 120 * MINUTE_MS : startAt,
      ...(activity.price ?? FREE),
      state: cancelled ? 'cancelled' : 'scheduled',
      cancelReason: cancelled,
      cancelledAt: cancelled ? days.now - 120 * MINUTE_MS : null,
    },
  };
}
