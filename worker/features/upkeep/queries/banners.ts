/** Reading what stands over pages for a while. */
import { and, asc, eq, getTableColumns, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Grant } from '../../../lib/access.ts';
import type { Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { nameOfScope, scopesOf, zoneOfScope } from '../../directory/queries/places.ts';
import { standingOf } from '../../directory/rules/upkeep.ts';
import { type BannerPlace, mayPutUp } from '../rules.ts';
import type { Banner, StaffBanner } from '../schema.ts';
import { banner } from '../tables.ts';

const MOST = 20;

/** What stands over the pages of a place or a community now: its own, its zone's and the subdistrict's; the narrowest first. */
export async function listBanners(
  { db, now }: Context,
  where: { facility?: string | undefined; community?: string | undefined },
): Promise<{ items: Banner[] }> {
  const rows = await db
    .select()
    .from(banner)
    .where(
      and(
        gt(banner.untilAt, now),
        lte(banner.fromAt, now),
        isNull(banner.liftedAt),
        or(
          eq(banner.scopeKind, 'subdistrict'),
          sql`(${banner.scopeKind}, ${banner.scopeId}) IN (${scopesOf(where)})`,
        ),
      ),
    )
    .orderBy(
      sql`CASE ${banner.scopeKind} WHEN 'facility' THEN 1 WHEN 'community' THEN 2 WHEN 'zone' THEN 3 ELSE 4 END`,
      asc(banner.untilAt),
      asc(banner.id),
    )
    .limit(MOST);
  return { items: rows.map(bannerView) };
}

export type BannerRow = Awaited<ReturnType<typeof liveBannersQuery>>[number];

function bannerView({
  id,
  tone,
  text,
  fromAt,
  untilAt,
}: Omit<BannerRow, 'zoneId' | 'scopeName'>): Banner {
  return { id, tone, text, from: toRfc3339(fromAt), until: toRfc3339(untilAt) };
}

/** For a batch: those that are neither over nor lifted, with the zone they lie in. */
export function liveBannersQuery(db: Db, now: number) {
  return bannerRows(db)
    .where(and(gt(banner.untilAt, now), isNull(banner.liftedAt)))
    .orderBy(asc(banner.untilAt), asc(banner.id))
    .limit(100);
}

/** For a batch: one banner, whatever has become of it. */
export function bannerQuery(db: Db, id: string) {
  return bannerRows(db).where(eq(banner.id, id));
}

function bannerRows(db: Db) {
  return db
    .select({
      ...getTableColumns(banner),
      zoneId: zoneOfScope(sql`${banner.scopeKind}`, sql`${banner.scopeId}`).as('banner_zone'),
      scopeName: nameOfScope(sql`${banner.scopeKind}`, sql`${banner.scopeId}`).as('banner_scope'),
    })
    .from(banner)
    .$dynamic();
}

/** Where a banner stands, for the question who may. */
export function placeOfBanner({
  scopeKind,
  scopeId,
  zoneId,
}: Pick<BannerRow, 'scopeKind' | 'scopeId' | 'zoneId'>): BannerPlace {
  return { kind: scopeKind, zoneId, facilityId: scopeKind === 'facility' ? scopeId : '' };
}

export function staffBannerView(
  row: BannerRow,
  { now, grants }: { now: number; grants: readonly Grant[] },
): StaffBanner {
  const { fromAt: startAt, untilAt: endAt, liftedAt } = row;
  const state = standingOf({ startAt, endAt, liftedAt }, now);
  const may = mayPutUp(placeOfBanner(row), grants);
  return {
    ...bannerView(row),
    scopeKind: row.scopeKind,
    scopeId: row.scopeId,
    scopeName: row.scopeName,
    state,
    can: { lift: may && (state === 'planned' || state === 'running') },
  };
}
