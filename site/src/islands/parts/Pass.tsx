import type { ComponentChildren } from 'preact';
import { parts } from '../../i18n/zh/parts.ts';
import { digits } from '../../lib/format.ts';
import { qr } from '../../lib/qr.ts';

export interface PassProps {
  /** The big time on yellow: `11:30`, `15:00–16:00`. */
  time: string;
  /** At its right, one or two lines: `今天 · 取餐`, then direction and minutes. */
  when: ComponentChildren;
  whenMore?: ComponentChildren;
  place: ComponentChildren;
  detail?: ComponentChildren;
  /** Eight digits, shown 4 + 4 to be read aloud. */
  code: string;
  /** The digits as they are read aloud where there are more of them: `95954 38728`. */
  spoken?: string;
  /** What the QR holds; the digits themselves by default. */
  qrText?: string;
  /** Under the digits; `给工作人员扫一下…` by default. */
  hint?: string;
  /** Up to two small Buttons. */
  children?: ComponentChildren;
}

/** What one shows at the door: time, place, QR, and the same eight digits for reading aloud. */
export function Pass(props: PassProps) {
  const { time, when, whenMore, place, detail, code, qrText = code, spoken, children } = props;
  const { size, path } = qr(qrText);
  const box = size + 4;
  return (
    <section class="pass">
      <div class="strip">
        <b class={time.length > 5 ? 'n time range' : 'n time'}>{time}</b>
        <div class="end">
          <div>{when}</div>
          {whenMore && <div>{whenMore}</div>}
        </div>
      </div>
      <div class="inside">
        <h2>{place}</h2>
        {detail && <p class="dim">{detail}</p>}
        <svg class="qr" viewBox={`-2 -2 ${box} ${box}`} role="img" aria-label={parts.pass.qr}>
          <path fill="#fff" d={`M-2-2h${box}v${box}h-${box}z`} />
          <path d={path} shape-rendering="crispEdges" />
        </svg>
        <p class={spoken ? 'n code-digits ten' : 'n code-digits'}>{spoken ?? digits(code)}</p>
        <p class="dim hint">{props.hint ?? parts.pass.hint}</p>
        {children && <div class="pair">{children}</div>}
      </div>
    </section>
  );
}
