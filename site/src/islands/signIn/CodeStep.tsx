import { useEffect, useState } from 'preact/hooks';
import { errorWords } from '../../i18n/zh/errors.ts';
import { signIn as t } from '../../i18n/zh/signIn.ts';
import type { Refusal } from '../../lib/api.ts';
import { paths } from '../../lib/paths.ts';
import { codeIn, shownNumber } from '../../lib/phoneNumber.ts';
import { refusalIn } from '../../lib/session.ts';
import { enterCode, sendCode } from '../../lib/signingIn.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault } from '../parts/Waiting.tsx';
import { DemoMessage } from './DemoMessage.tsx';
import { focusOn } from './focusOn.ts';

const ID = 'sign-in-code';
const LENGTH = 6;
/** The API sends one code a minute to a number. */
const RESEND_AFTER_S = 60;

interface Props {
  number: string;
  /** Sent just now, or less than a minute ago. */
  how: 'now' | 'before';
  onEntered: () => void;
  onLimit: (refusal: Refusal) => void;
  onOtherNumber: () => void;
}

/** The second step: the digits of the message. */
export function CodeStep({ number, how, onEntered, onLimit, onOtherNumber }: Props) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [fault, setFault] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const shown = shownNumber(number);
  useEffect(() => focusOn(ID), []);

  function wrong(words: string) {
    setError(words);
    focusOn(ID);
  }

  async function enter() {
    setFault(undefined);
    setError(undefined);
    const code = codeIn(typed);
    const missing = LENGTH - code.length;
    if (missing !== 0) return wrong(lengthWords(code.length));
    setBusy(true);
    try {
      await enterCode(number, code);
      onEntered();
    } catch (caught) {
      setBusy(false);
      const refusal = refusalIn(caught);
      const words = CODE_WORDS[refusal.code];
      if (words) wrong(words);
      else setFault(refusal);
    }
  }

  return (
    <Section title={t.code.title}>
      <div class="stack">
        <Form busy={busy} onSubmit={enter}>
          <div>
            <p>{how === 'now' ? t.code.sentTo(shown) : t.code.sentBefore(shown)}</p>
            <button type="button" class="link" onClick={onOtherNumber}>
              {t.code.otherNumber}
            </button>
          </div>
          <DemoMessage number={number} />
          <Field
            id={ID}
            inputMode="numeric"
            autocomplete="one-time-code"
            digits
            required
            label={t.code.label}
            help={t.code.help}
            value={typed}
            error={error}
            onInput={(value) => {
              setTyped(value);
              setError(undefined);
            }}
          />
          <div>
            <p>{t.code.consent}</p>
            <a class="link" href={paths.privacy} target="_blank" rel="noreferrer">
              {t.code.consentRules}
            </a>
          </div>
          {fault && <Fault text={errorWords(fault.code).text} />}
          <Button type="submit" busy={busy}>
            {t.code.enter}
          </Button>
        </Form>
        <Resend
          number={number}
          onSent={() => {
            setTyped('');
            setError(undefined);
            setFault(undefined);
            focusOn(ID);
          }}
          onLimit={onLimit}
        />
      </div>
    </Section>
  );
}

const CODE_WORDS: Record<string, string | undefined> = {
  'auth.codeWrong': t.code.wrong,
  'auth.codeExpired': t.code.expired,
  'auth.codeSpent': t.code.spent,
};

function lengthWords(length: number): string {
  if (length === 0) return t.code.empty;
  if (length < LENGTH) return t.code.tooShort(LENGTH - length);
  return t.code.tooLong(length - LENGTH);
}

interface ResendProps {
  number: string;
  onSent: () => void;
  onLimit: (refusal: Refusal) => void;
}

/** Another message, a minute after the last one. What is said aloud is only that it has become possible. */
function Resend({ number, onSent, onLimit }: ResendProps) {
  const [startedAt, setStartedAt] = useState(() => Date.now());
  const [now, setNow] = useState(startedAt);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [fault, setFault] = useState<Refusal>();
  const leftS = Math.max(0, Math.ceil(RESEND_AFTER_S - (now - startedAt) / 1000));
  useEffect(() => {
    if (leftS === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), 1000);
    return () => clearTimeout(timer);
  }, [now, startedAt]);
  useEffect(() => {
    if (leftS === 0) setSaid(t.code.ready);
  }, [leftS === 0]);

  function startAgain() {
    const at = Date.now();
    setStartedAt(at);
    setNow(at);
  }

  async function resend() {
    setBusy(true);
    setFault(undefined);
    try {
      await sendCode(number);
      startAgain();
      setSaid(t.code.resent);
      onSent();
    } catch (caught) {
      const refusal = refusalIn(caught);
      if (refusal.code === 'code.minuteLimit') startAgain();
      else if (refusal.code.startsWith('code.')) return onLimit(refusal);
      else setFault(refusal);
    }
    setBusy(false);
  }

  return (
    <div class="stack">
      <p>
        <b>{t.code.notArrived}</b>{' '}
        {leftS > 0 && (
          <span>{leftS === RESEND_AFTER_S ? t.code.waitMinute : t.code.wait(leftS)}</span>
        )}{' '}
        <span role="status">{leftS > 0 && said === t.code.ready ? '' : said}</span>
      </p>
      {fault && <Fault text={errorWords(fault.code).text} />}
      {leftS === 0 && (
        <Button kind="line" busy={busy} onClick={resend}>
          {t.code.resend}
        </Button>
      )}
    </div>
  );
}
