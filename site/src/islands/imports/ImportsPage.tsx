import { useEffect } from 'preact/hooks';
import { imports as t } from '../../i18n/zh/imports.ts';
import { staffErrorWords } from '../../i18n/zh/staffErrors.ts';
import { answer, api } from '../../lib/api.ts';
import { dateLong, dayOf } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { type Person, requireSignIn, useSession } from '../../lib/session.ts';
import { staffPaths } from '../../lib/staff-paths.ts';
import { DeskHead } from '../desk/DeskHead.tsx';
import { Loaded } from '../desk/Loaded.tsx';
import { Told } from '../desk/Told.tsx';
import { useDesk } from '../desk/useDesk.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { ImportForm } from './ImportForm.tsx';
import { ReportView } from './ReportView.tsx';
import { useImport } from './useImport.ts';

const isAdmin = ({ grants }: Person) => grants.some(({ role }) => role === 'subdistrict_admin');

/** For the subdistrict's administrators: a register comes in. */
export function ImportsPage() {
  const { person, fault, retry } = useSession({ sure: true });
  const now = useNow();
  useEffect(() => {
    if (person === null) requireSignIn();
  }, [person]);
  return (
    <>
      <DeskHead title={t.title} now={now} />
      {person && isAdmin(person) && <Import now={now} />}
      {person && !isAdmin(person) && (
        <Empty title={t.onlyAdmin.title} text={t.onlyAdmin.text}>
          <Button href={staffPaths.today} fit>
            {t.onlyAdmin.back}
          </Button>
        </Empty>
      )}
      {!person && fault && <Fault text={staffErrorWords(fault).text} onRetry={retry} />}
      {!person && !fault && <Waiting rows={4} />}
    </>
  );
}

function Import({ now }: { now: number }) {
  const { phase, start, goOn, again, more, commit, discard } = useImport();
  switch (phase.name) {
    case 'report': {
      const { report, unknown, refusal, busy } = phase;
      return (
        <ReportView
          {...{ report, unknown, refusal, busy }}
          onMore={more}
          onCommit={commit}
          onDiscard={discard}
          onAgain={again}
        />
      );
    }
    case 'done':
      return (
        <Section title={t.reportOf(phase.done.job.fileName)}>
          <Notice role="status">
            <b>{t.done(phase.done.effect)}</b>
          </Notice>
          <div class="import-acts">
            <Button fit href={paths.near}>
              {t.see}
            </Button>
            <Button kind="line" fit onClick={again}>
              {t.again}
            </Button>
          </div>
        </Section>
      );
    case 'sending':
      return (
        <div class="import-progress">
          <p role="status">{t.sending(phase.sent, phase.total)}</p>
          <progress aria-label={t.progress} max={phase.total} value={phase.sent} />
        </div>
      );
    case 'stopped':
      return phase.refusal.code === 'network' ? (
        <Fault text={t.stopped} onRetry={goOn} />
      ) : (
        <Told refusal={phase.refusal} onRetry={goOn} />
      );
    default:
      return (
        <div class="columns two">
          <Section title={t.choose}>
            <ImportForm
              busy={phase.name === 'reading'}
              fault={phase.name === 'choosing' ? phase.fault : undefined}
              onStart={start}
            />
          </Section>
          <Recent now={now} />
        </div>
      );
  }
}

function Recent({ now }: { now: number }) {
  const listed = useDesk('imports', 0, () => answer(api.staff.imports.$get()));
  return (
    <Section title={t.recent}>
      <Loaded asked={listed}>
        {({ items }) => (
          <>
            {items.length === 0 && <Empty title={t.none} text={t.noneText} />}
            {items.map(({ id, fileName, created, state, rowsTotal }) => (
              <div key={id} class="job">
                <b>{fileName}</b>
                <p class="dim">
                  {[dateLong(dayOf(created), now), t.rows(rowsTotal), t.states[state]].join('，')}
                </p>
              </div>
            ))}
          </>
        )}
      </Loaded>
    </Section>
  );
}
