import { useState } from 'preact/hooks';
import type { Expiry } from '../../../../../worker/features/points/rules.ts';
import type { Programme } from '../../../../../worker/features/points/schema.ts';
import { staffPoints } from '../../../i18n/zh/staffPoints.ts';
import { answer, api } from '../../../lib/api.ts';
import { whole } from '../../../lib/format.ts';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Field, SelectField } from '../../parts/Field.tsx';
import { Form } from '../../parts/Form.tsx';
import { Section } from '../../parts/Section.tsx';
import { Loaded } from '../Loaded.tsx';
import { wholeNumber } from '../MenuTable.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import { useDesk } from '../useDesk.ts';
import type { AtPoints } from './PointsPage.tsx';
import { ProofNow } from './ProofNow.tsx';

const t = staffPoints.programmes;
const EXPIRIES = ['years', 'yearEnd', 'never'] as const satisfies readonly Expiry[];
const MOST_AT_ONCE = 999_999;
const MOST_YEARS = 20;

/** What the street hands points out from, and what is left of it. */
export function Programmes({ at }: { at: AtPoints }) {
  const listed = useDesk('programmes', at.turn, () => answer(api.staff.points.programmes.$get()));
  return (
    <div class="columns two last-wide">
      <div>
        <Section title={t.add}>
          <NewProgramme at={at} />
        </Section>
        <ProofNow />
      </div>
      <Section title={t.title}>
        <p class="dim">{t.lead}</p>
        <Loaded asked={listed}>
          {({ items }) => (
            <>
              {items.length === 0 && <Empty title={t.none} text={t.noneText} />}
              {items.map((one) => (
                <Row key={`${one.id} ${one.left}`} programme={one} at={at} />
              ))}
            </>
          )}
        </Loaded>
      </Section>
    </div>
  );
}

interface RowProps {
  programme: Programme;
  at: AtPoints;
}

function Row({ programme, at }: RowProps) {
  const [open, setOpen] = useState(false);
  const { name, left, expiry, expiryYears } = programme;
  return (
    <div class="job">
      <div class="what">
        <b>{name}</b>
        <p class="n">{t.left(whole(left))}</p>
        <p class="dim">{expiry === 'years' ? t.years(expiryYears ?? 1) : t[expiry]}</p>
      </div>
      {open ? (
        <Fund programme={programme} at={at} onKeep={() => setOpen(false)} />
      ) : (
        <Button
          kind="line"
          size="small"
          fit
          label={t.fundLabel(name)}
          onClick={() => setOpen(true)}
        >
          {t.fund}
        </Button>
      )}
    </div>
  );
}

function Fund({ programme: { id, name }, at, onKeep }: RowProps & { onKeep: () => void }) {
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<{ points?: string; reason?: string }>({});
  const act = useAct();
  async function fund() {
    at.trying();
    const points = wholeNumber(typed, MOST_AT_ONCE) || undefined;
    const why = reason.trim();
    setWrong({
      ...(points === undefined && { points: t.howManyBad }),
      ...(why === '' && { reason: t.reasonNeed }),
    });
    if (points === undefined || why === '') return;
    const done = await act.run((key) =>
      answer(
        api.staff.points.programmes[':id'].fund.$post(
          { param: { id }, json: { points, reason: why } },
          { headers: { 'Idempotency-Key': key } },
        ),
      ),
    );
    if (done) at.changed(t.funded(name, whole(points)));
  }
  return (
    <Form label={t.fundLabel(name)} busy={act.busy} onSubmit={() => void fund()}>
      <Field
        id={`fund-${id}`}
        label={t.howMany}
        inputMode="numeric"
        value={typed}
        onInput={setTyped}
        error={wrong.points}
      />
      <Field
        id={`fund-why-${id}`}
        label={t.reason}
        maxLength={100}
        value={reason}
        onInput={setReason}
        error={wrong.reason}
      />
      {act.refusal && <Told refusal={act.refusal} />}
      <div class="pair">
        <Button kind="line" onClick={onKeep}>
          {t.keep}
        </Button>
        <Button type="submit" busy={act.busy}>
          {t.fundYes}
        </Button>
      </div>
    </Form>
  );
}

function NewProgramme({ at }: { at: AtPoints }) {
  const [name, setName] = useState('');
  const [expiry, setExpiry] = useState<Expiry>('years');
  const [years, setYears] = useState('3');
  const [wrong, setWrong] = useState<{ name?: string; years?: string }>({});
  const act = useAct();
  async function add() {
    at.trying();
    const given = name.trim();
    const expiryYears = expiry === 'years' ? wholeNumber(years, MOST_YEARS) || undefined : 0;
    setWrong({
      ...(given === '' && { name: t.nameNeed }),
      ...(expiryYears === undefined && { years: t.yearsBad }),
    });
    if (given === '' || expiryYears === undefined) return;
    const json = { name: given, expiry, ...(expiryYears > 0 && { expiryYears }) };
    const done = await act.run((key) =>
      answer(api.staff.points.programmes.$post({ json }, { headers: { 'Idempotency-Key': key } })),
    );
    if (!done) return;
    setName('');
    at.changed(t.added(given));
  }
  return (
    <Form label={t.add} busy={act.busy} onSubmit={() => void add()}>
      <Field
        id="programme-name"
        label={t.name}
        maxLength={30}
        value={name}
        onInput={setName}
        error={wrong.name}
      />
      <SelectField
        id="programme-expiry"
        label={t.expiry}
        options={EXPIRIES.map((value) => ({ value, label: t.expiries[value] }))}
        value={expiry}
        onChange={(value) => setExpiry(value as Expiry)}
      />
      {expiry === 'years' && (
        <Field
          id="programme-years"
          label={t.yearsLabel}
          inputMode="numeric"
          value={years}
          onInput={setYears}
          error={wrong.years}
        />
      )}
      {act.refusal && <Told refusal={act.refusal} />}
      <Button type="submit" busy={act.busy}>
        {t.addYes}
      </Button>
    </Form>
  );
}
