/** Public shapes of people. */
import * as z from 'zod';
import { PHONE_NUMBER } from '../../lib/auth.ts';

export const sendCodeInput = z.object({ phoneNumber: z.string().regex(PHONE_NUMBER) });

export const verifyCodeInput = sendCodeInput.extend({ code: z.string().regex(/^\d{6}$/) });
