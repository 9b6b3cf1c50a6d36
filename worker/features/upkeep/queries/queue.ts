/** What is to be done about the register in one's own scope. */
import { holdsRole } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { dayOf } from '../../../lib/time.ts';
import { sessionCountsQuery } from '../../activities/queries/counts.ts';
import { conditionsQuery, staffConditionView } from '../../directory/queries/conditions.ts';
import { dueQuery, inScope } from '../../directory/queries/records.ts';
import { checkOf, facilityCan, isStale, urgencyOf } from '../../directory/rules/upkeep.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { bookingCountsQuery } from '../../venues/queries/counts.ts';
import { mayPutUp } from '../rules.ts';
import type { UpkeepQueue } from '../schema.ts';
import { liveBannersQuery, placeOfBanner, staffBannerView } from './banners.ts';
import { openReportsQuery, staffReportView } from './reports.ts';

/** So many overdue records at a time. */
const SHOWN = 30;

/**
 * Reports not decided, records overdue (the longest and most used first, by the bookings and sessions of today),
 * conditions and banners in force. Throws `auth.forbidden` for somebody who runs nothing.
 */
export async function getQueue(ctx: ActorContext): Promise<UpkeepQueue> {
  const { db, now } = ctx;
  const today = dayOf(now);
  const [who, reports, due, bookings, sessions, conditions, banners] = await db.batch([
    actorQuery(ctx),
    openReportsQuery(db, inScope(ctx)),
    dueQuery(ctx),
    bookingCountsQuery(db, today),
    sessionCountsQuery(db, today),
    conditionsQuery(db, now, inScope(ctx)),
    liveBannersQuery(db, now),
  ]);
  const { grants } = whoIs(who);
  const roles: readonly string[] = facilityCan.see.staff.roles;
  if (!grants.some(({ role }) => roles.includes(role))) throw new DomainError('auth.forbidden');
  const bookingsAt = new Map(bookings.map((row) => [row.facilityId, row.bookings]));
  const sessionsAt = new Map(sessions.map((row) => [row.facilityId, row.sessions]));
  const usesOf = (id: string) => (bookingsAt.get(id) ?? 0) + (sessionsAt.get(id) ?? 0);
  const overdue = due
    .filter((row) => isStale(checkOf(row, today)))
    .map((row) => ({ row, urgency: urgencyOf(row, usesOf(row.id), today) }))
    .sort((a, b) => b.urgency - a.urgency);
  return {
    reports: reports.map((row) => staffReportView(row, grants)),
    overdue: overdue.slice(0, SHOWN).map(({ row }) => ({
      id: row.id,
      name: row.name,
      checkedOn: row.checkedOn,
      check: checkOf(row, today),
    })),
    overdueTotal: overdue.length,
    conditions: conditions.map((row) => staffConditionView(row, { now, grants })),
    banners: banners
      .filter((row) => isMine(row, grants))
      .map((row) => staffBannerView(row, { now, grants })),
  };
}

/** Those one may lift, and those over one's own zone. */
function isMine(row: Parameters<typeof placeOfBanner>[0], grants: Parameters<typeof mayPutUp>[1]) {
  const place = placeOfBanner(row);
  const zone = { facilityId: place.facilityId, zoneId: place.zoneId ?? '' };
  return mayPutUp(place, grants) || holdsRole(grants, facilityCan.see.staff.roles, zone);
}
