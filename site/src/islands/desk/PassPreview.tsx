import { useEffect, useRef } from 'preact/hooks';
import { staff } from '../../i18n/zh/staff.ts';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { Tag } from '../parts/Tag.tsx';
import type { Preview } from './passes.ts';

const t = staff.codes;

/** A scanner ends with Enter: a press so soon after the look-up was not meant for the button. */
const TOO_SOON_MS = 400;

interface Props {
  preview: Preview;
  /** Name of the place, where it is not the one the desk shows. */
  elsewhere?: string;
  /** Last digits of the order that was asked for, where this is another one. */
  otherTail?: string;
  busy: boolean;
  onAct: () => void;
  onNext: () => void;
}

/** Whose code it is and what for, in letters that can be read across a counter. */
export function PassPreview({ preview, elsewhere, otherTail, busy, onAct, onNext }: Props) {
  const shownAt = useRef(0);
  const panel = useRef<HTMLDivElement>(null);
  const { kind, who, what, when, details, dishes, pay, state, can } = preview;
  useEffect(() => {
    shownAt.current = performance.now();
    panel.current?.querySelector('button')?.focus();
  }, []);
  function press() {
    if (performance.now() - shownAt.current > TOO_SOON_MS) onAct();
  }
  return (
    <div class={can ? 'pass-found' : 'pass-found refused'} ref={panel} role="alert">
      <div class="whom">
        <Tag>{t.kinds[kind]}</Tag>
        <p class="name">{who}</p>
        <p>
          <b>{what}</b> {when}
        </p>
        <p class="dim">{details.join('，')}</p>
        {dishes.length > 0 && (
          <ul class="tray">
            {dishes.map((dish) => (
              <li key={dish}>{dish}</li>
            ))}
          </ul>
        )}
      </div>
      <div class="verdict">
        <StateTile kind={state.kind}>{state.words}</StateTile>
        {pay && can && (
          <p class="pay">
            {t.pay} <b class="n">{pay}</b>
          </p>
        )}
        {elsewhere && <Notice tone="warm">{t.elsewhere(elsewhere)}</Notice>}
        {otherTail && <Notice tone="warm">{t.otherTail(otherTail)}</Notice>}
        <div class="pair">
          {can && (
            <Button kind="act" busy={busy} onClick={press}>
              {t.acts[kind]}
            </Button>
          )}
          <Button kind="line" onClick={onNext}>
            {t.next}
          </Button>
        </div>
      </div>
    </div>
  );
}
