import { menu as t } from '../../i18n/zh/menu.ts';
import { ageOn } from '../../lib/age.ts';
import { zhe } from '../../lib/discount.ts';
import type { HouseholdPerson } from '../../lib/household.ts';
import { Notice } from '../parts/Notice.tsx';
import { discountOf, type Offer } from './offer.ts';

interface DiscountNoteProps {
  offer: Offer;
  /** Who eats; undefined while nobody is signed in. */
  person: HouseholdPerson | undefined;
  /** Asks for the date of birth in place. */
  onFill?: () => void;
}

/** The discount in words: whose, which tier, how much; or from which age and how one gets it. */
export function DiscountNote({ offer, person, onFill }: DiscountNoteProps) {
  const { tiers, menu, order } = offer;
  const discount = discountOf(offer, person);
  if (order) {
    if (!discount) return null;
    return <Notice tone="warm">{t.discount.kept(discount.name, zhe(discount.paysBp))}</Notice>;
  }
  if (discount && person?.bornOn) {
    const age = ageOn(person.bornOn, menu.date);
    const words = [age, discount.name, zhe(discount.paysBp)] as const;
    return (
      <Notice tone="warm">
        {person.relation ? t.discount.other(person.name, ...words) : t.discount.self(...words)}
      </Notice>
    );
  }
  const [youngest] = tiers;
  if (!youngest) return null;
  const list = tiers.map(({ name, paysBp }) => t.discount.tier(name, zhe(paysBp)));
  return (
    <Notice>
      <p>
        <b>{t.discount.from(youngest.minAge)}</b>：{list.join('，')}。
      </p>
      <p>
        {person ? (person.bornOn ? t.discount.howFamily : t.discount.howBornOn) : t.discount.how}{' '}
        {person && !person.bornOn && onFill && (
          <button type="button" class="link" onClick={onFill}>
            {t.discount.fill}
          </button>
        )}
      </p>
    </Notice>
  );
}
