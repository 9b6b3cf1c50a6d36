import { useState } from 'preact/hooks';
import { itemOfRegistration } from '../../../worker/features/agenda/rules/items.ts';
import { mine as t } from '../i18n/zh/mine.ts';
import { myItem as w } from '../i18n/zh/myItem.ts';
import { price } from '../i18n/zh/price.ts';
import { answer, api, type InferResponseType } from '../lib/api.ts';
import { CancelLater } from './mine/CancelLater.tsx';
import { OnePage } from './mine/OnePage.tsx';
import { OneThing } from './mine/OneThing.tsx';
import { whenWords } from './mine/words.ts';
import { Button } from './parts/Button.tsx';
import { Choice } from './parts/Choice.tsx';
import { Notice } from './parts/Notice.tsx';

const one = api.registrations[':id'];
type Registration = InferResponseType<typeof one.$get, 200>;

const load = (id: string) => answer(one.$get({ param: { id } }));

/** One registration, at /mine/registrations/{id}/. Of several people some may be taken off. */
export function MyRegistration() {
  return (
    <OnePage load={load}>
      {(registration, now, reload) => {
        const held = registration.attendees.filter(({ state }) => state === 'held');
        return (
          <OneThing
            item={itemOfRegistration(registration)}
            now={now}
            reload={reload}
            again={`/activities/${registration.activity.id}/`}
            cancel={
              held.length > 1
                ? (close, done) => (
                    <Whose registration={registration} now={now} onKeep={close} onDone={done} />
                  )
                : undefined
            }
            terms={[
              {
                term: w.who,
                detail: (
                  <ul>
                    {registration.attendees.map(({ personId, name, state }) => (
                      <li key={personId}>
                        {state === 'held' ? name : `${name}（${w.attendee[state]}）`}
                      </li>
                    ))}
                  </ul>
                ),
              },
              ...pointsTerms(registration, now),
              { term: w.made, detail: whenWords(registration.createdAt, now) },
            ]}
          />
        );
      }}
    </OnePage>
  );
}

/** What is held or paid; nothing where it was free. */
function pointsTerms({ points, state }: Registration, now: number) {
  if (!points) return [];
  const { cost, held, paid, short, returnsAt } = points;
  const says =
    state === 'waiting'
      ? [short ? price.mine.short(cost) : price.mine.waiting(cost)]
      : [
          ...(paid > 0 ? [price.mine.paid(paid)] : []),
          ...(held > 0
            ? [price.mine.held(held), price.mine.returns(whenWords(returnsAt, now))]
            : []),
          ...(paid + held === 0 ? [price.mine.none(cost)] : []),
        ];
  return [{ term: price.mine.term, detail: `${says.join('；')}。` }];
}

interface WhoseProps {
  registration: Registration;
  now: number;
  onKeep: () => void;
  onDone: (said?: string) => Promise<void>;
}

/** Whose places are given back: everybody's, until somebody is unticked. Then it asks once. */
function Whose({ registration, now, onKeep, onDone }: WhoseProps) {
  const held = registration.attendees.filter(({ state }) => state === 'held');
  const everybody = held.map(({ personId }) => personId);
  const [chosen, setChosen] = useState(everybody);
  const [asking, setAsking] = useState(false);
  const [missing, setMissing] = useState(false);
  if (asking) {
    const some = held.filter((one) => chosen.includes(one.personId));
    const all = some.length === everybody.length;
    const names = t.list(some.map(({ name }) => name));
    return (
      <CancelLater
        item={itemOfRegistration(registration)}
        now={now}
        people={all ? undefined : some}
        onDone={() =>
          void onDone(all ? undefined : t.cancel.doneSome(names, registration.activity.title))
        }
        onKeep={onKeep}
      />
    );
  }
  return (
    <div class="section stack">
      <Choice
        name="attendees"
        label={t.cancel.who}
        many
        options={held.map(({ personId, name }) => ({ value: personId, label: name }))}
        chosen={chosen}
        onChange={(people) => {
          setChosen(people);
          setMissing(false);
        }}
      />
      {missing && (
        <Notice tone="warm" role="alert">
          {t.cancel.pick}
        </Notice>
      )}
      <div class="pair">
        <Button kind="line" onClick={onKeep}>
          {t.cancel.no}
        </Button>
        <Button onClick={() => (chosen.length > 0 ? setAsking(true) : setMissing(true))}>
          {t.cancel.next}
        </Button>
      </div>
    </div>
  );
}
