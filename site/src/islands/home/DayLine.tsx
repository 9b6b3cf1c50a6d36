import { home as words } from '../../i18n/zh/home.ts';
import { clock, minuteOfDay } from '../../lib/format.ts';

const FROM_HOUR = 6;
const UNTIL_HOUR = 21;
const HOURS = [6, 9, 12, 15, 18, 21];

/** Where an hour of the day stands on the line, in percent; before and after it at its ends. */
function percent(hour: number): number {
  const part = (hour - FROM_HOUR) / (UNTIL_HOUR - FROM_HOUR);
  return Math.round(Math.min(1, Math.max(0, part)) * 1000) / 10;
}

interface DayLineProps {
  /** ms; 0 while the page is being built. */
  now: number;
}

/** The day as a line from six to nine, yellow as far as it has gone. */
export function DayLine({ now }: DayLineProps) {
  const gone = now ? percent(minuteOfDay(now) / 60) : 0;
  const spoken = now ? words.dayLine(clock(now)) : undefined;
  return (
    <div class="day-line">
      <svg height="20" width="100%" role="img" aria-label={spoken} aria-hidden={!spoken}>
        <line class="rail" x1="0" x2="100%" y1="10" y2="10" />
        {HOURS.map((hour) => (
          <line
            key={hour}
            class="tick"
            x1={`${percent(hour)}%`}
            x2={`${percent(hour)}%`}
            y1="4"
            y2="16"
          />
        ))}
        {now > 0 && <line class="gone" x1="0" x2={`${gone}%`} y1="10" y2="10" />}
        {now > 0 && <circle class="sun" cx={`${gone}%`} cy="10" r="8" />}
      </svg>
      <p class="n" aria-hidden="true">
        {HOURS.map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </p>
    </div>
  );
}
