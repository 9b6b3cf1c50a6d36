/** What comes of the press: the pass, the queue, or the way around. Their scripts come while somebody still chooses. */
import { useEffect, useRef } from 'preact/hooks';
import { activity as t } from '../../i18n/zh/activity.ts';
import { digits } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { useLater } from '../venue/useLater.ts';
import type { SignedUpProps } from './SignedUp.tsx';
import type { SignUpRefusalProps } from './SignUpRefusal.tsx';
import { spanWords } from './when.ts';

const loadSignedUp = () => import('./SignedUp.tsx').then((found) => found.SignedUp);
const loadRefusal = () => import('./SignUpRefusal.tsx').then((found) => found.SignUpRefusal);

/** Fetches what comes after the press beforehand: a weak network then does not stand between. */
export function useOutcomeReady(isReady: boolean): void {
  useEffect(() => {
    if (!isReady) return;
    Promise.all([loadSignedUp(), loadRefusal()]).catch(() => undefined);
  }, [isReady]);
}

/** What happened and the digits are there at once, the rest of the pass with its QR maker. */
export function Done(props: SignedUpProps) {
  const { registration, now } = props;
  const { id, activity, session, code } = registration;
  const heading = useRef<HTMLHeadingElement>(null);
  const { Part, isLost } = useLater(loadSignedUp);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [id]);
  const waits = registration.state === 'waiting';
  const place = (registration.ahead?.signUps ?? 0) + 1;
  return (
    <>
      <h2 class="pad done-title" tabIndex={-1} ref={heading}>
        {waits ? t.placed.waiting : t.placed.title}
      </h2>
      <p class={Part ? 'visually-hidden' : 'pad'} role="status">
        {waits
          ? t.placed.saidWaiting(place)
          : t.placed.said(activity.title, spanWords(session, now))}
      </p>
      {Part && <Part {...props} />}
      {!Part && !waits && <p class="n pass-digits pad">{digits(code)}</p>}
      {isLost && (
        <div class="pad stack">
          {!waits && <p>{t.placed.noQr}</p>}
          <Button href={paths.mine}>{t.placed.mine}</Button>
        </div>
      )}
    </>
  );
}

export function Refused(props: SignUpRefusalProps) {
  const { Part, isLost } = useLater(loadRefusal);
  if (Part) return <Part {...props} />;
  return (
    <div class="section">
      {isLost ? <Fault text={t.placed.refusalLost} onRetry={props.onBack} /> : <Waiting rows={3} />}
    </div>
  );
}
