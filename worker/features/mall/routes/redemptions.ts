/** One's own redemptions. */
import { endpoint, input, once, routes, signedIn } from '../../../lib/http.ts';
import { idParam } from '../../../lib/schema.ts';
import { cancelRedemption, redeemGood } from '../commands/redemptions.ts';
import { getRedemption, listMyRedemptions } from '../queries/redemptions.ts';
import {
  myRedemptionsInput,
  nothingInput,
  redemptionInput,
  redemptionPageSchema,
  redemptionSchema,
} from '../schema/redemptions.ts';

const tag = 'mall';

export const redemptionRoutes = routes()
  .post(
    '/redemptions',
    endpoint({
      summary: 'Give points for a good: they are held until it is fetched with the code',
      tag,
      answer: redemptionSchema,
      status: 201,
      refusals: [
        'auth.required',
        'good.notFound',
        'good.notOffered',
        'good.soldOut',
        'good.perOrder',
        'good.perPerson',
        'good.age',
        'person.bornOnRequired',
        'points.short',
        'idempotency.mismatch',
      ],
    }),
    signedIn,
    input('json', redemptionInput),
    async (c) => c.json(await once(() => redeemGood(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .get(
    '/me/redemptions',
    endpoint({
      summary: 'What I redeemed, the latest first',
      tag,
      answer: redemptionPageSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    input('query', myRedemptionsInput),
    async (c) => c.json(await listMyRedemptions(c.var.actorCtx, c.req.valid('query')), 200),
  )
  .get(
    '/redemptions/:id',
    endpoint({
      summary: 'One of my redemptions, with its code',
      tag,
      answer: redemptionSchema,
      refusals: ['auth.required', 'redemption.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await getRedemption(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .post(
    '/redemptions/:id/cancel',
    endpoint({
      summary: 'Take the points back while it was not fetched',
      tag,
      answer: redemptionSchema,
      refusals: ['auth.required', 'redemption.notFound', 'redemption.state'],
    }),
    signedIn,
    input('param', idParam),
    input('json', nothingInput),
    async (c) => c.json(await cancelRedemption(c.var.actorCtx, c.req.valid('param').id), 200),
  );
