/** Public shapes of volunteering. */
import * as z from 'zod';
import {
  idSchema,
  instantInput,
  instantOutput,
  nearInput,
  offsetInput,
  pageOf,
  plainText,
} from '../../lib/schema.ts';
import { activityPlaceSchema } from '../activities/schema.ts';
import { CLAIM_STATES } from '../earning/rules.ts';
import {
  CHECK_ACTS,
  CLAIM_OUTCOMES,
  MAX_PEOPLE,
  SERVICE_KINDS,
  SIGN_UP_ROW_STATES,
  SIGN_UP_STATES,
  SKILLS,
  TASK_STATES,
} from './rules.ts';

const skills = z.array(z.enum(SKILLS));

export const taskSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    meetAt: z.string(),
    skills,
    minAge: z.int().nullable(),
    start: instantOutput,
    end: instantOutput,
    plannedMinutes: z.int(),
    state: z.enum(TASK_STATES),
    cancelReason: z.string().nullable(),
    facility: activityPlaceSchema,
    signUp: z.object({
      state: z.enum(SIGN_UP_STATES),
      places: z.int(),
      taken: z.int(),
      left: z.int(),
      from: instantOutput,
      until: instantOutput,
      cancelUntil: instantOutput,
    }),
  })
  .meta({ id: 'VolunteerTask' });
export type VolunteerTask = z.infer<typeof taskSchema>;
export const taskPageSchema = pageOf(taskSchema).meta({ id: 'VolunteerTasks' });
export type VolunteerTaskPage = z.infer<typeof taskPageSchema>;

export const tasksInput = offsetInput.extend({
  near: nearInput.optional(),
  zone: idSchema.optional(),
  facility: idSchema.optional(),
  skill: z.enum(SKILLS).optional(),
  /** Only what one can sign up for now. */
  open: z.literal('now').optional(),
});
export type TasksInput = z.output<typeof tasksInput>;

export const newTaskInput = z
  .strictObject({
    facilityId: idSchema,
    title: plainText(40, 2),
    summary: plainText(500, 4),
    meetAt: plainText(60),
    skills: skills.max(SKILLS.length).default([]),
    minAge: z.int().min(1).max(100).optional(),
    start: instantInput,
    end: instantInput,
    places: z.int().min(1).max(500),
    /** Now, and until it starts, where nothing is said. */
    signUpFrom: instantInput.optional(),
    signUpUntil: instantInput.optional(),
    cancelUntil: instantInput.optional(),
  })
  .meta({ id: 'NewVolunteerTask' });
export type NewTaskInput = z.output<typeof newTaskInput>;

export const reasonInput = z.strictObject({ reason: plainText(100, 2) });

export const signUpInput = z.strictObject({
  /** Oneself when not given. */
  people: z.array(idSchema).min(1).max(MAX_PEOPLE).optional(),
});

export const checkInput = z.strictObject({
  act: z.enum(CHECK_ACTS),
  /** What the code at the place says now. */
  token: z.string().regex(/^[0-9a-z]{32}$/),
  /** Everybody of the household who can be, when not given. */
  people: z.array(idSchema).min(1).max(MAX_PEOPLE).optional(),
});

export const staffCheckInput = z.discriminatedUnion('act', [
  z.strictObject({ act: z.enum(CHECK_ACTS) }),
  /** A forgotten check-out, at the planned end. */
  z.strictObject({ act: z.literal('close'), reason: plainText(100, 2) }),
]);
export type StaffCheckInput = z.output<typeof staffCheckInput>;

/** `minutes`: what should stand in all. */
export const correctionInput = z.strictObject({
  minutes: z.int().min(0).max(1440),
  reason: plainText(100, 2),
});

const presence = {
  state: z.enum(SIGN_UP_ROW_STATES),
  checkedIn: instantOutput.nullable(),
  checkedOut: instantOutput.nullable(),
  /** What counts; null until checked out. */
  minutes: z.int().nullable(),
};

export const mySignUpSchema = z
  .object({
    id: z.string(),
    task: taskSchema,
    person: z.object({ id: z.string(), name: z.string(), isMe: z.boolean() }),
    ...presence,
    claim: z
      .object({
        outcome: z.enum(CLAIM_OUTCOMES),
        state: z.enum(CLAIM_STATES).nullable(),
        points: z.int().nullable(),
      })
      .nullable(),
    can: z.object({ cancel: z.boolean(), checkIn: z.boolean(), checkOut: z.boolean() }),
  })
  .meta({ id: 'MyVolunteerSignUp' });
export type MySignUp = z.infer<typeof mySignUpSchema>;
/** Ahead and going on first, in order of time; then what is over, the latest first. */
export const mySignUpsSchema = z
  .object({ items: z.array(mySignUpSchema) })
  .meta({ id: 'MyVolunteering' });

export const serviceHoursSchema = z
  .object({
    /** Of the household, and of each person in it. */
    minutes: z.int(),
    people: z.array(z.object({ id: z.string(), name: z.string(), minutes: z.int() })),
    items: z.array(
      z.object({
        id: z.string(),
        servedOn: z.string(),
        task: z.string(),
        facility: z.string(),
        person: z.string(),
        kind: z.enum(SERVICE_KINDS),
        minutes: z.int(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ServiceHours' });
export type ServiceHours = z.infer<typeof serviceHoursSchema>;

export const csvSchema = z.string().meta({ id: 'ServiceHoursFile' });

export const staffTaskSchema = taskSchema
  .extend({
    here: z.int(),
    can: z.object({ cancel: z.boolean(), check: z.boolean() }),
  })
  .meta({ id: 'StaffVolunteerTask' });
export type StaffTask = z.infer<typeof staffTaskSchema>;
export const staffTasksSchema = z
  .object({ items: z.array(staffTaskSchema) })
  .meta({ id: 'StaffVolunteerTasks' });

export const volunteersSchema = z
  .object({
    task: staffTaskSchema,
    people: z.array(
      z.object({
        id: z.string(),
        /** Masked. */
        name: z.string(),
        age: z.int().nullable(),
        ...presence,
        can: z.object({
          checkIn: z.boolean(),
          checkOut: z.boolean(),
          close: z.boolean(),
          correct: z.boolean(),
        }),
      }),
    ),
  })
  .meta({ id: 'Volunteers' });
export type Volunteers = z.infer<typeof volunteersSchema>;

export const checkCodeSchema = z
  .object({
    /** What the code says: a path of this site, the secret behind its `#`. */
    path: z.string(),
    /** Until when it is the one to show. */
    until: instantOutput,
  })
  .meta({ id: 'VolunteerCheckCode' });
export type CheckCode = z.infer<typeof checkCodeSchema>;

export const monthInput = z.object({
  facility: idSchema,
  month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/),
});
export type MonthInput = z.output<typeof monthInput>;
