import { useEffect, useState } from 'preact/hooks';
import { isPayer, STATEMENT_READERS } from '../../../../../worker/features/settlement/rules.ts';
import { staffErrorWords } from '../../../i18n/zh/staffErrors.ts';
import { staffStatements as t } from '../../../i18n/zh/staffStatements.ts';
import { useNow } from '../../../lib/now.ts';
import { type Person, requireSignIn, useSession } from '../../../lib/session.ts';
import { staffPaths } from '../../../lib/staff-paths.ts';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Fault, Waiting } from '../../parts/Waiting.tsx';
import { DeskHead } from '../DeskHead.tsx';
import { type Address, useAddress } from '../useAddress.ts';
import { OwnStatements } from './OwnStatements.tsx';
import { StatementDesk } from './StatementDesk.tsx';
import { StreetStatements } from './StreetStatements.tsx';

/** What each part of the page is given. */
export interface AtStatements {
  now: number;
  /** Grows with each act, so that lists ask anew. */
  turn: number;
  /** Call it after an act: the words are shown and said aloud. */
  changed: (words: string) => void;
  address: Address;
}

const reads = ({ grants }: Person) => grants.some(({ role }) => STATEMENT_READERS.includes(role));

/** Statements of merchants: their own for those who run one, all of them by month for the street. */
export function StatementsPage() {
  const { person, fault, retry } = useSession({ sure: true });
  const now = useNow();
  useEffect(() => {
    if (person === null) requireSignIn();
  }, [person]);
  return (
    <>
      <DeskHead title={t.title} now={now} />
      {person && reads(person) && now > 0 && <Statements person={person} now={now} />}
      {person && !reads(person) && (
        <Empty title={t.notYours.title} text={t.notYours.text}>
          <Button href={staffPaths.counter} fit>
            {t.notYours.toCounter}
          </Button>
        </Empty>
      )}
      {!person && fault && <Fault text={staffErrorWords(fault).text} onRetry={retry} />}
      {!person && !fault && <Waiting rows={4} />}
    </>
  );
}

function Statements({ person, now }: { person: Person; now: number }) {
  const address = useAddress();
  const [turn, setTurn] = useState(0);
  const [said, setSaid] = useState('');
  const changed = (words: string) => {
    setTurn((old) => old + 1);
    setSaid(words);
  };
  const leave = () => setSaid('');
  const at: AtStatements = { now, turn, changed, address };
  const id = address.get('id');
  // Those of a zone see what the street sees, and press nothing.
  const ofStreet = person.grants.some(({ scopeKind }) => scopeKind !== 'merchant');
  return (
    <>
      <div role="status" class="no-print">
        {said && <Notice>{said}</Notice>}
      </div>
      {id && <StatementDesk key={id} id={id} at={at} onLeave={leave} />}
      {!id && ofStreet && (
        <StreetStatements at={at} pays={isPayer(person.grants)} onLeave={leave} />
      )}
      {!id && !ofStreet && <OwnStatements at={at} onLeave={leave} />}
    </>
  );
}
