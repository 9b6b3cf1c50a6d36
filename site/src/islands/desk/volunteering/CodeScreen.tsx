import { useEffect, useState } from 'preact/hooks';
import type { CheckCode } from '../../../../../worker/features/volunteering/schema.ts';
import { staffErrorWords } from '../../../i18n/zh/staffErrors.ts';
import { staffVolunteering } from '../../../i18n/zh/staffVolunteering.ts';
import { answer, api } from '../../../lib/api.ts';
import { serverNow } from '../../../lib/clock.ts';
import { clock, toMs } from '../../../lib/format.ts';
import { qr } from '../../../lib/qr.ts';
import { codeOf, requireSignIn } from '../../../lib/session.ts';
import { Fault, Waiting } from '../../parts/Waiting.tsx';

const t = staffVolunteering.code;
/** Asked a moment after the change, so that the new one is answered; and again so soon when the network failed. */
const AFTER_MS = 500;
const AGAIN_MS = 15_000;

/** The code at the place, as large as the screen lets it be. It asks for the next one by itself. */
export function CodeScreen({ taskId }: { taskId: string }) {
  const [code, setCode] = useState<CheckCode>();
  const [fault, setFault] = useState<string>();
  const [turn, setTurn] = useState(0);
  const next = () => setTurn((old) => old + 1);
  useEffect(() => {
    let timer = 0;
    let wanted = true;
    answer(api.staff['volunteer-tasks'][':id'].code.$get({ param: { id: taskId } })).then(
      (found) => {
        if (!wanted) return;
        setCode(found);
        setFault(undefined);
        timer = window.setTimeout(next, Math.max(0, toMs(found.until) - serverNow()) + AFTER_MS);
      },
      (caught) => {
        if (!wanted) return;
        const why = codeOf(caught);
        if (why === 'auth.required' || why === 'auth.expired') requireSignIn();
        setFault(why);
        timer = window.setTimeout(next, AGAIN_MS);
      },
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [taskId, turn]);
  useEffect(() => {
    // A screen that slept may show what is old by now.
    const look = () => document.visibilityState === 'visible' && next();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return (
    <>
      {fault && <Fault text={staffErrorWords(fault).text} onRetry={next} />}
      {!code && !fault && <Waiting rows={4} />}
      {code && <Shown code={code} />}
    </>
  );
}

function Shown({ code }: { code: CheckCode }) {
  const { size, path } = qr(new URL(code.path, location.origin).href);
  const box = size + 8;
  return (
    <figure class="place-code">
      <svg class="qr" viewBox={`-4 -4 ${box} ${box}`} role="img" aria-label={t.qr}>
        <path fill="#fff" d={`M-4-4h${box}v${box}h-${box}z`} />
        <path d={path} shape-rendering="crispEdges" />
      </svg>
      <figcaption class="dim">{t.until(clock(code.until))}</figcaption>
    </figure>
  );
}
