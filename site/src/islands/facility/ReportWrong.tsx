import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { faults } from '../../i18n/zh/faults.ts';
import { upkeep } from '../../i18n/zh/upkeep.ts';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault } from '../parts/Waiting.tsx';
import type { ReportFormProps } from './ReportForm.tsx';

const words = upkeep.report;

/** “这里不对”: what somebody saw goes to staff, and says what happens next. Nobody has to sign in or leave a number. */
export function ReportWrong({ id }: { id: string }) {
  const [Form, setForm] = useState<ComponentType<ReportFormProps>>();
  const [failed, setFailed] = useState(false);
  const [done, setDone] = useState('');

  /** Few report, so the form is fetched only for them. */
  async function open() {
    setFailed(false);
    try {
      const { ReportForm } = await import('./ReportForm.tsx');
      setForm(() => ReportForm);
    } catch {
      setFailed(true);
    }
  }

  return (
    <Section title={words.title} id="wrong">
      <p>{words.lead}</p>
      <div role="status">{done && <Notice>{done}</Notice>}</div>
      {failed && <Fault text={faults.network.text} />}
      {!Form && (
        <Button kind="line" icon="edit" onClick={() => void open()}>
          {words.open}
        </Button>
      )}
      {Form && !done && <Form id={id} onSent={setDone} />}
    </Section>
  );
}
