/** The one door to the API: typed by the worker's own routes, refusals as `Refused`. */
import { hc, type InferResponseType } from 'hono/client';
import type { AppType } from '../../../worker/app.ts';
import type { Problem } from '../../../worker/lib/http.ts';
import { learnClock } from './clock.ts';

export const api = hc<AppType>('/api/v1', {
  fetch: async (...asked: Parameters<typeof fetch>) => {
    const reply = await fetch(...asked);
    learnClock(reply.headers.get('Date'));
    return reply;
  },
});

/**
 * For a public question that tells of somebody's health: it goes without the cookie, so that nothing ties it to a person.
 * Second argument of a call: `api.facilities.$get({ query }, nameless)`.
 */
export const nameless = { init: { credentials: 'omit' } } as const;

/** What the API refused, or `network` when nothing answered. */
export type Refusal = Pick<Problem, 'code'> & Partial<Problem>;

export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

type Reply = { ok: boolean; status: number; json(): Promise<unknown> };
type Good<T> = T extends { ok: true; json(): Promise<infer Body> } ? Body : never;

/** The body of a good answer. Throws `Refused`. */
export async function answer<T extends Reply>(asked: Promise<T>): Promise<Good<T>> {
  const reply = await asked.catch(() => {
    throw new Refused({ code: 'network' });
  });
  if (reply.status === 204) return undefined as Good<T>;
  const body = await reply.json().catch(() => ({ code: 'server.fault' }));
  if (!reply.ok) throw new Refused(body as Refusal);
  return body as Good<T>;
}

/** A header that makes a press of a button one act, however often it is sent. Make it once for each form, not each press. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export type { InferResponseType };
