/** Reading what was posted without a claim. */
import { earningPosting } from '../tables.ts';

/** For the joins of other features: what was posted without a claim, by its cause. */
export function postingColumns() {
  const { causeKind, causeId, residentId, points, transactionId } = earningPosting;
  return { table: earningPosting, causeKind, causeId, residentId, points, transactionId };
}
