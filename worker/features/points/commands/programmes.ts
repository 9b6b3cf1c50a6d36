/** Programmes and their budgets: what the street hands points out from. */
import { sql } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, guard, writeAll, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery } from '../../identity/queries/actor.ts';
import { mustKeep, programmesQuery } from '../queries/staff.ts';
import type { FundInput, Programme, ProgrammeInput } from '../schema.ts';
import { pointsProgramme } from '../tables.ts';
import { fundProgramme } from './ledger.ts';

/** A new programme with an empty budget. Throws `auth.forbidden`, `programme.exists` for a name that another has. */
export async function createProgramme(
  ctx: ActorContext,
  input: ProgrammeInput,
): Promise<Programme> {
  const { db, now } = ctx;
  const [who, earlier] = await db.batch([actorQuery(ctx), earlierResult(ctx)]);
  mustKeep(who);
  const replayed = replayedId(ctx, earlier);
  if (replayed !== null) return getProgramme(ctx, replayed);
  const row = {
    id: ctx.newId('pgm'),
    name: input.name,
    expiry: input.expiry,
    expiryYears: input.expiryYears ?? null,
  };
  await writeAll(db, [
    ...rememberResult(ctx, row.id),
    guard(
      db,
      'programme.exists',
      sql`EXISTS (SELECT 1 FROM ${pointsProgramme} WHERE name = ${input.name})`,
    ),
    auditRow(db, {
      id: ctx.newId('aud'),
      at: now,
      actorId: ctx.actor.userId,
      act: 'programme.create',
      noun: 'pointsProgramme',
      nounId: row.id,
      detail: input,
    }),
    db.insert(pointsProgramme).values({ ...row, createdAt: now }),
  ]);
  return { ...row, left: 0 };
}

/** More for a programme to hand out. Throws `auth.forbidden`, `programme.notFound`. */
export async function giveBudget(
  ctx: ActorContext,
  programmeId: string,
  { points, reason }: FundInput,
): Promise<Programme> {
  const { db } = ctx;
  const [who, earlier, [programme]] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    programmesQuery(db, programmeId),
  ]);
  mustKeep(who);
  if (!programme) throw new DomainError('programme.notFound');
  if (replayedId(ctx, earlier) !== null) return programme;
  const id = ctx.newId('ptx');
  const [[after]] = await writeThenRead(
    db,
    [
      ...rememberResult(ctx, id),
      auditRow(db, {
        id: ctx.newId('aud'),
        at: ctx.now,
        actorId: ctx.actor.userId,
        act: 'points.fund',
        noun: 'pointsTransaction',
        nounId: id,
        reason,
        detail: { programmeId, points },
      }),
      ...fundProgramme(ctx, id, {
        programmeId,
        points,
        cause: { kind: 'budget', id },
        by: ctx.actor.userId,
        note: reason,
      }),
    ],
    [programmesQuery(db, programmeId)],
  );
  return after ?? programme;
}

async function getProgramme({ db }: ActorContext, id: string): Promise<Programme> {
  const [row] = await programmesQuery(db, id);
  if (!row) throw new DomainError('programme.notFound');
  return row;
}
