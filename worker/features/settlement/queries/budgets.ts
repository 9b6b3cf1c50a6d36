/** What a month may cost, what of it is final, and what is on its way. */
import { sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import type { Month } from '../../../lib/time.ts';
import type { Budget } from '../schema.ts';
import { settlementBudget, statement } from '../tables.ts';

type BudgetRow = { ceilingFen: number | null; finalFen: number; openFen: number };

/** For a batch: one row, also of a month that nobody has set a ceiling for. */
export function budgetQuery(db: Db, month: Month) {
  const paid = (isFinal: boolean) => sql<number>`(SELECT coalesce(sum(fen), 0) FROM ${statement}
    WHERE month = ${month} AND (state = 'final') = ${Number(isFinal)})`;
  return db
    .select({
      ceilingFen: sql<number | null>`(SELECT ceiling_fen FROM ${settlementBudget}
        WHERE month = ${month})`.as('budget_ceiling'),
      finalFen: paid(true).as('budget_final'),
      openFen: paid(false).as('budget_open'),
    })
    .from(sql`(SELECT 1)`);
}

export function budgetView(month: Month, row: BudgetRow | undefined): Budget {
  return { month, ...(row ?? { ceilingFen: null, finalFen: 0, openFen: 0 }) };
}
