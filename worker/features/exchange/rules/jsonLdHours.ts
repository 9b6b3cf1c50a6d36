/**
 * Opening hours in schema.org's words. It knows weekdays, times and dated seasons, but neither kinds of day (school days,
 * holidays) nor odd weeks. Who reads them takes a day that is not named for closed, so hours that cannot be said whole are
 * not said at all.
 */
import { addDays, type Day, minutesOf } from '../../../lib/time.ts';
import { type HoursPeriod, type HoursSpan, spansInForce } from '../../directory/rules/hours.ts';

/** https://schema.org/OpeningHoursSpecification */
export type OpeningHoursSpecification = {
  '@type': 'OpeningHoursSpecification';
  dayOfWeek: string[];
  opens: string;
  closes: string;
  validFrom?: Day;
  validThrough?: Day;
};

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const DAY_NAMES = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

const DAY_MIN = 24 * 60;

/**
 * Empty where nobody has told us, or where it cannot be said. Seasons that come back every year are said with the dates of
 * `year` and of the year after.
 */
export function openingHoursOf(
  hours: HoursPeriod[] | null,
  year: number,
): OpeningHoursSpecification[] {
  if (hours === null) return [];
  const isDated = hours.some(({ from, until }) => from !== undefined || until !== undefined);
  const seasons = seasonsOf(hours, `${year}-01-01`, `${year + 1}-12-31`);
  if (!seasons.every(({ spans }) => spans.every(canBeSaid))) return [];
  return seasons.flatMap(({ from, until, spans }) =>
    spans.map((span) => ({
      ...specificationOf(span),
      ...(isDated && { validFrom: from, validThrough: until }),
    })),
  );
}

type Season = { from: Day; until: Day; spans: HoursSpan[] };

/** Days in a row on which the same weekly hours hold. */
function seasonsOf(hours: HoursPeriod[], first: Day, last: Day): Season[] {
  const seasons: Season[] = [];
  let running: Season | undefined;
  for (let on = first; on <= last; on = addDays(on, 1)) {
    const spans = spansInForce(hours, on) ?? [];
    if (running && (running.spans === spans || (running.spans.length === 0 && spans.length === 0)))
      running.until = on;
    else {
      running = { from: on, until: on, spans };
      seasons.push(running);
    }
  }
  return seasons;
}

/** “Closes” before “opens” is understood as the next day; a full day or more can only be said from midnight to midnight. */
function canBeSaid({ opens, closes, dayTypes, weeks }: HoursSpan): boolean {
  const lengthMin = minutesOf(closes) - minutesOf(opens);
  const isDay = opens === '00:00' && closes === '24:00';
  return !dayTypes && !weeks && minutesOf(opens) < DAY_MIN && (lengthMin < DAY_MIN || isDay);
}

function specificationOf({ days = WEEK, opens, closes }: HoursSpan): OpeningHoursSpecification {
  return {
    '@type': 'OpeningHoursSpecification',
    dayOfWeek: days.map((day) => `https://schema.org/${DAY_NAMES[day - 1]}`),
    opens: timeOf(opens),
    // From midnight to midnight would be read as closed. https://developers.google.com/search/docs/appearance/structured-data/local-business
    closes: opens === '00:00' && closes === '24:00' ? '23:59:00' : timeOf(closes),
  };
}

/** `26:00` → `02:00:00`: https://schema.org/Time knows no hour past midnight. */
function timeOf(wall: string): string {
  const [hours = '', minutes = ''] = wall.split(':');
  return `${String(Number(hours) % 24).padStart(2, '0')}:${minutes}:00`;
}
