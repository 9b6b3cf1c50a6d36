/** The database as features see it, and the few statements every command may need. */
import { getTableColumns, type SQL, sql, type Table } from 'drizzle-orm';
import type { BatchItem, BatchResponse } from 'drizzle-orm/batch';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';
import type { ErrorCode } from './errors.ts';
import { audit, guard as guardTable } from './tables.ts';

export type Db = DrizzleD1Database;

/** One statement of a batch. A batch is one transaction and one round trip. */
export type Statement = BatchItem<'sqlite'>;

export function openDb(d1: D1Database): Db {
  const db = drizzle(d1, { casing: 'snake_case' });
  const [run, all] = [db.run.bind(db), db.all.bind(db)];
  // Drizzle 0.45 forgets to prepare what `run` and `all` make: with parameters it fails inside a batch.
  const prepared = <T extends { getQuery(): { sql: string } }>(raw: T): T =>
    Object.defineProperty(raw, 'stmt', { get: () => d1.prepare(raw.getQuery().sql) });
  db.run = (query) => prepared(run(query));
  db.all = <T>(query: Parameters<typeof all>[0]) => prepared(all<T>(query));
  return db;
}

/** Runs statements as one transaction; an empty list does nothing. */
export async function writeAll(db: Db, statements: readonly Statement[]): Promise<void> {
  const [first, ...rest] = statements;
  if (first) await db.batch([first, ...rest]);
}

/** Runs writes and then reads as one transaction: the answers tell of the state the writes left. */
export async function writeThenRead<const R extends readonly [Statement, ...Statement[]]>(
  db: Db,
  writes: readonly Statement[],
  reads: R,
): Promise<BatchResponse<R>> {
  const all = [...writes, ...reads] as unknown as readonly [Statement, ...Statement[]];
  const answers: readonly unknown[] = await db.batch(all);
  return answers.slice(writes.length) as BatchResponse<R>;
}

/**
 * Every column of a table under a name of its own, for the select of a join. Inside a batch, two columns of the same
 * name would shift the values of all that follow.
 */
export function aliased<T extends Table>(table: T, prefix: string) {
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => [
    key,
    sql`${column}`.mapWith(column).as(`${prefix}_${key}`),
  ]);
  return Object.fromEntries(columns) as {
    [K in keyof T['$inferSelect'] & string]: SQL.Aliased<T['$inferSelect'][K]>;
  };
}

/** Aborts the batch it stands in with `code` when `condition` holds at that moment. */
export function guard(db: Db, code: ErrorCode, condition: SQL): Statement {
  return db.run(sql`INSERT INTO ${guardTable} (code) SELECT ${code} WHERE ${condition}`);
}

export type AuditEntry = typeof audit.$inferInsert;

/** The row that names actor, principal and reason. Triggers refuse a staff act whose row isn't there before it. */
export function auditRow(db: Db, entry: AuditEntry): Statement {
  return db.insert(audit).values(entry);
}
