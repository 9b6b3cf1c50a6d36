import { useState } from 'preact/hooks';
import { profile as t } from '../../i18n/zh/profile.ts';
import { paths } from '../../lib/paths.ts';
import { signOut, signOutEverywhere } from '../../lib/session.ts';
import { Said } from '../mine/Said.tsx';
import { useAct } from '../mine/useAct.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Section } from '../parts/Section.tsx';

/** Signing out: of this phone, or of all of them. */
export function LeaveSection() {
  const [asking, setAsking] = useState(false);
  const here = useAct();
  const everywhere = useAct();
  const leave = (act: () => Promise<void>) => async () => {
    await act();
    window.location.assign(paths.home);
  };
  return (
    <Section title={t.leave.title}>
      <div class="stack">
        <p>{t.leave.text}</p>
        <Said fault={here.fault ?? everywhere.fault} />
        <Button busy={here.busy} onClick={() => void here.run(leave(signOut))}>
          {t.leave.here}
        </Button>
        <p>{t.leave.everywhereText}</p>
        {asking ? (
          <Confirm
            question={t.leave.everywhereAsk}
            yes={t.leave.everywhereYes}
            no={t.leave.no}
            busy={everywhere.busy}
            onYes={() => void everywhere.run(leave(signOutEverywhere))}
            onNo={() => setAsking(false)}
          />
        ) : (
          <Button kind="line" onClick={() => setAsking(true)}>
            {t.leave.everywhere}
          </Button>
        )}
      </div>
    </Section>
  );
}
