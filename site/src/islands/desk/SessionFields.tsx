import { staffActivities } from '../../i18n/zh/staffActivities.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Field, SelectField } from '../parts/Field.tsx';
import type { Faults, SessionDraft } from './activityDraft.ts';
import { TimeField } from './TimeField.tsx';

const t = staffActivities.form;

interface Props {
  index: number;
  session: SessionDraft;
  faults: Faults;
  onChange: (change: Partial<SessionDraft>) => void;
  /** Absent for the only one. */
  onDrop?: () => void;
}

/** When and where one session is, and how many may come. */
export function SessionFields({ index, session, faults, onChange, onDrop }: Props) {
  const id = (name: string) => `session-${index}-${name}`;
  const fault = (name: string) => faults[`sessions.${index}.${name}`];
  const field = (name: keyof SessionDraft & string) => ({
    id: id(name),
    value: String(session[name]),
    onInput: (value: string) => onChange({ [name]: value }),
  });
  const choice = (name: keyof SessionDraft & string) => ({
    id: id(name),
    value: String(session[name]),
    onChange: (value: string) => onChange({ [name]: value }),
  });
  const time = (name: 'from' | 'until') => ({
    id: id(name),
    value: session[name],
    onTime: (value: string) => onChange({ [name]: value }),
  });
  return (
    <fieldset class="session-fields">
      <legend>{t.session(index + 1)}</legend>
      <Field {...field('on')} label={t.on} type="date" error={fault('start')} />
      <div class="pair">
        <TimeField {...time('from')} label={t.from} />
        <TimeField {...time('until')} label={t.until} error={fault('end')} />
      </div>
      <Field
        {...field('place')}
        label={t.place}
        help={t.placeHelp}
        maxLength={60}
        error={fault('place')}
      />
      <Choice
        name={id('signUp')}
        label={t.signUp}
        options={[
          { value: 'yes', label: t.signUpYes, note: t.signUpYesNote },
          { value: 'no', label: t.signUpNo, note: t.signUpNoNote },
        ]}
        chosen={[session.signUp ? 'yes' : 'no']}
        onChange={([chosen]) => onChange({ signUp: chosen === 'yes' })}
      />
      {session.signUp && (
        <>
          <div class="pair">
            <Field
              {...field('capacity')}
              label={t.capacity}
              inputMode="numeric"
              error={fault('capacity')}
            />
            <Field
              {...field('wait')}
              label={t.wait}
              inputMode="numeric"
              error={fault('waitCapacity')}
            />
          </div>
          <details class="fold" open={isUnusual(session, fault)}>
            <summary>{t.more}</summary>
            <SelectField
              {...choice('signUpFrom')}
              label={t.signUpFrom}
              options={labelled(t.from_)}
              error={fault('signUpFrom')}
            />
            <SelectField
              {...choice('signUpUntil')}
              label={t.signUpUntil}
              options={labelled(t.until_)}
              error={fault('signUpUntil')}
            />
            <SelectField
              {...choice('cancelUntil')}
              label={t.cancelUntil}
              options={labelled(t.until_)}
              error={fault('cancelUntil')}
            />
          </details>
        </>
      )}
      {onDrop && (
        <Button kind="line" size="small" fit label={t.dropSessionLabel(index + 1)} onClick={onDrop}>
          {t.dropSession}
        </Button>
      )}
    </fieldset>
  );
}

function isUnusual(
  { signUpFrom, signUpUntil, cancelUntil }: SessionDraft,
  fault: (name: string) => string | undefined,
): boolean {
  const faulty = ['signUpFrom', 'signUpUntil', 'cancelUntil'].some(fault);
  return faulty || signUpFrom !== 'now' || signUpUntil !== 'start' || cancelUntil !== 'start';
}

function labelled(words: Record<string, string>) {
  return Object.keys(words).map((value) => ({ value, label: words[value] ?? value }));
}
