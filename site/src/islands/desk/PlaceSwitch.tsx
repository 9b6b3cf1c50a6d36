import { useEffect, useState } from 'preact/hooks';
import { staff as t } from '../../i18n/zh/staff.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import type { Workplace } from './places.ts';

interface Props {
  places: readonly Workplace[];
  current: string;
  onChoose: (placeId: string) => void;
  onClose: () => void;
}

/** More than this and there is a field to find one. */
const FEW = 8;
const SHOWN = 24;

/** The places one works at, the busiest first, each with what it has today. */
export function PlaceSwitch({ places, current, onChoose, onClose }: Props) {
  const [typed, setTyped] = useState('');
  useEffect(() => {
    document.getElementById(places.length > FEW ? 'desk-find' : 'desk-places')?.focus();
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, []);
  const found = places.filter(({ name, sign }) =>
    `${name} ${sign ?? ''}`.toUpperCase().includes(typed.trim().toUpperCase()),
  );
  return (
    <section class="place-switch no-print" aria-label={t.place.label}>
      {places.length > FEW && (
        <Field
          id="desk-find"
          label={t.place.find}
          help={t.place.findHelp}
          type="search"
          value={typed}
          onInput={setTyped}
        />
      )}
      <ul id="desk-places" tabIndex={-1}>
        {found.slice(0, SHOWN).map(({ id, name, sign, bookings, sessions, mealOrders }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === current ? 'true' : undefined}
              onClick={() => onChoose(id)}
            >
              <b>
                {sign && <span class="n">{sign} </span>}
                {name}
              </b>
              <small>{t.place.busy(bookings, sessions, mealOrders)}</small>
            </button>
          </li>
        ))}
        {found.length === 0 && <li class="dim">{t.place.none}</li>}
      </ul>
      <Button kind="line" size="small" fit onClick={onClose}>
        {t.place.keep}
      </Button>
    </section>
  );
}
