/** Public shapes of the desk: where somebody works, what a place has today, what a code stands for. */
import * as z from 'zod';
import { daySchema } from '../../lib/schema.ts';
import { registrationPassSchema, staffSessionSchema } from '../activities/schema.ts';
import { counterOrderSchema, staffCanteensSchema } from '../canteen/schema.ts';
import { LEVELS } from '../directory/rules/kinds.ts';
import { facilityDaySchema, lookedUpSchema } from '../venues/schema.ts';

export const workplacesSchema = z
  .object({
    /** Those with most to do today first. */
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        sign: z.string().nullable(),
        level: z.enum(LEVELS),
        hasVenues: z.boolean(),
        canteenId: z.string().nullable(),
        bookings: z.int(),
        sessions: z.int(),
        mealOrders: z.int(),
      }),
    ),
  })
  .meta({ id: 'Workplaces' });
export type Workplaces = z.infer<typeof workplacesSchema>;

export const todayInput = z.object({ on: daySchema.optional() });

export const todaySchema = z
  .object({
    /** Null for somebody who runs only the kitchen. */
    venues: facilityDaySchema.nullable(),
    sessions: z.array(staffSessionSchema),
    canteens: staffCanteensSchema.shape.items,
  })
  .meta({ id: 'Today' });
export type Today = z.infer<typeof todaySchema>;

export const passInput = z.strictObject({ code: z.string().regex(/^\d{8}$/) });

export const passSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('booking'), booking: lookedUpSchema }),
    z.object({ kind: z.literal('mealOrder'), mealOrder: counterOrderSchema }),
    z.object({ kind: z.literal('registration'), registration: registrationPassSchema }),
  ])
  .meta({ id: 'Pass' });
export type Pass = z.infer<typeof passSchema>;
