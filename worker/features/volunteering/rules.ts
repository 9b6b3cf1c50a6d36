/** Who may volunteer and when, when one is there, and what counts as served. Pages read it too. */
import type { AccessTable, Role } from '../../lib/access.ts';
import { DomainError } from '../../lib/errors.ts';
import { ageOn, DAY_MS, type Day, dayOf, MINUTE_MS, toRfc3339 } from '../../lib/time.ts';

/** What can be asked for: few words, the same everywhere. */
export const SKILLS = [
  'first_aid',
  'dialect',
  'sign_language',
  'smartphone',
  'tutoring',
  'haircut',
  'repair',
  'driving',
  'photography',
] as const;
export type Skill = (typeof SKILLS)[number];

export const TASK_STATES = ['scheduled', 'cancelled'] as const;
export type TaskState = (typeof TASK_STATES)[number];
export const SIGN_UP_ROW_STATES = ['signed', 'cancelled', 'released'] as const;
export type SignUpRowState = (typeof SIGN_UP_ROW_STATES)[number];
export const SERVICE_KINDS = ['service', 'correction'] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

/** `filed` = points are claimed; `capped` = the limit of the rule is reached; `family` = only the resident earns points. */
export const CLAIM_OUTCOMES = ['filed', 'capped', 'family', 'short', 'noRule'] as const;
export type ClaimOutcome = (typeof CLAIM_OUTCOMES)[number];

export const CHECK_ACTS = ['in', 'out'] as const;
export type CheckAct = (typeof CHECK_ACTS)[number];

/** One is checked in and out from so many minutes before the start until so many after the end. */
export const CHECK_BEFORE_MIN = 30;
export const CHECK_AFTER_MIN = 60;

/** So long (ms) the code at the place is the same; the one before still holds, for whoever has to sign in first. */
export const TOKEN_WINDOW_MS = 5 * MINUTE_MS;

/** Below it one comes only together with the resident who acts for them (浙江省志愿服务条例). */
export const OF_AGE = 18;

export const MAX_PLAN_DAYS = 180;
/** A resident and eight dependants. */
export const MAX_PEOPLE = 9;

const ORGANISERS: readonly Role[] = [
  'grid_worker',
  'centre_staff',
  'zone_operator',
  'subdistrict_admin',
];

export const taskCan = {
  publish: { staff: { roles: ORGANISERS, states: ['scheduled'] } },
  read: { staff: { roles: ORGANISERS, states: TASK_STATES } },
  cancel: { staff: { roles: ORGANISERS, states: ['scheduled'] } },
  check: { staff: { roles: ORGANISERS, states: ['scheduled'] } },
} as const satisfies AccessTable<TaskState>;

/** Instants in ms. */
export type TaskPlan = {
  startAt: number;
  endAt: number;
  places: number;
  signUpFromAt: number;
  signUpUntilAt: number;
  cancelUntilAt: number;
};
export type TaskFacts = TaskPlan & { state: TaskState };

export const SIGN_UP_STATES = ['notYet', 'open', 'full', 'over', 'cancelled'] as const;
export type SignUpState = (typeof SIGN_UP_STATES)[number];

/** What somebody who wants a place meets. */
export function signUpState(task: TaskFacts, taken: number, now: number): SignUpState {
  if (task.state === 'cancelled') return 'cancelled';
  if (now < task.signUpFromAt) return 'notYet';
  if (now >= task.signUpUntilAt) return 'over';
  return taken < task.places ? 'open' : 'full';
}

/** Why nobody can sign up now, or null. */
export function windowRefusal(task: TaskFacts, now: number): DomainError | null {
  if (task.state === 'cancelled') return new DomainError('task.state');
  if (now < task.signUpFromAt) {
    return new DomainError('task.notOpenYet', {
      rule: { name: 'signUpFrom', value: toRfc3339(task.signUpFromAt) },
      possibleFromAt: task.signUpFromAt,
    });
  }
  if (now < task.signUpUntilAt) return null;
  const rule = { name: 'signUpUntil', value: toRfc3339(task.signUpUntilAt) };
  return new DomainError('task.signUpOver', { rule });
}

export type Volunteer = { id: string; name: string; bornOn: Day | null };

/** Whether somebody is a minor on the day of a task. Without a date of birth nobody knows: ask `peopleRefusal` first. */
export function isMinor({ bornOn }: Volunteer, heldOn: Day): boolean {
  return bornOn !== null && ageOn(bornOn, heldOn) < OF_AGE;
}

/**
 * Why these people can't come together, or null. Everybody's age is asked for, as it decides who needs a guardian;
 * `guardianThere`: the resident is of age and has a place already.
 */
export function peopleRefusal(
  task: { minAge: number | null; heldOn: Day },
  people: readonly Volunteer[],
  residentId: string,
  guardianThere: boolean,
): DomainError | null {
  const about = (code: string, those: readonly Volunteer[]) => ({
    errors: those.map(({ id }) => ({ path: `people.${id}`, code })),
  });
  const nameless = people.filter(({ name }) => name.trim() === '');
  if (nameless.length > 0) {
    return new DomainError('person.nameRequired', about('person.nameRequired', nameless));
  }
  const undated = people.filter(({ bornOn }) => bornOn === null);
  if (undated.length > 0) {
    return new DomainError('person.bornOnRequired', about('person.bornOnRequired', undated));
  }
  const { minAge } = task;
  const young = people.filter(({ bornOn }) => ageOn(bornOn ?? '', task.heldOn) < (minAge ?? 0));
  if (young.length > 0) {
    const rule = { name: 'minAge', value: minAge ?? 0 };
    return new DomainError('task.age', { rule, ...about('task.age', young) });
  }
  const minors = people.filter((one) => isMinor(one, task.heldOn));
  const comes = people.some((one) => one.id === residentId && !isMinor(one, task.heldOn));
  if (minors.length === 0 || comes || guardianThere) return null;
  const rule = { name: 'aloneFromAge', value: OF_AGE };
  return new DomainError('task.guardian', { rule, ...about('task.guardian', minors) });
}

/** Why it is too late to give a place back, or null. */
export function cancelRefusal(task: TaskPlan, now: number): DomainError | null {
  if (now < task.cancelUntilAt) return null;
  const rule = { name: 'cancelUntil', value: toRfc3339(task.cancelUntilAt) };
  return new DomainError('signUp.cancelTooLate', { rule });
}

/** From when until when (ms) one is checked in and out. */
export function checkWindow({ startAt, endAt }: Pick<TaskPlan, 'startAt' | 'endAt'>) {
  const fromAt = startAt - CHECK_BEFORE_MIN * MINUTE_MS;
  return { fromAt, untilAt: endAt + CHECK_AFTER_MIN * MINUTE_MS };
}

/** Why nobody can be checked in or out now, or null. */
export function checkRefusal(
  task: Pick<TaskPlan, 'startAt' | 'endAt'>,
  now: number,
): DomainError | null {
  const { fromAt, untilAt } = checkWindow(task);
  if (now < fromAt) {
    return new DomainError('check.tooEarly', {
      rule: { name: 'checkBeforeMin', value: CHECK_BEFORE_MIN },
      possibleFromAt: fromAt,
    });
  }
  if (now <= untilAt) return null;
  return new DomainError('check.over', { rule: { name: 'checkAfterMin', value: CHECK_AFTER_MIN } });
}

/**
 * Why one who is in since `inAt` can't be out at `outAt`, or null: a place is left once and for good, so not before there
 * is something to count.
 */
export function leaveRefusal(task: TaskPlan, inAt: number, outAt: number): DomainError | null {
  if (outAt < task.startAt) {
    return new DomainError('check.notBegun', { possibleFromAt: task.startAt });
  }
  if (servedMinutes(task, inAt, outAt) > 0) return null;
  return new DomainError('check.noMinutes', { possibleFromAt: inAt + MINUTE_MS });
}

/** A forgotten check-out is put right once the task is over. */
export function closeRefusal({ endAt }: Pick<TaskPlan, 'endAt'>, now: number): DomainError | null {
  return now >= endAt ? null : new DomainError('check.tooEarly', { possibleFromAt: endAt });
}

export function plannedMinutes({ startAt, endAt }: Pick<TaskPlan, 'startAt' | 'endAt'>): number {
  return Math.floor((endAt - startAt) / MINUTE_MS);
}

/** Whole minutes that count: as long as one was there, never more than was planned. */
export function servedMinutes(task: TaskPlan, inAt: number, outAt: number): number {
  return Math.min(Math.floor((outAt - inAt) / MINUTE_MS), plannedMinutes(task));
}

/** Hours with two decimals, as certificates have them. */
export function hoursOf(minutes: number): string {
  return (minutes / 60).toFixed(2);
}

/** The field that can't be planned like this, or null. */
export function faultyField(plan: TaskPlan, now: number): string | null {
  const { startAt, endAt, signUpFromAt, signUpUntilAt, cancelUntilAt } = plan;
  if (startAt <= now || startAt > now + MAX_PLAN_DAYS * DAY_MS) return 'start';
  if (endAt <= startAt || dayOf(endAt) !== dayOf(startAt)) return 'end';
  if (signUpFromAt > signUpUntilAt || signUpUntilAt > endAt) return 'signUpUntil';
  return cancelUntilAt > startAt ? 'cancelUntil' : null;
}
