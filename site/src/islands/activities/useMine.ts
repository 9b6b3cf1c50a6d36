import { useEffect, useState } from 'preact/hooks';
import { activity as t } from '../../i18n/zh/activity.ts';
import { audience } from '../../i18n/zh/audience.ts';
import { answer, api } from '../../lib/api.ts';

/** A registration of one's own for one of the sessions shown. */
export interface Mine {
  id: string;
  sessionId: string;
  waiting: boolean;
  /** Who goes, by id and in words. */
  people: readonly string[];
  names: string;
}

/** What the resident has signed up for already; empty until it is known and where it can't be. */
export function useMine(residentId: string | undefined, activityId: string, turn: unknown) {
  const [mine, setMine] = useState<readonly Mine[]>([]);
  useEffect(() => {
    if (!residentId) return setMine([]);
    answer(api.me.registrations.$get({ query: { when: 'upcoming', limit: '100' } })).then(
      ({ items }) =>
        setMine(
          items
            .filter(({ activity }) => activity.id === activityId)
            .map(({ id, session, state, attendees }) => {
              const held = attendees.filter((one) => one.state === 'held');
              return {
                id,
                sessionId: session.id,
                waiting: state === 'waiting',
                people: held.map(({ personId }) => personId),
                names: held.map(({ name }) => name || t.who.mine).join(audience.join),
              };
            }),
        ),
      () => setMine([]),
    );
  }, [residentId, activityId, turn]);
  return mine;
}
