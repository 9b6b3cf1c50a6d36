import { useEffect, useState } from 'preact/hooks';
import type { Menu, MenuItem } from '../../../../worker/features/canteen/schema.ts';
import { staffMeals } from '../../i18n/zh/staffMeals.ts';
import { answer, api } from '../../lib/api.ts';
import { money } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import type { AtDesk } from './Desk.tsx';
import { dishNote } from './dishWords.ts';
import { Told } from './Told.tsx';
import { useAct } from './useAct.ts';

const t = staffMeals.menu;
const MAX_PORTIONS = 5000;

/** A published menu: what each dish costs, how many are made, how many are ordered; the portions can be changed. */
export function MenuTable({ desk, menu }: { desk: AtDesk; menu: Menu }) {
  const [changing, setChanging] = useState<string>();
  return (
    <table class="table folds menu-table">
      <thead>
        <tr>
          <td />
          <th scope="col">{t.head.dish}</th>
          <th scope="col" class="number">
            {t.head.price}
          </th>
          <th scope="col" class="number">
            {t.head.portions}
          </th>
          <th scope="col" class="number">
            {t.head.sold}
          </th>
          <th scope="col" class="number">
            {t.head.left}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {menu.items.map((item) => (
          <Row
            key={item.id}
            item={item}
            canChange={menu.state !== 'over'}
            isOpen={changing === item.id}
            onOpen={(open) => setChanging(open ? item.id : undefined)}
            onSaved={desk.changed}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  item: MenuItem;
  canChange: boolean;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
  onSaved: (words: string) => void;
}

function Row({ item, canChange, isOpen, onOpen, onSaved }: RowProps) {
  const { id, number, name, priceFen, portions, left } = item;
  return (
    <>
      <tr id={id} tabIndex={-1}>
        <td class="n time">{number}</td>
        <th class="what" scope="row">
          {name}
          <div class="dim">{dishNote(item)}</div>
        </th>
        <td class="n number" data-word={t.head.price}>
          {money(priceFen)}
        </td>
        <td class="n number" data-word={t.head.portions}>
          {portions}
        </td>
        <td class="n number" data-word={t.head.sold}>
          {portions - left}
        </td>
        <td class="n number" data-word={t.head.left}>
          {left}
        </td>
        <td class="press">
          {canChange && !isOpen && (
            <Button
              kind="line"
              size="small"
              label={t.changeLabel(name)}
              onClick={() => onOpen(true)}
            >
              {t.change}
            </Button>
          )}
        </td>
      </tr>
      {isOpen && (
        <tr class="refusal">
          <td colSpan={7}>
            <Portions item={item} onClose={() => onOpen(false)} onSaved={onSaved} />
          </td>
        </tr>
      )}
    </>
  );
}

interface PortionsProps {
  item: MenuItem;
  onClose: () => void;
  onSaved: (words: string) => void;
}

function Portions({ item, onClose, onSaved }: PortionsProps) {
  const { id, name, portions, left } = item;
  const [typed, setTyped] = useState(String(portions));
  const [wrong, setWrong] = useState(false);
  const act = useAct();
  useEffect(() => document.getElementById(`portions-${id}`)?.focus(), [id]);
  const sold = portions - left;
  async function save() {
    const wanted = wholeNumber(typed, MAX_PORTIONS);
    setWrong(wanted === undefined);
    if (wanted === undefined) return;
    const done = await act.run(() =>
      answer(api.staff['menu-items'][':id'].$patch({ param: { id }, json: { portions: wanted } })),
    );
    if (!done) return;
    onSaved(t.saved(name, wanted));
    onClose();
    document.getElementById(id)?.focus({ preventScroll: true });
  }
  return (
    <form
      class="in-row"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        id={`portions-${id}`}
        label={t.portions(name)}
        help={sold > 0 ? t.soldNow(sold) : undefined}
        inputMode="numeric"
        value={typed}
        onInput={setTyped}
        error={wrong ? t.badPortions : undefined}
      />
      <div class="pair">
        <Button type="submit" size="small" busy={act.busy}>
          {t.save}
        </Button>
        <Button kind="line" size="small" onClick={onClose}>
          {t.cancel}
        </Button>
      </div>
      {act.refusal && <Told refusal={act.refusal} />}
    </form>
  );
}

/** A whole number from 0, or undefined for any other text. */
export function wholeNumber(text: string, max: number): number | undefined {
  const trimmed = text.trim();
  if (!/^\d{1,6}$/.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return value <= max ? value : undefined;
}
