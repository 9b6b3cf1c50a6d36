/** Times in which a venue can't be booked: activities held in it, cleaning, repairs. */
import { addDays, atWallTime, type Day } from '../../worker/lib/time.ts';
import type { DistrictDays, SessionPlan } from './activities.ts';
import { auditOf } from './acts.ts';
import { staffAt } from './people.ts';
import type { AuditRow, ClosureRow } from './rows.ts';

const DAYS_AHEAD = 14;

const WORKS: readonly {
  venueId: string | null;
  facilityId: string;
  /** Days from today. */
  day: number;
  from: string;
  until: string;
  reason: string;
  lifted?: true;
}[] = [
  {
    facilityId: 'guoling',
    venueId: 'guoling-badminton-1',
    day: 1,
    from: '20:00',
    until: '21:00',
    reason: '保洁',
  },
  {
    facilityId: 'guoling',
    venueId: 'guoling-tabletennis-4',
    day: 0,
    from: '08:30',
    until: '12:00',
    reason: '球台维修',
  },
  {
    facilityId: 'sports-hall',
    venueId: 'sports-hall-basketball-2',
    day: 3,
    from: '07:00',
    until: '17:00',
    reason: '地板打蜡',
  },
  {
    facilityId: 'wanhe-court',
    venueId: 'wanhe-court-basketball-west',
    day: 2,
    from: '13:00',
    until: '16:00',
    reason: '更换篮网',
  },
  {
    facilityId: 'xingfuli',
    venueId: 'xingfuli-dance-2',
    day: 4,
    from: '09:00',
    until: '12:00',
    reason: '镜面更换',
    lifted: true,
  },
];

export function closureRows(
  sessions: readonly SessionPlan[],
  days: DistrictDays,
): { closure: ClosureRow[]; audit: AuditRow[] } {
  const createdAt = atWallTime(addDays(days.today, -10), '11:00');
  const closedBy = (facilityId: string) => staffAt(facilityId, days.facility(facilityId).zoneId);
  const works = WORKS.map(({ day, from, until, lifted, ...known }, index): ClosureRow => {
    const on: Day = addDays(days.today, day);
    return {
      id: `closure-${index + 1}`,
      ...known,
      startAt: atWallTime(on, from),
      endAt: atWallTime(on, until),
      createdBy: closedBy(known.facilityId),
      createdAt,
      liftedAt: lifted ? atWallTime(addDays(days.today, -1), '09:30') : null,
    };
  });
  const held = sessions.flatMap(({ activity, row, day, facility }): ClosureRow[] =>
    activity.venueId && row.state === 'scheduled' && day >= 0 && day <= DAYS_AHEAD
      ? [
          {
            id: `closure-${row.id}`,
            facilityId: facility.id,
            venueId: activity.venueId,
            startAt: row.startAt,
            endAt: row.endAt,
            reason: `活动：${activity.title}`,
            createdBy: closedBy(facility.id),
            createdAt,
            liftedAt: null,
          },
        ]
      : [],
  );
  const closure = [...works, ...held];
  return {
    closure,
    audit: closure.map(({ id, facilityId, createdBy, reason }) =>
      auditOf({
        act: 'closure.create',
        noun: 'closure',
        nounId: id,
        at: createdAt,
        actorId: createdBy,
        facilityId,
        reason,
      }),
    ),
  };
}
