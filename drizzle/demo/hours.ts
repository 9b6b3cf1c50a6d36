/** Patterns of opening hours. Wall time in Asia/Shanghai. */
import type { HoursPeriod, HoursSpan } from '../../worker/features/directory/rules/hours.ts';
import { minutesOf } from '../../worker/lib/time.ts';

/** From–until as wall times, e.g. `['08:30', '21:00']`. */
export type Window = readonly [opens: string, closes: string];

const spansOf = (windows: readonly Window[], when: Partial<HoursSpan> = {}): HoursSpan[] =>
  windows.map(([opens, closes]) => ({ ...when, opens, closes }));

export const everyDay = (...windows: Window[]): HoursPeriod[] => [{ spans: spansOf(windows) }];

export const aroundTheClock = (): HoursPeriod[] => everyDay(['00:00', '24:00']);

/** Monday to Friday, and other hours on Saturday or on both days of the weekend. */
export function weekdays(
  windows: readonly Window[],
  rest: { saturday?: readonly Window[]; weekend?: readonly Window[] } = {},
): HoursPeriod[] {
  return [
    {
      spans: [
        ...spansOf(windows, { days: [1, 2, 3, 4, 5] }),
        ...spansOf(rest.saturday ?? [], { days: [6] }),
        ...spansOf(rest.weekend ?? [], { days: [6, 7] }),
      ],
    },
  ];
}

/** Every day but Monday, the usual rest day of libraries and halls. */
export const closedMondays = (...windows: Window[]): HoursPeriod[] => [
  { spans: spansOf(windows, { days: [2, 3, 4, 5, 6, 7] }) },
];

/** Every workday; Saturday in odd or in even weeks only. */
export const everySecondSaturday = (weeks: 'odd' | 'even', ...windows: Window[]): HoursPeriod[] => [
  {
    spans: [
      ...spansOf(windows, { days: [1, 2, 3, 4, 5] }),
      ...spansOf(windows, { days: [6], weeks }),
    ],
  },
];

/** Longer days from May to September. */
export const seasonal = (summer: Window, winter: Window): HoursPeriod[] => [
  { from: '10-01', until: '04-30', spans: spansOf([winter]) },
  { from: '05-01', until: '09-30', spans: spansOf([summer]) },
];

/** Outside lessons: evenings of days with school, the whole day otherwise (at least 3 h and 8 h, as Hangzhou asks). */
export const outsideSchool = (evening: Window, wholeDay: Window): HoursPeriod[] => [
  {
    spans: [
      ...spansOf([evening], { dayTypes: ['school_day', 'makeup_workday'] }),
      ...spansOf([wholeDay], { dayTypes: ['weekend', 'holiday', 'vacation'] }),
    ],
  },
];

/** The part of the hours that lies in the windows: a venue's hours inside those of its facility. */
export function within(hours: HoursPeriod[], windows: readonly Window[]): HoursPeriod[] {
  return hours.map((period) => ({
    ...period,
    spans: period.spans.flatMap((span) => windows.flatMap((window) => cut(span, window))),
  }));
}

function cut(span: HoursSpan, [from, until]: Window): HoursSpan[] {
  const opens = minutesOf(span.opens) > minutesOf(from) ? span.opens : from;
  const closes = minutesOf(span.closes) < minutesOf(until) ? span.closes : until;
  return minutesOf(opens) < minutesOf(closes) ? [{ ...span, opens, closes }] : [];
}
