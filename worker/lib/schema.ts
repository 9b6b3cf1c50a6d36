/** Shapes that several features share. */
import * as z from 'zod';
import { fromRfc3339, isDay } from './time.ts';

export const idSchema = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);

/** Mainland mobile numbers, written internationally. */
export const PHONE_NUMBER = /^\+861[3-9]\d{9}$/;

export const daySchema = z
  .string()
  .refine(isDay, { message: 'not a day' })
  .meta({ format: 'date', example: '2026-11-23' });

/** `YYYY-MM`. */
export const monthSchema = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, { abort: true })
  .meta({ example: '2026-11' });

const EARLIEST_AT = fromRfc3339('2020-01-01T00:00:00+08:00');
const LATEST_AT = fromRfc3339('2100-01-01T00:00:00+08:00');

/** RFC 3339 in, ms out: in the life of this service, so that calendar arithmetic around it can't leave the calendar. */
export const instantInput = z
  .string()
  .max(40)
  .refine(isInstant, { message: 'not an instant' })
  .transform(fromRfc3339)
  .refine((at) => EARLIEST_AT <= at && at < LATEST_AT, { message: 'out of range' })
  .meta({ format: 'date-time', example: '2026-11-23T14:30:00+08:00' });

/** RFC 3339 with `+08:00`, as answered. */
export const instantOutput = z.string().meta({ format: 'date-time' });

/** Wall time `HH:MM`. */
export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Text people write: trimmed, no control characters. */
export function plainText(maxLength: number, minLength = 1) {
  return z
    .string()
    .trim()
    .min(minLength)
    .max(maxLength)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);
}

/** `lng,lat` in GCJ-02 degrees. */
export const nearInput = z
  .string()
  .regex(/^-?\d{1,3}(\.\d{1,8})?,-?\d{1,2}(\.\d{1,8})?$/)
  .transform((text) => {
    const [lng = 0, lat = 0] = text.split(',').map(Number);
    return { lng, lat };
  })
  .refine(({ lng, lat }) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90);

export const pageInput = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(200).optional(),
});

/** `cursor` is how many items to skip. */
export const offsetInput = pageInput.extend({
  cursor: z
    .string()
    .regex(/^\d{1,6}$/)
    .optional(),
});

/** Where a list goes on: behind this moment (ms), by which it is sorted, and id. */
const momentCursor = z
  .string()
  .regex(/^\d{1,15}\.[a-z0-9][a-z0-9_-]{0,63}$/)
  .transform((text) => {
    const dot = text.indexOf('.');
    return { at: Number(text.slice(0, dot)), id: text.slice(dot + 1) };
  });
export type MomentCursor = z.output<typeof momentCursor>;

/** `cursor` is the moment and the id of the last one shown. */
export const momentInput = pageInput
  .omit({ cursor: true })
  .extend({ cursor: momentCursor.optional() });
export type MomentInput = z.output<typeof momentInput>;

/** The page in rows of which one more than it holds was read, and its `next`. */
export function momentPage<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => MomentCursor,
): { page: readonly T[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  if (last === undefined || rows.length <= limit) return { page, next: null };
  const { at, id } = keyOf(last);
  return { page, next: `${at}.${id}` };
}

export const idParam = z.object({ id: idSchema });

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

function isInstant(text: string): boolean {
  try {
    fromRfc3339(text);
    return true;
  } catch {
    return false;
  }
}
