import { useEffect, useState } from 'preact/hooks';
import { canteens as t } from '../../i18n/zh/canteens.ts';
import { household as people } from '../../i18n/zh/household.ts';
import { type Basket, totalOf } from '../../lib/basket.ts';
import { zhe } from '../../lib/discount.ts';
import { clock, clockRange, dateShort, money, nearDay, toMs } from '../../lib/format.ts';
import type { AskedHousehold, HouseholdPerson } from '../../lib/household.ts';
import { BornOnForm } from '../household/BornOnForm.tsx';
import { Choice } from '../parts/Choice.tsx';
import { TextField } from '../parts/Field.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { type Slot, SlotGrid } from '../parts/SlotGrid.tsx';
import { DiscountNote } from './DiscountNote.tsx';
import { momentWords } from './MealStrip.tsx';
import { discountOf, type Offer, toPayFen } from './offer.ts';

/** As long as the kitchen reads. */
const NOTE_LENGTH = 100;

export interface OrderFormProps {
  offer: Offer;
  basket: Basket;
  asked: AskedHousehold;
  now: number;
  /** A pick-up window was asked for and not chosen. */
  windowMissing: boolean;
  returnTo: () => string;
  onChange: (basket: Basket) => void;
  onEdit: () => void;
}

/** What is ordered, how, when and for whom: everything is chosen already in the ordinary case. */
export function OrderForm(props: OrderFormProps) {
  const { offer, basket, asked, now, onChange } = props;
  const { menu, order } = offer;
  const person = whoEats(offer, basket, asked);
  useEffect(() => {
    window.scrollTo(0, 0);
    document.getElementById('order')?.focus({ preventScroll: true });
  }, []);
  return (
    <div id="order" tabIndex={-1}>
      <Bill {...props} person={person} />
      <HowToEat {...props} />
      {order ? (
        <div class="section">
          <Notice>{t.order.changePerson(order.person.name)}</Notice>
        </div>
      ) : (
        <ForWhom {...props} person={person} />
      )}
      <Section title={t.order.note}>
        <TextField
          id="note"
          label={t.order.noteLabel}
          help={t.order.noteHelp}
          rows={2}
          maxLength={NOTE_LENGTH}
          value={basket.note ?? ''}
          onInput={(note) => onChange({ ...basket, note: note || undefined })}
        />
      </Section>
      <div class="section">
        <Notice>
          <p>{t.order.until(momentWords(order?.cutoff ?? menu.cutoff, now))}</p>
          {asked.household === null && <p>{t.order.signIn}</p>}
        </Notice>
      </div>
    </div>
  );
}

/** The resident or the dependant chosen; undefined while nobody is signed in. */
export function whoEats(
  { order }: Offer,
  { personId }: Basket,
  { household }: AskedHousehold,
): HouseholdPerson | undefined {
  const id = order?.person.id ?? personId;
  return household?.people.find((one) => one.id === id) ?? household?.people[0];
}

type PersonProps = OrderFormProps & { person: HouseholdPerson | undefined };

function Bill({ offer, basket, person, now, onEdit }: PersonProps) {
  const { menu, order } = offer;
  const { listFen } = totalOf(basket.picks, menu.items);
  const discount = discountOf(offer, person);
  const day = nearDay(menu.date, now) ?? dateShort(menu.date);
  return (
    <Section
      title={order ? t.order.titleChange : t.order.picked(day, t.meals[menu.meal])}
      end={
        <button type="button" class="link" onClick={onEdit}>
          {t.order.edit}
        </button>
      }
    >
      <ul class="bill">
        {menu.items
          .filter(({ number }) => (basket.picks[number] ?? 0) > 0)
          .map(({ number, name, priceFen }) => {
            const quantity = basket.picks[number] ?? 0;
            return (
              <li key={number}>
                <span class="what">{name}</span>
                <span class="times">{t.order.line(quantity)}</span>
                <span class="n">{money(priceFen * quantity)}</span>
              </li>
            );
          })}
        {discount && (
          <li>
            <span class="what">{t.order.sum}</span>
            <span class="n">{money(listFen)}</span>
          </li>
        )}
        <li class="total">
          <span class="what">
            {t.order.pay}
            {discount && <small>{t.discount.tier(discount.name, zhe(discount.paysBp))}</small>}
          </span>
          <b class="n">{money(toPayFen(listFen, discount))}</b>
        </li>
      </ul>
    </Section>
  );
}

function HowToEat({ offer, basket, now, windowMissing, onChange }: OrderFormProps) {
  const { menu } = offer;
  const mode = basket.mode ?? menu.modes[0];
  const windows = menu.windows.filter(({ end }) => toMs(end) > now);
  const full = windows.filter(({ left }) => left < 1);
  const slots = menu.windows.map((one): Slot => {
    const time = clock(one.start);
    if (toMs(one.end) <= now) return { key: one.id, time, state: 'past' };
    if (one.left < 1) return { key: one.id, time, state: 'taken', words: t.order.windowFull };
    const words = `${t.list.left} ${one.left}`;
    return { key: one.id, time, words, state: one.id === basket.windowId ? 'chosen' : 'free' };
  });
  return (
    <>
      <Section title={t.order.how}>
        <Choice
          name="mode"
          quiet
          label={t.order.how}
          options={menu.modes.map((one) => ({
            value: one,
            label: t.order.modes[one],
            note:
              one === 'pickup'
                ? t.order.modeNotes.pickup
                : t.order.modeNotes.dine_in(clockRange(menu.start, menu.end)),
          }))}
          chosen={mode ? [mode] : []}
          onChange={([value]) => {
            const next = menu.modes.find((one) => one === value);
            onChange({ ...basket, mode: next, windowId: undefined });
          }}
        />
      </Section>
      {mode === 'pickup' && (
        <Section title={t.order.window} id="window">
          {windowMissing && (
            <Notice tone="warm" role="alert">
              {t.order.windowMissing}
            </Notice>
          )}
          {windows.length > full.length ? (
            <SlotGrid
              slots={slots}
              onChoose={(windowId) => onChange({ ...basket, mode: 'pickup', windowId })}
            />
          ) : (
            <Notice tone="warm">{t.order.noWindows}</Notice>
          )}
          {full.length > 0 && windows.length > full.length && (
            <p class="dim">
              {t.order.fullWindows(full.map(({ start }) => clock(start)).join(t.menu.join))}
            </p>
          )}
        </Section>
      )}
    </>
  );
}

function ForWhom({ offer, basket, asked, person, returnTo, onChange }: PersonProps) {
  const { household, again } = asked;
  const [asksBornOn, setAsksBornOn] = useState(false);
  const choices = household?.people ?? [];
  return (
    <Section title={t.order.whom}>
      {choices.length > 1 && (
        <Choice
          name="whom"
          quiet
          label={t.order.whom}
          options={choices.map(({ id, name, relation }) => ({
            value: id,
            label: relation ? name : t.order.self,
            note: relation ? people.relations[relation] : name || t.order.selfNameless,
          }))}
          chosen={person ? [person.id] : []}
          onChange={([id]) => {
            const self = id === choices[0]?.id;
            onChange({ ...basket, personId: self ? undefined : id });
          }}
        />
      )}
      <p class="dim">{t.order.oneEach}</p>
      {asksBornOn && person ? (
        <BornOnForm
          key={person.id}
          person={person}
          why={t.discount.from(offer.tiers[0]?.minAge ?? 0)}
          returnTo={returnTo}
          onDone={() => {
            setAsksBornOn(false);
            again();
          }}
          onCancel={() => setAsksBornOn(false)}
        />
      ) : (
        <DiscountNote offer={offer} person={person} onFill={() => setAsksBornOn(true)} />
      )}
    </Section>
  );
}
