import { useState } from 'preact/hooks';
import { ACTS, type Act, RULE_AHEAD_DAYS } from '../../../../../worker/features/earning/rules.ts';
import type { RuleVersion } from '../../../../../worker/features/earning/schema.ts';
import type { Programme } from '../../../../../worker/features/points/schema.ts';
import { points as words } from '../../../i18n/zh/points.ts';
import { staffPoints } from '../../../i18n/zh/staffPoints.ts';
import { answer, api } from '../../../lib/api.ts';
import { addDays, dateFull } from '../../../lib/format.ts';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Field, SelectField } from '../../parts/Field.tsx';
import { Form } from '../../parts/Form.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Section } from '../../parts/Section.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { Loaded } from '../Loaded.tsx';
import { wholeNumber } from '../MenuTable.tsx';
import { ReasonForm } from '../ReasonForm.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import { useDesk } from '../useDesk.ts';
import type { AtPoints } from './PointsPage.tsx';

const t = staffPoints.rules;
const MOST_POINTS = 10_000;

/** All versions of what acts are worth, and a form for the next. */
export function EarningRules({ at }: { at: AtPoints }) {
  const listed = useDesk('rules', at.turn, () =>
    Promise.all([
      answer(api.staff['earning-rules'].$get()),
      answer(api.staff.points.programmes.$get()),
    ]),
  );
  return (
    <Loaded asked={listed}>
      {([{ items }, { items: programmes }]) => (
        <div class="columns two last-wide">
          <Section title={t.add}>
            {programmes.length === 0 && <Notice>{t.needProgramme}</Notice>}
            {programmes.length > 0 && <NewRule at={at} programmes={programmes} />}
          </Section>
          <Section title={t.title}>
            <p class="dim">{t.lead}</p>
            {items.length === 0 && <Empty title={t.none} text={t.noneText} />}
            {items.map((one) => (
              <Version key={one.id} version={one} at={at} />
            ))}
          </Section>
        </div>
      )}
    </Loaded>
  );
}

function Version({ version, at }: { version: RuleVersion; at: AtPoints }) {
  const { act, name, points, programme, stands, dailyCap, monthlyCap, needed } = version;
  const { effectiveFrom, effectiveUntil } = version;
  return (
    <div class="job">
      <div class="what">
        <b>{name}</b> <Tag>{t.stands[stands]}</Tag>
        <p>{t.worth(points, programme)}</p>
        <p class="dim">
          {words.earn.acts[act]}，{words.earn.caps(dailyCap, monthlyCap)}，
          {words.earn.needed(needed)}
        </p>
        <p class="dim">
          {t.period(dateFull(effectiveFrom), effectiveUntil && dateFull(effectiveUntil))}
        </p>
      </div>
      {stands === 'coming' && <Withdraw version={version} at={at} />}
    </div>
  );
}

function Withdraw({
  version: { id, name, effectiveFrom },
  at,
}: {
  version: RuleVersion;
  at: AtPoints;
}) {
  const [asking, setAsking] = useState(false);
  const act = useAct();
  async function withdraw(reason: string) {
    at.trying();
    const done = await act.run(() =>
      answer(api.staff['earning-rules'][':id'].withdraw.$post({ param: { id }, json: { reason } })),
    );
    if (done) at.changed(t.withdrawn(name));
  }
  if (!asking) {
    return (
      <Button
        kind="line"
        size="small"
        fit
        label={t.withdrawLabel(name, dateFull(effectiveFrom))}
        onClick={() => setAsking(true)}
      >
        {t.withdraw}
      </Button>
    );
  }
  return (
    <ReasonForm
      id={`withdraw-${id}`}
      question={t.withdrawQuestion}
      text={t.withdrawText}
      label={t.reason}
      maxLength={100}
      need={t.reasonNeed}
      yes={t.withdraw}
      no={t.keep}
      act={act}
      onYes={(reason) => void withdraw(reason)}
      onNo={() => setAsking(false)}
    />
  );
}

type Draft = Record<'name' | 'programmeId' | 'points' | 'daily' | 'monthly' | 'from', string>;
type Wrong = Partial<Record<keyof Draft, string>>;

/** A cap: a number, or nothing where the field is empty. */
const capOf = (text: string) => (text.trim() === '' ? null : wholeNumber(text, MOST_POINTS));

function faultsOf(draft: Draft, today: string): Wrong {
  const points = wholeNumber(draft.points, MOST_POINTS);
  const [daily, monthly] = [capOf(draft.daily), capOf(draft.monthly)];
  const isLow = (text: string) => {
    const cap = capOf(text);
    return cap === undefined || (cap !== null && cap < (points ?? 1));
  };
  return {
    ...(draft.name.trim() === '' && { name: t.nameNeed }),
    ...(!points && { points: t.pointsBad }),
    ...(isLow(draft.daily) && { daily: t.capBad }),
    ...(isLow(draft.monthly) && { monthly: t.capBad }),
    ...(daily && monthly && daily > monthly && { daily: t.capsBad }),
    ...(!(draft.from >= today && draft.from <= addDays(today, RULE_AHEAD_DAYS)) && {
      from: t.fromBad,
    }),
  };
}

function NewRule({ at, programmes }: { at: AtPoints; programmes: readonly Programme[] }) {
  const [act, setAct] = useState<Act>('volunteering');
  const [draft, setDraft] = useState<Draft>({
    ...{ name: '', programmeId: programmes[0]?.id ?? '', points: '', daily: '', monthly: '' },
    from: at.today,
  });
  const [wrong, setWrong] = useState<Wrong>({});
  const acting = useAct();
  const field = (name: keyof Draft) => ({
    value: draft[name],
    error: wrong[name],
    onInput: (value: string) => setDraft({ ...draft, [name]: value }),
  });
  async function make() {
    at.trying();
    const faults = faultsOf(draft, at.today);
    setWrong(faults);
    const points = wholeNumber(draft.points, MOST_POINTS);
    if (Object.keys(faults).length > 0 || !points) return;
    const [dailyCap, monthlyCap] = [capOf(draft.daily), capOf(draft.monthly)];
    const name = draft.name.trim();
    const json = {
      ...{ act, name, programmeId: draft.programmeId, points, effectiveFrom: draft.from },
      ...(dailyCap && { dailyCap }),
      ...(monthlyCap && { monthlyCap }),
    };
    const done = await acting.run((key) =>
      answer(api.staff['earning-rules'].$post({ json }, { headers: { 'Idempotency-Key': key } })),
    );
    if (!done) return;
    setDraft({ ...draft, name: '', points: '', daily: '', monthly: '' });
    at.changed(t.done(name));
  }
  return (
    <Form label={t.add} busy={acting.busy} onSubmit={() => void make()}>
      <SelectField
        id="rule-act"
        label={t.act}
        options={ACTS.map((value) => ({ value, label: words.earn.acts[value] }))}
        value={act}
        onChange={(value) => setAct(value as Act)}
      />
      <Field id="rule-name" label={t.name} help={t.nameHelp} maxLength={60} {...field('name')} />
      <SelectField
        id="rule-programme"
        label={t.programme}
        options={programmes.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.programmeId}
        onChange={(programmeId) => setDraft({ ...draft, programmeId })}
      />
      <Field id="rule-points" label={t.points} inputMode="numeric" {...field('points')} />
      <div class="pair">
        <Field id="rule-daily" label={t.daily} inputMode="numeric" {...field('daily')} />
        <Field id="rule-monthly" label={t.monthly} inputMode="numeric" {...field('monthly')} />
      </div>
      <Field id="rule-from" label={t.from} type="date" min={at.today} {...field('from')} />
      {acting.refusal && <Told refusal={acting.refusal} />}
      <Button type="submit" busy={acting.busy}>
        {t.yes}
      </Button>
    </Form>
  );
}
