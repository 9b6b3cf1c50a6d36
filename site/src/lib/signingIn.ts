/** The steps of signing in by a code, and what is put right after it. Only the sign-in page needs them. */
import { hc } from 'hono/client';
import type { devRoutes } from '../../../worker/features/notices/routes.ts';
import { answer, api } from './api.ts';
import { chooseHomeById } from './estates.ts';
import { hasHome, place } from './home.ts';
import { auth, keepMe, type Me, reloadMe } from './session.ts';
import { tenant } from './tenant.ts';

const dev = hc<typeof devRoutes>('/api/dev');

/** Has a code sent to a number (`+86…`). Throws `Refused`. */
export async function sendCode(phoneNumber: string): Promise<void> {
  await answer(auth['phone-number']['send-otp'].$post({ json: { phoneNumber } }));
}

/** Signs in with the code. Throws `Refused`. */
export async function enterCode(phoneNumber: string, code: string): Promise<void> {
  await answer(auth['phone-number'].verify.$post({ json: { phoneNumber, code } }));
}

/**
 * What is done once somebody has signed in: the agreement they pressed is written down, and home is taken from the
 * account to the phone or the other way round, whichever has one. Throws `Refused` only where nobody can be found.
 */
export async function settleIn(): Promise<Me> {
  const me = await reloadMe();
  if (!me) throw new Error('signed in, and yet nobody');
  await Promise.all([agreeToTerms(me), shareHome(me)].map((work) => work.catch(() => undefined)));
  return me;
}

async function agreeToTerms(me: Me): Promise<void> {
  if (me.consents.includes('terms')) return;
  const { current } = await answer(api.me.consents.$get());
  await answer(api.me.consents.$post({ json: { kind: 'terms', version: current.terms } }));
}

async function shareHome(me: Me): Promise<void> {
  if (me.homeEstateId && !hasHome()) return chooseHomeById(me.homeEstateId);
  const chosen = hasHome() ? place.peek()?.estateId : undefined;
  if (me.homeEstateId || !chosen) return;
  keepMe(await answer(api.me.$patch({ json: { homeEstateId: chosen } })));
}

/** The last message to a number as the development server keeps it; null where there is none, or no such server. */
export async function demoMessage(phoneNumber: string): Promise<string | null> {
  const { items } = await answer(dev.outbox.$get({ query: { to: phoneNumber } }));
  const [last] = items;
  return last?.template === 'signIn.code' ? last.text : null;
}

/** Whether messages can be read here instead of on a phone: on a development server alone. */
export async function hasDemoMessages(phoneNumber: string): Promise<boolean> {
  if (!tenant.demo) return false;
  return demoMessage(phoneNumber).then(
    () => true,
    () => false,
  );
}
