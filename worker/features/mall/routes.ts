/** The mall: merchants and what they put up. */
import { endpoint, input, once, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import {
  decideGood,
  draftGood,
  editGood,
  restockGood,
  submitGood,
  withdrawGood,
} from './commands/goods.ts';
import {
  applyAsMerchant,
  decideMerchant,
  resumeMerchant,
  suspendMerchant,
} from './commands/merchants.ts';
import {
  listMerchants,
  listMyMerchants,
  listOwnGoods,
  listStaffGoods,
} from './queries/merchants.ts';
import {
  goodDraftInput,
  goodEditInput,
  merchantInput,
  merchantSchema,
  merchantsInput,
  merchantsSchema,
  ownGoodSchema,
  ownGoodsInput,
  ownGoodsSchema,
  restockInput,
  whyInput,
  wordInput,
} from './schema.ts';

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
  )
  .get(
    '/merchants/:id/goods',
    endpoint({
      summary: 'What a merchant has put up, of every state',
      tag,
      answer: ownGoodsSchema,
      refusals: ['auth.required', 'merchant.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await listOwnGoods(c.var.actorCtx, c.req.valid('param').id), 200),
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
      refusals: ['auth.required', 'auth.forbidden', 'good.notFound', 'good.state', 'good.changed'],
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

/** For keepers. */
export const mallStaffRoutes = routes()
  .get(
    '/staff/merchants',
    endpoint({
      summary: 'Merchants of my zones in a state',
      tag,
      answer: merchantsSchema,
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
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', wordInput),
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
      summary: 'Goods of my zones in a state',
      tag,
      answer: ownGoodsSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    input('query', ownGoodsInput),
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
        'merchant.state',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', wordInput),
    async (c) =>
      c.json(await decideGood(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')), 200),
  );
