/** Telling residents: one notice in the inbox and one message in the outbox, written with the act they tell of. */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import type { NoticeKind, NoticeParams } from '../rules.ts';
import { notice, outbox } from '../tables.ts';

export type Telling = {
  residentId: string;
  kind: NoticeKind;
  params: NoticeParams;
  /** Same-origin path of what it is about. */
  link?: string;
};

/** Statements for the batch of the act itself: who is told is told if and only if the act happened. */
export function tell(ctx: Context, { residentId, kind, params, link }: Telling): Statement[] {
  return [
    ctx.db.insert(notice).values({
      id: ctx.newId('ntc'),
      residentId,
      kind,
      params,
      link: link ?? null,
      createdAt: ctx.now,
    }),
    ctx.db.insert(outbox).values({
      id: ctx.newId('msg'),
      channel: 'sms',
      residentId,
      template: kind,
      params,
      state: 'pending',
      attempts: 0,
      nextAt: ctx.now,
      createdAt: ctx.now,
    }),
  ];
}

/**
 * The same for many at once. `told` is a SELECT of one row for each word to say: `told_key` (an id that no two rows share),
 * `resident_id`, `params` (JSON text) and `link`.
 */
export function tellMany(ctx: Context, kind: NoticeKind, told: SQL): Statement[] {
  return [
    ctx.db.run(sql`INSERT INTO ${notice} (id, resident_id, kind, params, link, created_at)
      SELECT ${`${ctx.newId('ntc')}_`} || told_key, resident_id, ${kind}, params, link, ${ctx.now} FROM (${told})`),
    ctx.db.run(sql`INSERT INTO ${outbox}
      (id, channel, resident_id, template, params, state, attempts, next_at, created_at)
      SELECT ${`${ctx.newId('msg')}_`} || told_key, 'sms', resident_id, ${kind}, params, 'pending', 0, ${ctx.now}, ${ctx.now} FROM (${told})`),
  ];
}

/** A message to a bare number, for somebody who may not have an account yet: the sign-in code. */
export function messageNumber(
  ctx: Context,
  phoneNumber: string,
  template: 'signIn.code',
  params: Record<string, string>,
): Statement {
  return ctx.db.insert(outbox).values({
    id: ctx.newId('msg'),
    channel: 'sms',
    phoneNumber,
    template,
    params,
    state: 'pending',
    attempts: 0,
    nextAt: ctx.now,
    createdAt: ctx.now,
  });
}
