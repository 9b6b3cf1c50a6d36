import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { digits } from '../lib/format.ts';
import { Notice } from './parts/Notice.tsx';
import type { PassProps } from './parts/Pass.tsx';

export interface LatePassProps extends PassProps {
  /** Said where the QR maker could not be fetched: the digits do as well. */
  noQr: string;
}

/** A Pass whose QR maker is fetched only when there is something to show. The digits are there at once. */
export function LatePass({ noQr, ...pass }: LatePassProps) {
  const [Pass, setPass] = useState<ComponentType<PassProps>>();
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    import('./parts/Pass.tsx').then(
      (found) => setPass(() => found.Pass),
      () => setLost(true),
    );
  }, []);
  if (Pass) return <Pass {...pass} />;
  return (
    <section class="pass">
      <div class="strip">
        <b class={pass.time.length > 5 ? 'n time range' : 'n time'}>{pass.time}</b>
        <div class="end">{pass.when}</div>
      </div>
      <div class="inside">
        <h2>{pass.place}</h2>
        {pass.detail && <p class="dim">{pass.detail}</p>}
        <p class="n code-digits">{digits(pass.code)}</p>
        {isLost && <Notice>{noQr}</Notice>}
        {pass.children && <div class="pair">{pass.children}</div>}
      </div>
    </section>
  );
}
