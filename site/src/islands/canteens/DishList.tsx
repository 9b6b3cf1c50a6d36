import type { MenuItem } from '../../../../worker/features/canteen/schema.ts';
import { menu as t } from '../../i18n/zh/menu.ts';
import { type Basket, MAX_DISHES, MAX_QUANTITY, pick } from '../../lib/basket.ts';
import { dateShort, nearDay } from '../../lib/format.ts';
import { DishRow } from '../parts/DishRow.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { Stepper } from '../parts/Stepper.tsx';
import { isOpen, type Offer } from './offer.ts';

interface DishListProps {
  offer: Offer;
  basket: Basket;
  now: number;
  onChange: (basket: Basket) => void;
}

/** The menu by number: what is in it, what it costs, how many are left, how many one takes. */
export function DishList({ offer, basket, now, onChange }: DishListProps) {
  const { menu, canteen } = offer;
  if (menu.items.length === 0) {
    return (
      <div class="pad">
        <Empty title={t.menu.noDishes} text={t.menu.noDishesText} />
      </div>
    );
  }
  const day = nearDay(menu.date, now) ?? dateShort(menu.date);
  const open = isOpen(offer);
  return (
    <Section
      id="menu"
      title={t.menu.title(day, menu.items.length)}
      end={open && canteen.phone ? t.menu.byPhone : undefined}
      endHref={open && canteen.phone ? `tel:${canteen.phone}` : undefined}
    >
      <ol class="dishes">
        {menu.items.map((item) => (
          <Dish
            key={item.id}
            item={item}
            open={open}
            basket={basket}
            onChange={(quantity) => onChange(pick(basket, item.number, quantity))}
          />
        ))}
      </ol>
      <p class="dim menu-note">{t.menu.note}</p>
    </Section>
  );
}

interface DishProps {
  item: MenuItem;
  open: boolean;
  basket: Basket;
  onChange: (quantity: number) => void;
}

function Dish({ item, open, basket, onChange }: DishProps) {
  const { number, name, tags, allergens, priceFen, left } = item;
  const quantity = basket.picks[number] ?? 0;
  const full = quantity === 0 && Object.keys(basket.picks).length >= MAX_DISHES;
  const most = full ? 0 : Math.min(left, MAX_QUANTITY);
  return (
    <DishRow
      number={number}
      name={name}
      tags={tags.map((tag) => t.menu.tags[tag])}
      allergens={allergens.map((one) => t.menu.allergens[one]).join(t.menu.join)}
      priceFen={priceFen}
      soldOut={open && left === 0 && quantity === 0}
      left={
        open && (
          <>
            {t.menu.left} <b class="n">{left}</b> {t.menu.portions}
          </>
        )
      }
    >
      {open && (
        <Stepper
          value={quantity}
          what={t.menu.what(name)}
          max={most}
          atMost={atMostWords(full, left)}
          onChange={onChange}
        />
      )}
    </DishRow>
  );
}

function atMostWords(full: boolean, left: number): string {
  if (full) return t.menu.atMostDishes(MAX_DISHES);
  return left < MAX_QUANTITY ? t.menu.atMost(left) : t.menu.atMostEach(MAX_QUANTITY);
}
