import { useState } from 'preact/hooks';
import type { FacilityRecord } from '../../../../../worker/features/upkeep/schema.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { answer, api } from '../../../lib/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Form } from '../../parts/Form.tsx';
import { Loaded } from '../Loaded.tsx';
import { ReasonForm } from '../ReasonForm.tsx';
import { useAct } from '../useAct.ts';
import { useDesk } from '../useDesk.ts';
import { PlaceRow } from './PlaceRow.tsx';
import type { AtRegister } from './register.ts';

const t = staffRegister.merge;

interface Props {
  desk: AtRegister;
  record: FacilityRecord;
}

/** Two records of one place: finds the one that stays, asks why, and says what stands in the way. */
export function MergeRecord({ desk, record: { id, name } }: Props) {
  const [open, setOpen] = useState(false);
  const [into, setInto] = useState<{ id: string; name: string }>();
  const act = useAct();
  async function merge(reason: string) {
    if (!into) return;
    const done = await act.run(() =>
      answer(
        api.staff.facilities[':id'].merge.$post({
          param: { id },
          json: { into: into.id, reason },
        }),
      ),
    );
    if (!done) return;
    desk.open(into.id);
    desk.changed(staffRegister.said.merged(name, into.name));
  }
  if (into) {
    return (
      <ReasonForm
        id="merge-reason"
        question={t.ask(name, into.name)}
        text={t.text}
        label={t.reason}
        need={t.need}
        yes={t.yes}
        no={t.no}
        act={act}
        onYes={merge}
        onNo={() => {
          act.clear();
          setInto(undefined);
        }}
      />
    );
  }
  return (
    <>
      <p class="dim">{t.lead}</p>
      {open ? (
        <ChooseOther desk={desk} not={id} onChoose={setInto} />
      ) : (
        <Button kind="line" fit onClick={() => setOpen(true)}>
          {t.open}
        </Button>
      )}
    </>
  );
}

interface ChooseProps {
  desk: AtRegister;
  not: string;
  onChoose: (place: { id: string; name: string }) => void;
}

function ChooseOther({ desk, not, onChoose }: ChooseProps) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const found = useDesk(asked && `merge ${asked}`, 0, () =>
    answer(api.staff.facilities.$get({ query: { q: asked } })),
  );
  return (
    <>
      <Form label={t.into} busy={found.asking} onSubmit={() => setAsked(typed.trim())}>
        <div class="find-line">
          <Field
            id="merge-into"
            label={t.into}
            help={t.intoHelp}
            type="search"
            maxLength={40}
            value={typed}
            onInput={setTyped}
          />
          <Button type="submit" fit busy={found.asking}>
            {staffRegister.find.go}
          </Button>
        </div>
      </Form>
      {asked && (
        <Loaded asked={found} rows={2}>
          {({ items }) => {
            const others = items.filter(({ id }) => id !== not);
            return (
              <div role="status">
                {others.length === 0 && <p class="dim">{t.none}</p>}
                {others.map((place) => (
                  <PlaceRow
                    key={place.id}
                    desk={desk}
                    place={place}
                    press={t.keep}
                    label={t.chosen(place.name)}
                    onPress={() => onChoose(place)}
                  />
                ))}
              </div>
            );
          }}
        </Loaded>
      )}
    </>
  );
}
