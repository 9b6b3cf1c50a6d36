import { useEffect, useState } from 'preact/hooks';
import { MALL_KEEPERS } from '../../../../../worker/features/mall/rules.ts';
import { staff } from '../../../i18n/zh/staff.ts';
import { staffErrorWords } from '../../../i18n/zh/staffErrors.ts';
import { staffMall as t } from '../../../i18n/zh/staffMall.ts';
import { useNow } from '../../../lib/now.ts';
import { requireSignIn, useSession } from '../../../lib/session.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Picks } from '../../parts/Picks.tsx';
import { Fault, Waiting } from '../../parts/Waiting.tsx';
import { DeskHead } from '../DeskHead.tsx';
import { NotStaff } from '../NotStaff.tsx';
import { hasDesk } from '../places.ts';
import { type Address, useAddress } from '../useAddress.ts';
import { FindGoods, FindMerchants } from './Find.tsx';
import { WaitingGoods, WaitingMerchants } from './Waits.tsx';

const title = staff.nav.mall;
const VIEWS = ['waiting', 'merchants', 'goods'] as const;

/** What each part of the page is given. */
export interface AtMall {
  /** Grows with each act, so that lists ask anew. */
  turn: number;
  /** Call it after an act: the words are shown and said aloud. */
  changed: (words: string) => void;
  address: Address;
}

/** Who is let in, and what is put up: for those who look after the mall of their zone. */
export function MallPage() {
  const { person, fault, retry } = useSession({ sure: true });
  const now = useNow();
  useEffect(() => {
    if (person === null) requireSignIn();
  }, [person]);
  if (person && !hasDesk(person)) return <NotStaff title={title} />;
  const keeps = person?.grants.some(({ role }) => MALL_KEEPERS.includes(role));
  return (
    <>
      <DeskHead title={title} now={now} />
      {person && keeps && now > 0 && <Mall />}
      {person && !keeps && <Empty title={t.only.title} text={t.only.text} />}
      {!person && fault && <Fault text={staffErrorWords(fault).text} onRetry={retry} />}
      {!person && !fault && <Waiting rows={4} />}
    </>
  );
}

function Mall() {
  const address = useAddress();
  const [turn, setTurn] = useState(0);
  const [said, setSaid] = useState('');
  const view = VIEWS.find((one) => one === address.get('view')) ?? 'waiting';
  const changed = (words: string) => {
    setTurn((old) => old + 1);
    setSaid(words);
  };
  const at: AtMall = { turn, changed, address };
  return (
    <>
      <Picks
        label={t.views.label}
        quiet
        options={VIEWS.map((value) => ({ value, label: t.views[value] }))}
        chosen={view}
        onChoose={(wanted) => {
          setSaid('');
          address.set({ view: wanted, state: undefined, q: undefined }, true);
        }}
      />
      <div role="status">{said && <Notice>{said}</Notice>}</div>
      {view === 'waiting' && (
        <div class="columns two">
          <WaitingMerchants at={at} />
          <WaitingGoods at={at} />
        </div>
      )}
      {view === 'merchants' && <FindMerchants at={at} />}
      {view === 'goods' && <FindGoods at={at} />}
    </>
  );
}
