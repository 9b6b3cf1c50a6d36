/** What the sign and the body of an activity's page share: the activity, and what somebody is about to sign up for. */
import type { Activity } from '../../../../worker/features/activities/schema.ts';
import type { Wish } from '../../lib/activity-path.ts';
import { shownOnPage } from '../../lib/shown.ts';

export type Session = Activity['sessions'][number];

/** The session is the one that somebody has chosen, or signed up for. */
interface Shown {
  activity: Activity;
  session: Session | undefined;
}

const shown = shownOnPage<Shown>();

export function showActivity(activity: Activity, session: Session | undefined): void {
  shown.show({ activity, session });
}

/** The activity that the body has last been answered. */
export const useActivity = shown.useShown;

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
