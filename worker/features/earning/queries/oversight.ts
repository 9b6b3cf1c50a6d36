/** Claims and their rules for the figures of the street, and who confirmed whose. */
import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { placeColumns } from '../../directory/queries/records.ts';
import { personName } from '../../identity/queries/names.ts';
import { claim, claimVerdict, earningRule } from '../tables.ts';

/** For the joins of other features. */
export function ruleColumns() {
  const { id, act, name } = earningRule;
  return { table: earningRule, id, act, name };
}

/** For a batch: each “it was so” that was said since an instant (ms), the earliest first. Mask the names. */
export function confirmationsQuery(db: Db, sinceAt: number) {
  const place = placeColumns();
  return db
    .select({
      claimId: sql<string>`${claim.id}`.as('confirmed_claim'),
      at: claimVerdict.at,
      /** When its points were posted; null while it waits or when it was refused. */
      postedAt: sql<number | null>`iif(${claim.state} = 'posted', ${claim.decidedAt}, NULL)`.as(
        'confirmed_posted_at',
      ),
      claimantId: claim.residentId,
      claimant: sql<string>`${personName(claim.residentId)}`.as('confirmed_claimant'),
      verifierId: sql<string>`${claimVerdict.by}`.as('confirmed_by'),
      verifier: sql<string>`${personName(claimVerdict.by)}`.as('confirmed_verifier'),
      what: sql<string>`${earningRule.name}`.as('confirmed_what'),
      place: sql<string>`${place.name}`.as('confirmed_place'),
      points: claim.points,
    })
    .from(claimVerdict)
    .innerJoin(claim, eq(claim.id, claimVerdict.claimId))
    .innerJoin(earningRule, eq(earningRule.id, claim.ruleId))
    .innerJoin(place.table, eq(place.id, claim.facilityId))
    .where(and(gte(claimVerdict.at, sinceAt), eq(claimVerdict.verdict, 'confirm')))
    .orderBy(asc(claimVerdict.at), asc(claimVerdict.id));
}
