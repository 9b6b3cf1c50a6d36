/**
 * Day types. Holidays and make-up workdays are those of the State Council as packed in `chinese-days`; a year the
 * package doesn't know gets no rows, so its days stay unpublished. School vacations are invented.
 */
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { DayType } from '../../worker/features/directory/rules/hours.ts';
import { addDays, type Day, weekdayOf } from '../../worker/lib/time.ts';
import type { CalendarDayRow } from './rows.ts';

const HOLIDAYS: Readonly<Record<string, string | undefined>> = published.holidays;
const MAKEUP_WORKDAYS: Readonly<Record<string, string | undefined>> = published.workdays;

const NATIONAL = '国务院办公厅节假日安排，取自 chinese-days 1.5.7';
const WEEK = '按星期推算';
const VACATION = '演示数据：学校假期为虚构';

/** Both ends included, every year. */
const VACATIONS = [
  { name: '寒假', from: '01-24', until: '02-24' },
  { name: '暑假', from: '07-01', until: '08-31' },
] as const;

/** From a week ago to the last published day, which is a 31 December. */
export function calendarRows(today: Day): CalendarDayRow[] {
  const lastYear = Object.keys(HOLIDAYS).sort().at(-1)?.slice(0, 4);
  const rows: CalendarDayRow[] = [];
  for (let on = addDays(today, -7); on <= `${lastYear}-12-31`; on = addDays(on, 1)) {
    rows.push(calendarDay(on));
  }
  return rows;
}

function calendarDay(on: Day): CalendarDayRow {
  const row = (type: DayType, name: string | null, source: string) => ({ on, type, name, source });
  const holiday = HOLIDAYS[on];
  if (holiday) return row('holiday', chineseName(holiday), NATIONAL);
  const makeup = MAKEUP_WORKDAYS[on];
  if (makeup) return row('makeup_workday', `${chineseName(makeup)}调休上班`, NATIONAL);
  if (weekdayOf(on) > 5) return row('weekend', null, WEEK);
  const vacation = VACATIONS.find(({ from, until }) => from <= on.slice(5) && on.slice(5) <= until);
  return vacation ? row('vacation', vacation.name, VACATION) : row('school_day', null, WEEK);
}

/** The package writes `National Day,国庆节,3`. */
function chineseName(entry: string): string {
  return entry.split(',')[1] ?? entry;
}
