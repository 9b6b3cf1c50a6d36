import { useEffect, useState } from 'preact/hooks';
import { activity } from '../../i18n/zh/activity.ts';
import { answer, api } from '../../lib/api.ts';
import type { Mine } from '../activities/useMine.ts';

/** The places that the household has in a task; empty until it is known and where it can't be. */
export function useMyTask(residentId: string | undefined, taskId: string, turn: unknown) {
  const [mine, setMine] = useState<readonly Mine[]>([]);
  useEffect(() => {
    if (!residentId) return setMine([]);
    answer(api.me.volunteering.$get()).then(
      ({ items }) =>
        setMine(
          items
            .filter(({ task, state }) => task.id === taskId && state === 'signed')
            .map(({ id, person }) => ({
              id,
              sessionId: taskId,
              waiting: false,
              people: [person.id],
              names: person.isMe ? activity.who.mine : person.name,
            })),
        ),
      () => setMine([]),
    );
  }, [residentId, taskId, turn]);
  return mine;
}
