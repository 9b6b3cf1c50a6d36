import { useState } from 'preact/hooks';
import type { ProofAnswer } from '../../../../../worker/features/points/schema.ts';
import { points } from '../../../i18n/zh/points.ts';
import { staffPoints } from '../../../i18n/zh/staffPoints.ts';
import { answer, api } from '../../../lib/api.ts';
import { clock, whole } from '../../../lib/format.ts';
import { Button } from '../../parts/Button.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Section } from '../../parts/Section.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';

const t = staffPoints.proof;
const totals = points.earn.totals;

/** Adds the whole ledger up when asked: nobody has to wait for tomorrow to know whether a correction was right. */
export function ProofNow() {
  const [proof, setProof] = useState<ProofAnswer>();
  const act = useAct();
  const prove = () =>
    act.run(async () => {
      setProof(await answer(api.staff.points.proof.$post()));
    });
  return (
    <Section title={t.title}>
      <p class="dim">{t.lead}</p>
      <div role="status">
        {proof && (
          <Notice tone={proof.holds ? undefined : 'warm'}>
            {proof.holds ? t.holds(clock(proof.provedAt)) : t.broken(clock(proof.provedAt))}
          </Notice>
        )}
      </div>
      {proof && (
        <ul class="proof-sums">
          {(Object.keys(totals) as (keyof typeof totals)[]).map((key) => (
            <li key={key}>
              <span>{totals[key]}</span>
              <b class="n">{whole(proof[key])}</b>
            </li>
          ))}
          {(Object.keys(t.faults) as (keyof typeof t.faults)[]).map((key) => (
            <li key={key}>
              <span>{t.faults[key]}</span>
              <b class="n">{whole(proof[key])}</b>
            </li>
          ))}
        </ul>
      )}
      {act.refusal && <Told refusal={act.refusal} />}
      <Button kind="line" fit busy={act.busy} onClick={() => void prove()}>
        {t.prove}
      </Button>
    </Section>
  );
}
