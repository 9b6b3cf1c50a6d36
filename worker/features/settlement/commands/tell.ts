/** Telling those who run a merchant what became of its statement. */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Statement } from '../../../lib/db.ts';
import { merchantOwners } from '../../identity/queries/grants.ts';
import { tellMany } from '../../notices/commands/tell.ts';
import type { NoticeKind, NoticeParams } from '../../notices/rules.ts';
import { statement } from '../tables.ts';

/** Statements that tell the owners of each statement that a condition on `s` picks. */
export function tellOwners(
  ctx: Context,
  kind: NoticeKind,
  { which, params = {} }: { which: SQL; params?: NoticeParams },
): Statement[] {
  return tellMany(
    ctx,
    kind,
    sql`SELECT s.rowid || '_' || o.grant_no AS told_key, o.user_id AS resident_id,
      json_set(${JSON.stringify(params)}, '$.month', s.month, '$.fen', CAST(s.fen AS TEXT),
        '$.until', strftime('%Y-%m-%d', (s.dispute_until_at - 1) / 1000 + 28800, 'unixepoch')) AS params,
      '/staff/statements/?id=' || s.id AS link
    FROM ${statement} s JOIN (${merchantOwners(ctx.now)}) o ON o.merchant_id = s.merchant_id
    WHERE ${which}`,
  );
}
