import { useState } from 'preact/hooks';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { answer, api } from '../../../lib/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Field } from '../../parts/Field.tsx';
import { Form } from '../../parts/Form.tsx';
import { Section } from '../../parts/Section.tsx';
import { Loaded } from '../Loaded.tsx';
import { useDesk } from '../useDesk.ts';
import { PlaceRow } from './PlaceRow.tsx';
import type { AtRegister } from './register.ts';

const t = staffRegister.find;
const open = staffRegister.reports;

/** Finds a place of one's own scope by some of its characters, its pinyin, its address or its id. */
export function FindPlace({ desk }: { desk: AtRegister }) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<string>();
  const found = useDesk(asked === undefined ? '' : `find ${asked}`, desk.turn, () =>
    answer(api.staff.facilities.$get({ query: { q: asked ?? '' } })),
  );
  return (
    <Section title={t.title}>
      <Form label={t.title} busy={found.asking} onSubmit={() => setAsked(typed.trim())}>
        <div class="find-line">
          <Field
            id="find-place"
            label={t.label}
            help={t.help}
            type="search"
            maxLength={40}
            value={typed}
            onInput={setTyped}
          />
          <Button type="submit" fit busy={found.asking}>
            {t.go}
          </Button>
        </div>
      </Form>
      {asked !== undefined && (
        <Loaded asked={found} rows={2}>
          {({ items, more }) => (
            <div role="status">
              {items.length === 0 && <Empty title={t.none} text={t.noneText} />}
              {items.map((place) => (
                <PlaceRow
                  key={place.id}
                  desk={desk}
                  place={place}
                  press={open.open}
                  label={open.openLabel(place.name)}
                />
              ))}
              {more && <p class="dim">{t.more}</p>}
            </div>
          )}
        </Loaded>
      )}
    </Section>
  );
}
