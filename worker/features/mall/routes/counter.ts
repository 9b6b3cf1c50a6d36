/** The counter of a merchant. */
import { endpoint, input, routes, signedIn } from '../../../lib/http.ts';
import { idParam } from '../../../lib/schema.ts';
import { previewRedemption, redeemCode, undoRedemption } from '../commands/counter.ts';
import { getCounter } from '../queries/counter.ts';
import {
  counterRedemptionSchema,
  counterSchema,
  previewInput,
  redeemInput,
  undoInput,
} from '../schema/counter.ts';

const tag = 'mall';

const LOOKING_UP = [
  'auth.required',
  'auth.forbidden',
  'redemption.notFound',
  'redemption.misread',
  'counter.tooMany',
] as const;

export const counterRoutes = routes()
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
      refusals: [
        ...LOOKING_UP,
        'redemption.own',
        'redemption.state',
        'merchant.state',
        'shop.notFound',
      ],
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
