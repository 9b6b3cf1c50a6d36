/** What an activity of the demo says about itself. */
import type { Audience } from '../../worker/features/directory/rules/kinds.ts';
import type { ActivityRow, ActivitySessionRow } from './rows.ts';

/** On which days there is a session. */
export type Schedule =
  /** Days from today. */
  | { days: readonly number[] }
  /** 1 = Monday. */
  | { weekdays: readonly number[] }
  | 'schoolDays'
  | 'daily';

export type ActivityPlan = {
  id: string;
  facilityId: string;
  title: string;
  category: string;
  audience: Audience[];
  summary: string;
  place: string;
  startsAt: string;
  minutes: number;
  schedule: Schedule;
  /** Null = come as you are. */
  capacity: number | null;
  waitCapacity?: number;
  /** Part of the places that is taken on the days close by; from 1 on the waiting list fills, too. */
  taken?: number;
  ages?: readonly [least: number | null, most: number | null];
  /** The venue it is held in: closed to bookings while it lasts. */
  venueId?: string;
  /** The session on this day is cancelled, and why. */
  cancelled?: { day: number; reason: string };
  /** What a place costs; nobody of the demo has signed up where it costs something. */
  price?: Pick<ActivitySessionRow, 'pricePoints' | 'pricePer' | 'noShow'>;
};

type Head = readonly [
  id: string,
  facilityId: string,
  title: string,
  category: ActivityRow['category'],
];
type When = readonly [schedule: Schedule, startsAt: string, minutes: number, place: string];
type Rest = Pick<
  ActivityPlan,
  'capacity' | 'waitCapacity' | 'taken' | 'ages' | 'venueId' | 'cancelled' | 'price'
>;

export const plan = (
  [id, facilityId, title, category]: Head,
  audience: Audience[],
  [schedule, startsAt, minutes, place]: When,
  rest: Rest,
  summary: string,
): ActivityPlan => ({
  id,
  facilityId,
  title,
  category,
  audience,
  schedule,
  startsAt,
  minutes,
  place,
  summary,
  ...rest,
});

export const WEEKLY_FROM_TODAY = { days: [-7, 0, 7, 14, 21, 28] };
