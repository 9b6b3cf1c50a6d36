import { useEffect, useState } from 'preact/hooks';
import type { FacilityDay } from '../../../../worker/features/venues/schema.ts';
import { staff } from '../../i18n/zh/staff.ts';
import { answer, api } from '../../lib/api.ts';
import { type Day, dayOf, toMs } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Field, SelectField } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Picks } from '../parts/Picks.tsx';
import type { AtDesk } from './Desk.tsx';
import { TimeField } from './TimeField.tsx';
import { Told } from './Told.tsx';
import { daysOf, MOST_DAYS, type Touched, touchedBy } from './touched.ts';
import { useAct } from './useAct.ts';
import { fieldTime, instantAt, periodWords } from './words.ts';

const t = staff.closures;

interface Props {
  desk: AtDesk;
  venues: readonly Pick<FacilityDay['venues'][number], 'id' | 'name'>[];
  /** '' = the whole place. */
  venueId?: string;
  on: Day;
  onCancel?: () => void;
}

interface Draft {
  venueId: string;
  fromOn: Day;
  fromTime: string;
  untilOn: Day;
  untilTime: string;
  reason: string;
}

type Wrong = Partial<Record<'from' | 'until' | 'reason', string>>;

/** The next whole hour on the day that is looked at; the morning of a later day. */
function firstDraft({ on, venueId = '' }: Props, now: number): Draft {
  const hour = new Date(Math.ceil(now / 3_600_000) * 3_600_000).getTime();
  const isLate = fieldTime(hour) > '20:00' || dayOf(hour) !== on;
  const fromTime = isLate ? '08:30' : fieldTime(hour);
  const untilTime = isLate ? '12:00' : fieldTime(hour + 2 * 3_600_000);
  return { venueId, fromOn: on, fromTime, untilOn: on, untilTime, reason: '' };
}

/** Closing a venue or the whole place: what, when, why; then whom it touches; then once more. */
export function ClosureForm(props: Props) {
  const { desk, venues, onCancel } = props;
  const [draft, setDraft] = useState(() => firstDraft(props, desk.now));
  const [wrong, setWrong] = useState<Wrong>({});
  const [touched, setTouched] = useState<Touched | 'unknown'>();
  const [done, setDone] = useState('');
  const checking = useAct();
  const closing = useAct();
  useEffect(() => {
    const first = document.getElementById('close-where');
    first?.scrollIntoView({ block: 'center' });
    if (onCancel) first?.focus({ preventScroll: true });
  }, []);
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change });
    setTouched(undefined);
    setDone('');
    closing.clear();
  };
  const period = {
    start: instantAt(draft.fromOn, draft.fromTime),
    end: instantAt(draft.untilOn, draft.untilTime),
  };
  const where = venues.find(({ id }) => id === draft.venueId)?.name ?? staff.today.whole;

  async function check() {
    const faults = faultsOf(draft, desk.now);
    setWrong(faults);
    const first = (['from', 'until', 'reason'] as const).find((one) => faults[one]);
    if (first)
      return document
        .getElementById(first === 'reason' ? 'close-reason' : `close-${first}`)
        ?.focus();
    const days = daysOf(period);
    if (days.length > MOST_DAYS) return setTouched('unknown');
    await checking.run(async () => {
      const asked = days.map((on) =>
        answer(
          api.staff.facilities[':id'].bookings.$get({
            param: { id: desk.place.id },
            query: { on },
          }),
        ),
      );
      setTouched(touchedBy(await Promise.all(asked), draft.venueId || null, period));
    });
  }
  async function close() {
    const sent = {
      facilityId: desk.place.id,
      ...(draft.venueId ? { venueId: draft.venueId } : {}),
      ...period,
      reason: draft.reason.trim(),
    };
    const isClosed = await closing.run(async (key) => {
      const closure = await answer(
        api.staff.closures.$post({ json: sent }, { headers: { 'Idempotency-Key': key } }),
      );
      const words = t.done(where, closure.released);
      setDone(words);
      desk.changed(words);
    });
    setTouched(undefined);
    if (isClosed) setDraft({ ...draft, reason: '' });
  }
  return (
    <Form label={t.form} busy={checking.busy || closing.busy} onSubmit={() => void check()}>
      <Fields draft={draft} venues={venues} wrong={wrong} set={set} />
      {checking.refusal && <Told refusal={checking.refusal} />}
      {closing.refusal && <Told refusal={closing.refusal} />}
      {done && <Notice role="status">{done}</Notice>}
      {touched ? (
        <Confirm
          question={t.asked(where, periodWords(period.start, period.end, desk.now))}
          text={touchedWords(touched)}
          yes={t.yes}
          no={t.no}
          busy={closing.busy}
          onYes={() => void close()}
          onNo={() => setTouched(undefined)}
        />
      ) : (
        <div>
          <Button type="submit" busy={checking.busy}>
            {t.check}
          </Button>
          {onCancel && (
            <Button kind="line" onClick={onCancel}>
              {t.no}
            </Button>
          )}
        </div>
      )}
    </Form>
  );
}

function touchedWords(touched: Touched | 'unknown'): string {
  if (touched === 'unknown') return t.touchesLong;
  const { booked, checkedIn } = touched;
  return t.touches(booked) + (checkedIn > 0 ? t.checkedIn(checkedIn) : '');
}

function faultsOf(draft: Draft, now: number): Wrong {
  const faults: Wrong = {};
  if (!draft.fromOn || !draft.fromTime) faults.from = t.needTime;
  if (!draft.untilOn || !draft.untilTime) faults.until = t.needTime;
  if (!faults.from && !faults.until) {
    const start = toMs(instantAt(draft.fromOn, draft.fromTime));
    const end = toMs(instantAt(draft.untilOn, draft.untilTime));
    if (end <= start) faults.until = t.wrongOrder;
    else if (end <= now) faults.until = t.past;
  }
  if (draft.reason.trim() === '') faults.reason = t.needReason;
  return faults;
}

interface FieldsProps {
  draft: Draft;
  venues: Props['venues'];
  wrong: Wrong;
  set: (change: Partial<Draft>) => void;
}

function Fields({ draft, venues, wrong, set }: FieldsProps) {
  return (
    <>
      <SelectField
        id="close-where"
        label={t.where}
        options={[
          { value: '', label: t.whole },
          ...venues.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={draft.venueId}
        onChange={(venueId) => set({ venueId })}
      />
      <div class="pair">
        <Field
          id="close-from"
          label={t.from}
          type="date"
          value={draft.fromOn}
          error={wrong.from}
          onInput={(fromOn) =>
            set({ fromOn, ...(fromOn > draft.untilOn ? { untilOn: fromOn } : {}) })
          }
        />
        <TimeField
          id="close-from-time"
          label={t.fromTime}
          value={draft.fromTime}
          onTime={(fromTime) => set({ fromTime })}
        />
      </div>
      <div class="pair">
        <Field
          id="close-until"
          label={t.until}
          type="date"
          value={draft.untilOn}
          error={wrong.until}
          onInput={(untilOn) => set({ untilOn })}
        />
        <TimeField
          id="close-until-time"
          label={t.untilTime}
          value={draft.untilTime}
          onTime={(untilTime) => set({ untilTime })}
        />
      </div>
      <div>
        <Field
          id="close-reason"
          label={t.reason}
          help={t.reasonHelp}
          maxLength={200}
          value={draft.reason}
          error={wrong.reason}
          onInput={(reason) => set({ reason })}
        />
        <Picks
          label={t.reasonsLabel}
          options={t.reasons.map((value) => ({ value, label: value }))}
          chosen={draft.reason}
          onChoose={(reason) => set({ reason })}
        />
      </div>
    </>
  );
}
