/** Merchants: asking to be let in, and one's own. */
import { endpoint, input, once, routes, signedIn } from '../../../lib/http.ts';
import { idParam, momentInput } from '../../../lib/schema.ts';
import { addClerk, endClerk } from '../commands/clerks.ts';
import {
  applyAgain,
  applyAsMerchant,
  changeMerchant,
  closeMerchant,
} from '../commands/merchants.ts';
import { revokeRedemption } from '../commands/revoke.ts';
import { addShop, changeShop, closeShop } from '../commands/shops.ts';
import { listClerks } from '../queries/clerks.ts';
import { listHeld } from '../queries/counter.ts';
import { listMyMerchants } from '../queries/merchants.ts';
import { counterRedemptionSchema, heldSchema, undoInput } from '../schema/counter.ts';
import {
  clerkInput,
  clerksSchema,
  merchantChangeInput,
  merchantInput,
  merchantSchema,
  merchantsSchema,
  ownShopInput,
  whyInput,
} from '../schema/merchants.ts';
import { nothingInput } from '../schema/redemptions.ts';

const tag = 'mall';

const ON_MERCHANT = [
  'auth.required',
  'auth.forbidden',
  'merchant.notFound',
  'merchant.state',
] as const;

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
  .put(
    '/merchants/:id/application',
    endpoint({
      summary: 'Ask again after a refusal, everything written anew',
      tag,
      answer: merchantSchema,
      refusals: [...ON_MERCHANT, 'community.notFound', 'merchant.exists'],
    }),
    signedIn,
    input('param', idParam),
    input('json', merchantInput),
    async (c) =>
      c.json(await applyAgain(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .put(
    '/merchants/:id',
    endpoint({
      summary: 'Change what residents read of it',
      tag,
      answer: merchantSchema,
      refusals: ON_MERCHANT,
    }),
    signedIn,
    input('param', idParam),
    input('json', merchantChangeInput),
    async (c) =>
      c.json(
        await changeMerchant(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')),
        200,
      ),
  )
  .post(
    '/merchants/:id/close',
    endpoint({
      summary: 'Close it for good: its goods leave the shelf, what is held can still be fetched',
      tag,
      answer: merchantSchema,
      refusals: ON_MERCHANT,
    }),
    signedIn,
    input('param', idParam),
    input('json', whyInput),
    async (c) =>
      c.json(
        await closeMerchant(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json').reason),
        200,
      ),
  )
  .post(
    '/merchants/:id/shops',
    endpoint({
      summary: 'Open one more shop',
      tag,
      answer: merchantSchema,
      status: 201,
      refusals: [...ON_MERCHANT, 'shop.limit', 'idempotency.mismatch'],
    }),
    signedIn,
    input('param', idParam),
    input('json', ownShopInput),
    async (c) =>
      c.json(
        await once(() => addShop(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json'))),
        201,
      ),
  )
  .put(
    '/merchants/shops/:id',
    endpoint({
      summary: 'Change the name, address, position or hours of a shop',
      tag,
      answer: merchantSchema,
      refusals: [...ON_MERCHANT, 'shop.notFound'],
    }),
    signedIn,
    input('param', idParam),
    input('json', ownShopInput),
    async (c) =>
      c.json(await changeShop(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .post(
    '/merchants/shops/:id/close',
    endpoint({
      summary: 'Close a shop for good, never the last one',
      tag,
      answer: merchantSchema,
      refusals: [...ON_MERCHANT, 'shop.notFound', 'shop.last'],
    }),
    signedIn,
    input('param', idParam),
    input('json', nothingInput),
    async (c) => c.json(await closeShop(c.var.actorCtx, c.req.valid('param').id), 200),
  );

/** Who stands at the counter, and what waits there. */
export const merchantDeskRoutes = routes()
  .get(
    '/merchants/:id/clerks',
    endpoint({
      summary: 'Who stands at its counter, names masked',
      tag,
      answer: clerksSchema,
      refusals: ['auth.required', 'auth.forbidden', 'merchant.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await listClerks(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .post(
    '/merchants/:id/clerks',
    endpoint({
      summary: 'Let somebody stand at the counter; every try counts',
      tag,
      answer: null,
      refusals: [
        ...ON_MERCHANT,
        'clerk.unknown',
        'clerk.exists',
        'clerk.tooMany',
        'idempotency.mismatch',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', clerkInput),
    async (c) => {
      await once(() => addClerk(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')));
      return c.body(null, 204);
    },
  )
  .delete(
    '/merchants/clerks/:id',
    endpoint({
      summary: 'Somebody stands at the counter no more',
      tag,
      answer: null,
      refusals: [...ON_MERCHANT, 'clerk.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => {
      await endClerk(c.var.actorCtx, c.req.valid('param').id);
      return c.body(null, 204);
    },
  )
  .get(
    '/merchants/:id/redemptions',
    endpoint({
      summary: 'What waits to be fetched there, names masked, page by page',
      tag,
      answer: heldSchema,
      refusals: ['auth.required', 'auth.forbidden', 'merchant.notFound'],
    }),
    signedIn,
    input('param', idParam),
    input('query', momentInput),
    async (c) =>
      c.json(await listHeld(c.var.actorCtx, c.req.valid('param').id, c.req.valid('query')), 200),
  )
  .post(
    '/merchants/redemptions/:id/revoke',
    endpoint({
      summary: 'Give points and stock of what can’t be handed over back',
      tag,
      answer: counterRedemptionSchema,
      refusals: ['auth.required', 'redemption.notFound', 'redemption.own', 'redemption.state'],
    }),
    signedIn,
    input('param', idParam),
    input('json', undoInput),
    async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await revokeRedemption(c.var.actorCtx, id, c.req.valid('json').reason), 200);
    },
  );
