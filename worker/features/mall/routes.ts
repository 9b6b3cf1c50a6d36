/** The mall: merchants and what they put up, what points are redeemed for, one's own redemptions, and the counter. */
import { endpoint, input, once, publicFor, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { previewRedemption, redeemCode, undoRedemption } from './commands/counter.ts';
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
  cancelRedemption,
  markFavourite,
  redeemGood,
  unmarkFavourite,
} from './commands/redemptions.ts';
import { getCounter } from './queries/counter.ts';
import { getGood, listFavourites, listGoods } from './queries/goods.ts';
import {
  listMerchants,
  listMyMerchants,
  listOwnGoods,
  listStaffGoods,
} from './queries/merchants.ts';
import { getRedemption, listMyRedemptions } from './queries/redemptions.ts';
import {
  counterRedemptionSchema,
  counterSchema,
  favouritesSchema,
  goodDraftInput,
  goodEditInput,
  goodInput,
  goodSchema,
  goodsInput,
  goodsSchema,
  merchantInput,
  merchantSchema,
  merchantsInput,
  merchantsSchema,
  myRedemptionsInput,
  nothingInput,
  ownGoodSchema,
  ownGoodsInput,
  ownGoodsSchema,
  previewInput,
  redeemInput,
  redemptionInput,
  redemptionPageSchema,
  redemptionSchema,
  restockInput,
  undoInput,
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

const goodRoutes = routes()
  .get(
    '/goods',
    endpoint({
      summary: 'What points are redeemed for today: the nearest first, or the cheapest',
      tag,
      answer: goodsSchema,
    }),
    publicFor(15),
    input('query', goodsInput),
    async (c) => c.json(await listGoods(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/goods/:id',
    endpoint({
      summary: 'One good or coupon: its terms, what is left, and where it is fetched',
      tag,
      answer: goodSchema,
      refusals: ['good.notFound'],
    }),
    // The last one may be gone in a second: keep it, but ask again each time.
    publicFor(0),
    input('param', idParam),
    input('query', goodInput),
    async (c) => {
      const { near } = c.req.valid('query');
      return c.json(await getGood(c.var.ctx, c.req.valid('param').id, near), 200);
    },
  )
  .get(
    '/me/favourites',
    endpoint({
      summary: 'The goods I marked that can still be redeemed',
      tag,
      answer: favouritesSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    async (c) => c.json(await listFavourites(c.var.actorCtx), 200),
  )
  .put(
    '/me/favourites/:id',
    endpoint({
      summary: 'Mark a good',
      tag,
      answer: null,
      refusals: ['auth.required', 'good.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => {
      await markFavourite(c.var.actorCtx, c.req.valid('param').id);
      return c.body(null, 204);
    },
  )
  .delete(
    '/me/favourites/:id',
    endpoint({ summary: 'Mark it no more', tag, answer: null, refusals: ['auth.required'] }),
    signedIn,
    input('param', idParam),
    async (c) => {
      await unmarkFavourite(c.var.actorCtx, c.req.valid('param').id);
      return c.body(null, 204);
    },
  );

const redemptionRoutes = routes()
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

const LOOKING_UP = [
  'auth.required',
  'auth.forbidden',
  'redemption.notFound',
  'redemption.misread',
  'counter.tooMany',
] as const;

const counterRoutes = routes()
  .get(
    '/counter',
    endpoint({
      summary: 'The shops I stand in, and what was redeemed there today',
      tag,
      answer: counterSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    async (c) => c.json(await getCounter(c.var.actorCtx), 200),
  )
  .post(
    '/counter/previews',
    endpoint({
      summary: 'What a code stands for; wrong ones are counted',
      tag,
      answer: counterRedemptionSchema,
      refusals: LOOKING_UP,
    }),
    signedIn,
    input('json', previewInput),
    async (c) => c.json(await previewRedemption(c.var.actorCtx, c.req.valid('json').code), 200),
  )
  .post(
    '/counter/redemptions',
    endpoint({
      summary: 'Hand over what a code stands for, once',
      tag,
      answer: counterRedemptionSchema,
      refusals: [...LOOKING_UP, 'redemption.own', 'redemption.state', 'shop.notFound'],
    }),
    signedIn,
    input('json', redeemInput),
    async (c) => c.json(await redeemCode(c.var.actorCtx, c.req.valid('json')), 200),
  )
  .post(
    '/counter/redemptions/:id/undo',
    endpoint({
      summary: 'Take back what was redeemed by mistake, until it is settled',
      tag,
      answer: counterRedemptionSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'redemption.notFound',
        'redemption.own',
        'redemption.state',
        'redemption.settled',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', undoInput),
    async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await undoRedemption(c.var.actorCtx, id, c.req.valid('json').reason), 200);
    },
  );

export const mallRoutes = routes()
  .route('/', goodRoutes)
  .route('/', redemptionRoutes)
  .route('/', counterRoutes);
