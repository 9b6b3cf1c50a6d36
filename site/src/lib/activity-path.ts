/** The page of one activity, with what somebody is about to sign up for: signing in or coming back loses nothing. */
import { paths } from './paths.ts';

export interface Wish {
  sessionId?: string;
  /** Who goes; undefined until somebody has chosen. */
  who?: readonly string[];
}

const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
/** A resident and eight dependants. */
const MOST_PEOPLE = 9;

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
