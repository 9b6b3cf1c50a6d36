/** Statements of a month that is over: one for each merchant where something was redeemed that stands on none yet. */
import { type SQL, sql } from 'drizzle-orm';
import type { ActorContext, Context } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { audit } from '../../../lib/tables.ts';
import type { Month } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { redeemedBefore } from '../../mall/queries/settlement.ts';
import {
  disputeUntil,
  endOf,
  isPayer,
  MERCHANTS_A_RUN,
  MOST_LINES,
  monthToIssue,
  mustBeOver,
} from '../rules.ts';
import type { Issued } from '../schema.ts';
import { statement, statementLine } from '../tables.ts';
import { tellOwners } from './tell.ts';

/**
 * Issues up to a hundred statements of a month; asked again, the next hundred, and nothing once all are there. Throws
 * `auth.forbidden`, `statement.monthOpen`.
 */
export async function issueStatements(ctx: ActorContext, month: Month): Promise<Issued> {
  const { grants } = whoIs(await actorQuery(ctx));
  if (!isPayer(grants)) throw new DomainError('auth.forbidden');
  mustBeOver(month, ctx.now);
  return issue(ctx, month, [audited(ctx, month)]);
}

/** On the first days of a month, once an hour: all statements of the month before that aren't there yet. */
export async function issueDue(ctx: Context): Promise<void> {
  const month = monthToIssue(ctx.now);
  if (month === null) return;
  let { issued, left } = await issue(ctx, month, []);
  while (issued > 0 && left > 0) ({ issued, left } = await issue(ctx, month, []));
}

async function issue(ctx: Context, month: Month, before: readonly Statement[]): Promise<Issued> {
  const { db, now } = ctx;
  const made = db.all<{ id: string }>(sql`INSERT INTO ${statement}
      (id, merchant_id, month, state, points, fen, issued_at, dispute_until_at)
    SELECT 'stm_' || ${month} || '_' || merchant_id, merchant_id, ${month}, 'issued', 0, 0, ${now}, ${disputeUntil(now)}
    FROM (${dueMerchants(month)} ORDER BY merchant_id LIMIT ${MERCHANTS_A_RUN}) RETURNING id`);
  const left = db.all<{ left: number }>(
    sql`SELECT count(*) AS "left" FROM (${dueMerchants(month)})`,
  );
  const writes = [
    ...before,
    made,
    ...tellOwners(ctx, 'statement.issued', {
      which: sql`s.month = ${month} AND ${isEmpty(sql`s.id`)}`,
    }),
    linesOf(ctx, month),
  ];
  const [first, ...rest] = [...writes, left];
  if (!first) throw new Error('a batch of nothing');
  const answers: readonly unknown[] = await db.batch([first, ...rest]);
  const issued = answers[before.length] as { id: string }[];
  const [waiting] = answers.at(-1) as { left: number }[];
  return { month, issued: issued.length, left: waiting?.left ?? 0 };
}

/** A SELECT of the merchants that wait for a statement of the month. */
function dueMerchants(month: Month): SQL {
  return sql`SELECT DISTINCT r.merchant_id FROM (${unstated(month)}) r WHERE NOT EXISTS (
    SELECT 1 FROM ${statement} WHERE merchant_id = r.merchant_id AND month = ${month})`;
}

/** What was redeemed until the month's end, of earlier months too, and stands on no statement. */
function unstated(month: Month): SQL {
  return sql`SELECT * FROM (${redeemedBefore(endOf(month))}) r WHERE NOT EXISTS (
    SELECT 1 FROM ${statementLine} WHERE redemption_id = r.id)`;
}

/** That a statement was made by this very batch: it has no lines yet. */
function isEmpty(id: SQL): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM ${statementLine} WHERE statement_id = ${id})`;
}

/** The lines of statements that have none, the earliest first. Triggers add them up. */
function linesOf({ db }: Context, month: Month): Statement {
  return db.run(sql`INSERT INTO ${statementLine} (redemption_id, statement_id, points, fen)
    SELECT id, statement_id, points, settle_fen FROM (
      SELECT r.*, s.id AS statement_id,
        row_number() OVER (PARTITION BY r.merchant_id ORDER BY r.redeemed_at, r.id) AS place
      FROM (${unstated(month)}) r JOIN ${statement} s ON s.merchant_id = r.merchant_id AND s.month = ${month}
      WHERE ${isEmpty(sql`s.id`)})
    WHERE place <= ${MOST_LINES}`);
}

/** Who asked for it, where there is anything to issue. */
function audited(ctx: ActorContext, month: Month): Statement {
  return ctx.db.run(sql`INSERT INTO ${audit} (id, at, actor_id, act, noun, noun_id)
    SELECT ${ctx.newId('aud')}, ${ctx.now}, ${ctx.actor.userId}, 'statement.issue', 'statementMonth', ${month}
    WHERE EXISTS (${dueMerchants(month)})`);
}
