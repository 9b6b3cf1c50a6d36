/** Merchants for the figures of the street, and who handed out what to whom. */
import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { zoneOfCommunity } from '../../directory/queries/communities.ts';
import { worksFor } from '../../identity/queries/grants.ts';
import { personName } from '../../identity/queries/names.ts';
import { good, merchant, redemption } from '../tables.ts';

/** For the joins of other features. */
export function merchantColumns() {
  const { id, name, communityId } = merchant;
  return { table: merchant, id, name, zoneId: zoneOfCommunity(communityId) };
}

/** For a batch: what was redeemed since an instant (ms) and not undone, the earliest first. Mask the names. */
export function redeemedQuery(db: Db, sinceAt: number) {
  return db
    .select({
      redemptionId: sql<string>`${redemption.id}`.as('redeemed_id'),
      at: sql<number>`${redemption.redeemedAt}`.as('redeemed_at_ms'),
      residentId: redemption.residentId,
      resident: sql<string>`${personName(redemption.residentId)}`.as('redeemed_of'),
      clerkId: sql<string>`${redemption.redeemedBy}`.as('redeemed_clerk'),
      clerk: sql<string>`${personName(redemption.redeemedBy)}`.as('redeemed_clerk_name'),
      what: sql<string>`${good.title}`.as('redeemed_what'),
      merchantId: redemption.merchantId,
      place: sql<string>`${merchant.name}`.as('redeemed_merchant'),
      points: redemption.points,
      isInsider: worksFor(
        redemption.residentId,
        redemption.merchantId,
        sql`${redemption.redeemedAt}`,
      ).as('redeemed_insider'),
    })
    .from(redemption)
    .innerJoin(good, eq(good.id, redemption.goodId))
    .innerJoin(merchant, eq(merchant.id, redemption.merchantId))
    .where(and(gte(redemption.redeemedAt, sinceAt), eq(redemption.state, 'redeemed')))
    .orderBy(asc(redemption.redeemedAt), asc(redemption.id));
}
