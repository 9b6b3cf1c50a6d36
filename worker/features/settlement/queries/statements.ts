/** Reading statements: each sees those within their scope, and nobody's the residents'. */
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { EVERYWHERE, type Grant, isOwn, verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { csvOf } from '../../../lib/csv.ts';
import { aliased, type Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { dayOf, toRfc3339 } from '../../../lib/time.ts';
import { actorQuery, heldAt, whoIs } from '../../identity/queries/actor.ts';
import { merchantColumns } from '../../mall/queries/oversight.ts';
import { redeemedColumns } from '../../mall/queries/settlement.ts';
import {
  isOpenToWords,
  isPayer,
  type LineState,
  STATEMENT_READERS,
  type StatementState,
  statementCan,
} from '../rules.ts';
import type {
  Statement,
  StatementLine,
  StatementPage,
  Statements,
  StatementsInput,
} from '../schema.ts';
import { dispute, statement, statementLine } from '../tables.ts';
import { budgetQuery, budgetView } from './budgets.ts';

export function statementRows(db: Db, where?: SQL) {
  const merchant = merchantColumns();
  return db
    .select({
      ...aliased(statement, 'statement'),
      merchantName: sql<string>`${merchant.name}`.as('statement_merchant'),
      zoneId: sql<string>`${merchant.zoneId}`.as('statement_zone'),
      lineCount: sql<number>`(SELECT count(*) FROM ${statementLine}
        WHERE statement_id = ${statement.id} AND struck_at IS NULL)`.as('statement_lines'),
      openDisputes: sql<number>`(SELECT count(*) FROM ${dispute}
        WHERE statement_id = ${statement.id} AND state = 'open')`.as('statement_open'),
    })
    .from(statement)
    .innerJoin(merchant.table, eq(merchant.id, statement.merchantId))
    .where(where)
    .$dynamic();
}
export type StatementRow = Awaited<ReturnType<typeof statementRows>>[number];

/** The latest month first, in it what is owed most. Throws `auth.forbidden`. */
export async function listStatements(
  ctx: ActorContext,
  { month, state, limit, cursor }: StatementsInput,
): Promise<Statements> {
  const merchant = merchantColumns();
  const seen = heldAt(ctx, STATEMENT_READERS, { merchantId: merchant.id, zoneId: merchant.zoneId });
  const skipped = Number(cursor ?? 0);
  const [who, rows, [budget]] = await ctx.db.batch([
    actorQuery(ctx),
    statementRows(
      ctx.db,
      and(
        seen,
        month === undefined ? undefined : eq(statement.month, month),
        state && eq(statement.state, state),
      ),
    )
      .orderBy(desc(statement.month), desc(statement.fen), asc(statement.id))
      .limit(limit + 1)
      .offset(skipped),
    budgetQuery(ctx.db, month ?? ''),
  ]);
  const { grants } = whoIs(who);
  if (!grants.some(({ role }) => STATEMENT_READERS.includes(role))) {
    throw new DomainError('auth.forbidden');
  }
  const pays = isPayer(grants);
  return {
    items: rows.slice(0, limit).map((row) => statementView(ctx, row, grants)),
    next: rows.length > limit ? String(skipped + limit) : null,
    budget: month !== undefined && pays ? budgetView(month, budget) : null,
    can: { issue: pays },
  };
}

/** For a batch: a statement with its lines and what was said of it. Read it with `statementPage`. */
export function pageStatements(db: Db, id: string) {
  const redeemed = redeemedColumns();
  return [
    statementRows(db, eq(statement.id, id)),
    db
      .select({
        ...aliased(statementLine, 'line'),
        redeemedAt: sql<number>`${redeemed.redeemedAt}`.as('line_redeemed_at'),
        quantity: redeemed.quantity,
        isUndone: sql<boolean>`${redeemed.state} = 'undone'`.mapWith(Boolean).as('line_undone'),
        title: redeemed.title.as('line_title'),
        shop: redeemed.shop.as('line_shop'),
      })
      .from(statementLine)
      .innerJoin(redeemed.table, eq(redeemed.id, statementLine.redemptionId))
      .where(eq(statementLine.statementId, id))
      .orderBy(asc(redeemed.redeemedAt), asc(redeemed.id)),
    db
      .select()
      .from(dispute)
      .where(eq(dispute.statementId, id))
      .orderBy(asc(dispute.raisedAt), asc(dispute.id)),
  ] as const;
}
type PageRows = readonly [
  StatementRow[],
  Awaited<ReturnType<typeof pageStatements>[1]>,
  Awaited<ReturnType<typeof pageStatements>[2]>,
];

/** Another's statement is not there. Throws `statement.notFound`. */
export function mustSee(row: StatementRow | undefined, grants: readonly Grant[]): StatementRow {
  if (!row || statementVerdict(row, 'see', grants) !== 'allowed') {
    throw new DomainError('statement.notFound');
  }
  return row;
}

/** Throws `auth.forbidden`, or `statement.state` where its state doesn't allow the act. */
export function mustBeAble(
  row: StatementRow,
  act: keyof typeof statementCan,
  grants: readonly Grant[],
): void {
  const allowed = statementVerdict(row, act, grants);
  if (allowed === 'forbidden') throw new DomainError('auth.forbidden');
  if (allowed === 'state') throw new DomainError('statement.state');
}

function statementVerdict(
  row: StatementRow,
  act: keyof typeof statementCan,
  grants: readonly Grant[],
) {
  const place = { ...EVERYWHERE, zoneId: row.zoneId, merchantId: row.merchantId };
  return verdict<StatementState>(
    statementCan[act],
    { state: row.state, isOwner: false, place },
    grants,
  );
}

/** Throws `statement.notFound`. */
export async function getStatement(ctx: ActorContext, id: string): Promise<StatementPage> {
  const [who, ...rows] = await ctx.db.batch([actorQuery(ctx), ...pageStatements(ctx.db, id)]);
  return statementPage(ctx, rows, whoIs(who).grants);
}

/** Throws `statement.notFound` for somebody who may not see it. */
export function statementPage(
  ctx: ActorContext,
  [[found], lines, disputes]: PageRows,
  grants: readonly Grant[],
): StatementPage {
  return {
    ...statementView(ctx, mustSee(found, grants), grants),
    lines: lines.map(lineView),
    disputes: disputes.map(({ id, redemptionId, text, state, raisedAt, answer, decidedAt }) => ({
      ...{ id, redemptionId, text, state, raised: toRfc3339(raisedAt), answer },
      decided: decidedAt === null ? null : toRfc3339(decidedAt),
    })),
  };
}

export function statementView(
  { now }: ActorContext,
  row: StatementRow,
  grants: readonly Grant[],
): Statement {
  const { id, month, state, points, fen, lineCount, openDisputes } = row;
  const may = (act: keyof typeof statementCan) => statementVerdict(row, act, grants) === 'allowed';
  const isOpen = isOpenToWords(row, now);
  const isOthers = !isOwn(grants, row.merchantId);
  return {
    ...{ id, month, state, points, fen, lineCount, openDisputes },
    merchant: { id: row.merchantId, name: row.merchantName },
    issued: toRfc3339(row.issuedAt),
    disputeUntil: toRfc3339(row.disputeUntilAt),
    accepted: row.acceptedAt === null ? null : toRfc3339(row.acceptedAt),
    final: row.finalAt === null ? null : toRfc3339(row.finalAt),
    can: {
      dispute: may('dispute') && isOpen,
      accept: may('accept') && isOpen,
      undo: may('undo'),
      decide: may('decide') && isOthers,
      finalise: may('finalise') && isOthers && !isOpen,
    },
  };
}

function lineView(line: PageRows[1][number]): StatementLine {
  const { redemptionId, title, quantity, points, fen, shop, redeemedAt } = line;
  return {
    ...{ redemptionId, good: title, quantity, points, fen, shop },
    on: dayOf(redeemedAt),
    state: line.struckAt === null ? 'stands' : line.isUndone ? 'undone' : 'struck',
  };
}

const COLUMNS = ['日期', '商品', '数量', '积分', '金额（元）', '门店', '状态', '编号'];
const LINE_WORDS: Record<LineState, string> = {
  stands: '计入',
  struck: '已划掉',
  undone: '已划掉并撤销',
};

/** Its lines as a table for Excel; what is struck out has no sum. Throws `statement.notFound`. */
export async function getStatementFile(
  ctx: ActorContext,
  id: string,
): Promise<{ name: string; file: string }> {
  const { month, lines } = await getStatement(ctx, id);
  const rows = lines.map(({ redemptionId, on, good, quantity, points, fen, shop, state }) => [
    ...[on, good, quantity],
    ...(state === 'stands' ? [points, (fen / 100).toFixed(2)] : [0, '0.00']),
    ...[shop, LINE_WORDS[state], redemptionId],
  ]);
  return { name: `linli-statement-${month}.csv`, file: csvOf(COLUMNS, rows) };
}
