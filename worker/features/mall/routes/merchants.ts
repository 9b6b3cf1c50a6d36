/** Merchants: asking to be let in, and one's own. */
import { endpoint, input, once, routes, signedIn } from '../../../lib/http.ts';
import { applyAsMerchant } from '../commands/merchants.ts';
import { listMyMerchants } from '../queries/merchants.ts';
import { merchantInput, merchantSchema, merchantsSchema } from '../schema/merchants.ts';

const tag = 'mall';

export const merchantRoutes = routes()
  .post(
    '/merchants',
    endpoint({
      summary: 'Ask to be let in as a merchant',
      tag,
      answer: merchantSchema,
      status: 201,
      refusals: ['auth.required', 'community.notFound', 'merchant.exists', 'idempotency.mismatch'],
    }),
    signedIn,
    input('json', merchantInput),
    async (c) =>
      c.json(await once(() => applyAsMerchant(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .get(
    '/me/merchants',
    endpoint({
      summary: 'Merchants I applied for, run or stand at the counter of',
      tag,
      answer: merchantsSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    async (c) => c.json(await listMyMerchants(c.var.actorCtx), 200),
  );
