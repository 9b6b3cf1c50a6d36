import { useState } from 'preact/hooks';
import type { StaffReport } from '../../../../../worker/features/upkeep/schema.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { upkeep } from '../../../i18n/zh/upkeep.ts';
import { answer, api } from '../../../lib/api.ts';
import { Button } from '../../parts/Button.tsx';
import { ReasonForm } from '../ReasonForm.tsx';
import { useAct } from '../useAct.ts';
import { momentWords } from '../words.ts';
import { type AtRegister, recordHref } from './register.ts';

const t = staffRegister.reports;

interface Props {
  desk: AtRegister;
  report: StaffReport;
}

/** What a resident says is wrong: where, what, since when; and deciding it with an answer. */
export function ReportRow({ desk, report }: Props) {
  const [verdict, setVerdict] = useState<'accepted' | 'declined'>();
  const act = useAct();
  const { id, facility, subject, text, created, signedIn, can } = report;
  const accepts = verdict === 'accepted';
  async function decide(words: string) {
    if (!verdict) return;
    const json = { verdict, answer: words };
    const done = await act.run(() =>
      answer(api.staff.reports[':id'].decide.$post({ param: { id }, json })),
    );
    if (!done) return;
    if (accepts) desk.open(facility.id);
    desk.changed(staffRegister.said[verdict](facility.name));
  }
  return (
    <article class="job report">
      <h3>
        <a
          href={recordHref(facility.id)}
          onClick={(event) => {
            event.preventDefault();
            desk.open(facility.id);
          }}
        >
          {facility.name}
        </a>
      </h3>
      <p class="quote">
        <b>{upkeep.report.subjects[subject]}</b> {text}
      </p>
      <p class="dim">
        {[t.since(momentWords(created, desk.now)), signedIn ? t.signedIn : t.nameless].join('，')}
      </p>
      {can.decide && !verdict && (
        <div class="acts">
          <Button
            size="small"
            fit
            label={t.acceptLabel(facility.name)}
            onClick={() => setVerdict('accepted')}
          >
            {t.accept}
          </Button>
          <Button
            kind="line"
            size="small"
            fit
            label={t.declineLabel(facility.name)}
            onClick={() => setVerdict('declined')}
          >
            {t.decline}
          </Button>
        </div>
      )}
      {verdict && (
        <ReasonForm
          id={`answer-${id}`}
          question={accepts ? t.acceptAsk : t.declineAsk}
          text={accepts ? t.acceptText : t.declineText}
          label={t.answer}
          help={t.answerHelp}
          maxLength={60}
          need={t.need}
          yes={accepts ? t.accept : t.decline}
          no={t.no}
          act={act}
          onYes={decide}
          onNo={() => setVerdict(undefined)}
        />
      )}
    </article>
  );
}
