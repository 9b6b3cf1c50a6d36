/** Many rows in few statements: D1 binds at most 100 values a statement, so rows travel as one JSON text. */
import { getTableColumns, getTableName } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

/** D1 takes values of up to 2 MB; this stays below. */
const ROWS_A_STATEMENT = 1500;

type Row = Readonly<Record<string, unknown>>;

/** A statement and the rows it takes. Prepared only when its turn comes: locally that is a request of its own. */
export type Bulk = { sql: string; rows: string };

/** Statements that hold only together: they come in one batch. */
export type Unit = Bulk[];

export function prepared(d1: D1Database, { sql, rows }: Bulk): D1PreparedStatement {
  return d1.prepare(sql).bind(rows);
}

/** Statements that insert the rows in their order; every column must be given in every row. */
export function insertStatements(table: SQLiteTable, rows: readonly Row[]): Bulk[] {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, column]) => `"${columnName(column)}"`);
  const values = columns.map((_, index) => `json_extract(value, '$[${index}]')`);
  const sql = `INSERT INTO "${getTableName(table)}" (${names.join(', ')}) SELECT ${values.join(', ')} FROM json_each(?)`;
  return parts(rows).map((part) => {
    const values = part.map((row) => columns.map(([key, column]) => stored(row[key], column)));
    return { sql, rows: JSON.stringify(values) };
  });
}

/** Statements that set some columns of the rows, found by their ids. */
export function updateStatements(
  table: SQLiteTable,
  keys: readonly string[],
  rows: readonly Row[],
): Bulk[] {
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => keys.includes(key));
  const sets = columns.map(
    ([, column], index) => `"${columnName(column)}" = json_extract(one.value, '$[${index + 1}]')`,
  );
  const name = getTableName(table);
  const sql = `UPDATE "${name}" SET ${sets.join(', ')} FROM json_each(?) AS one WHERE "${name}".id = json_extract(one.value, '$[0]')`;
  return parts(rows).map((part) => {
    const values = part.map((row) => [
      row.id,
      ...columns.map(([key, column]) => stored(row[key], column)),
    ]);
    return { sql, rows: JSON.stringify(values) };
  });
}

/** Rows as many as go into one statement. */
export function parts<T>(rows: readonly T[]): (readonly T[])[] {
  const count = Math.ceil(rows.length / ROWS_A_STATEMENT);
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * ROWS_A_STATEMENT, (index + 1) * ROWS_A_STATEMENT),
  );
}

type Column = ReturnType<typeof getTableColumns>[string];

/** The name in the database; the schema is written in camelCase and generated with `casing: 'snake_case'`. */
function columnName(column: Column): string {
  return column.keyAsName ? toSnakeCase(column.name) : column.name;
}

function stored(value: unknown, column: Column): unknown {
  if (value === undefined) throw new Error(`No value for ${column.name}`);
  return value === null ? null : column.mapToDriverValue(value);
}
