import type { HoursPeriod } from '../../../../../worker/features/directory/rules/hours.ts';
import { facility as words } from '../../../i18n/zh/facility.ts';
import { hoursInWords } from '../../../lib/hours.ts';

interface HoursTableProps {
  /** Null where nobody has told us. */
  periods: readonly HoursPeriod[] | null;
}

/** Weekly hours in words. */
export function HoursTable({ periods }: HoursTableProps) {
  const seasons = hoursInWords(periods);
  if (seasons.length === 0) return <p>{words.hoursUnknown}</p>;
  return (
    <>
      {seasons.map(({ season, lines }, at) => (
        <div key={`${at}`}>
          {season && <h3 class="season">{season}</h3>}
          <dl class="hours">
            {lines.map(({ when, times }) => (
              <div key={when}>
                <dt>{when}</dt>
                <dd>{times}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </>
  );
}
