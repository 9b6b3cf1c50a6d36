import { errorWords } from '../../i18n/zh/errors.ts';
import { points } from '../../i18n/zh/points.ts';
import { answer, api, type InferResponseType } from '../../lib/api.ts';
import { count, monthDay, whole } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { useElder } from '../useElder.ts';
import { TasksNear } from './NearMe.tsx';

const w = points.earn;

type Rule = InferResponseType<(typeof api)['earning-rules']['$get'], 200>['items'][number];
type Proof = InferResponseType<typeof api.points.proofs.$get, 200>['items'][number];

/** What acts are worth today, and whether the ledger adds up. Anybody may read both. */
export function HowToEarn() {
  const rules = useAnswer('earning-rules', () => answer(api['earning-rules'].$get()));
  const proofs = useAnswer('proofs', () => answer(api.points.proofs.$get()));
  const isElder = useElder();
  return (
    <>
      <Section title={w.list}>
        {!rules.value && !rules.refusal && <Waiting rows={5} />}
        {!rules.value && rules.refusal && (
          <Fault text={errorWords(rules.refusal.code).text} onRetry={rules.again} />
        )}
        {rules.value && <Rules rules={rules.value.items} />}
        {isElder && (
          <p>
            <a class="link" href={paths.volunteer}>
              {w.volunteer}
            </a>
          </p>
        )}
        <p>
          <a class="link" href={paths.points}>
            {w.mine}
          </a>
        </p>
      </Section>
      {!isElder && <TasksNear />}
      <Section title={w.how}>
        <p>{w.howText}</p>
      </Section>
      <Section title={w.proof}>
        <p>{w.proofText}</p>
        {!proofs.value && !proofs.refusal && <Waiting rows={3} />}
        {!proofs.value && proofs.refusal && (
          <Fault text={errorWords(proofs.refusal.code).text} onRetry={proofs.again} />
        )}
        {proofs.value && <LatestProof proof={proofs.value.items[0]} />}
      </Section>
    </>
  );
}

function Rules({ rules }: { rules: readonly Rule[] }) {
  if (rules.length === 0) return <Empty title={w.none} text={w.noneText} />;
  return (
    <ul class="points-entries">
      {rules.map((rule) => (
        <li key={rule.id}>
          <div>
            <b>{rule.name}</b>
            <div class="dim">
              {w.acts[rule.act]}，{w.caps(rule.dailyCap, rule.monthlyCap)}，{w.needed(rule.needed)}
            </div>
          </div>
          <span class="n">+{rule.points}</span>
        </li>
      ))}
    </ul>
  );
}

function LatestProof({ proof }: { proof?: Proof }) {
  if (!proof) return <p class="dim">{w.proofNone}</p>;
  const day = monthDay(proof.on);
  return (
    <>
      <Notice tone={proof.holds ? undefined : 'warm'}>
        {proof.holds ? w.holds(day) : w.broken(day)}
      </Notice>
      <ul class="points-entries">
        {(Object.keys(w.totals) as (keyof typeof w.totals)[]).map((key) => (
          <li key={key}>
            <div>{w.totals[key]}</div>
            <span class="n">{count(proof[key])}</span>
          </li>
        ))}
      </ul>
      {proof.holds && (
        <p class="dim">{w.checks(whole(proof.entries), whole(proof.transactions))}</p>
      )}
    </>
  );
}
