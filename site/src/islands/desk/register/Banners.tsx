import { useState } from 'preact/hooks';
import type { StaffBanner } from '../../../../../worker/features/upkeep/schema.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { answer, api } from '../../../lib/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Section } from '../../parts/Section.tsx';
import { periodWords } from '../words.ts';
import { BannerForm } from './BannerForm.tsx';
import { LiftedRow } from './LiftedRow.tsx';
import type { AtRegister } from './register.ts';
import { bannerScopes, type ScopeChoice } from './scopes.ts';
import { useAreas } from './useAreas.ts';

const t = staffRegister.banners;

/** What stands over pages of one's own scope, and a form for another over many pages. */
export function Banners({ desk, banners }: { desk: AtRegister; banners: readonly StaffBanner[] }) {
  const areas = useAreas();
  const scopes = areas.value ? bannerScopes(areas.value, desk.person.grants) : [];
  return (
    <Section title={t.title}>
      <BannerList desk={desk} banners={banners} scopes={scopes} add={t.add} />
      {banners.length === 0 && <Empty title={t.none} text={t.noneText} />}
    </Section>
  );
}

interface ListProps {
  desk: AtRegister;
  banners: readonly StaffBanner[];
  scopes: readonly ScopeChoice[];
  add: string;
}

export function BannerList({ desk, banners, scopes, add }: ListProps) {
  const [adding, setAdding] = useState(false);
  return (
    <>
      {adding ? (
        <BannerForm desk={desk} scopes={scopes} onClose={() => setAdding(false)} />
      ) : (
        scopes.length > 0 && (
          <>
            <p class="dim">{t.lead}</p>
            <Button kind="line" fit icon="speaker" onClick={() => setAdding(true)}>
              {add}
            </Button>
          </>
        )
      )}
      {banners.map((banner) => (
        <BannerRow key={banner.id} desk={desk} banner={banner} />
      ))}
    </>
  );
}

function BannerRow({ desk, banner }: { desk: AtRegister; banner: StaffBanner }) {
  const { id, scopeKind, scopeName, text, from, until, state, can } = banner;
  return (
    <LiftedRow
      id={id}
      tile={state === 'planned' ? 'wait' : 'open'}
      title={t.scopes[scopeKind](scopeName ?? '')}
      text={text}
      note={`${staffRegister.states[state]}，${periodWords(from, until, desk.now)}`}
      canLift={can.lift}
      lift={{ press: t.lift, label: t.liftLabel(text), ask: t.liftAsk, text: t.liftText }}
      onLift={(reason) =>
        answer(api.staff.banners[':id'].lift.$post({ param: { id }, json: { reason } }))
      }
      onLifted={() => desk.changed(staffRegister.said.bannerLifted)}
    />
  );
}
