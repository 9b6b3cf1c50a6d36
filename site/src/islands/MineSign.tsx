import { mine as t } from '../i18n/zh/mine.ts';
import { agendaState } from '../lib/agenda.ts';
import { clock, dayName, dayOf, minutesUntil } from '../lib/format.ts';
import { useNow } from '../lib/now.ts';
import { useSession } from '../lib/session.ts';
import { useSignal } from './mine/useSignal.ts';
import { isGoing, nextOf } from './mine/words.ts';
import { Figure } from './parts/Figure.tsx';

/** Up to so many minutes a number says it best; beyond, the time does. */
const COUNTED_MIN = 90;

/** In the sign: whose page it is, and how long until the next thing. */
export function MineSign() {
  const { person } = useSession({ sure: true });
  const { agenda } = useSignal(agendaState);
  const now = useNow();
  if (!person) return <p class="sign-lead">{t.lead}</p>;
  const hello = <b class="hello">{person.name ? t.hello(person.name) : t.helloNobody}</b>;
  const next = agenda && nextOf(agenda.items);
  if (!next || !now) {
    return (
      <div class="sign-lead">
        {hello}
        {agenda && <div class="dim">{t.lead}</div>}
      </div>
    );
  }
  if (isGoing(next, now)) {
    const left = minutesUntil(next.end, now);
    if (left > COUNTED_MIN) {
      return <Figure lead={hello} more={t.goingUntil} figure={clock(next.end)} unit={t.ends} />;
    }
    return <Figure lead={hello} more={t.going} figure={left} unit={`${t.minutes}${t.ends}`} />;
  }
  const minutes = minutesUntil(next.start, now);
  if (minutes <= COUNTED_MIN) {
    return <Figure lead={hello} more={t.nextIn} figure={minutes} unit={t.minutes} />;
  }
  const day = dayName(dayOf(next.start), now);
  return <Figure lead={hello} more={t.nextAt(day)} figure={clock(next.start)} />;
}
