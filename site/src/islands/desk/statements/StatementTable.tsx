import type { Statement } from '../../../../../worker/features/settlement/schema.ts';
import { staffStatements as t } from '../../../i18n/zh/staffStatements.ts';
import { money, whole } from '../../../lib/format.ts';
import { StateTile } from '../../parts/StateTile.tsx';
import type { AtStatements } from './StatementsPage.tsx';
import { monthWords, standOf } from './words.ts';

interface Props {
  at: AtStatements;
  items: readonly Statement[];
  /** What names a row: the merchant, or the month of one's own. */
  by: 'merchant' | 'month';
  onLeave: () => void;
}

/** One row a statement: whose, how far, how much. On a phone two lines. */
export function StatementTable({ at, items, by, onLeave }: Props) {
  const { address, now } = at;
  return (
    <table class="table statements">
      <thead>
        <tr>
          <th scope="col">{by === 'merchant' ? t.columns.merchant : t.month}</th>
          <th scope="col">{t.columns.state}</th>
          <th scope="col" class="number">
            {t.columns.lines}
          </th>
          <th scope="col" class="number">
            {t.columns.points}
          </th>
          <th scope="col" class="number">
            {t.columns.fen}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => {
          const stand = standOf(one, now);
          return (
            <tr key={one.id}>
              <th scope="row" class="what">
                <a
                  href={`?id=${one.id}`}
                  onClick={(event) => {
                    event.preventDefault();
                    onLeave();
                    address.set({ id: one.id }, true);
                    window.scrollTo(0, 0);
                  }}
                >
                  {by === 'merchant' ? one.merchant.name : monthWords(one.month)}
                </a>
                {by === 'month' && <small class="dim">{one.merchant.name}</small>}
              </th>
              <td class="status">
                <StateTile kind={stand.kind}>{stand.words}</StateTile>
              </td>
              <td class="n number lines">{one.lineCount}</td>
              <td class="n number points">{whole(one.points)}</td>
              <td class="n number fen">{money(one.fen)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
