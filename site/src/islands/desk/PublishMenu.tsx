import { useState } from 'preact/hooks';
import type { DayMenus, Dish } from '../../../../worker/features/canteen/schema.ts';
import { menu as menuWords } from '../../i18n/zh/menu.ts';
import { staffMeals } from '../../i18n/zh/staffMeals.ts';
import { answer, api } from '../../lib/api.ts';
import { dayName } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Notice } from '../parts/Notice.tsx';
import { dishNote, priceFen, yuan } from './dishWords.ts';
import type { MealProps } from './Meals.tsx';
import { wholeNumber } from './MenuTable.tsx';
import { Told } from './Told.tsx';
import { useAct } from './useAct.ts';

const t = staffMeals.menu;
const MAX_ITEMS = 60;
const MAX_PORTIONS = 5000;
const USUAL_PORTIONS = '30';

interface Props extends MealProps {
  dishes: readonly Dish[];
  /** Menus of days before, the nearest first. */
  models: readonly DayMenus[];
}

/** A dish that is ticked, as typed. */
interface Line {
  dishId: string;
  price: string;
  portions: string;
}

/** Tick the dishes, fill in price and portions, publish. Prices start from the last menus. */
export function PublishMenu(props: Props) {
  const { desk, canteen, on, meal, onView, dishes } = props;
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [only, setOnly] = useState(false);
  const [fault, setFault] = useState('');
  const [asking, setAsking] = useState(false);
  const act = useAct();
  const day = dayName(on, desk.now);
  const mealName = menuWords.meals[meal];
  if (dishes.length === 0) {
    return (
      <Empty title={t.noDishes} text={t.noDishesText}>
        <Button fit onClick={() => onView('dishes')}>
          {t.toDishes}
        </Button>
      </Empty>
    );
  }
  const change = (next: readonly Line[]) => {
    setLines(next);
    setAsking(false);
    setFault('');
  };
  function check() {
    const bad = lines.find((line) => !itemOf(line));
    const words = faultWords(
      lines,
      bad && (dishes.find(({ id }) => id === bad.dishId)?.name ?? ''),
    );
    setFault(words);
    setAsking(words === '');
    if (bad) document.getElementById(`price-${bad.dishId}`)?.focus();
  }
  async function publish() {
    const items = lines.flatMap((line) => itemOf(line) ?? []);
    const done = await act.run((key) =>
      answer(
        api.staff.canteens[':id'].menus.$post(
          { param: { id: canteen.id }, json: { date: on, meal, items } },
          { headers: { 'Idempotency-Key': key } },
        ),
      ),
    );
    setAsking(false);
    if (!done) return;
    desk.changed(t.done(day, mealName));
    window.scrollTo(0, 0);
  }
  return (
    <Form label={t.publish} busy={act.busy} onSubmit={check}>
      <p>{t.publishText}</p>
      <Pool {...props} lines={lines} only={only} onOnly={setOnly} onChange={change} />
      <p role="status">{t.chosen(lines.length)}</p>
      {fault && (
        <Notice tone="warm" role="alert">
          {fault}
        </Notice>
      )}
      {act.refusal && <Told refusal={act.refusal} />}
      {asking ? (
        <Confirm
          question={t.ask(day, mealName, lines.length)}
          text={t.askText}
          yes={t.yes}
          no={t.no}
          busy={act.busy}
          onYes={() => void publish()}
          onNo={() => setAsking(false)}
        />
      ) : (
        <Button type="submit" fit>
          {t.publish}
        </Button>
      )}
    </Form>
  );
}

interface PoolProps extends Props {
  lines: readonly Line[];
  /** Only what is ticked, in the order of the menu. */
  only: boolean;
  onOnly: (only: boolean) => void;
  onChange: (lines: readonly Line[]) => void;
}

/** The dishes to tick, with a menu of days before to start from. */
function Pool({ desk, meal, dishes, models, lines, only, onOnly, onChange }: PoolProps) {
  const [find, setFind] = useState('');
  const [said, setSaid] = useState('');
  const model = models.find(({ meals }) => meals.some((one) => one.meal === meal));
  function copy(from: DayMenus) {
    const items = from.meals.find((one) => one.meal === meal)?.items ?? [];
    const known = items.filter(({ dishId }) => dishes.some(({ id }) => id === dishId));
    onChange(
      known.map(({ dishId, priceFen: fen, portions }) => ({
        dishId,
        price: yuan(fen),
        portions: String(portions),
      })),
    );
    onOnly(true);
    setSaid(t.copied(known.length, dayName(from.date, desk.now)));
  }
  const isOn = (id: string) => lines.some(({ dishId }) => dishId === id);
  const wanted = dishes.filter(({ id, name }) => name.includes(find.trim()) && (!only || isOn(id)));
  return (
    <>
      {said && <Notice role="status">{said}</Notice>}
      <div class="choices">
        {model && (
          <Button kind="line" size="small" fit onClick={() => copy(model)}>
            {t.copy(dayName(model.date, desk.now))}
          </Button>
        )}
        <Button kind="line" size="small" fit onClick={() => onOnly(!only)}>
          {only ? t.showAll : t.only}
        </Button>
        <Field id="find-dish" label={t.find} type="search" value={find} onInput={setFind} />
      </div>
      <ul class="dish-lines">
        {(only ? inOrder(wanted, lines) : wanted).map((dish) => (
          <DishLine
            key={dish.id}
            dish={dish}
            lines={lines}
            usual={usualPrice(models, dish.id)}
            onChange={onChange}
          />
        ))}
      </ul>
    </>
  );
}

function faultWords(lines: readonly Line[], bad: string | undefined): string {
  if (lines.length === 0) return t.noneChosen;
  if (lines.length > MAX_ITEMS) return t.tooMany(MAX_ITEMS);
  return bad ? t.badRow(bad) : '';
}

function itemOf({ dishId, price, portions }: Line) {
  const fen = priceFen(price);
  const count = wholeNumber(portions, MAX_PORTIONS);
  return fen === undefined || count === undefined
    ? undefined
    : { dishId, priceFen: fen, portions: count };
}

/** Dishes are numbered in the order in which they were ticked. */
function inOrder(dishes: readonly Dish[], lines: readonly Line[]): Dish[] {
  const place = (id: string) => lines.findIndex(({ dishId }) => dishId === id);
  return [...dishes].sort((a, b) => place(a.id) - place(b.id));
}

/** What the dish cost last. */
function usualPrice(models: readonly DayMenus[], dishId: string): string {
  const items = models.flatMap(({ meals }) => meals.flatMap((one) => one.items));
  const found = items.find((item) => item.dishId === dishId);
  return found ? yuan(found.priceFen) : '';
}

interface DishLineProps {
  dish: Dish;
  lines: readonly Line[];
  usual: string;
  onChange: (lines: readonly Line[]) => void;
}

function DishLine({ dish, lines, usual, onChange }: DishLineProps) {
  const at = lines.findIndex(({ dishId }) => dishId === dish.id);
  const line = lines[at];
  const tick = (on: boolean) =>
    onChange(
      on
        ? [...lines, { dishId: dish.id, price: usual, portions: USUAL_PORTIONS }]
        : lines.filter(({ dishId }) => dishId !== dish.id),
    );
  const set = (change: Partial<Line>) =>
    onChange(lines.map((one) => (one.dishId === dish.id ? { ...one, ...change } : one)));
  return (
    <li class={line ? 'on' : undefined}>
      <label class="tick">
        <input
          type="checkbox"
          checked={line !== undefined}
          onChange={(event) => tick(event.currentTarget.checked)}
        />
        <span>
          <b>
            {line && <span class="n">{at + 1} </span>}
            {dish.name}
          </b>
          <small>{dishNote(dish)}</small>
        </span>
      </label>
      {line && (
        <div class="amounts">
          <input
            id={`price-${dish.id}`}
            class="n"
            type="text"
            inputMode="decimal"
            aria-label={t.price(dish.name)}
            aria-invalid={priceFen(line.price) === undefined || undefined}
            value={line.price}
            onInput={(event) => set({ price: event.currentTarget.value })}
          />
          <span aria-hidden="true">{t.yuan}</span>
          <input
            class="n"
            type="text"
            inputMode="numeric"
            aria-label={t.count(dish.name)}
            aria-invalid={wholeNumber(line.portions, MAX_PORTIONS) === undefined || undefined}
            value={line.portions}
            onInput={(event) => set({ portions: event.currentTarget.value })}
          />
          <span aria-hidden="true">{t.portion}</span>
        </div>
      )}
    </li>
  );
}
