/** Rules and claims for tests, made through the API. */
import type { Act } from '../../worker/features/earning/rules.ts';
import { earningRule } from '../../worker/features/earning/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { programmeOf } from './points-world.ts';
import { db, type linliAt, NOW, type Somebody, unique } from './world.ts';

/** What each act is worth in a test: put there past the command, so that a file can have it for the past as well. */
export async function ruleFor(
  act: Act,
  values: Partial<typeof earningRule.$inferInsert> = {},
): Promise<typeof earningRule.$inferInsert> {
  const programmeId = values.programmeId ?? (await programmeOf({ budget: 100_000 })).id;
  const row = {
    ...{ id: `rule-${unique()}`, act, name: '测试的好事', programmeId, points: 10 },
    ...{ effectiveFromOn: '2026-01-01', createdBy: 'test', createdAt: NOW },
    ...values,
  };
  await db.batch([
    db.insert(audit).values({
      ...{ id: `audit-${unique()}`, at: NOW, actorId: 'test', act: 'earningRule.create' },
      ...{ noun: 'earningRule', nounId: row.id },
    }),
    db.insert(earningRule).values(row),
  ]);
  return row;
}

/** Claims an act as somebody, and answers the reply. */
export function claiming(
  linli: ReturnType<typeof linliAt>,
  as: Somebody,
  body: object = {},
  headers = {},
) {
  return linli.post('/api/v1/claims', {
    as,
    headers,
    body: {
      ...{
        act: 'volunteering',
        facilityId: 'hall',
        doneOn: '2026-11-24',
        note: '在门口值了半天班',
      },
      ...body,
    },
  });
}
