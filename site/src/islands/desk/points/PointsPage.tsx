import { useEffect, useState } from 'preact/hooks';
import { FIGURE_READERS } from '../../../../../worker/features/oversight/rules/figures.ts';
import { KEEPERS } from '../../../../../worker/features/points/rules.ts';
import { staff } from '../../../i18n/zh/staff.ts';
import { staffErrorWords } from '../../../i18n/zh/staffErrors.ts';
import { staffPoints as t } from '../../../i18n/zh/staffPoints.ts';
import { type Day, dayOf } from '../../../lib/format.ts';
import { useNow } from '../../../lib/now.ts';
import { type Person, requireSignIn, useSession } from '../../../lib/session.ts';
import { staffPaths } from '../../../lib/staff-paths.ts';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Picks } from '../../parts/Picks.tsx';
import { Fault, Waiting } from '../../parts/Waiting.tsx';
import { DeskHead } from '../DeskHead.tsx';
import { NotStaff } from '../NotStaff.tsx';
import { hasDesk } from '../places.ts';
import { type Address, useAddress } from '../useAddress.ts';
import { Anomalies } from './Anomalies.tsx';
import { Corrections } from './Corrections.tsx';
import { EarningRules } from './EarningRules.tsx';
import { PointsFigures } from './PointsFigures.tsx';
import { Programmes } from './Programmes.tsx';

const title = staff.nav.points;
const VIEWS = ['figures', 'anomalies', 'programmes', 'rules', 'corrections'] as const;
type View = (typeof VIEWS)[number];

/** What each part of the page is given. */
export interface AtPoints {
  today: Day;
  /** Grows with each act, so that lists ask anew. */
  turn: number;
  /** Call it before an act: what was done before is no longer said. */
  trying: () => void;
  /** Call it after an act: the words are shown and said aloud. */
  changed: (words: string) => void;
  address: Address;
}

const holds = ({ grants }: Person, roles: readonly string[]) =>
  grants.some(({ role }) => roles.includes(role));

/** The street's points: figures for zones too, the rest for those who look after the ledger. */
export function PointsPage() {
  const { person, fault, retry } = useSession({ sure: true });
  const now = useNow();
  useEffect(() => {
    if (person === null) requireSignIn();
  }, [person]);
  if (person && !hasDesk(person)) return <NotStaff title={title} />;
  const reads = person && holds(person, FIGURE_READERS);
  return (
    <>
      <DeskHead title={title} now={now} />
      {person && reads && now > 0 && <Points person={person} today={dayOf(now)} />}
      {person && !reads && (
        <Empty title={t.onlyStreet.title} text={t.onlyStreet.text}>
          <Button href={staffPaths.claims} fit>
            {t.onlyStreet.toClaims}
          </Button>
        </Empty>
      )}
      {!person && fault && <Fault text={staffErrorWords(fault).text} onRetry={retry} />}
      {!person && !fault && <Waiting rows={4} />}
    </>
  );
}

function Points({ person, today }: { person: Person; today: Day }) {
  const address = useAddress();
  const [turn, setTurn] = useState(0);
  const [said, setSaid] = useState('');
  const keeps = holds(person, KEEPERS);
  const asked = address.get('view');
  const view: View = (keeps && VIEWS.find((one) => one === asked)) || 'figures';
  const changed = (words: string) => {
    setTurn((old) => old + 1);
    setSaid(words);
  };
  const at: AtPoints = { today, turn, trying: () => setSaid(''), changed, address };
  return (
    <>
      {keeps && (
        <Picks
          label={t.views.label}
          quiet
          options={VIEWS.map((value) => ({ value, label: t.views[value] }))}
          chosen={view}
          onChoose={(wanted) => {
            setSaid('');
            address.set({ view: wanted, cause: undefined }, true);
          }}
        />
      )}
      <div role="status">{said && <Notice>{said}</Notice>}</div>
      {view === 'figures' && <PointsFigures at={at} isWhole={keeps} />}
      {view === 'anomalies' && <Anomalies at={at} />}
      {view === 'programmes' && <Programmes at={at} />}
      {view === 'rules' && <EarningRules at={at} />}
      {view === 'corrections' && <Corrections at={at} />}
    </>
  );
}
