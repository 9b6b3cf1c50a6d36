import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n/zh/common.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { signIn as t } from '../../i18n/zh/signIn.ts';
import type { Refusal } from '../../lib/api.ts';
import { mobileNumber, type NumberFault } from '../../lib/phoneNumber.ts';
import { refusalIn } from '../../lib/session.ts';
import { sendCode } from '../../lib/signingIn.ts';
import { tenant } from '../../lib/tenant.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault } from '../parts/Waiting.tsx';
import { focusOn } from './focusOn.ts';

const ID = 'sign-in-number';

interface Props {
  /** As it was typed before. */
  typed: string;
  onTyped: (typed: string) => void;
  /** A code is on its way to this number, or was sent less than a minute ago. */
  onSent: (number: string, how: 'now' | 'before') => void;
  /** No code is sent: too many were. */
  onLimit: (number: string, refusal: Refusal) => void;
}

/** The first step: where the code goes. */
export function NumberStep({ typed, onTyped, onSent, onLimit }: Props) {
  const [error, setError] = useState<string>();
  const [fault, setFault] = useState<Refusal>();
  // The built page waits for its script: a press before that would be lost without a word.
  const [busy, setBusy] = useState(true);
  useEffect(() => setBusy(false), []);

  function wrong(words: string) {
    setError(words);
    focusOn(ID);
  }

  async function send() {
    setFault(undefined);
    setError(undefined);
    const { number, fault: numberFault } = mobileNumber(typed);
    if (numberFault) return wrong(faultWords(numberFault));
    setBusy(true);
    try {
      await sendCode(number);
      onSent(number, 'now');
    } catch (caught) {
      setBusy(false);
      const refusal = refusalIn(caught);
      // The code of less than a minute ago still holds: no reason to keep anybody waiting.
      if (refusal.code === 'code.minuteLimit') return onSent(number, 'before');
      if (refusal.code.startsWith('code.')) return onLimit(number, refusal);
      if (['auth.phoneInvalid', 'input.invalid'].includes(refusal.code))
        return wrong(t.number.notMobile);
      setFault(refusal);
    }
  }

  return (
    <Section title={t.number.title}>
      <Form busy={busy} onSubmit={send}>
        {tenant.demo && (
          <Notice>
            <b class="demo">{common.demo}</b> {t.number.demo}
          </Notice>
        )}
        <Field
          id={ID}
          type="tel"
          inputMode="tel"
          autocomplete="tel-national"
          digits
          required
          label={t.number.label}
          help={t.number.help}
          value={typed}
          error={error}
          onInput={(value) => {
            onTyped(value);
            setError(undefined);
          }}
        />
        {fault && <Fault text={errorWords(fault.code).text} />}
        <Button type="submit" busy={busy}>
          {t.number.send}
        </Button>
      </Form>
    </Section>
  );
}

function faultWords(fault: NumberFault): string {
  if (fault.kind === 'tooShort') return t.number.tooShort(fault.missing);
  if (fault.kind === 'tooLong') return t.number.tooLong(fault.extra);
  return t.number[fault.kind];
}
