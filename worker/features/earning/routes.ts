/** Earning points: what acts are worth, claims, and the word of those who verify them. */
import { endpoint, input, once, publicFor, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { appealClaim, decideClaim, submitClaim } from './commands/claims.ts';
import { makeRule, withdrawRule } from './commands/rules.ts';
import { getClaimPhoto, listMyClaims, listOpenClaims } from './queries/claims.ts';
import { listRulesInForce, listRuleVersions } from './queries/rules.ts';
import {
  appealInput,
  claimInput,
  earningRuleInput,
  earningRuleSchema,
  earningRulesSchema,
  myClaimSchema,
  myClaimsSchema,
  photoFileSchema,
  photoParam,
  ruleVersionsSchema,
  staffClaimSchema,
  staffClaimsSchema,
  verdictInput,
  withdrawRuleInput,
} from './schema.ts';

const tag = 'earning';

export const earningRoutes = routes()
  .get(
    '/earning-rules',
    endpoint({ summary: 'What can be earned today', tag, answer: earningRulesSchema }),
    publicFor(60),
    async (c) => c.json(await listRulesInForce(c.var.ctx), 200),
  )
  .get(
    '/staff/earning-rules',
    endpoint({
      summary: 'All versions of what acts are worth, the latest of an act first',
      tag,
      answer: ruleVersionsSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    async (c) => c.json(await listRuleVersions(c.var.actorCtx), 200),
  )
  .post(
    '/staff/earning-rules',
    endpoint({
      summary: 'Say what an act is worth from a day on',
      tag,
      answer: earningRuleSchema,
      status: 201,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'programme.notFound',
        'rule.past',
        'rule.tooFar',
        'rule.order',
        'idempotency.mismatch',
      ],
    }),
    signedIn,
    input('json', earningRuleInput),
    async (c) => c.json(await once(() => makeRule(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .post(
    '/staff/earning-rules/:id/withdraw',
    endpoint({
      summary: 'Take a version back before it begins',
      tag,
      answer: earningRuleSchema,
      refusals: ['auth.required', 'auth.forbidden', 'rule.gone', 'rule.begun'],
    }),
    signedIn,
    input('param', idParam),
    input('json', withdrawRuleInput),
    async (c) =>
      c.json(await withdrawRule(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .get(
    '/me/claims',
    endpoint({
      summary: 'What I claimed points for, the latest first',
      tag,
      answer: myClaimsSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    async (c) => c.json(await listMyClaims(c.var.actorCtx), 200),
  )
  .post(
    '/claims',
    endpoint({
      summary: 'Claim points for a deed',
      tag,
      answer: myClaimSchema,
      status: 201,
      refusals: [
        'auth.required',
        'claim.tooLate',
        'rule.notFound',
        'facility.notFound',
        'claim.photo',
        'claim.dailyCap',
        'claim.monthlyCap',
        'idempotency.mismatch',
      ],
    }),
    signedIn,
    input('json', claimInput),
    async (c) => c.json(await once(() => submitClaim(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .get(
    '/claims/:id/photos/:position',
    endpoint({
      summary: 'A photo of a claim, for whoever made it and those who verify it',
      tag,
      answer: photoFileSchema,
      mediaType: 'image/jpeg',
      refusals: ['auth.required', 'claim.notFound'],
    }),
    signedIn,
    input('param', photoParam),
    async (c) =>
      c.body(await getClaimPhoto(c.var.actorCtx, c.req.valid('param')), 200, {
        'Content-Type': 'image/jpeg',
      }),
  )
  .post(
    '/claims/:id/appeal',
    endpoint({
      summary: 'Ask that a refused claim is looked at by somebody else',
      tag,
      answer: myClaimSchema,
      refusals: [
        'auth.required',
        'claim.notFound',
        'claim.state',
        'claim.appealOver',
        'claim.dailyCap',
        'claim.monthlyCap',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', appealInput),
    async (c) =>
      c.json(
        await appealClaim(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json').text),
        200,
      ),
  )
  .get(
    '/staff/claims',
    endpoint({
      summary: 'Claims that wait for a word, in my scope',
      tag,
      answer: staffClaimsSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    async (c) => c.json(await listOpenClaims(c.var.actorCtx), 200),
  )
  .post(
    '/staff/claims/:id/verdict',
    endpoint({
      summary: 'Confirm or refuse a claim',
      tag,
      answer: staffClaimSchema,
      refusals: [
        'auth.required',
        'claim.notFound',
        'claim.own',
        'claim.state',
        'claim.changed',
        'claim.decidedBefore',
        'claim.postedAlready',
        'points.short',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', verdictInput),
    async (c) =>
      c.json(await decideClaim(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')), 200),
  );
