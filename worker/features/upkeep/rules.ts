/** Who decides what residents report, and who puts a banner over which pages. Pages read it too. */
import { type AccessTable, type Grant, holdsRole, type Role } from '../../lib/access.ts';

export const REPORT_SUBJECTS = ['hours', 'phone', 'position', 'access', 'gone', 'other'] as const;
export type ReportSubject = (typeof REPORT_SUBJECTS)[number];

export const REPORT_STATES = ['open', 'accepted', 'declined'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** Longer says a conversation better: the page has a telephone number. */
export const REPORT_MAX_LENGTH = 300;

/** So long after it was decided its words and who wrote them are kept: for whoever asks once more. */
export const REPORT_KEPT_DAYS = 180;

const RUNS: readonly Role[] = ['centre_staff', 'zone_operator', 'subdistrict_admin'];

export const reportCan = {
  see: { staff: { roles: RUNS, states: REPORT_STATES } },
  decide: { staff: { roles: RUNS, states: ['open'] } },
} satisfies AccessTable<ReportState>;

export const BANNER_SCOPES = ['subdistrict', 'zone', 'community', 'facility'] as const;
export type BannerScope = (typeof BANNER_SCOPES)[number];

/** What stands longer is no news. */
export const LONGEST_BANNER_DAYS = 90;

/** Where a banner would stand: `zoneId` null for the whole subdistrict, `facilityId` '' for more than one place. */
export type BannerPlace = { kind: BannerScope; zoneId: string | null; facilityId: string };

/** A place's own staff put one over its pages, an operator over those of the zone, the subdistrict over all. */
export function mayPutUp({ kind, zoneId, facilityId }: BannerPlace, grants: readonly Grant[]) {
  const place = { facilityId, zoneId: zoneId ?? '' };
  if (kind === 'subdistrict') return holdsRole(grants, ['subdistrict_admin'], place);
  if (kind === 'facility') return holdsRole(grants, RUNS, place);
  return holdsRole(grants, ['zone_operator', 'subdistrict_admin'], place);
}
