import { parts } from '../../i18n/zh/parts.ts';
import { dayNumber, weekdayName } from '../../lib/format.ts';

export interface WeekDay {
  /** `YYYY-MM-DD` */
  on: string;
  /** Free or not in the morning, afternoon and evening. Null is a part the place does not open. */
  free?: readonly [boolean | null, boolean | null, boolean | null];
  /** Instead of the boxes, when the day cannot be opened: past, all taken, not open. Or in words of your own. */
  shut?: 'past' | 'full' | 'shut' | { words: string };
  /** Under the number instead of the boxes, where nothing is known of the day yet: `明天`. */
  note?: string;
}

export interface WeekStripProps {
  days: readonly WeekDay[];
  chosenOn?: string;
  onChoose?: (on: string) => void;
  /** Makes each day a link. */
  hrefOf?: (on: string) => string;
  /** Shows what the boxes mean. */
  legend?: boolean;
}

function freeInWords(free: NonNullable<WeekDay['free']>): string {
  return free
    .map((one, part) => {
      const name = parts.dayParts[part] ?? '';
      return one ? parts.partFree(name) : parts.partFull(name);
    })
    .join('，');
}

function Boxes({ free }: { free: NonNullable<WeekDay['free']> }) {
  return (
    <span class="boxes" role="img" aria-label={freeInWords(free)}>
      {free.map((one, part) => (
        <i key={`${part}`} class={one ? 'full' : undefined} />
      ))}
    </span>
  );
}

function Day({
  day,
  chosen,
  onChoose,
  hrefOf,
}: { day: WeekDay; chosen: boolean } & WeekStripProps) {
  const { on, free, shut, note } = day;
  const shutWords = typeof shut === 'object' ? shut.words : shut && parts.week[shut];
  const inner = (
    <>
      {weekdayName(on)}
      <span class="n">{dayNumber(on)}</span>
      {shutWords && <small>{shutWords}</small>}
      {!shutWords && free && <Boxes free={free} />}
      {!shutWords && note && <small>{note}</small>}
    </>
  );
  if (shutWords) return <span class="day shut">{inner}</span>;
  if (hrefOf) {
    return (
      <a class="day" href={hrefOf(on)} aria-current={chosen ? 'date' : undefined}>
        {inner}
      </a>
    );
  }
  return (
    <button
      class="day"
      type="button"
      aria-current={chosen ? 'date' : undefined}
      onClick={() => onChoose?.(on)}
    >
      {inner}
    </button>
  );
}

/** Seven days from Monday, each with three boxes: free in the morning, the afternoon, the evening. */
export function WeekStrip(props: WeekStripProps) {
  return (
    <>
      <ul class="week">
        {props.days.map((day) => (
          <li key={day.on}>
            <Day {...props} day={day} chosen={day.on === props.chosenOn} />
          </li>
        ))}
      </ul>
      {props.legend && (
        <p class="week-key dim">
          <span class="boxes">
            <i class="full" />
          </span>
          {parts.weekKeyFree}
          <span class="boxes">
            <i />
          </span>
          {parts.weekKeyFull}
        </p>
      )}
    </>
  );
}
