import { useEffect, useState } from 'preact/hooks';
import type { Merchant } from '../../../../worker/features/mall/schema/merchants.ts';
import { merchantDesk as t } from '../../i18n/zh/merchantDesk.ts';
import { staffErrorWords } from '../../i18n/zh/staffErrors.ts';
import { answer, api } from '../../lib/api.ts';
import type { Ground } from '../../lib/ground.ts';
import { paths } from '../../lib/paths.ts';
import { useSession } from '../../lib/session.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useAddress } from '../desk/useAddress.ts';
import { SignedOut } from '../mine/SignedOut.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { SelectField } from '../parts/Field.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Picks } from '../parts/Picks.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { About } from './About.tsx';
import { Clerks } from './Clerks.tsx';
import { Goods } from './Goods.tsx';
import { Shops } from './Shops.tsx';
import { Today } from './Today.tsx';

const VIEWS = ['today', 'goods', 'shops', 'about'] as const;

/** What each part of the desk is given. */
export interface AtMerchant {
  merchant: Merchant;
  /** Grows with each act, so that lists ask anew. */
  turn: number;
  /** Call it after an act: the words are shown and said aloud. */
  changed: (words: string) => void;
}

/** The desk of whoever runs a merchant. */
export function MerchantPage({ ground }: { ground: Ground }) {
  const { person, fault, retry } = useSession({ sure: true });
  const [turn, setTurn] = useState(0);
  const mine = useAnswer(person ? `merchants ${turn}` : '', () => answer(api.me.merchants.$get()));
  const [kept, keep] = useState<Merchant[]>();
  useEffect(() => {
    if (mine.value) keep(mine.value.items.filter(({ can }) => can.endClerk));
  }, [mine.value]);

  if (person === null) return <SignedOut text={t.ownOnly} full={false} />;
  const code = fault ?? mine.refusal?.code;
  if (!person || !kept) {
    return (
      <div class="section">
        {code ? (
          <Fault text={staffErrorWords(code).text} onRetry={fault ? retry : mine.again} />
        ) : (
          <Waiting rows={4} />
        )}
      </div>
    );
  }
  if (kept.length === 0) {
    return (
      <div class="section">
        <Empty title={t.none} text={t.noneText}>
          <Button href={paths.openShop}>{t.toApply}</Button>
        </Empty>
      </div>
    );
  }
  return <Desk all={kept} turn={turn} ground={ground} onTurn={() => setTurn(turn + 1)} />;
}

interface DeskProps {
  all: readonly Merchant[];
  turn: number;
  ground: Ground;
  onTurn: () => void;
}

function Desk({ all, turn, ground, onTurn }: DeskProps) {
  const address = useAddress();
  const [said, setSaid] = useState('');
  const merchant = all.find(({ id }) => id === address.get('merchant')) ?? all[0];
  const view = VIEWS.find((one) => one === address.get('view')) ?? 'today';
  if (!merchant) return null;
  const go = (wanted: string) => {
    setSaid('');
    address.set({ view: wanted }, true);
  };
  const at: AtMerchant = {
    merchant,
    turn,
    changed(words) {
      setSaid(words);
      onTurn();
    },
  };
  return (
    <>
      <div class="section stack">
        {all.length > 1 ? (
          <SelectField
            id="which-merchant"
            label={t.which}
            options={all.map(({ id, name }) => ({ value: id, label: name }))}
            value={merchant.id}
            onChange={(id) => address.set({ merchant: id }, true)}
          />
        ) : (
          <h2 class="merchant-name">{merchant.name}</h2>
        )}
        {merchant.state === 'suspended' && (
          <Notice tone="warm">{t.suspended(merchant.reason ?? '')}</Notice>
        )}
        {merchant.state === 'closed' && <Notice tone="warm">{t.closed}</Notice>}
        <Picks
          label={t.views.label}
          quiet
          options={VIEWS.map((value) => ({ value, label: t.views[value] }))}
          chosen={view}
          onChoose={go}
        />
        <div role="status">{said && <Notice>{said}</Notice>}</div>
      </div>
      {view === 'today' && <Today key={merchant.id} at={at} onGo={go} />}
      {view === 'goods' && <Goods key={merchant.id} at={at} />}
      {view === 'shops' && (
        <>
          <Shops key={merchant.id} at={at} ground={ground} />
          <Clerks key={`${merchant.id} clerks`} at={at} />
        </>
      )}
      {view === 'about' && <About key={merchant.id} at={at} />}
    </>
  );
}
