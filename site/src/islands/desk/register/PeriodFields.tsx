import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { type Day, dayOf, toMs } from '../../../lib/format.ts';
import { Field } from '../../parts/Field.tsx';
import { TimeField } from '../TimeField.tsx';
import { fieldTime, instantAt } from '../words.ts';

const t = staffRegister.period;
const HOUR_MS = 3_600_000;

export interface Period {
  fromOn: Day;
  fromTime: string;
  untilOn: Day;
  untilTime: string;
}
export type PeriodFaults = Partial<Record<'from' | 'until', string>>;

/** From now on, for so many hours. */
export function periodFrom(now: number, hours: number): Period {
  const until = Math.ceil((now + hours * HOUR_MS) / HOUR_MS) * HOUR_MS;
  return {
    fromOn: dayOf(now),
    fromTime: fieldTime(now),
    untilOn: dayOf(until),
    untilTime: fieldTime(until),
  };
}

export function instantsOf({ fromOn, fromTime, untilOn, untilTime }: Period) {
  return { from: instantAt(fromOn, fromTime), until: instantAt(untilOn, untilTime) };
}

export function periodFaults(period: Period, now: number): PeriodFaults {
  const { fromOn, fromTime, untilOn, untilTime } = period;
  if (!fromOn || !fromTime) return { from: t.need };
  if (!untilOn || !untilTime) return { until: t.need };
  const { from, until } = instantsOf(period);
  if (toMs(until) <= toMs(from)) return { until: t.order };
  return toMs(until) <= now ? { until: t.past } : {};
}

interface Props {
  /** Prefix of the fields' ids. */
  id: string;
  period: Period;
  wrong: PeriodFaults;
  onChange: (change: Partial<Period>) => void;
}

/** From a day and time to a day and time. */
export function PeriodFields({ id, period, wrong, onChange }: Props) {
  const { fromOn, fromTime, untilOn, untilTime } = period;
  return (
    <>
      <div class="pair">
        <Field
          id={`${id}-from`}
          label={t.from}
          type="date"
          value={fromOn}
          error={wrong.from}
          onInput={(on) => onChange({ fromOn: on, ...(on > untilOn ? { untilOn: on } : {}) })}
        />
        <TimeField
          id={`${id}-from-time`}
          label={t.fromTime}
          value={fromTime}
          onTime={(time) => onChange({ fromTime: time })}
        />
      </div>
      <div class="pair">
        <Field
          id={`${id}-until`}
          label={t.until}
          type="date"
          value={untilOn}
          error={wrong.until}
          onInput={(on) => onChange({ untilOn: on })}
        />
        <TimeField
          id={`${id}-until-time`}
          label={t.untilTime}
          value={untilTime}
          onTime={(time) => onChange({ untilTime: time })}
        />
      </div>
    </>
  );
}
