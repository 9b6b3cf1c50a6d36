import { useState } from 'preact/hooks';
import { errorWords } from '../../i18n/zh/errors.ts';
import { mine as t } from '../../i18n/zh/mine.ts';
import { type AgendaItem, cancelItem } from '../../lib/agenda.ts';
import type { Refusal } from '../../lib/api.ts';
import { isSignedOut, refusalIn, requireSignIn } from '../../lib/session.ts';
import { tenant } from '../../lib/tenant.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Detour } from '../parts/Detour.tsx';
import { Fault } from '../parts/Waiting.tsx';
import { nameOf, whenWords } from './words.ts';

export interface CancelItemProps {
  item: AgendaItem;
  now: number;
  /** Of a registration: only these people. */
  people?: readonly { personId: string; name: string }[];
  /** It is given up: ask for the list anew. */
  onDone: () => void;
  onKeep: () => void;
}

/** Asks once, gives it up, and when that is refused says why and who helps. */
export function CancelItem({ item, now, people, onDone, onKeep }: CancelItemProps) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const way = item.state === 'waiting' ? 'waiting' : item.kind;

  async function cancel() {
    setBusy(true);
    setRefusal(undefined);
    try {
      await cancelItem(
        item,
        people?.map(({ personId }) => personId),
      );
      onDone();
    } catch (caught) {
      setBusy(false);
      if (isSignedOut(caught)) requireSignIn();
      else setRefusal(refusalIn(caught));
    }
  }

  if (refusal && !['network', 'server.fault'].includes(refusal.code)) {
    return <Refused item={item} refusal={refusal} now={now} onBack={onKeep} />;
  }
  return (
    <div class="section">
      {refusal && <Fault text={errorWords(refusal.code).text} />}
      <Confirm
        question={
          people
            ? t.cancel.askSome(t.list(people.map(({ name }) => name)), item.title)
            : t.cancel.ask(whenWords(item.start, now), nameOf(item))
        }
        text={t.cancel.text[way] + (item.heldPoints > 0 ? t.cancel.points : '')}
        yes={t.cancel.yes[way]}
        no={t.cancel.no}
        busy={busy}
        onYes={cancel}
        onNo={onKeep}
      />
    </div>
  );
}

interface RefusedProps {
  item: AgendaItem;
  refusal: Refusal;
  now: number;
  onBack: () => void;
}

function Refused({ item, refusal, now, onBack }: RefusedProps) {
  const { title, text } = errorWords(refusal.code);
  const isLate = ['booking.cancelTooLate', 'mealOrder.cutoff', 'registration.cancelTooLate'];
  return (
    <Detour
      focus
      title={title}
      text={text}
      rule={
        isLate.includes(refusal.code) ? t.cancel.until(whenWords(item.cancelUntil, now)) : undefined
      }
    >
      <div class="section">
        <Button icon="phone" href={`tel:${tenant.phone.dial}`}>
          {t.cancel.call}
        </Button>
        <Button kind="line" onClick={onBack}>
          {t.cancel.back}
        </Button>
      </div>
    </Detour>
  );
}
