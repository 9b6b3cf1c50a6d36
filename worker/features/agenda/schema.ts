/** Public shapes of what somebody has ahead and behind. */
import * as z from 'zod';
import { idSchema, instantOutput } from '../../lib/schema.ts';
import { MEALS } from '../canteen/rules/meals.ts';
import { positionSchema } from '../directory/schema.ts';
import { AGENDA_KINDS, AGENDA_STATES } from './rules/states.ts';

export const agendaItemSchema = z
  .object({
    kind: z.enum(AGENDA_KINDS),
    id: z.string(),
    /** The venue, the canteen, or the activity. */
    title: z.string(),
    place: z.object({
      facilityId: z.string(),
      /** The facility; of a meal order the canteen. */
      name: z.string(),
      address: z.string(),
      position: positionSchema,
      floor: z.number().int().nullable(),
      /** Where in the facility, in words: of a registration the room of its session. */
      room: z.string().nullable(),
    }),
    /** Of a meal to pick up, its window. */
    start: instantOutput,
    end: instantOutput,
    state: z.enum(AGENDA_STATES),
    /** Eight digits to show or to say. */
    code: z.string(),
    /** For whom; those of a registration who were taken off it are left out. */
    people: z.array(z.object({ id: z.string(), name: z.string(), isSelf: z.boolean() })),
    /** Persons who come, or portions. */
    count: z.number().int(),
    /** Who is ahead while waiting. */
    ahead: z.object({ signUps: z.number().int(), people: z.number().int() }).nullable(),
    meal: z
      .object({
        meal: z.enum(MEALS),
        mode: z.enum(['dine_in', 'pickup']),
        lines: z.array(z.object({ name: z.string(), quantity: z.number().int() })),
        payFen: z.number().int(),
      })
      .nullable(),
    cancelUntil: instantOutput,
    /** Points that come back when it is cancelled. */
    heldPoints: z.number().int(),
    /** Why staff ended it. */
    reason: z.string().nullable(),
    can: z.object({ cancel: z.boolean() }),
  })
  .meta({ id: 'AgendaItem' });

export const agendaSchema = z
  .object({
    /** Now, by the server's clock. */
    now: instantOutput,
    /** In time order: what is going on comes first. */
    items: z.array(agendaItemSchema),
    /** Places on waiting lists, in time order. */
    waiting: z.array(agendaItemSchema),
  })
  .meta({ id: 'Agenda' });

export const historySchema = z
  .object({
    /** The latest first. */
    items: z.array(agendaItemSchema),
    /** Null when there is nothing older. */
    next: z.string().nullable(),
  })
  .meta({ id: 'History' });

export const historyInput = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,14}$/)
    .optional(),
});

export const agendaFileParam = z.object({
  kind: z.enum(AGENDA_KINDS),
  file: z
    .string()
    .regex(/\.ics$/)
    .transform((file) => file.slice(0, -'.ics'.length))
    .pipe(idSchema),
});

export const feedFileParam = z.object({ file: z.string().regex(/^[0-9a-z]{32}\.ics$/) });

export const feedSchema = z
  .object({
    /** Whoever has this address sees the calendar. It is shown this once. */
    url: z.string(),
    /** The same for programs that subscribe when they are given this kind of address. */
    webcalUrl: z.string(),
    created: instantOutput,
  })
  .meta({ id: 'CalendarFeed' });

export const feedStateSchema = z
  .object({ created: instantOutput.nullable() })
  .meta({ id: 'CalendarFeedState' });

export const calendarFileSchema = z.string().meta({ example: 'BEGIN:VCALENDAR' });

export type AgendaItem = z.infer<typeof agendaItemSchema>;
export type Agenda = z.infer<typeof agendaSchema>;
export type History = z.infer<typeof historySchema>;
export type Feed = z.infer<typeof feedSchema>;
