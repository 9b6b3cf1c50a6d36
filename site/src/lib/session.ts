/** Who is signed in. Asked once a page; remembered in this window only, so that the next page can greet at once. */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { hc } from 'hono/client';
import { useEffect, useState } from 'preact/hooks';
import type { authRoutes } from '../../../worker/features/identity/routes.ts';
import type { Me } from '../../../worker/features/identity/schema.ts';
import { answer, api, type Refusal, Refused } from './api.ts';
import { dropDrafts } from './draft.ts';
import { signInPath } from './next.ts';
import { paths } from './paths.ts';

export type { Me };

/** What is remembered between pages: never a telephone number, never a date of birth. */
export type Person = Omit<Me, 'phoneNumber' | 'bornOn'>;

const KEY = 'linli.person';
/** Kept on the phone while somebody is signed in, so that pages of everybody else need not ask. */
const SIGNED_IN = 'linli.signedIn';

export const auth = hc<typeof authRoutes>('/api/auth');

const personSignal = signal<Person | null | undefined>(remembered());
let asked: Promise<Me | null> | undefined;

/** null: nobody is signed in. undefined: not known yet (and while pages are built). */
export const person: ReadonlySignal<Person | null | undefined> = personSignal;

/** Everything the API knows of whoever is signed in, asked once a page; null for nobody. Throws `Refused` otherwise. */
export function loadMe(): Promise<Me | null> {
  asked ??= answer(api.me.$get())
    .catch((error) => {
      if (isSignedOut(error)) return null;
      asked = undefined;
      throw error;
    })
    .then((me) => {
      keepMe(me);
      return me;
    });
  return asked;
}

/** Takes over what an act answered, so that every island shows it. */
export function keepMe(me: Me | null): void {
  asked = Promise.resolve(me);
  keepPerson(me && withoutSecrets(me));
}

function withoutSecrets({ phoneNumber: _, bornOn: __, ...rest }: Me): Person {
  return rest;
}

/** Asks anew: after signing in, or when something of the person has changed. */
export function reloadMe(): Promise<Me | null> {
  asked = undefined;
  return loadMe();
}

export interface Session {
  /** undefined until it is known; then null for nobody. */
  person: Person | null | undefined;
  /** The code of what went wrong while asking. */
  fault?: string;
  retry: () => void;
}

/**
 * Who is signed in, for an island: undefined in the built page, then what this window remembers, then the answer. Where
 * nobody has signed in on this phone nothing is asked, unless the page must be `sure`.
 */
export function useSession({ sure = false } = {}): Session {
  const [known, show] = useState<Person | null | undefined>();
  const [fault, setFault] = useState<string>();
  const ask = () => {
    setFault(undefined);
    if (!sure && !mayBeSignedIn()) return keepMe(null);
    loadMe().catch((error) => setFault(codeOf(error)));
  };
  useEffect(() => {
    ask();
    // A page brought back by the back button may be of somebody who has signed out since.
    const again = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      asked = undefined;
      ask();
    };
    window.addEventListener('pageshow', again);
    const stop = effect(() => show(personSignal.value));
    return () => {
      window.removeEventListener('pageshow', again);
      stop();
    };
  }, []);
  return { person: known, fault, retry: ask };
}

/** Whether a refusal means that nobody is signed in (any more). */
export function isSignedOut(error: unknown): boolean {
  return ['auth.required', 'auth.expired'].includes(codeOf(error));
}

/** What the API refused; an error of ours is `server.fault`. */
export function refusalIn(error: unknown): Refusal {
  return error instanceof Refused ? error.refusal : { code: 'server.fault' };
}

/** The API's code of an error. */
export function codeOf(error: unknown): string {
  return refusalIn(error).code;
}

/**
 * Leaves for the sign-in page, which leads back to `returnTo`, a path of this site. What was chosen belongs into its
 * query (`?start=…&party=2`), so that nothing is lost.
 */
export function requireSignIn(returnTo: string = herePath()): void {
  keepMe(null);
  window.location.assign(signInPath(paths.signIn, returnTo));
}

/** The link to the sign-in page that leads back to `returnTo`. */
export function signInHref(returnTo: string): string {
  return signInPath(paths.signIn, returnTo);
}

/** Ends this session. Throws `Refused`. */
export async function signOut(): Promise<void> {
  await answer(auth['sign-out'].$post());
  dropDrafts();
  keepMe(null);
}

/** Ends every session of whoever is signed in, on every phone. Throws `Refused`. */
export async function signOutEverywhere(): Promise<void> {
  await answer(auth['revoke-sessions'].$post());
  // The row is gone; this takes the cookie too, which would be believed for some minutes more.
  await answer(auth['sign-out'].$post()).catch(() => undefined);
  dropDrafts();
  keepMe(null);
}

function herePath(): string {
  return window.location.pathname + window.location.search;
}

/** False only where it is certain: no session was begun on this phone, or it was ended here. */
function mayBeSignedIn(): boolean {
  try {
    return localStorage.getItem(SIGNED_IN) !== null;
  } catch {
    return true;
  }
}

function keepPerson(known: Person | null): void {
  personSignal.value = known;
  try {
    if (known) localStorage.setItem(SIGNED_IN, '1');
    else localStorage.removeItem(SIGNED_IN);
  } catch {
    // Refused: every page asks.
  }
  const storage = sessionStorageOf();
  try {
    if (known) storage?.setItem(KEY, JSON.stringify(known));
    else storage?.removeItem(KEY);
  } catch {
    // Full or refused: the next page asks before it greets.
  }
}

function remembered(): Person | undefined {
  try {
    const found = JSON.parse(sessionStorageOf()?.getItem(KEY) ?? 'null') as Partial<Person> | null;
    return found && typeof found.name === 'string' && Array.isArray(found.grants)
      ? (found as Person)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Missing while pages are built, refused in some web-views. */
function sessionStorageOf(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.sessionStorage;
  } catch {
    return null;
  }
}
