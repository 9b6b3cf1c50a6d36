import { useEffect, useState } from 'preact/hooks';
import { venues as t } from '../../i18n/zh/venues.ts';
import { ageOn } from '../../lib/age.ts';
import { answer, api, type InferResponseType } from '../../lib/api.ts';
import type { Person } from '../../lib/session.ts';
import type { VenueFacts } from '../../lib/venueWeek.ts';
import { Choice } from '../parts/Choice.tsx';
import { Field, SelectField, TextField } from '../parts/Field.tsx';
import { Section } from '../parts/Section.tsx';
import { Stepper } from '../parts/Stepper.tsx';

export type Dependant = InferResponseType<
  (typeof api.me)['dependants']['$get'],
  200
>['items'][number];

/** Whom one acts for; empty until it is known and where it can't be. */
export function useDependants(person: Person | null | undefined): readonly Dependant[] {
  const [items, setItems] = useState<readonly Dependant[]>([]);
  const count = person?.dependantCount ?? 0;
  useEffect(() => {
    if (count === 0) return setItems([]);
    answer(api.me.dependants.$get()).then(
      (found) => setItems(found.items),
      () => setItems([]),
    );
  }, [count]);
  return items;
}

/** Whether somebody must not come alone on a day. */
export function needsGuardian(dependant: Dependant | undefined, on: string, underAge: number) {
  return Boolean(dependant?.bornOn && ageOn(dependant.bornOn, on) < underAge);
}

interface PartyProps {
  venue: VenueFacts;
  value: number;
  min: number;
  /** So many places are left at the chosen time. */
  left?: number;
  onChange: (value: number) => void;
}

/** More presses than this are too many: then the phone's own picker. */
const MOST_STEPS = 12;

export function PartySize({ venue, value, min, left, onChange }: PartyProps) {
  const isLimited = left !== undefined && left < venue.maxParty;
  const max = Math.max(min, isLimited ? left : venue.maxParty);
  if (max - min > MOST_STEPS) {
    const counts = Array.from({ length: max - min + 1 }, (_, index) => min + index);
    return (
      <Section title={t.party.title}>
        <SelectField
          id="party"
          label={t.party.label}
          value={String(value)}
          options={counts.map((count) => ({
            value: String(count),
            label: t.party.persons(count),
          }))}
          onChange={(count) => onChange(Number(count))}
        />
      </Section>
    );
  }
  const atMost = isLimited ? t.party.atMostLeft(max) : t.party.atMost(max);
  const stepper = (
    <Stepper
      value={value}
      what={t.party.unit}
      min={min}
      max={max}
      atMost={atMost}
      onChange={onChange}
    />
  );
  return <Section title={t.party.title} end={max === min ? t.party.persons(min) : stepper} />;
}

interface WhomProps {
  person: Person;
  dependants: readonly Dependant[];
  chosen: string | undefined;
  guardianNote?: string;
  onChange: (personId: string | undefined) => void;
}

export function Whom({ person, dependants, chosen, guardianNote, onChange }: WhomProps) {
  if (dependants.length === 0) return null;
  return (
    <Section title={t.whom.title}>
      <Choice
        quiet
        name="whom"
        label={t.whom.title}
        options={[
          { value: '', label: t.whom.self, note: person.name },
          ...dependants.map(({ id, name, relation }) => ({
            value: id,
            label: name,
            note:
              id === chosen && guardianNote
                ? `${t.whom.relations[relation]}·${guardianNote}`
                : t.whom.relations[relation],
          })),
        ]}
        chosen={[chosen ?? '']}
        onChange={([id]) => onChange(id || undefined)}
      />
    </Section>
  );
}

interface TextProps {
  value: string;
  missing: boolean;
  onInput: (value: string) => void;
}

export function Purpose({ value, missing, onInput }: TextProps) {
  return (
    <Section title={t.purpose.title}>
      <TextField
        id="purpose"
        label={t.purpose.label}
        help={t.purpose.help}
        error={missing ? t.purpose.missing : undefined}
        rows={2}
        maxLength={80}
        value={value}
        onInput={onInput}
      />
    </Section>
  );
}

export function CallName({ value, missing, onInput }: TextProps) {
  return (
    <Section title={t.name.title}>
      <Field
        id="name"
        label={t.name.label}
        help={t.name.help}
        error={missing ? t.name.missing : undefined}
        autocomplete="name"
        maxLength={40}
        value={value}
        onInput={onInput}
      />
    </Section>
  );
}
