/** What a merchant puts up. */
import { endpoint, input, once, routes, signedIn } from '../../../lib/http.ts';
import { idParam, momentInput } from '../../../lib/schema.ts';
import { draftGood, editGood, restockGood, submitGood, withdrawGood } from '../commands/goods.ts';
import { listOwnGoods } from '../queries/merchants.ts';
import { whyInput } from '../schema/merchants.ts';
import {
  goodDraftInput,
  goodEditInput,
  ownGoodSchema,
  ownGoodsSchema,
  restockInput,
} from '../schema/ownGoods.ts';

const tag = 'mall';

export const ownGoodRoutes = routes()
  .get(
    '/merchants/:id/goods',
    endpoint({
      summary: 'What a merchant has put up, of every state, page by page',
      tag,
      answer: ownGoodsSchema,
      refusals: ['auth.required', 'merchant.notFound'],
    }),
    signedIn,
    input('param', idParam),
    input('query', momentInput),
    async (c) =>
      c.json(
        await listOwnGoods(c.var.actorCtx, c.req.valid('param').id, c.req.valid('query')),
        200,
      ),
  )
  .post(
    '/merchants/:id/goods',
    endpoint({
      summary: 'Begin a good or coupon',
      tag,
      answer: ownGoodSchema,
      status: 201,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'merchant.notFound',
        'merchant.state',
        'idempotency.mismatch',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', goodDraftInput),
    async (c) =>
      c.json(
        await once(() => draftGood(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json'))),
        201,
      ),
  )
  .put(
    '/merchants/goods/:id',
    endpoint({
      summary: 'Write a draft anew',
      tag,
      answer: ownGoodSchema,
      refusals: ['auth.required', 'auth.forbidden', 'good.notFound', 'good.state', 'good.changed'],
    }),
    signedIn,
    input('param', idParam),
    input('json', goodEditInput),
    async (c) =>
      c.json(await editGood(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .post(
    '/merchants/goods/:id/submit',
    endpoint({
      summary: 'Ask keepers to look at it',
      tag,
      answer: ownGoodSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'good.notFound',
        'good.state',
        'good.changed',
        'merchant.state',
      ],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await submitGood(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .put(
    '/merchants/goods/:id/stock',
    endpoint({
      summary: 'More or fewer in all',
      tag,
      answer: ownGoodSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'good.notFound',
        'good.state',
        'good.belowTaken',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', restockInput),
    async (c) =>
      c.json(
        await restockGood(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json').stockTotal),
        200,
      ),
  )
  .post(
    '/merchants/goods/:id/withdraw',
    endpoint({
      summary: 'Take it off the shelf for good',
      tag,
      answer: ownGoodSchema,
      refusals: ['auth.required', 'auth.forbidden', 'good.notFound', 'good.state'],
    }),
    signedIn,
    input('param', idParam),
    input('json', whyInput),
    async (c) =>
      c.json(
        await withdrawGood(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json').reason),
        200,
      ),
  );
