/** What stands out among the claims confirmed and the goods handed over lately. */
import { EVERYWHERE, holdsRole } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { confirmationsQuery } from '../../earning/queries/oversight.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { maskName } from '../../identity/rules.ts';
import { redeemedQuery } from '../../mall/queries/oversight.ts';
import { ANOMALY_READERS, anomaliesIn, LOOK_BACK_MS } from '../rules/anomalies.ts';
import type { Anomaly } from '../schema.ts';

/** Each with the rows it is about, names masked. Throws `auth.forbidden`. */
export async function listAnomalies(ctx: ActorContext): Promise<{ items: Anomaly[] }> {
  const sinceAt = ctx.now - LOOK_BACK_MS;
  const [who, confirmed, redeemed] = await ctx.db.batch([
    actorQuery(ctx),
    confirmationsQuery(ctx.db, sinceAt),
    redeemedQuery(ctx.db, sinceAt),
  ]);
  if (!holdsRole(whoIs(who).grants, ANOMALY_READERS, EVERYWHERE)) {
    throw new DomainError('auth.forbidden');
  }
  return {
    items: anomaliesIn(confirmed, redeemed).map(({ kind, rows }) => ({
      kind,
      rows: rows.map(rowView),
    })),
  };
}

type Found =
  | Awaited<ReturnType<typeof confirmationsQuery>>[number]
  | Awaited<ReturnType<typeof redeemedQuery>>[number];

function rowView(row: Found): Anomaly['rows'][number] {
  const { what, place, points } = row;
  const isClaim = 'claimId' in row;
  return {
    ...{ what, place, points, at: toRfc3339(row.at) },
    kind: isClaim ? 'claim' : 'redemption',
    id: isClaim ? row.claimId : row.redemptionId,
    of: maskName(isClaim ? row.claimant : row.resident),
    by: maskName(isClaim ? row.verifier : row.clerk),
  };
}
