/** What points are redeemed for. */
import { endpoint, input, publicFor, routes, signedIn } from '../../../lib/http.ts';
import { idParam } from '../../../lib/schema.ts';
import { markFavourite, unmarkFavourite } from '../commands/redemptions.ts';
import { getGood, listFavourites, listGoods } from '../queries/goods.ts';
import {
  favouritesSchema,
  goodInput,
  goodSchema,
  goodsInput,
  goodsSchema,
} from '../schema/goods.ts';

const tag = 'mall';

export const goodRoutes = routes()
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
    input('query', goodInput),
    async (c) => c.json(await listFavourites(c.var.actorCtx, c.req.valid('query').near), 200),
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
