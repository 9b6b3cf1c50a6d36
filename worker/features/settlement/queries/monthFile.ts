/** A month's statements for the street's accountant. */
import { and, asc, desc, eq } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { csvOf } from '../../../lib/csv.ts';
import { DomainError } from '../../../lib/errors.ts';
import { dayOf, type Month } from '../../../lib/time.ts';
import { actorQuery, heldAt, whoIs } from '../../identity/queries/actor.ts';
import { merchantColumns } from '../../mall/queries/oversight.ts';
import { STREET_READERS, type StatementState } from '../rules.ts';
import { statement } from '../tables.ts';
import { type StatementRow, statementRows } from './statements.ts';

const COLUMNS = [
  ...['月份', '商家', '商家编号', '状态', '单数', '积分', '金额（元）'],
  ...['出单', '商家确认', '结算', '编号'],
];
const STATE_WORDS: Record<StatementState, string> = {
  issued: '等商家核对',
  disputed: '有异议',
  final: '结算了',
};

/**
 * A row for each statement of the month, what is owed most first; what is struck out doesn't count. Who has a zone gets
 * those of its merchants. Throws `auth.forbidden`, also for merchants: theirs are on their own page.
 */
export async function getMonthFile(ctx: ActorContext, month: Month): Promise<string> {
  const merchant = merchantColumns();
  const seen = heldAt(ctx, STREET_READERS, { merchantId: merchant.id, zoneId: merchant.zoneId });
  const [who, rows] = await ctx.db.batch([
    actorQuery(ctx),
    statementRows(ctx.db, and(seen, eq(statement.month, month))).orderBy(
      desc(statement.fen),
      asc(statement.id),
    ),
  ]);
  if (!whoIs(who).grants.some(({ role }) => STREET_READERS.includes(role))) {
    throw new DomainError('auth.forbidden');
  }
  return csvOf(COLUMNS, rows.map(cellsOf));
}

function cellsOf(row: StatementRow): (string | number)[] {
  const day = (at: number | null) => (at === null ? '' : dayOf(at));
  return [
    ...[row.month, row.merchantName, row.merchantId, STATE_WORDS[row.state]],
    ...[row.lineCount, row.points, (row.fen / 100).toFixed(2)],
    ...[day(row.issuedAt), day(row.acceptedAt), day(row.finalAt), row.id],
  ];
}
