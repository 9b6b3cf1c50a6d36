import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { faults } from '../../i18n/zh/faults.ts';
import { points } from '../../i18n/zh/points.ts';
import { keptDraft } from '../../lib/draft.ts';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault } from '../parts/Waiting.tsx';
import type { ClaimFormProps } from './ClaimForm.tsx';

const words = points.claim;

/** Where a deed can have been done: its staff are asked. */
export interface Place {
  id: string;
  name: string;
}

/** “I did this”: the form is fetched only for those who want it. */
export function ClaimDoor({
  places,
  onDone,
}: {
  places: readonly Place[];
  onDone: () => Promise<void>;
}) {
  const [Form, setForm] = useState<ComponentType<ClaimFormProps>>();
  const [failed, setFailed] = useState(false);
  const [done, setDone] = useState(false);

  async function open() {
    setFailed(false);
    setDone(false);
    try {
      const { ClaimForm } = await import('./ClaimForm.tsx');
      setForm(() => ClaimForm);
    } catch {
      setFailed(true);
    }
  }

  // Whoever comes back from signing in finds what was typed.
  useEffect(() => {
    if (keptDraft<{ note: string }>('claim')?.note) void open();
  }, []);

  async function sent() {
    setForm(undefined);
    setDone(true);
    await onDone();
  }

  return (
    <Section title={words.title} id="claim">
      <div class="stack">
        <p>{words.lead}</p>
        <div role="status">{done && <Notice>{words.done}</Notice>}</div>
        {failed && <Fault text={faults.network.text} />}
        {Form ? (
          <Form places={places} onSent={() => void sent()} />
        ) : (
          <Button kind="line" icon="edit" onClick={() => void open()}>
            {words.open}
          </Button>
        )}
      </div>
    </Section>
  );
}
