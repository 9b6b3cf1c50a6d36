import { useEffect, useState } from 'preact/hooks';
import { facilityCan } from '../../../../../worker/features/directory/rules/upkeep.ts';
import { staff } from '../../../i18n/zh/staff.ts';
import { staffErrorWords } from '../../../i18n/zh/staffErrors.ts';
import { staffRegister as t } from '../../../i18n/zh/staffRegister.ts';
import { answer, api } from '../../../lib/api.ts';
import { useNow } from '../../../lib/now.ts';
import { type Person, requireSignIn, useSession } from '../../../lib/session.ts';
import { staffPaths } from '../../../lib/staff-paths.ts';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Fault, Waiting } from '../../parts/Waiting.tsx';
import { DeskHead } from '../DeskHead.tsx';
import { Loaded } from '../Loaded.tsx';
import { NotStaff } from '../NotStaff.tsx';
import { hasDesk } from '../places.ts';
import { useAddress } from '../useAddress.ts';
import { useDesk } from '../useDesk.ts';
import { Overview } from './Overview.tsx';
import { RecordDesk } from './RecordDesk.tsx';
import type { AtRegister } from './register.ts';

const title = staff.nav.register;

function keepsRegister({ grants }: Person): boolean {
  const roles: readonly string[] = facilityCan.see.staff.roles;
  return grants.some(({ role }) => roles.includes(role));
}

/** What is to be done about the register; with `?place=` in the address, one record of it. */
export function RegisterPage() {
  const { person, fault, retry } = useSession({ sure: true });
  const now = useNow();
  useEffect(() => {
    if (person === null) requireSignIn();
  }, [person]);
  if (person && !hasDesk(person)) return <NotStaff title={title} />;
  return (
    <>
      <DeskHead title={title} now={now} />
      {person && now > 0 && keepsRegister(person) && <Register person={person} now={now} />}
      {person && !keepsRegister(person) && (
        <Empty title={t.onlyPlace.title} text={t.onlyPlace.text}>
          <Button href={staffPaths.today} fit>
            {t.onlyPlace.back}
          </Button>
        </Empty>
      )}
      {!person && fault && <Fault text={staffErrorWords(fault).text} onRetry={retry} />}
      {!person && !fault && <Waiting rows={4} />}
    </>
  );
}

function Register({ person, now }: { person: Person; now: number }) {
  const address = useAddress();
  const [turn, setTurn] = useState(0);
  const [said, setSaid] = useState('');
  const queue = useDesk('register', turn, () => answer(api.staff.upkeep.$get()));
  const placeId = address.get('place');
  const open = (id: string | undefined) => {
    setSaid('');
    address.set({ place: id }, true);
    window.scrollTo(0, 0);
  };
  const changed = (words: string) => {
    setTurn((old) => old + 1);
    setSaid(words);
  };
  const desk: AtRegister = { person, now, turn, changed, open };
  return (
    <>
      <div class="said" role="status">
        {said && <Notice>{said}</Notice>}
      </div>
      <Loaded asked={queue}>
        {(value) =>
          placeId ? (
            <RecordDesk key={placeId} desk={desk} queue={value} id={placeId} />
          ) : (
            <Overview desk={desk} queue={value} />
          )
        }
      </Loaded>
    </>
  );
}
