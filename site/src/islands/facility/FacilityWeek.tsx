import type { Facility } from '../../../../worker/features/directory/schema.ts';
import { facility as words } from '../../i18n/zh/facility.ts';
import { clock, dayName, toMs } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { untilWords } from '../../lib/opening.ts';
import { Notice } from '../parts/Notice.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useFacility } from './live.ts';

type WeekDay = Facility['week'][number];

/** What will not be as usual in the next days, above everything else. Of today the sign tells. */
export function FacilityChanges({ id }: { id: string }) {
  const now = useNow();
  const { value } = useFacility(id, now);
  const changed = (value?.week ?? []).slice(1).filter(({ reason }) => reason);
  if (changed.length === 0) return null;
  return (
    <div class="changes pad">
      <Notice tone="warm" role="status">
        {changed.map((day) => (
          <p key={day.on}>{changeInWords(day, now)}</p>
        ))}
      </Notice>
    </div>
  );
}

function changeInWords(day: WeekDay, now: number): string {
  const name = dayName(day.on, now);
  const reason = day.reason ?? '';
  if (day.spans.length === 0) return words.changedClosed(name, reason);
  return words.changedHours(name, timesInWords(day), reason);
}

/** The next seven days as they will really be. */
export function FacilityWeek({ id }: { id: string }) {
  const now = useNow();
  const { value } = useFacility(id, now);
  // Where nobody has told us any hours, seven days of not knowing say nothing.
  if (!value || value.week.every(({ state }) => state === 'unknown')) return null;
  const [today] = value.week;
  return (
    <>
      <h3 class="week-title">{words.weekTitle}</h3>
      <ul class="seven">
        {value.week.map((day) => (
          <li key={day.on} class={day === today ? 'today' : undefined}>
            <b>{dayName(day.on, now)}</b>
            <span>
              {timesInWords(day)}
              {day.reason && (
                <>
                  {' '}
                  <Tag tone="line">{day.reason}</Tag>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function timesInWords({ state, spans }: WeekDay): string {
  if (state === 'unknown') return words.dayUnknown;
  if (spans.length === 0) return words.dayClosed;
  return spans.map(spanInWords).join(words.join);
}

function spanInWords({ start, end }: WeekDay['spans'][number]): string {
  if (toMs(end) - toMs(start) === 86_400_000) return words.allDay;
  return `${clock(start)}–${untilWords(end, toMs(start))}`;
}
