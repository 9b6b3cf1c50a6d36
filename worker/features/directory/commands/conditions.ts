/** Saying how a place stands for a while, and taking it back early. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, guard, writeAll, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import type { ConditionInput, StaffCondition } from '../../upkeep/schema.ts';
import { conditionQuery, staffConditionView } from '../queries/conditions.ts';
import { may, recordQuery, roleAt, sceneNamesQuery } from '../queries/records.ts';
import { facilityCan, LONGEST_CONDITION_DAYS } from '../rules/upkeep.ts';
import { condition } from '../tables.ts';

/**
 * One that shuts the place is read by the engine of hours; bookings stay, to end them is what a closure of venues is for.
 * Throws `facility.notFound`, `auth.forbidden`, `scene.notFound`, `condition.interval`, `condition.past`.
 */
export async function createCondition(
  ctx: ActorContext,
  input: ConditionInput,
): Promise<StaffCondition> {
  const { db, now } = ctx;
  const [who, earlier, [place], scenes] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    recordQuery(db, input.facilityId),
    sceneNamesQuery(db, input.facilityId),
  ]);
  const { grants } = whoIs(who);
  const replayed = replayedId(ctx, earlier);
  if (replayed !== null) return getCondition(ctx, replayed);
  if (!place) throw new DomainError('facility.notFound');
  if (!may(facilityCan.setCondition, place, grants)) throw new DomainError('auth.forbidden');
  if (input.sceneId !== undefined && !scenes.some(({ id }) => id === input.sceneId)) {
    throw new DomainError('scene.notFound');
  }
  checkPeriod(input, now);
  const row = conditionRow(ctx, input);
  const [[written]] = await writeThenRead(
    db,
    [
      ...rememberResult(ctx, row.id),
      auditRow(db, {
        id: ctx.newId('aud'),
        at: now,
        actorId: ctx.actor.userId,
        act: 'condition.create',
        noun: 'condition',
        nounId: row.id,
        facilityId: row.facilityId,
        reason: row.text,
        detail: {
          role: roleAt(place, grants),
          effect: row.effect,
          fromAt: row.fromAt,
          untilAt: row.untilAt,
        },
      }),
      db.insert(condition).values(row),
    ],
    [conditionQuery(db, row.id)],
  );
  if (!written) throw new DomainError('condition.notFound');
  return staffConditionView(written, { now, grants });
}

function checkPeriod({ from, until }: ConditionInput, now: number): void {
  if (until <= from || until - from > LONGEST_CONDITION_DAYS * DAY_MS) {
    throw new DomainError('condition.interval', {
      rule: { name: 'longestConditionDays', value: LONGEST_CONDITION_DAYS },
    });
  }
  if (until <= now) throw new DomainError('condition.past');
}

function conditionRow(ctx: ActorContext, input: ConditionInput) {
  return {
    id: ctx.newId('cnd'),
    facilityId: input.facilityId,
    sceneId: input.sceneId ?? null,
    effect: input.effect,
    text: input.text,
    fromAt: input.from,
    untilAt: input.until,
    createdBy: ctx.actor.userId,
    createdAt: ctx.now,
    liftedAt: null,
  };
}

async function getCondition(ctx: ActorContext, id: string): Promise<StaffCondition> {
  const [who, [row]] = await ctx.db.batch([actorQuery(ctx), conditionQuery(ctx.db, id)]);
  const { grants } = whoIs(who);
  if (!row) throw new DomainError('condition.notFound');
  return staffConditionView(row, { now: ctx.now, grants });
}

/**
 * Over from now on. Throws `condition.notFound`, `auth.forbidden`, `condition.state` when it is over or was lifted before.
 */
export async function liftCondition(
  ctx: ActorContext,
  id: string,
  reason?: string,
): Promise<StaffCondition> {
  const { db, now } = ctx;
  const [who, [row]] = await db.batch([actorQuery(ctx), conditionQuery(db, id)]);
  const { grants } = whoIs(who);
  if (!row) throw new DomainError('condition.notFound');
  const place = { id: row.facilityId, zoneId: row.zoneId, level: row.level };
  if (!may(facilityCan.setCondition, place, grants)) throw new DomainError('auth.forbidden');
  if (!staffConditionView(row, { now, grants }).can.lift) throw new DomainError('condition.state');
  await writeAll(db, [
    guard(
      db,
      'condition.state',
      sql`EXISTS (SELECT 1 FROM condition WHERE id = ${id} AND lifted_at IS NOT NULL)`,
    ),
    auditRow(db, {
      id: ctx.newId('aud'),
      at: now,
      actorId: ctx.actor.userId,
      act: 'condition.lift',
      noun: 'condition',
      nounId: id,
      facilityId: row.facilityId,
      reason: reason ?? null,
      detail: { role: roleAt(place, grants) },
    }),
    db
      .update(condition)
      .set({ liftedAt: now })
      .where(and(eq(condition.id, id), isNull(condition.liftedAt))),
  ]);
  return staffConditionView({ ...row, liftedAt: now }, { now, grants });
}
