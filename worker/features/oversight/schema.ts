/** Public shapes of the street's figures and of what stands out. */
import * as z from 'zod';
import { instantOutput, monthSchema } from '../../lib/schema.ts';
import { ACTS } from '../earning/rules.ts';
import { ANOMALIES } from './rules/anomalies.ts';
import { MOST_MONTHS, monthsOf } from './rules/figures.ts';

/** From one month until another, both counted: in order, and no more than two years. */
export const figuresInput = z.strictObject({ from: monthSchema, until: monthSchema }).refine(
  ({ from, until }) => {
    const { length } = monthsOf(from, until);
    return length >= 1 && length <= MOST_MONTHS;
  },
  { path: ['until'] },
);
export type FiguresInput = z.output<typeof figuresInput>;

const sums = { budgeted: z.int(), issued: z.int(), spent: z.int(), expired: z.int() };

export const figuresSchema = z
  .object({
    from: z.string(),
    until: z.string(),
    total: z.object(sums),
    months: z.array(z.object({ month: z.string(), ...sums })),
    /** Versions of rules, and with null what was handed out by none. */
    rules: z.array(
      z.object({
        rule: z.object({ id: z.string(), act: z.enum(ACTS), name: z.string() }).nullable(),
        points: z.int(),
        times: z.int(),
      }),
    ),
    /** Places in one's scope, and with null everywhere else together. */
    places: z.array(
      z.object({
        place: z
          .object({ kind: z.enum(['facility', 'merchant']), id: z.string(), name: z.string() })
          .nullable(),
        issued: z.int(),
        spent: z.int(),
      }),
    ),
  })
  .meta({ id: 'PointsFigures' });
export type Figures = z.infer<typeof figuresSchema>;

export const figuresFileSchema = z.string().meta({ id: 'PointsFiguresFile' });

export const anomalySchema = z
  .object({
    kind: z.enum(ANOMALIES),
    rows: z.array(
      z.object({
        kind: z.enum(['claim', 'redemption', 'attendance']),
        id: z.string(),
        /** `kind:id` of what posted its points, where a correction can be proposed. */
        cause: z.string().nullable(),
        at: instantOutput,
        what: z.string(),
        place: z.string(),
        points: z.int(),
        /** Whose claim, redemption or attendance, and who confirmed, handed over or put it right: masked. */
        of: z.string(),
        by: z.string(),
      }),
    ),
  })
  .meta({ id: 'Anomaly' });
export type Anomaly = z.infer<typeof anomalySchema>;
export const anomaliesSchema = z
  .object({ items: z.array(anomalySchema) })
  .meta({ id: 'Anomalies' });
