import type { MerchantCategory } from '../../../../worker/features/mall/rules.ts';
import { merchants } from '../../i18n/zh/merchants.ts';
import type { Ground } from '../../lib/ground.ts';
import { Field, SelectField, TextField } from '../parts/Field.tsx';
import { DoorPick } from './DoorPick.tsx';
import { type AboutDraft, CATEGORIES, type Faults, type ShopDraft } from './merchantDraft.ts';

const t = merchants.form;

interface AboutProps {
  draft: AboutDraft;
  faults: Faults;
  set: (change: Partial<AboutDraft>) => void;
}

/** What residents read of a merchant. */
export function AboutFields({ draft, faults, set }: AboutProps) {
  return (
    <>
      <Field
        id="merchant-name"
        label={t.name}
        help={t.nameHelp}
        autocomplete="organization"
        maxLength={40}
        value={draft.name}
        error={faults.name}
        onInput={(name) => set({ name })}
      />
      <SelectField
        id="merchant-category"
        label={t.category}
        options={CATEGORIES}
        value={draft.category}
        onChange={(category) => set({ category: category as MerchantCategory })}
      />
      <TextField
        id="merchant-summary"
        label={t.summary}
        help={t.summaryHelp}
        rows={2}
        maxLength={200}
        value={draft.summary}
        error={faults.summary}
        onInput={(summary) => set({ summary })}
      />
      <Field
        id="merchant-phone"
        label={t.phone}
        help={t.phoneHelp}
        type="tel"
        inputMode="tel"
        maxLength={14}
        value={draft.phone}
        error={faults.phone}
        onInput={(phone) => set({ phone })}
      />
    </>
  );
}

interface ShopProps {
  draft: ShopDraft;
  faults: Faults;
  ground: Ground;
  set: (change: Partial<ShopDraft>) => void;
}

/** Where a shop is and when it is open. */
export function ShopFields({ draft, faults, ground, set }: ShopProps) {
  return (
    <>
      <DoorPick
        start={ground.start}
        letters={ground.letters}
        estates={ground.estates}
        chosen={draft.position}
        error={faults.position}
        onChoose={(position) => set({ position })}
      />
      <Field
        id="shop-address"
        label={t.address}
        help={t.addressHelp}
        autocomplete="street-address"
        maxLength={100}
        value={draft.address}
        error={faults.address}
        onInput={(address) => set({ address })}
      />
      <Field
        id="shop-hours"
        label={t.hours}
        help={t.hoursHelp}
        maxLength={100}
        value={draft.hours}
        error={faults.hours}
        onInput={(hours) => set({ hours })}
      />
    </>
  );
}
