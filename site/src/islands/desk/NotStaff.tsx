import { useState } from 'preact/hooks';
import { staff as t } from '../../i18n/zh/staff.ts';
import { staffErrorWords } from '../../i18n/zh/staffErrors.ts';
import { paths } from '../../lib/paths.ts';
import { refusalIn, requireSignIn, signOut, useSession } from '../../lib/session.ts';
import { staffPaths } from '../../lib/staff-paths.ts';
import { Button } from '../parts/Button.tsx';
import { Detour } from '../parts/Detour.tsx';
import { Fault } from '../parts/Waiting.tsx';
import { DeskHead } from './DeskHead.tsx';

/** For a resident who came here: what this is, and the ways out. */
export function NotStaff({ title }: { title: string }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  async function change() {
    setBusy(true);
    try {
      await signOut();
      requireSignIn(staffPaths.today);
    } catch (caught) {
      setBusy(false);
      setFault(refusalIn(caught).code);
    }
  }
  const { person } = useSession();
  const roles = person?.grants.map(({ role }) => role) ?? [];
  return (
    <>
      <DeskHead title={title} />
      <div class="not-staff">
        <Detour title={t.forbidden.title} text={t.forbidden.text}>
          {fault && <Fault text={staffErrorWords(fault).text} />}
          {roles.includes('merchant_owner') && (
            <Button href={staffPaths.merchant}>{t.forbidden.merchant}</Button>
          )}
          {roles.some((role) => role.startsWith('merchant_')) && (
            <Button href={staffPaths.counter}>{t.forbidden.counter}</Button>
          )}
          <Button href={paths.home}>{t.forbidden.home}</Button>
          <Button kind="line" href={paths.mine}>
            {t.forbidden.mine}
          </Button>
          <Button kind="line" busy={busy} onClick={change}>
            {t.forbidden.otherNumber}
          </Button>
        </Detour>
      </div>
    </>
  );
}
