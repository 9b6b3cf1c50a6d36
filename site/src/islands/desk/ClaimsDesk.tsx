import { useState } from 'preact/hooks';
import { staff } from '../../i18n/zh/staff.ts';
import { staffClaims as t } from '../../i18n/zh/staffClaims.ts';
import { answer, api, type InferResponseType } from '../../lib/api.ts';
import { monthDay } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { ClaimPhotos } from '../points/ClaimPhotos.tsx';
import { type AtDesk, Desk } from './Desk.tsx';
import { Loaded } from './Loaded.tsx';
import { ReasonForm } from './ReasonForm.tsx';
import { Told } from './Told.tsx';
import { useAct } from './useAct.ts';
import { useDesk } from './useDesk.ts';

type Claim = InferResponseType<typeof api.staff.claims.$get, 200>['items'][number];

export function ClaimsPage() {
  return (
    <Desk title={staff.nav.claims} part="any">
      {(desk) => <ClaimsDesk desk={desk} />}
    </Desk>
  );
}

/** Deeds that wait for somebody's word, in one's scope, the oldest first. */
function ClaimsDesk({ desk }: { desk: AtDesk }) {
  const listed = useDesk('claims', desk.turn, () => answer(api.staff.claims.$get()));
  return (
    <Loaded asked={listed}>
      {({ items }) => (
        <Section title={t.title}>
          <p class="dim">{t.lead}</p>
          {items.length === 0 && <Empty title={t.none} text={t.noneText} />}
          {items.map((one) => (
            <ClaimRow key={`${one.id} ${one.state}`} claim={one} onDone={desk.changed} />
          ))}
        </Section>
      )}
    </Loaded>
  );
}

interface RowProps {
  claim: Claim;
  onDone: (words: string) => void;
}

function ClaimRow({ claim, onDone }: RowProps) {
  const [doing, setDoing] = useState<'confirm' | 'refuse'>();
  const { claimant, name, note, doneOn, facility, state, reason, appeal } = claim;
  const stop = () => setDoing(undefined);
  return (
    <div class="job">
      <div class="what">
        <b>{name}</b> {t.points(claim.points)}
        <p>{note}</p>
        <ClaimPhotos id={claim.id} photos={claim.photos} />
        <p class="dim">
          {t.who(claimant)}，{t.at(monthDay(doneOn), facility.name)}
        </p>
        {state === 'confirmed' && <p>{t.second}</p>}
        {claim.posted.map((one) => (
          <p key={one.what}>{t.postedThen(one.what, one.points)}</p>
        ))}
        {appeal && reason && <p>{t.appealed(reason, appeal)}</p>}
      </div>
      {!doing && (
        <div class="pair">
          <Button
            kind="line"
            size="small"
            label={t.refuseLabel(claimant, name)}
            onClick={() => setDoing('refuse')}
          >
            {t.refuse}
          </Button>
          <Button
            size="small"
            label={t.confirmLabel(claimant, name)}
            onClick={() => setDoing('confirm')}
          >
            {t.confirm}
          </Button>
        </div>
      )}
      {doing === 'confirm' && <Confirming claim={claim} onDone={onDone} onKeep={stop} />}
      {doing === 'refuse' && <Refusing claim={claim} onDone={onDone} onKeep={stop} />}
    </div>
  );
}

interface FormProps extends RowProps {
  onKeep: () => void;
}

const verdictOn = (id: string) => (json: VerdictBody) =>
  answer(api.staff.claims[':id'].verdict.$post({ param: { id }, json }));
type VerdictBody = {
  verdict: 'confirm' | 'refuse';
  reason?: string;
  unrelated: true;
  another?: true;
};

/** Nobody confirms before they have said that they are no relative, and that it is no deed paid before: the audit keeps it. */
function Confirming({ claim, onDone, onKeep }: FormProps) {
  const [declared, setDeclared] = useState<string[]>([]);
  const [missing, setMissing] = useState(false);
  const act = useAct();
  const declarations = [
    { value: 'yes', label: t.declare },
    ...(claim.posted.length > 0 ? [{ value: 'another', label: t.another }] : []),
  ];

  async function confirm() {
    const isMissing = declared.length < declarations.length;
    setMissing(isMissing);
    if (isMissing) return;
    let after: Claim['state'] = claim.state;
    const done = await act.run(async () => {
      const said: VerdictBody = { verdict: 'confirm', unrelated: true };
      if (claim.posted.length > 0) said.another = true;
      after = (await verdictOn(claim.id)(said)).state;
    });
    if (done) onDone(after === 'posted' ? t.posted(claim.claimant, claim.points) : t.waits);
  }

  return (
    <div class="confirm stack">
      <p class="question">{t.question(claim.name)}</p>
      <Choice
        name={`declare-${claim.id}`}
        label={t.declarations}
        quiet
        many
        options={declarations}
        chosen={declared}
        onChange={setDeclared}
      />
      {missing && <p role="alert">{t.need}</p>}
      {act.refusal && <Told refusal={act.refusal} />}
      <div class="pair">
        <Button kind="line" onClick={onKeep}>
          {t.no}
        </Button>
        <Button busy={act.busy} onClick={() => void confirm()}>
          {t.yes}
        </Button>
      </div>
    </div>
  );
}

function Refusing({ claim, onDone, onKeep }: FormProps) {
  const act = useAct();
  async function refuse(reason: string) {
    const done = await act.run(() =>
      verdictOn(claim.id)({ verdict: 'refuse', reason, unrelated: true }),
    );
    if (done) onDone(t.refused);
  }
  return (
    <ReasonForm
      id={`refuse-${claim.id}`}
      question={t.refuseQuestion}
      text={`${claim.appeal === null ? t.refuseText : t.refuseLast}${t.declare}`}
      label={t.reason}
      maxLength={100}
      need={t.reasonNeed}
      yes={t.refuseYes}
      no={t.no}
      act={act}
      onYes={(reason) => void refuse(reason)}
      onNo={onKeep}
    />
  );
}
