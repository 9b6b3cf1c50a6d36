/** For those who look after the mall. */
import { endpoint, input, routes, signedIn } from '../../../lib/http.ts';
import { idParam } from '../../../lib/schema.ts';
import { decideGood } from '../commands/goods.ts';
import { decideMerchant, resumeMerchant, suspendMerchant } from '../commands/merchants.ts';
import { listMerchants, listStaffGoods } from '../queries/merchants.ts';
import {
  goodWordInput,
  merchantPageSchema,
  merchantSchema,
  merchantsInput,
  merchantWordInput,
  whyInput,
} from '../schema/merchants.ts';
import { ownGoodSchema, ownGoodsSchema, staffGoodsInput } from '../schema/ownGoods.ts';

const tag = 'mall';

export const mallStaffRoutes = routes()
  .get(
    '/staff/merchants',
    endpoint({
      summary: 'Merchants of my zones in a state, page by page',
      tag,
      answer: merchantPageSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    input('query', merchantsInput),
    async (c) => c.json(await listMerchants(c.var.actorCtx, c.req.valid('query')), 200),
  )
  .post(
    '/staff/merchants/:id/decide',
    endpoint({
      summary: 'Let a merchant in, or refuse it',
      tag,
      answer: merchantSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'merchant.notFound',
        'merchant.own',
        'merchant.state',
        'merchant.changed',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', merchantWordInput),
    async (c) =>
      c.json(
        await decideMerchant(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')),
        200,
      ),
  )
  .post(
    '/staff/merchants/:id/suspend',
    endpoint({
      summary: 'Nothing of it is redeemed for now',
      tag,
      answer: merchantSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'merchant.notFound',
        'merchant.own',
        'merchant.state',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', whyInput),
    async (c) =>
      c.json(
        await suspendMerchant(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json').reason),
        200,
      ),
  )
  .post(
    '/staff/merchants/:id/resume',
    endpoint({
      summary: 'Open it again',
      tag,
      answer: merchantSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'merchant.notFound',
        'merchant.own',
        'merchant.state',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', whyInput),
    async (c) =>
      c.json(
        await resumeMerchant(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json').reason),
        200,
      ),
  )
  .get(
    '/staff/goods',
    endpoint({
      summary: 'Goods of my zones in a state, page by page',
      tag,
      answer: ownGoodsSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    input('query', staffGoodsInput),
    async (c) => c.json(await listStaffGoods(c.var.actorCtx, c.req.valid('query')), 200),
  )
  .post(
    '/staff/goods/:id/decide',
    endpoint({
      summary: 'Let a good be offered, or refuse it',
      tag,
      answer: ownGoodSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'good.notFound',
        'good.state',
        'good.own',
        'good.changed',
        'merchant.state',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', goodWordInput),
    async (c) =>
      c.json(await decideGood(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')), 200),
  );
