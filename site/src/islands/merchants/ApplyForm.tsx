import { useEffect, useRef, useState } from 'preact/hooks';
import type { Merchant } from '../../../../worker/features/mall/schema/merchants.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { merchants } from '../../i18n/zh/merchants.ts';
import { answer, api, idempotencyKey } from '../../lib/api.ts';
import { dropDraft, keepDraft, keptDraft } from '../../lib/draft.ts';
import type { Ground } from '../../lib/ground.ts';
import { isSignedOut, refusalIn, requireSignIn } from '../../lib/session.ts';
import { Button } from '../parts/Button.tsx';
import { SelectField } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Fault } from '../parts/Waiting.tsx';
import { AboutFields, ShopFields } from './MerchantFields.tsx';
import {
  aboutFaults,
  aboutInput,
  blank,
  communityAt,
  draftOf,
  type Faults,
  type MerchantDraft,
  shopFaults,
  shopInput,
} from './merchantDraft.ts';

const t = merchants.form;

const KEY = 'merchant';

interface Props {
  ground: Ground;
  /** The application that was refused: it is asked again in its place. */
  refused?: Merchant;
  onSent: () => void;
}

export function ApplyForm({ ground, refused, onSent }: Props) {
  const [draft, setDraft] = useState<MerchantDraft>(() => ({
    ...(refused ? draftOf(refused) : blank),
    ...keptDraft<MerchantDraft>(KEY),
  }));
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const [key, setKey] = useState(idempotencyKey);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => keepDraft(KEY, draft), [draft]);
  const set = (change: Partial<MerchantDraft>) => setDraft((old) => ({ ...old, ...change }));
  const communities = new Map(ground.estates.map((one) => [one.communityId, one.communityName]));
  const communityId = communityAt(draft, ground.estates);

  async function send() {
    const found = { ...aboutFaults(draft), ...shopFaults(draft) };
    setFaults(found);
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid], .wrong button')?.focus(),
      );
      return;
    }
    setBusy(true);
    setFault(undefined);
    const json = { ...aboutInput(draft), communityId, shop: shopInput(draft, draft.name) };
    try {
      await (refused
        ? answer(api.merchants[':id'].application.$put({ param: { id: refused.id }, json }))
        : answer(api.merchants.$post({ json }, { headers: { 'Idempotency-Key': key } })));
      dropDraft(KEY);
      onSent();
    } catch (caught) {
      if (isSignedOut(caught)) requireSignIn();
      const { code } = refusalIn(caught);
      setFault(code);
      // Only where nobody knows whether it arrived is the next try the same application.
      if (code !== 'network' && code !== 'server.fault') setKey(idempotencyKey());
      setBusy(false);
    }
  }

  return (
    <div ref={form}>
      <Form label={t.title} busy={busy} onSubmit={() => void send()}>
        <AboutFields draft={draft} faults={faults} set={set} />
        <ShopFields draft={draft} faults={faults} ground={ground} set={set} />
        {draft.position && (
          <SelectField
            id="merchant-community"
            label={t.community}
            help={t.communityHelp}
            options={[...communities].map(([value, label]) => ({ value, label }))}
            value={communityId}
            onChange={(chosen) => set({ communityId: chosen })}
          />
        )}
        {fault && <Fault text={errorWords(fault).text} />}
        <Button type="submit" busy={busy}>
          {t.send}
        </Button>
      </Form>
    </div>
  );
}
