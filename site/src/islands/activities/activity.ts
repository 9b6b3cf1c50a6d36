/** What the sign and the body of an activity's page share: the activity, and what somebody is about to sign up for. */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Activity } from '../../../../worker/features/activities/schema.ts';
import type { Wish } from '../../lib/activity-path.ts';

export type Session = Activity['sessions'][number];

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
