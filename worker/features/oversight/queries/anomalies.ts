/** What stands out among the claims confirmed, the goods handed over and the attendance put right lately. */
import { EVERYWHERE, holdsRole } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { paidAbsencesQuery } from '../../activities/queries/oversight.ts';
import { confirmationsQuery } from '../../earning/queries/oversight.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { maskName } from '../../identity/rules.ts';
import { redeemedQuery } from '../../mall/queries/oversight.ts';
import { ANOMALY_READERS, anomaliesIn, LOOK_BACK_MS } from '../rules/anomalies.ts';
import type { Anomaly } from '../schema.ts';

/** Each with the rows it is about, names masked. Throws `auth.forbidden`. */
export async function listAnomalies(ctx: ActorContext): Promise<{ items: Anomaly[] }> {
  const sinceAt = ctx.now - LOOK_BACK_MS;
  const [who, confirmed, redeemed, absences] = await ctx.db.batch([
    actorQuery(ctx),
    confirmationsQuery(ctx.db, sinceAt),
    redeemedQuery(ctx.db, sinceAt),
    paidAbsencesQuery(ctx.db, sinceAt),
  ]);
  if (!holdsRole(whoIs(who).grants, ANOMALY_READERS, EVERYWHERE)) {
    throw new DomainError('auth.forbidden');
  }
  return {
    items: anomaliesIn(confirmed, redeemed, absences).map(({ kind, rows }) => ({
      kind,
      rows: rows.map(rowView),
    })),
  };
}

type Found =
  | Awaited<ReturnType<typeof confirmationsQuery>>[number]
  | Awaited<ReturnType<typeof redeemedQuery>>[number]
  | Awaited<ReturnType<typeof paidAbsencesQuery>>[number];

function rowView(row: Found): Anomaly['rows'][number] {
  const { what, place, points } = row;
  const known = { what, place, points, at: toRfc3339(row.at) };
  if ('claimId' in row) {
    const { claimId, claimant, verifier } = row;
    const cause = `claim:${claimId}`;
    const who = { of: maskName(claimant), by: maskName(verifier) };
    return { ...known, ...who, kind: 'claim', id: claimId, cause };
  }
  const of = maskName(row.resident);
  if ('redemptionId' in row) {
    const { redemptionId, clerk } = row;
    return { ...known, of, by: maskName(clerk), kind: 'redemption', id: redemptionId, cause: null };
  }
  const { cause, marker } = row;
  return { ...known, of, by: maskName(marker), kind: 'attendance', id: cause, cause };
}
