import { staffStatements as t } from '../../../i18n/zh/staffStatements.ts';
import { answer, api } from '../../../lib/api.ts';
import { staffPaths } from '../../../lib/staff-paths.ts';
import { Empty } from '../../parts/Empty.tsx';
import { More } from '../../parts/More.tsx';
import { Section } from '../../parts/Section.tsx';
import { Loaded } from '../Loaded.tsx';
import { useDeskPages } from '../useDesk.ts';
import type { AtStatements } from './StatementsPage.tsx';
import { StatementTable } from './StatementTable.tsx';

/** Of those who run a merchant: their statements, the latest first. */
export function OwnStatements({ at, onLeave }: { at: AtStatements; onLeave: () => void }) {
  const listed = useDeskPages('own', at.turn, (query) =>
    answer(api.staff.statements.$get({ query })),
  );
  return (
    <Section title={t.yours.title} end={t.toCounter} endHref={staffPaths.counter}>
      <p class="dim">{t.yours.lead}</p>
      <Loaded asked={listed}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t.yours.none} text={t.yours.noneText} />
          ) : (
            <StatementTable at={at} items={items} by="month" onLeave={onLeave} />
          )
        }
      </Loaded>
      <More pages={listed} words={t.more} fit />
    </Section>
  );
}
