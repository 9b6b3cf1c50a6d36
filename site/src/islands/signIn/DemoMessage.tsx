import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n/zh/common.ts';
import { signIn as t } from '../../i18n/zh/signIn.ts';
import { demoMessage, hasDemoMessages } from '../../lib/signingIn.ts';
import { Notice } from '../parts/Notice.tsx';

/** On a development server no message goes out: it is shown here, marked as demo. Elsewhere nothing is shown. */
export function DemoMessage({ number }: { number: string }) {
  const [offered, setOffered] = useState(false);
  const [text, setText] = useState<string>();
  useEffect(() => {
    void hasDemoMessages(number).then(setOffered);
  }, [number]);
  if (!offered) return null;

  async function show() {
    const found = await demoMessage(number).catch(() => null);
    setText(found ?? t.code.demoNone);
  }

  return (
    <Notice>
      <p>
        <b class="demo">{common.demo}</b> {t.code.demoNote}
      </p>
      <button type="button" class="link" onClick={show}>
        {t.code.demoShow}
      </button>
      <p role="status">{text && <b>{text}</b>}</p>
    </Notice>
  );
}
