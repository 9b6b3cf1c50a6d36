/** Who stands at a merchant's counter, as its owner sees them. */
import { eq } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { grantsAtQuery } from '../../identity/queries/grants.ts';
import { maskName } from '../../identity/rules.ts';
import type { Clerks } from '../schema/merchants.ts';
import { merchant } from '../tables.ts';
import { merchantRows, merchantVerdict, mustSee } from './merchants.ts';

/** The latest first. Throws `merchant.notFound`, `auth.forbidden` for whoever doesn't run it. */
export async function listClerks(ctx: ActorContext, merchantId: string): Promise<Clerks> {
  const { db } = ctx;
  const [who, [found], clerks] = await db.batch([
    actorQuery(ctx),
    merchantRows(db, eq(merchant.id, merchantId)),
    grantsAtQuery(ctx, 'merchant_clerk', merchantId),
  ]);
  const { grants } = whoIs(who);
  const row = mustSee(ctx, found, grants);
  if (merchantVerdict(ctx, row, 'endClerk', grants) === 'forbidden') {
    throw new DomainError('auth.forbidden');
  }
  return {
    items: clerks.map(({ id, name, grantedAt }) => ({
      ...{ id, name: maskName(name), since: toRfc3339(grantedAt) },
    })),
  };
}
