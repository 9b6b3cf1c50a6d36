import type { UpkeepQueue } from '../../../../../worker/features/upkeep/schema.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Section } from '../../parts/Section.tsx';
import { PlaceRow } from './PlaceRow.tsx';
import type { AtRegister } from './register.ts';

const t = staffRegister.overdue;

interface Props {
  desk: AtRegister;
  queue: UpkeepQueue;
}

/** Records whose check has run out, the most urgent first. To confirm one, one looks at it first. */
export function Overdue({ desk, queue: { overdue, overdueTotal } }: Props) {
  return (
    <Section title={t.title} end={overdueTotal > 0 ? t.count(overdueTotal) : undefined}>
      {overdue.length === 0 && <Empty title={t.none} text={t.noneText} />}
      {overdue.map(({ id, name, check }) => (
        <PlaceRow
          key={id}
          desk={desk}
          place={{ id, name, check }}
          press={t.look}
          label={t.lookLabel(name)}
        />
      ))}
      {overdue.length < overdueTotal && <p class="dim">{t.more(overdue.length, overdueTotal)}</p>}
    </Section>
  );
}
