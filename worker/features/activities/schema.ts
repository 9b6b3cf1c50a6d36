/** Public shapes of activities, their sessions and registrations. */
import * as z from 'zod';
import {
  daySchema,
  idSchema,
  instantInput,
  instantOutput,
  momentInput,
  nearInput,
  PHONE_NUMBER,
  pageOf,
  plainText,
} from '../../lib/schema.ts';
import { daysBetween } from '../../lib/time.ts';
import { AUDIENCES } from '../directory/rules/kinds.ts';
import { fitSchema, needsInput, positionSchema, walkSchema } from '../directory/schema.ts';
import { RELATIONS } from '../identity/rules.ts';
import {
  ACTIVITY_CATEGORIES,
  ATTENDEE_STATES,
  EARNING_ACTS,
  MAX_ATTENDEES,
  MAX_PRICE,
  NO_SHOW,
  PRICE_PER,
  REGISTRATION_STATES,
  SESSION_STATES,
  SIGN_UP_STATES,
} from './rules.ts';

/** The longest period one list answers. */
export const MAX_PERIOD_DAYS = 62;
const MAX_CAPACITY = 2000;
const MAX_AGE = 120;
const MAX_SESSIONS = 30;
const MAX_MARKS = 200;

const personId = idSchema;

export const activitySummarySchema = z
  .object({
    id: z.string(),
    facilityId: z.string(),
    title: z.string(),
    summary: z.string(),
    category: z.enum(ACTIVITY_CATEGORIES),
    audience: z.array(z.enum(AUDIENCES)),
    /** Whole years on the session's day, both included. */
    minAge: z.int().nullable(),
    maxAge: z.int().nullable(),
    /** Whoever comes earns points by the rule of this act. */
    earns: z.enum(EARNING_ACTS).nullable(),
  })
  .meta({ id: 'ActivitySummary' });

const pricePoints = z.int().min(1).max(MAX_PRICE);

/** In points. Null where it stands = free. */
const priceSchema = z
  .object({ points: pricePoints, per: z.enum(PRICE_PER), noShow: z.enum(NO_SHOW) })
  .meta({ id: 'ActivityPrice' });

/** Where an activity is. */
export const activityPlaceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    sign: z.string().nullable(),
    address: z.string(),
    phone: z.string().nullable(),
    zoneId: z.string(),
    communityId: z.string(),
    position: positionSchema,
    walk: walkSchema.optional(),
    /** Only when asked with needs. */
    fit: fitSchema.optional(),
    demo: z.boolean(),
  })
  .meta({ id: 'ActivityPlace' });

export const sessionSchema = z
  .object({
    id: z.string(),
    activityId: z.string(),
    start: instantOutput,
    end: instantOutput,
    /** Room or spot inside the facility. */
    place: z.string(),
    state: z.enum(SESSION_STATES),
    cancelReason: z.string().nullable(),
    price: priceSchema.nullable(),
    signUp: z.object({
      /** What somebody who wants one seat meets now. */
      state: z.enum(SIGN_UP_STATES),
      /** Null = come as you are. */
      capacity: z.int().nullable(),
      taken: z.int(),
      left: z.int().nullable(),
      waitCapacity: z.int(),
      waiting: z.object({ signUps: z.int(), seats: z.int() }),
      from: instantOutput,
      until: instantOutput,
      cancelUntil: instantOutput,
    }),
  })
  .meta({ id: 'ActivitySession' });
export type ActivitySession = z.infer<typeof sessionSchema>;

export const sessionItemSchema = sessionSchema
  .extend({ activity: activitySummarySchema, facility: activityPlaceSchema })
  .meta({ id: 'ActivitySessionItem' });
export type ActivitySessionItem = z.infer<typeof sessionItemSchema>;

export const sessionPageSchema = pageOf(sessionItemSchema);
export type ActivitySessionPage = z.infer<typeof sessionPageSchema>;

export const activitySchema = activitySummarySchema
  .extend({
    facility: activityPlaceSchema,
    /** Going on or ahead, in order of time; cancelled ones too. */
    sessions: z.array(sessionSchema),
    /** The last few that are over, the latest first. */
    recent: z.array(sessionSchema),
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof activitySchema>;

export const activitiesInput = momentInput
  .extend({
    zone: idSchema.optional(),
    facility: idSchema.optional(),
    category: z.enum(ACTIVITY_CATEGORIES).optional(),
    /** Activities for everybody come with any audience. */
    audience: z.enum(AUDIENCES).optional(),
    /** Days, both included; today and the 13 days after it when not given. */
    from: daySchema.optional(),
    to: daySchema.optional(),
    near: nearInput.optional(),
    needs: needsInput.optional(),
    /** Minutes on foot from `near`. */
    within: z.enum(['5', '10', '15']).transform(Number).optional(),
    pace: z.enum(['ordinary', 'slow', 'wheelchair']).default('ordinary'),
    age: z.coerce.number().int().min(0).max(MAX_AGE).optional(),
    /** Only what one can go to or sign up for now, a waiting list with room included. */
    open: z.literal('now').optional(),
  })
  .refine(({ within, near }) => within === undefined || near !== undefined, { path: ['near'] })
  .refine(({ from, to }) => !from || !to || isPeriod(from, to), { path: ['to'] });
export type ActivitiesInput = z.output<typeof activitiesInput>;

export const activityInput = z.object({ needs: needsInput.optional() });
export type ActivityInput = z.output<typeof activityInput>;

function isPeriod(from: string, to: string): boolean {
  const days = daysBetween(from, to);
  return days >= 0 && days < MAX_PERIOD_DAYS;
}

export const attendeeSchema = z
  .object({
    personId: z.string(),
    name: z.string(),
    relation: z.enum(RELATIONS).nullable(),
    state: z.enum(ATTENDEE_STATES),
  })
  .meta({ id: 'Attendee' });

export const registrationSchema = z
  .object({
    id: z.string(),
    /** Eight digits to show at the door. */
    code: z.string(),
    state: z.enum(REGISTRATION_STATES),
    seats: z.int(),
    createdAt: instantOutput,
    /** When a place was found for somebody who waited. */
    promotedAt: instantOutput.nullable(),
    endedAt: instantOutput.nullable(),
    /** Why staff released it. */
    reason: z.string().nullable(),
    /** Who is ahead while waiting. */
    ahead: z.object({ signUps: z.int(), people: z.int() }).nullable(),
    cancelUntil: instantOutput,
    can: z.object({ cancel: z.boolean() }),
    /** Null = free. */
    points: z
      .object({
        /** As it was when they signed up. */
        price: priceSchema,
        /** Of those who come, in all; while waiting nothing is held yet. */
        cost: z.int(),
        held: z.int(),
        paid: z.int(),
        /** Somebody got the seat before them, because their points didn’t suffice. */
        short: z.boolean(),
        /** When what is held goes back by itself, if nobody marks who came. */
        returnsAt: instantOutput,
      })
      .nullable(),
    attendees: z.array(attendeeSchema),
    session: sessionSchema.pick({
      id: true,
      activityId: true,
      start: true,
      end: true,
      place: true,
      state: true,
      cancelReason: true,
    }),
    activity: activitySummarySchema,
    facility: activityPlaceSchema,
  })
  .meta({ id: 'Registration' });
export type Registration = z.infer<typeof registrationSchema>;

export const registrationPageSchema = pageOf(registrationSchema);
export type RegistrationPage = z.infer<typeof registrationPageSchema>;

export const registrationsInput = momentInput.extend({
  when: z.enum(['upcoming', 'past']).default('upcoming'),
});
export type RegistrationsInput = z.output<typeof registrationsInput>;

const peopleInput = z
  .array(personId)
  .min(1)
  .max(MAX_ATTENDEES)
  .refine((ids) => new Set(ids).size === ids.length);

export const registerInput = z.strictObject({
  sessionId: idSchema.optional(),
  /** The resident when not given. All of them or none. */
  attendees: peopleInput.optional(),
  /** Wait when it is full. */
  wait: z.boolean().default(false),
});
export type RegisterInput = z.output<typeof registerInput>;

/** Without `attendees` everybody. */
export const cancelInput = z.strictObject({ attendees: peopleInput.optional() });

const reasonInput = plainText(200);

const newSessionInput = z
  .strictObject({
    start: instantInput,
    end: instantInput,
    place: plainText(60),
    capacity: z.int().min(1).max(MAX_CAPACITY).nullable(),
    waitCapacity: z.int().min(0).max(MAX_CAPACITY).default(0),
    /** From now on, until it starts, and cancelled until it starts, when not given. */
    signUpFrom: instantInput.optional(),
    signUpUntil: instantInput.optional(),
    cancelUntil: instantInput.optional(),
  })
  .refine(({ capacity, waitCapacity }) => capacity !== null || waitCapacity === 0, {
    path: ['waitCapacity'],
  });

const ageInput = z.int().min(0).max(MAX_AGE).nullable().default(null);

export const newActivityInput = z
  .strictObject({
    facilityId: idSchema,
    title: plainText(60),
    summary: plainText(500),
    category: z.enum(ACTIVITY_CATEGORIES),
    audience: z
      .array(z.enum(AUDIENCES))
      .min(1)
      .max(AUDIENCES.length)
      .refine((all) => new Set(all).size === all.length),
    minAge: ageInput,
    maxAge: ageInput,
    /** Of every session; null = free. */
    price: priceSchema.nullable().default(null),
    earns: z.enum(EARNING_ACTS).nullable().default(null),
    /** Of the resident who organises it, if one does. */
    organiserPhone: z.string().regex(PHONE_NUMBER).optional(),
    sessions: z.array(newSessionInput).min(1).max(MAX_SESSIONS),
  })
  .refine(({ price, sessions }) => !price || sessions.every(({ capacity }) => capacity !== null), {
    path: ['price'],
  })
  .refine(({ minAge, maxAge }) => minAge === null || maxAge === null || minAge <= maxAge, {
    path: ['maxAge'],
  });
export type NewActivityInput = z.output<typeof newActivityInput>;

export const capacityInput = z.strictObject({
  capacity: z.int().min(1).max(MAX_CAPACITY),
  reason: reasonInput,
});
export type CapacityInput = z.output<typeof capacityInput>;

export const cancelSessionInput = z.strictObject({ reason: reasonInput });

export const staffSessionsInput = momentInput.extend({
  facility: idSchema.optional(),
  on: daySchema.optional(),
});
export type StaffSessionsInput = z.output<typeof staffSessionsInput>;

export const staffSessionSchema = sessionItemSchema
  .extend({
    attended: z.int(),
    /** Masked name of the resident who organises it. */
    organiser: z.string().nullable(),
    can: z.object({
      changeCapacity: z.boolean(),
      cancel: z.boolean(),
      markAttendance: z.boolean(),
    }),
  })
  .meta({ id: 'StaffSession' });
export type StaffSession = z.infer<typeof staffSessionSchema>;

export const staffSessionPageSchema = pageOf(staffSessionSchema);
export type StaffSessionPage = z.infer<typeof staffSessionPageSchema>;

/** What staff see of an attendee: a masked name, and the age on the session's day where it is known. */
const participantSchema = z.object({
  personId: z.string(),
  name: z.string(),
  age: z.int().nullable(),
  state: z.enum(ATTENDEE_STATES),
  markedAt: instantOutput.nullable(),
});

export const participationSchema = z
  .object({
    registrationId: z.string(),
    state: z.enum(REGISTRATION_STATES),
    seats: z.int(),
    /** Masked name of the resident who signed them up. */
    by: z.string(),
    attendees: z.array(participantSchema),
  })
  .meta({ id: 'Participation' });
export type Participation = z.infer<typeof participationSchema>;

export const participantsSchema = z
  .object({
    session: staffSessionSchema,
    registered: z.array(participationSchema),
    /** In the order of the queue. */
    waiting: z.array(participationSchema),
    /** How many earned points by it that a budget is too short for: they are posted once it suffices. */
    unpaid: z.int(),
  })
  .meta({ id: 'Participants' });
export type Participants = z.infer<typeof participantsSchema>;

export const attendanceInput = z.strictObject({
  marks: z
    .array(z.strictObject({ registrationId: idSchema, personId, attended: z.boolean() }))
    .min(1)
    .max(MAX_MARKS)
    .refine((marks) => {
      const keys = marks.map((mark) => `${mark.registrationId} ${mark.personId}`);
      return new Set(keys).size === keys.length;
    }),
});
export type Mark = z.output<typeof attendanceInput>['marks'][number];

export const codeInput = z.strictObject({ code: z.string().regex(/^\d{8}$/) });

/** A registration as the staff at the door see it. */
export const registrationPassSchema = participationSchema
  .extend({
    session: staffSessionSchema.omit({
      price: true,
      signUp: true,
      attended: true,
      organiser: true,
      can: true,
    }),
    can: z.object({ checkIn: z.boolean() }),
  })
  .meta({ id: 'RegistrationPass' });
export type RegistrationPass = z.infer<typeof registrationPassSchema>;
