/** Public shapes of the inbox. */
import * as z from 'zod';
import { idSchema, instantOutput, PHONE_NUMBER, pageInput, pageOf } from '../../lib/schema.ts';
import { NOTICE_KINDS } from './rules.ts';

export const noticeSchema = z
  .object({
    id: z.string(),
    kind: z.enum(NOTICE_KINDS),
    params: z.record(z.string(), z.string()),
    /** The sentence in Chinese, as it also went out by SMS. */
    text: z.string(),
    link: z.string().nullable(),
    createdAt: instantOutput,
    readAt: instantOutput.nullable(),
  })
  .meta({ id: 'Notice' });

export const noticePageSchema = pageOf(noticeSchema)
  .extend({ unread: z.number().int() })
  .meta({ id: 'Notices' });

export const noticesInput = pageInput.extend({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** Where the page before ended. */
  cursor: z
    .string()
    .regex(/^\d{1,15}\.[a-z0-9_-]{1,80}$/)
    .optional(),
});

export const noticeParam = z.object({ id: idSchema });

export const outboxInput = z.object({ to: z.string().regex(PHONE_NUMBER) });

export type NoticesInput = z.infer<typeof noticesInput>;
