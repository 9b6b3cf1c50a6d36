/** What the pages of volunteering share: the addresses of tasks, and how they say when, how long and how full. */
import type { VolunteerTask } from '../../../../worker/features/volunteering/schema.ts';
import { volunteer as t } from '../../i18n/zh/volunteer.ts';
import { span } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { momentWords } from '../activities/when.ts';

/** The page of a task: tasks come and go, so the worker answers it with one and the same file. */
export function taskPath(id: string): string {
  return `${paths.volunteer}${id}/`;
}

/** The id in the path of a task's page; undefined for none. */
export function taskIdIn(path: string): string | undefined {
  const id = /^\/volunteer\/([a-z0-9][a-z0-9_-]{0,63})\/$/.exec(path)?.[1];
  return id === 'one' ? undefined : id;
}

export function placesWords({ signUp }: Pick<VolunteerTask, 'signUp'>, now: number): string {
  const { list } = t;
  const says = {
    open: () => list.left(signUp.left),
    full: () => list.full,
    notYet: () => list.notYet(momentWords(signUp.from, now)),
    over: () => list.over,
    cancelled: () => list.cancelled,
  };
  return says[signUp.state]();
}

/** `2 小时`; minutes served can be none. */
export function longWords(minutes: number): string {
  return minutes > 0 ? span(minutes) : t.hours.minutes(0);
}

/** Hours with at most two decimals, as they stand in the table to save. */
export function hoursWords(minutes: number): string {
  return String(Math.round((minutes / 60) * 100) / 100);
}
