import { useEffect, useState } from 'preact/hooks';
import { home } from '../../i18n/zh/home.ts';
import { type AgendaItem, agendaState, itemHref, loadAgenda } from '../../lib/agenda.ts';
import { clock, dayOf, toMs } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';

const words = home.mine;

/** The next thing of somebody who is signed in, if it is today: when, where, and its code one press away. */
export function MyToday({ now }: { now: number }) {
  const { person } = useSession();
  const [items, setItems] = useState<readonly AgendaItem[]>([]);
  useEffect(() => {
    if (!person) return setItems([]);
    void loadAgenda();
    return agendaState.subscribe(({ agenda }) => setItems(agenda?.items ?? []));
  }, [person?.id]);
  const today = items.filter(({ start, end }) => dayOf(start) === dayOf(now) && toMs(end) > now);
  const [next] = today;
  if (!now || !next) return null;
  const meal = next.kind === 'mealOrder' ? next.meal : null;
  return (
    <Section
      title={words.title}
      end={today.length > 1 ? words.all(today.length) : undefined}
      endHref={paths.mine}
    >
      <p class="my-next">
        <b>
          <span class="n">{clock(next.start)}</span>{' '}
          {meal ? words.meal[meal.mode](words.meals[meal.meal]) : next.title}
        </b>
        <span>{[next.place.name, next.place.room].filter(Boolean).join(' ')}</span>
      </p>
      <Button href={itemHref(next)}>{meal ? words.pickUp : words.show}</Button>
    </Section>
  );
}
