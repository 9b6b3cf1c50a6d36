import { useState } from 'preact/hooks';
import type { PostedList, Reversal } from '../../../../../worker/features/points/schema.ts';
import { points } from '../../../i18n/zh/points.ts';
import { staffPoints } from '../../../i18n/zh/staffPoints.ts';
import { answer, api } from '../../../lib/api.ts';
import { clock, dayOf, monthDay, whole } from '../../../lib/format.ts';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { More } from '../../parts/More.tsx';
import { Section } from '../../parts/Section.tsx';
import { Loaded } from '../Loaded.tsx';
import { ReasonForm } from '../ReasonForm.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import { useDesk, useDeskPages } from '../useDesk.ts';
import type { AtPoints } from './PointsPage.tsx';

const t = staffPoints.corrections;

type Posted = PostedList['items'][number];

/** Whose points they are; of a budget its programme. */
const whoseWords = ({ resident, programme }: Pick<Posted, 'resident' | 'programme'>) =>
  resident === null ? t.of(programme ?? '') : t.who(resident);

const when = (at: string) => `${monthDay(dayOf(at))} ${clock(at)}`;

/** What waits for a second person, and what was posted, to propose another. */
export function Corrections({ at }: { at: AtPoints }) {
  const listed = useDesk('corrections', at.turn, () => answer(api.staff.points.reversals.$get()));
  return (
    <div class="columns two">
      <Section title={t.title}>
        <p class="dim">{t.lead}</p>
        <Loaded asked={listed}>
          {({ items }) => {
            const waiting = items.filter(({ state }) => state === 'proposed');
            const decided = items.filter(({ state }) => state !== 'proposed');
            return (
              <>
                {waiting.length === 0 && <Empty title={t.none} text={t.noneText} />}
                {waiting.map((one) => (
                  <Correction key={one.id} correction={one} at={at} />
                ))}
                {decided.length > 0 && <h3>{t.decided}</h3>}
                {decided.map((one) => (
                  <Correction key={one.id} correction={one} at={at} />
                ))}
              </>
            );
          }}
        </Loaded>
      </Section>
      <PostedSection at={at} />
    </div>
  );
}

interface CorrectionProps {
  correction: Reversal;
  at: AtPoints;
}

function Correction({ correction, at }: CorrectionProps) {
  const { id, kind, note, reason, state, proposedAt, proposedBy, can } = correction;
  const act = useAct();
  const what = `${note ?? points.kinds[kind]} ${staffPoints.points(whole(correction.points))}`;
  const whose = whoseWords(correction);
  async function decide(verdict: 'approved' | 'declined') {
    at.trying();
    const done = await act.run(() =>
      answer(api.staff.points.reversals[':id'].decide.$post({ param: { id }, json: { verdict } })),
    );
    if (done) at.changed(t[verdict]);
  }
  return (
    <div class="job">
      <div class="what">
        <b>{what}</b>
        <p>{[whose, `${when(correction.postedAt)} ${t.kind[kind] ?? ''}`].join('，')}</p>
        <p>{t.why(reason)}</p>
        <p class="dim">
          {t.by(proposedBy, when(proposedAt))}，{t.states[state]}
        </p>
        {state === 'proposed' && !can.decide && <p class="dim">{t.ownWaits}</p>}
      </div>
      {act.refusal && <Told refusal={act.refusal} />}
      {can.decide && (
        <div class="pair">
          <Button
            kind="line"
            size="small"
            label={t.label(t.decline, `${what}，${whose}`)}
            busy={act.busy}
            onClick={() => void decide('declined')}
          >
            {t.decline}
          </Button>
          <Button
            size="small"
            label={t.label(t.approve, `${what}，${whose}`)}
            busy={act.busy}
            onClick={() => void decide('approved')}
          >
            {t.approve}
          </Button>
        </div>
      )}
    </div>
  );
}

function PostedSection({ at }: { at: AtPoints }) {
  const { address, turn } = at;
  const cause = address.get('cause');
  const listed = useDeskPages(`posted ${cause ?? ''}`, turn, (page) =>
    answer(api.staff.points.transactions.$get({ query: { ...page, ...(cause && { cause }) } })),
  );
  return (
    <Section title={t.posted}>
      {cause && (
        <>
          <p class="dim">{t.ofCause}</p>
          <Button kind="line" size="small" fit onClick={() => address.set({ cause: undefined })}>
            {t.all}
          </Button>
        </>
      )}
      <Loaded asked={listed}>
        {({ items }) => (
          <>
            {items.length === 0 && <Empty title={t.postedNone} text={t.postedNoneText} />}
            {items.map((one) => (
              <PostedRow key={`${one.id} ${one.correction}`} posted={one} at={at} />
            ))}
            <More pages={listed} words={t.more} fit />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function PostedRow({ posted, at }: { posted: Posted; at: AtPoints }) {
  const [open, setOpen] = useState(false);
  const [short, setShort] = useState(false);
  const act = useAct();
  const { id, kind, note, correction } = posted;
  const postedAt = when(posted.at);
  const what = note ?? points.kinds[kind];
  async function propose(reason: string) {
    at.trying();
    setShort(reason.length < 4);
    if (reason.length < 4) return;
    const done = await act.run((key) =>
      answer(
        api.staff.points.reversals.$post(
          { json: { transactionId: id, reason } },
          { headers: { 'Idempotency-Key': key } },
        ),
      ),
    );
    if (done) at.changed(t.proposed);
  }
  return (
    <div class="job line">
      <div class="what">
        <b>{what}</b> {staffPoints.points(whole(posted.points))}
        <p class="dim">{[postedAt, t.kind[kind], whoseWords(posted)].filter(Boolean).join('，')}</p>
        {correction && <p>{t.states[correction]}</p>}
      </div>
      {!correction && !open && (
        <Button
          kind="line"
          size="small"
          fit
          label={t.proposeLabel(`${what}，${postedAt}`)}
          onClick={() => setOpen(true)}
        >
          {t.propose}
        </Button>
      )}
      {open && (
        <ReasonForm
          id={`propose-${id}`}
          question={t.question}
          text={t.text}
          label={t.reason}
          help={short ? t.reasonNeed : undefined}
          maxLength={100}
          need={t.reasonNeed}
          yes={t.yes}
          no={t.no}
          act={act}
          onYes={(reason) => void propose(reason)}
          onNo={() => setOpen(false)}
        />
      )}
    </div>
  );
}
