/** Claiming points for a deed, and the word of those who know of it. */
import { and, eq, exists, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { verdict as verdictOn } from '../../../lib/access.ts';
import {
  type ActorContext,
  type Context,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, guard, type Statement, writeAll, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { pictureFrom } from '../../../lib/jpeg.ts';
import { DAY_MS, dayOf } from '../../../lib/time.ts';
import { numberedQuery } from '../../directory/queries/records.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { tell } from '../../notices/commands/tell.ts';
import type { NoticeKind } from '../../notices/rules.ts';
import { earnPoints } from '../../points/commands/ledger.ts';
import { programmesQuery } from '../../points/queries/staff.ts';
import {
  type ClaimRow,
  claimQuery,
  myClaimView,
  placeOf,
  staffClaimView,
} from '../queries/claims.ts';
import { postedOn } from '../queries/postings.ts';
import { ruleOnQuery } from '../queries/rules.ts';
import {
  APPEAL_WITHIN_DAYS,
  CLAIM_KEPT_DAYS,
  CLAIM_WITHIN_DAYS,
  canAppealAt,
  canClaimFor,
  claimCan,
  neededFor,
  stateAfter,
} from '../rules.ts';
import type { ClaimInput, MyClaim, StaffClaim, VerdictInput } from '../schema.ts';
import { claim, claimPhoto, claimVerdict, earningRule } from '../tables.ts';
import { limits } from './file.ts';

/**
 * “I did this.” Throws `claim.tooLate` for a day more than 30 days ago or ahead, `rule.notFound` when the act earned
 * nothing that day, `facility.notFound`, `claim.photo` for a photo that is no picture, `claim.dailyCap`, `claim.monthlyCap`.
 */
export async function submitClaim(ctx: ActorContext, input: ClaimInput): Promise<MyClaim> {
  const { db, now, actor } = ctx;
  const [who, earlier, [rule], [place]] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    ruleOnQuery(db, input.act, input.doneOn),
    numberedQuery(db, input.facilityId),
  ]);
  whoIs(who);
  const replayed = replayedId(ctx, earlier);
  if (replayed !== null) return getMyClaim(ctx, replayed);
  if (!canClaimFor(input.doneOn, dayOf(now))) {
    throw new DomainError('claim.tooLate', {
      rule: { name: 'claimWithinDays', value: CLAIM_WITHIN_DAYS },
    });
  }
  if (!rule) throw new DomainError('rule.notFound');
  if (!place) throw new DomainError('facility.notFound');
  const { act, doneOn, note } = input;
  const row = {
    ...{ id: ctx.newId('clm'), residentId: actor.userId, ruleId: rule.id, act, doneOn, note },
    ...{ facilityId: place.id, points: rule.points, needed: neededFor(rule.points) },
    ...{ state: 'submitted' as const, createdAt: now },
  };
  const [[made]] = await writeThenRead(
    db,
    [
      ...rememberResult(ctx, row.id),
      ...limits(ctx, row, rule),
      db.insert(claim).values(row),
      ...withPhotos(ctx, row.id, input.photos),
    ],
    [claimQuery(db, row.id)],
  );
  if (!made) throw new DomainError('claim.notFound');
  return myClaimView(made, now);
}

/** The photos of a new claim, each a statement of its own: D1 takes 2 MB at most in one. */
function withPhotos({ db }: Context, claimId: string, photos: readonly string[]): Statement[] {
  return photos.map((photo, index) => {
    const jpeg = pictureFrom(photo);
    if (jpeg === null) {
      throw new DomainError('claim.photo', { rule: { name: 'photo', value: index + 1 } });
    }
    return db.insert(claimPhoto).values({ claimId, position: index + 1, jpeg });
  });
}

/**
 * “It was so.” Once for a claim. Throws `claim.notFound`, `claim.state` unless it was refused, `claim.appealOver` more
 * than 30 days after that, and the caps.
 */
export async function appealClaim(ctx: ActorContext, id: string, text: string): Promise<MyClaim> {
  const { db, now } = ctx;
  const [who, [row], [rule]] = await db.batch([
    actorQuery(ctx),
    claimQuery(db, id),
    db
      .select({ dailyCap: earningRule.dailyCap, monthlyCap: earningRule.monthlyCap })
      .from(earningRule)
      .where(sql`${earningRule.id} = (SELECT rule_id FROM ${claim} WHERE id = ${id})`),
  ]);
  const { grants } = whoIs(who);
  if (!row || !rule || row.residentId !== ctx.actor.userId) throw new DomainError('claim.notFound');
  const thing = { state: row.state, isOwner: true, place: placeOf(row) };
  if (verdictOn(claimCan.appeal, thing, grants) !== 'allowed') throw new DomainError('claim.state');
  if (row.decidedAt === null || !canAppealAt(now, row.decidedAt)) {
    throw new DomainError('claim.appealOver', {
      rule: { name: 'appealWithinDays', value: APPEAL_WITHIN_DAYS },
    });
  }
  await writeAll(db, [
    guard(db, 'claim.state', isNo(id, 'refused')),
    ...limits(ctx, row, rule),
    db
      .update(claim)
      .set({ state: 'appealed', appeal: text, appealedAt: now })
      .where(eq(claim.id, id)),
  ]);
  return myClaimView({ ...row, state: 'appealed', appeal: text }, now);
}

/**
 * One person's word on a claim; with the last that is needed its points are posted in the same batch. Throws
 * `claim.notFound`, also outside the scope, `claim.own`, `claim.state`, `claim.decidedBefore` for a second word of the
 * same person, `claim.postedAlready` when such an act was posted by itself that day and nobody says that this is another,
 * `points.short` when the programme's budget is spent.
 */
export async function decideClaim(
  ctx: ActorContext,
  id: string,
  input: VerdictInput,
): Promise<StaffClaim> {
  const { db, actor } = ctx;
  const [who, [row], programmes] = await db.batch([
    actorQuery(ctx),
    claimQuery(db, id),
    programmesQuery(db),
  ]);
  const { grants } = whoIs(who);
  const thing = row && { state: row.state, isOwner: false, place: placeOf(row) };
  const said = thing ? verdictOn(claimCan.decide, thing, grants) : 'forbidden';
  if (!row || said === 'forbidden') throw new DomainError('claim.notFound');
  if (row.residentId === actor.userId) throw new DomainError('claim.own');
  if (said === 'state') throw new DomainError('claim.state');
  const confirmed = row.confirmed + (input.verdict === 'confirm' ? 1 : 0);
  const state = stateAfter(row, input.verdict, confirmed);
  const programme = programmes.find((one) => one.id === row.programmeId);
  if (!programme) throw new DomainError('programme.notFound');
  await writeAll(db, [
    // As it was read: two who confirm at once would both believe to be the first.
    guard(db, 'claim.changed', isNo(id, row.state, row.confirmed)),
    ...(input.verdict === 'confirm' && !input.another
      ? [guard(db, 'claim.postedAlready', wasPosted(id))]
      : []),
    ...saying(ctx, row, input),
    ...(state === 'posted'
      ? earnPoints(ctx, {
          ...{ residentId: row.residentId, programme, points: row.points, note: row.name },
          ...{ cause: { kind: 'claim', id }, by: actor.userId },
        })
      : []),
    db
      .update(claim)
      .set({ state, ...(state !== 'confirmed' && { decidedAt: ctx.now }) })
      .where(eq(claim.id, id)),
    ...tellOutcome(ctx, row, state, input.reason),
  ]);
  const reason = input.verdict === 'refuse' ? (input.reason ?? null) : row.reason;
  return staffClaimView({ ...row, state, confirmed, reason }, grants);
}

/** The verdict and its audit row: who, on whose claim, and that they are no relative of theirs. */
function saying(ctx: ActorContext, row: ClaimRow, input: VerdictInput): Statement[] {
  const by = ctx.actor.userId;
  return [
    auditRow(ctx.db, {
      id: ctx.newId('aud'),
      at: ctx.now,
      actorId: by,
      principalId: row.residentId,
      act: `claim.${input.verdict}`,
      noun: 'claim',
      nounId: row.id,
      facilityId: row.facilityId,
      reason: input.reason ?? null,
      detail: { unrelated: input.unrelated, another: input.another, points: row.points },
    }),
    ctx.db.insert(claimVerdict).values({
      id: ctx.newId('vdt'),
      claimId: row.id,
      by,
      verdict: input.verdict,
      reason: input.reason ?? null,
      at: ctx.now,
    }),
  ];
}

/** What is told of it; nothing while it waits for a second word. */
const OUTCOMES: Partial<Record<StaffClaim['state'], NoticeKind>> = {
  posted: 'claim.posted',
  refused: 'claim.refused',
  closed: 'claim.closed',
};

function tellOutcome(
  ctx: ActorContext,
  row: ClaimRow,
  state: StaffClaim['state'],
  reason = '',
): Statement[] {
  const kind = OUTCOMES[state];
  if (!kind) return [];
  const params = { name: row.name, points: String(row.points), reason };
  return tell(ctx, { residentId: row.residentId, kind, params, link: '/mine/points/' });
}

/** A condition: that a claim is not, or no longer, in this state with so many who confirmed it. */
function isNo(id: string, state: StaffClaim['state'], confirmed?: number): SQL {
  const asRead =
    confirmed === undefined
      ? sql``
      : sql`AND ${confirmed} = (SELECT count(*) FROM ${claimVerdict}
          WHERE claim_id = ${id} AND verdict = 'confirm')`;
  return sql`NOT EXISTS (SELECT 1 FROM ${claim} WHERE id = ${id} AND state = ${state} ${asRead})`;
}

/** A condition: that the act of a claim was posted by itself that day. */
function wasPosted(id: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${claim} WHERE ${claim.id} = ${id} AND EXISTS (${postedOn(claim)}))`;
}

async function getMyClaim({ db, now }: ActorContext, id: string): Promise<MyClaim> {
  const [row] = await claimQuery(db, id);
  if (!row) throw new DomainError('claim.notFound');
  return myClaimView(row, now);
}

/** Statements that forget the words and photos of claims decided long ago. That there was one, of what kind, stays. */
export function forgetClaims({ db, now }: Context): Statement[] {
  const isOld = and(
    inArray(claim.state, ['posted', 'refused', 'closed']),
    lt(claim.decidedAt, now - CLAIM_KEPT_DAYS * DAY_MS),
  );
  return [
    db
      .update(claim)
      .set({ note: '', appeal: sql`CASE WHEN ${claim.appeal} IS NULL THEN NULL ELSE '' END` })
      // As the index says it, or it is not used.
      .where(and(isOld, sql`(${claim.note} <> '' OR ${claim.appeal} <> '')`)),
    db.delete(claimPhoto).where(
      exists(
        db
          .select({ one: sql`1` })
          .from(claim)
          .where(and(eq(claim.id, claimPhoto.claimId), isOld)),
      ),
    ),
  ];
}
