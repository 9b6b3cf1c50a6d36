import { useEffect, useState } from 'preact/hooks';
import { errorWords } from '../i18n/zh/errors.ts';
import { mine } from '../i18n/zh/mine.ts';
import { answer, api } from '../lib/api.ts';
import type { Dependant } from '../lib/household.ts';
import { useNow } from '../lib/now.ts';
import { codeOf, isSignedOut, keepMe, loadMe, type Me } from '../lib/session.ts';
import { SignedOut } from './mine/SignedOut.tsx';
import { Fault, Waiting } from './parts/Waiting.tsx';
import { BirthSection } from './profile/BirthSection.tsx';
import { CalendarSection } from './profile/CalendarSection.tsx';
import { type Consents, ConsentsSection } from './profile/ConsentsSection.tsx';
import { FamilySection } from './profile/FamilySection.tsx';
import { LeaveSection } from './profile/LeaveSection.tsx';
import { MeSection } from './profile/MeSection.tsx';

interface Known {
  me: Me;
  family: { items: Dependant[]; limit: number };
  consents: Consents;
  feed: { created: string | null };
}

async function readAll(): Promise<Known | null> {
  const me = await loadMe();
  if (!me) return null;
  const [family, consents, feed] = await Promise.all([
    answer(api.me.dependants.$get()),
    answer(api.me.consents.$get()),
    answer(api.me['calendar-feed'].$get()),
  ]);
  return { me, family, consents, feed };
}

/** Everything that is known of a resident, each with its own way to change it or to take it back. */
export function Profile() {
  const now = useNow();
  const [known, setKnown] = useState<Known | null>();
  const [fault, setFault] = useState<string>();

  async function read() {
    setFault(undefined);
    try {
      setKnown(await readAll());
    } catch (caught) {
      if (isSignedOut(caught)) {
        keepMe(null);
        setKnown(null);
      } else {
        setFault(codeOf(caught));
      }
    }
  }
  useEffect(() => {
    void read();
  }, []);

  if (known === null) return <SignedOut text={mine.ownOnly} full={false} />;
  if (!known || !now) {
    return (
      <div class="section">
        {fault ? (
          <Fault text={errorWords(fault).text} onRetry={() => void read()} />
        ) : (
          <Waiting rows={5} />
        )}
      </div>
    );
  }
  const { me, family, consents, feed } = known;
  return (
    <>
      <MeSection me={me} onChanged={read} />
      <FamilySection people={family.items} limit={family.limit} onChanged={read} />
      <BirthSection me={me} onChanged={read} />
      <CalendarSection created={feed.created} now={now} onChanged={read} />
      <ConsentsSection
        meId={me.id}
        consents={consents.items}
        people={family.items}
        now={now}
        onChanged={read}
      />
      <LeaveSection />
    </>
  );
}
