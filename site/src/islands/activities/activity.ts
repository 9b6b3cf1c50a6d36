/** What the sign and the body of an activity's page share: the activity, and what somebody is about to sign up for. */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Activity } from '../../../../worker/features/activities/schema.ts';
import { paths } from '../../lib/paths.ts';

export type Session = Activity['sessions'][number];

export interface Wish {
  sessionId?: string;
  /** Who goes; undefined until somebody has chosen. */
  who?: readonly string[];
}

const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
/** A resident and eight dependants. */
const MOST_PEOPLE = 9;

const activitySignal = signal<Activity | null>(null);

export function showActivity(activity: Activity): void {
  activitySignal.value = activity;
}

/** The activity that the body has last been answered; null at first, so that the built page fits. */
export function useActivity(): Activity | null {
  const source: ReadonlySignal<Activity | null> = activitySignal;
  const [shown, show] = useState<Activity | null>(null);
  useEffect(() => effect(() => show(source.value)), []);
  return shown;
}

/** The id in the path of the page; undefined for none. */
export function activityIdIn(path: string): string | undefined {
  const id = /^\/activities\/([a-z0-9][a-z0-9_-]{0,63})\/$/.exec(path)?.[1];
  return id === 'one' ? undefined : id;
}

/** Reads the part of an address after `?`, which anybody may have written. */
export function wishFrom(search: string): Wish {
  const given = new URLSearchParams(search);
  const who = given
    .get('who')
    ?.split('.')
    .filter((id) => ID.test(id));
  return {
    sessionId: given.get('session')?.match(ID)?.[0],
    who: who && who.length > 0 ? who.slice(0, MOST_PEOPLE) : undefined,
  };
}

/** The page of an activity with a wish in it, so that signing in or coming back loses nothing. */
export function activityPath(activityId: string, { sessionId, who }: Wish): string {
  const query = new URLSearchParams();
  if (sessionId) query.set('session', sessionId);
  if (who && who.length > 0) query.set('who', who.join('.'));
  const text = query.toString();
  return `${paths.activities}${activityId}/${text && `?${text}`}`;
}

/** Whether somebody can sign up for a session now, or wait for a place. */
export function isJoinable({ signUp }: Session): boolean {
  return signUp.state === 'open' || signUp.state === 'waiting';
}

/** The session that the page is about: the one asked for, else the first that can be had, else the first. */
export function sessionOf({ sessions }: Activity, wish: Wish): Session | undefined {
  return (
    sessions.find(({ id }) => id === wish.sessionId) ??
    sessions.find(isJoinable) ??
    sessions.find(({ signUp }) => signUp.state === 'none') ??
    sessions.find(({ state }) => state === 'scheduled') ??
    sessions[0]
  );
}
