import type { Facility } from '../../../../worker/features/directory/schema.ts';
import { answer, api } from '../../lib/api.ts';
import { type Asked, useAnswer } from '../../lib/use-answer.ts';

/** Several islands of a page ask for the same place in the same moment: they share one answer. */
const SHARED_MS = 15_000;

let shared: { id: string; askedAt: number; answer: Promise<Facility> } | undefined;

/** The place as it is now, for any island of its page. */
export function useFacility(id: string, now: number): Asked<Facility> {
  return useAnswer(now ? id : '', () => ask(id));
}

function ask(id: string): Promise<Facility> {
  const fresh = shared && shared.id === id && Date.now() - shared.askedAt < SHARED_MS;
  if (shared && fresh) return shared.answer;
  const asked = answer(api.facilities[':id'].$get({ param: { id } }));
  shared = { id, askedAt: Date.now(), answer: asked };
  asked.catch(() => {
    shared = undefined;
  });
  return asked;
}
