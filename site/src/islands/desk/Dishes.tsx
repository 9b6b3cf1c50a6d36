import { useState } from 'preact/hooks';
import type { Dish } from '../../../../worker/features/canteen/schema.ts';
import { menu as menuWords } from '../../i18n/zh/menu.ts';
import { staffMeals } from '../../i18n/zh/staffMeals.ts';
import { answer, api } from '../../lib/api.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import type { AtDesk } from './Desk.tsx';
import { dishNote } from './dishWords.ts';
import { Loaded } from './Loaded.tsx';
import { Told } from './Told.tsx';
import { useAct } from './useAct.ts';
import { useDesk } from './useDesk.ts';

const t = staffMeals.dishes;
type Tag = Dish['tags'][number];
type Allergen = Exclude<Dish['allergens'][number], 'none' | 'unknown'>;
type Answer = keyof typeof t.answers;

const { none: _none, unknown: _unknown, ...groups } = menuWords.menu.allergens;

interface Props {
  desk: AtDesk;
  canteenId: string;
}

/** The dishes that menus are made of, and a form for another. */
export function Dishes({ desk, canteenId }: Props) {
  const asked = useDesk(`${canteenId} dishes`, desk.turn, () =>
    answer(api.staff.canteens[':id'].dishes.$get({ param: { id: canteenId } })),
  );
  return (
    <Loaded asked={asked} rows={8}>
      {({ items }) => (
        <div class="columns two">
          <Section title={t.title} end={t.end(items.length)}>
            <ul class="dish-list">
              {items.map((dish) => (
                <li key={dish.id}>
                  <b>{dish.name}</b>
                  <small class="dim">{dishNote(dish)}</small>
                </li>
              ))}
            </ul>
          </Section>
          <Section title={t.add}>
            <NewDish desk={desk} canteenId={canteenId} names={items.map(({ name }) => name)} />
          </Section>
        </div>
      )}
    </Loaded>
  );
}

interface Draft {
  name: string;
  tags: string[];
  answered?: Answer;
  which: string[];
}
const BLANK: Draft = { name: '', tags: [], which: [] };

type Wrong = { name?: string; answered?: string };

function faultsOf({ name, answered, which }: Draft): Wrong {
  const faults: Wrong = {};
  if (name.trim() === '') faults.name = t.needName;
  if (!answered) faults.answered = t.needAnswer;
  else if (answered === 'some' && which.length === 0) faults.answered = t.needWhich;
  return faults;
}

function allergensOf({ answered, which }: Draft): Dish['allergens'] {
  if (answered !== 'some') return [answered === 'none' ? 'none' : 'unknown'];
  return which as [Allergen, ...Allergen[]];
}

/** Nothing is taken for granted: allergens are answered, or said to be unknown. */
function NewDish({ desk, canteenId, names }: Props & { names: readonly string[] }) {
  const [draft, setDraft] = useState<Draft>(BLANK);
  const [wrong, setWrong] = useState<Wrong>({});
  const [done, setDone] = useState('');
  const act = useAct();
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change });
    setDone('');
  };
  async function save() {
    const faults = faultsOf(draft);
    setWrong(faults);
    if (faults.name) return document.getElementById('dish-name')?.focus();
    if (faults.answered) return;
    const json = {
      name: draft.name.trim(),
      tags: draft.tags as Tag[],
      allergens: allergensOf(draft),
    };
    const isSaved = await act.run((key) =>
      answer(
        api.staff.canteens[':id'].dishes.$post(
          { param: { id: canteenId }, json },
          { headers: { 'Idempotency-Key': key } },
        ),
      ),
    );
    if (!isSaved) return;
    setDraft(BLANK);
    setDone(t.done(json.name));
    desk.changed();
    document.getElementById('dish-name')?.focus();
  }
  return (
    <Form label={t.add} busy={act.busy} onSubmit={() => void save()}>
      <Field
        id="dish-name"
        label={t.name}
        help={t.nameHelp}
        maxLength={30}
        value={draft.name}
        onInput={(name) => set({ name })}
        error={wrong.name}
      />
      {names.includes(draft.name.trim()) && <Notice tone="warm">{t.exists}</Notice>}
      <Choice
        name="dish-tags"
        label={t.tags}
        many
        options={labelled(menuWords.menu.tags)}
        chosen={draft.tags}
        onChange={(tags) => set({ tags })}
      />
      <Choice
        name="dish-allergens"
        label={t.allergenLabel}
        options={(Object.keys(t.answers) as Answer[]).map((value) => ({
          value,
          ...t.answers[value],
        }))}
        chosen={draft.answered ? [draft.answered] : []}
        onChange={([answered]) => set({ answered: answered as Answer })}
      />
      {draft.answered === 'some' && (
        <Choice
          name="dish-which"
          label={t.which}
          many
          options={labelled(groups)}
          chosen={draft.which}
          onChange={(which) => set({ which })}
        />
      )}
      {wrong.answered && (
        <Notice tone="warm" role="alert">
          {wrong.answered}
        </Notice>
      )}
      {act.refusal && <Told refusal={act.refusal} />}
      {done && <Notice role="status">{done}</Notice>}
      <Button type="submit" busy={act.busy}>
        {t.save}
      </Button>
    </Form>
  );
}

function labelled(words: Record<string, string>) {
  return Object.keys(words).map((value) => ({ value, label: words[value] ?? value }));
}
