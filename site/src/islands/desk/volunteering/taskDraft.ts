/** What is typed into the form of a new task, and what the API takes. Pure. */
import { SKILLS, type Skill } from '../../../../../worker/features/volunteering/rules.ts';
import { staffVolunteering } from '../../../i18n/zh/staffVolunteering.ts';
import { addDays, type Day, toMs } from '../../../lib/format.ts';
import { instantAt } from '../words.ts';

const { errors } = staffVolunteering.form;

export interface TaskDraft {
  title: string;
  summary: string;
  meetAt: string;
  skills: string[];
  minAge: string;
  on: Day;
  from: string;
  until: string;
  places: string;
}

/** Words by the field that they are about. */
export type Faults = Partial<Record<keyof typeof errors, string>>;

/** A morning tomorrow. */
export function blankTask(today: Day): TaskDraft {
  return {
    ...{ title: '', summary: '', meetAt: '', skills: [], minAge: '' },
    ...{ on: addDays(today, 1), from: '09:00', until: '11:00', places: '6' },
  };
}

/** What is missing or can't be; what depends on the place the API tells. */
export function faultsOf(draft: TaskDraft, now: number): Faults {
  const { title, summary, meetAt, minAge, on, from, until, places } = draft;
  const faults: Faults = {};
  if (title.trim().length < 2) faults.title = errors.title;
  if (summary.trim().length < 4) faults.summary = errors.summary;
  if (meetAt.trim() === '') faults.meetAt = errors.meetAt;
  if (minAge.trim() !== '' && !isWhole(minAge, 100)) faults.minAge = errors.minAge;
  if (!on || !from || toMs(instantAt(on, from)) <= now) faults.start = errors.start;
  if (!until || until <= from) faults.end = errors.end;
  if (!isWhole(places, 500)) faults.places = errors.places;
  return faults;
}

function isWhole(text: string, most: number): boolean {
  return /^\d{1,3}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;
}

/** The body of the request for a draft without faults. */
export function taskInput(draft: TaskDraft, facilityId: string) {
  const { title, summary, meetAt, skills, minAge, on, from, until, places } = draft;
  return {
    facilityId,
    title: title.trim(),
    summary: summary.trim(),
    meetAt: meetAt.trim(),
    skills: SKILLS.filter((skill): skill is Skill => skills.includes(skill)),
    ...(minAge.trim() === '' ? {} : { minAge: Number(minAge) }),
    start: instantAt(on, from),
    end: instantAt(on, until),
    places: Number(places),
  };
}

/** The API's `errors` as words beside the fields: `body.end` is `end`. */
export function faultsFrom(found: readonly { path: string }[]): Faults {
  const known: Record<string, string> = errors;
  return Object.fromEntries(
    found.flatMap(({ path }) => {
      const field = path.replace(/^body\./, '');
      return known[field] ? [[field, known[field]]] : [];
    }),
  );
}
