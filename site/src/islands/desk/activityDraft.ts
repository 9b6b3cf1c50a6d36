/** What is typed into the form of a new activity, and what the API takes. Pure. */

import { MAX_PRICE } from '../../../../worker/features/activities/rules.ts';
import type { NewActivityInput } from '../../../../worker/features/activities/schema.ts';
import { staffActivities } from '../../i18n/zh/staffActivities.ts';
import { addDays, type Day, dayOf, toMs } from '../../lib/format.ts';
import { fieldTime, instantAt } from './words.ts';

const t = staffActivities.form;

export interface SessionDraft {
  on: Day;
  from: string;
  until: string;
  place: string;
  signUp: boolean;
  capacity: string;
  wait: string;
  /** How long before the start. */
  signUpFrom: keyof typeof t.from_;
  signUpUntil: keyof typeof t.until_;
  cancelUntil: keyof typeof t.until_;
}

export interface ActivityDraft {
  title: string;
  summary: string;
  category: NewActivityInput['category'];
  audience: string[];
  minAge: string;
  maxAge: string;
  /** In points; empty = free. */
  price: string;
  pricePer: NonNullable<NewActivityInput['price']>['per'];
  noShow: NonNullable<NewActivityInput['price']>['noShow'];
  earns: '' | NonNullable<NewActivityInput['earns']>;
  organiser: string;
  sessions: readonly SessionDraft[];
}

/** Words by the path of a field: `title`, `sessions.0.start`. */
export type Faults = Record<string, string>;

/** An afternoon class tomorrow, which is what most are. */
export function blankActivity(today: Day): ActivityDraft {
  return {
    title: '',
    summary: '',
    category: 'class',
    audience: ['all'],
    minAge: '',
    maxAge: '',
    ...{ price: '', pricePer: 'person', noShow: 'charged', earns: '', organiser: '' },
    sessions: [
      {
        on: addDays(today, 1),
        from: '14:30',
        until: '16:00',
        place: '',
        signUp: true,
        capacity: '20',
        wait: '5',
        signUpFrom: 'now',
        signUpUntil: 'start',
        cancelUntil: 'start',
      },
    ],
  };
}

/** The same a week later. */
export function nextWeek(session: SessionDraft): SessionDraft {
  return { ...session, on: addDays(session.on, 7) };
}

/** What is missing or no number; what depends on rules the API tells. */
export function faultsOf(draft: ActivityDraft, now: number): Faults {
  const { errors } = t;
  const faults: Faults = {};
  if (draft.title.trim() === '') faults.title = errors.title;
  if (draft.summary.trim() === '') faults.summary = errors.summary;
  if (draft.audience.length === 0) faults.audience = errors.audience;
  const [min, max] = [ageOf(draft.minAge), ageOf(draft.maxAge)];
  if (min === undefined) faults.minAge = errors.minAge;
  if (max === undefined || (min && max !== null && max < min)) faults.maxAge = errors.maxAge;
  if (draft.price.trim() !== '' && !priceOf(draft.price)) faults.price = errors.price;
  if (priceOf(draft.price) && draft.sessions.some(({ signUp }) => !signUp)) {
    faults.price = errors.priceOpen;
  }
  if (draft.organiser.trim() !== '' && !/^1\d{10}$/.test(draft.organiser.trim())) {
    faults.organiserPhone = errors.organiserPhone;
  }
  draft.sessions.forEach((session, index) => {
    for (const [field, words] of Object.entries(sessionFaults(session, now))) {
      faults[`sessions.${index}.${field}`] = words;
    }
  });
  return faults;
}

function sessionFaults(session: SessionDraft, now: number): Faults {
  const { errors } = t;
  const faults: Faults = {};
  const { on, from, until, place, signUp } = session;
  if (!on || !from || toMs(instantAt(on, from)) <= now) faults.start = errors.start;
  if (!until || until <= from) faults.end = errors.end;
  if (place.trim() === '') faults.place = errors.place;
  if (signUp && !(countOf(session.capacity) ?? 0)) faults.capacity = errors.capacity;
  if (signUp && countOf(session.wait) === undefined) faults.waitCapacity = errors.waitCapacity;
  return faults;
}

/** Where the fault of a typed field stands, by the API's name for it. */
export function faultPath(index: number, field: string): string {
  const names: Record<string, string> = {
    on: 'start',
    from: 'start',
    until: 'end',
    wait: 'waitCapacity',
  };
  return `sessions.${index}.${names[field] ?? field}`;
}

/** Null for no limit, undefined for what is no age. */
function ageOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const age = countOf(text);
  return age !== undefined && age <= 120 ? age : undefined;
}

/** Undefined for none, or for what is no price. */
function priceOf(text: string): number | undefined {
  const points = countOf(text);
  return points && points <= MAX_PRICE ? points : undefined;
}

function countOf(text: string): number | undefined {
  return /^\d{1,4}$/.test(text.trim()) && Number(text) <= 2000 ? Number(text) : undefined;
}

/** The body of the request for a draft without faults. */
export function activityInput(draft: ActivityDraft, facilityId: string) {
  const points = priceOf(draft.price);
  return {
    facilityId,
    title: draft.title.trim(),
    summary: draft.summary.trim(),
    category: draft.category,
    audience: draft.audience as NewActivityInput['audience'],
    minAge: ageOf(draft.minAge) ?? null,
    maxAge: ageOf(draft.maxAge) ?? null,
    price: points ? { points, per: draft.pricePer, noShow: draft.noShow } : null,
    earns: draft.earns || null,
    ...(draft.organiser.trim() && { organiserPhone: `+86${draft.organiser.trim()}` }),
    sessions: draft.sessions.map((session) => ({
      start: startOf(session),
      end: instantAt(session.on, session.until),
      place: session.place.trim(),
      capacity: session.signUp ? Number(session.capacity) : null,
      waitCapacity: session.signUp ? Number(session.wait) : 0,
      ...(session.signUp ? limitsOf(session) : {}),
    })),
  };
}

function startOf({ on, from }: SessionDraft): string {
  return instantAt(on, from);
}

const HOUR_MS = 3_600_000;
const BEFORE_MS = {
  start: 0,
  hour1: HOUR_MS,
  hours2: 2 * HOUR_MS,
  day1: 24 * HOUR_MS,
  days3: 72 * HOUR_MS,
  days7: 168 * HOUR_MS,
  days14: 336 * HOUR_MS,
};

/** Until when one can sign up and cancel; what is left out begins at once. */
function limitsOf(session: SessionDraft) {
  const before = (long: keyof typeof BEFORE_MS) =>
    machineInstant(toMs(startOf(session)) - BEFORE_MS[long]);
  const { signUpFrom, signUpUntil, cancelUntil } = session;
  return {
    ...(signUpFrom === 'now' ? {} : { signUpFrom: before(signUpFrom) }),
    signUpUntil: before(signUpUntil),
    cancelUntil: before(cancelUntil),
  };
}

function machineInstant(at: number): string {
  return instantAt(dayOf(at), fieldTime(at));
}

/** The API's `errors` as words beside the fields: `body.sessions.0.end` is `sessions.0.end`. */
export function faultsFrom(errors: readonly { path: string }[]): Faults {
  const known: Record<string, string> = t.errors;
  return Object.fromEntries(
    errors.map(({ path }) => {
      const field = path.replace(/^body\./, '');
      return [field, known[field.split('.').pop() ?? ''] ?? t.errors.other];
    }),
  );
}
