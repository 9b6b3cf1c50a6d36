import { useEffect, useState } from 'preact/hooks';
import { household as people } from '../../i18n/zh/household.ts';
import { menu as t } from '../../i18n/zh/menu.ts';
import { ordering as o } from '../../i18n/zh/ordering.ts';
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
import { discountOf, type Offer, toPayFen, whoEats } from './offer.ts';
import { momentWords } from './when.ts';

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
          <Notice>{o.order.changePerson(order.person.name)}</Notice>
        </div>
      ) : (
        <ForWhom {...props} person={person} />
      )}
      <Section title={o.order.note}>
        <TextField
          id="note"
          label={o.order.noteLabel}
          help={o.order.noteHelp}
          rows={2}
          maxLength={NOTE_LENGTH}
          value={basket.note ?? ''}
          onInput={(note) => onChange({ ...basket, note: note || undefined })}
        />
      </Section>
      <div class="section">
        <Notice>
          <p>{o.order.until(momentWords(order?.cutoff ?? menu.cutoff, now))}</p>
          {asked.household === null && <p>{o.order.signIn}</p>}
        </Notice>
      </div>
    </div>
  );
}

type PersonProps = OrderFormProps & { person: HouseholdPerson | undefined };

function Bill({ offer, basket, person, now, onEdit }: PersonProps) {
  const { menu, order } = offer;
  const { listFen } = totalOf(basket.picks, menu.items);
  const discount = discountOf(offer, person);
  const day = nearDay(menu.date, now) ?? dateShort(menu.date);
  return (
    <Section
      title={order ? o.order.titleChange : o.order.picked(day, t.meals[menu.meal])}
      end={
        <button type="button" class="link" onClick={onEdit}>
          {o.order.edit}
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
                <span class="times">{o.order.line(quantity)}</span>
                <span class="n">{money(priceFen * quantity)}</span>
              </li>
            );
          })}
        {discount && (
          <li>
            <span class="what">{o.order.sum}</span>
            <span class="n">{money(listFen)}</span>
          </li>
        )}
        <li class="total">
          <span class="what">
            {o.order.pay}
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
    if (one.left < 1) return { key: one.id, time, state: 'taken', words: o.order.windowFull };
    const words = `${t.left} ${one.left}`;
    return { key: one.id, time, words, state: one.id === basket.windowId ? 'chosen' : 'free' };
  });
  return (
    <>
      <Section title={o.order.how}>
        <Choice
          name="mode"
          quiet
          label={o.order.how}
          options={menu.modes.map((one) => ({
            value: one,
            label: o.order.modes[one],
            note:
              one === 'pickup'
                ? o.order.modeNotes.pickup
                : o.order.modeNotes.dine_in(clockRange(menu.start, menu.end)),
          }))}
          chosen={mode ? [mode] : []}
          onChange={([value]) => {
            const next = menu.modes.find((one) => one === value);
            onChange({ ...basket, mode: next, windowId: undefined });
          }}
        />
      </Section>
      {mode === 'pickup' && (
        <Section title={o.order.window} id="window">
          {windowMissing && (
            <Notice tone="warm" role="alert">
              {o.order.windowMissing}
            </Notice>
          )}
          {windows.length > full.length ? (
            <SlotGrid
              slots={slots}
              onChoose={(windowId) => onChange({ ...basket, mode: 'pickup', windowId })}
            />
          ) : (
            <Notice tone="warm">{o.order.noWindows}</Notice>
          )}
          {full.length > 0 && windows.length > full.length && (
            <p class="dim">
              {o.order.fullWindows(full.map(({ start }) => clock(start)).join(t.menu.join))}
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
    <Section title={o.order.whom}>
      {choices.length > 1 && (
        <Choice
          name="whom"
          quiet
          label={o.order.whom}
          options={choices.map(({ id, name, relation }) => ({
            value: id,
            label: relation ? name : o.order.self,
            note: relation ? people.relations[relation] : name || o.order.selfNameless,
          }))}
          chosen={person ? [person.id] : []}
          onChange={([id]) => {
            const self = id === choices[0]?.id;
            onChange({ ...basket, personId: self ? undefined : id });
          }}
        />
      )}
      <p class="dim">{o.order.oneEach}</p>
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
