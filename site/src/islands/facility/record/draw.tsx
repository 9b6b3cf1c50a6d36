/**
 * Draws the page of a place from the record as it is now, into the slots (`data-part`) that the page has. Fetched only
 * where the record is newer than the page, or the page was built for no place in particular.
 */
import { type ComponentChild, render } from 'preact';
import type { Facility } from '../../../../../worker/features/directory/schema.ts';
import { facilities as kinds } from '../../../i18n/zh/facilities.ts';
import { facility as words } from '../../../i18n/zh/facility.ts';
import { answer, api, type InferResponseType } from '../../../lib/api.ts';
import { monthDay } from '../../../lib/format.ts';
import { type Place, place } from '../../../lib/home.ts';
import { hoursInBrief } from '../../../lib/hours.ts';
import { paths } from '../../../lib/paths.ts';
import { tenant } from '../../../lib/tenant.ts';
import { ForMe } from '../../needs/ForMe.tsx';
import { Section } from '../../parts/Section.tsx';
import { FacilityAccess } from '../FacilityAccess.tsx';
import { FacilityFloors } from '../FacilityFloors.tsx';
import { FacilityNow } from '../FacilityNow.tsx';
import { FacilityToday } from '../FacilityToday.tsx';
import { FacilityTruth } from '../FacilityTruth.tsx';
import { FacilityChanges, FacilityWeek } from '../FacilityWeek.tsx';
import { type Door, GettingThere } from '../GettingThere.tsx';
import { ReportWrong } from '../ReportWrong.tsx';
import { TakeMe } from '../TakeMe.tsx';
import { callOf } from './call.ts';

import { HoursTable } from './HoursTable.tsx';
import { Lead } from './Lead.tsx';
import { RecordTitle } from './RecordTitle.tsx';
import { ServicesHere } from './ServicesHere.tsx';
import { sceneFloors } from './sceneFloors.ts';
import { Whereabouts } from './Whereabouts.tsx';

type Areas = InferResponseType<typeof api.areas.$get>;

type Drawn = Facility & {
  community: { id: string; name: string } | undefined;
  zoneLetter: string | undefined;
  /** Where the reader is reckoned from. */
  from: Place;
};

/** Draws all that the page has a slot for. */
export async function drawRecord(facility: Facility): Promise<void> {
  const areas = await askAreas();
  const from = place.value;
  if (!from) return;
  const drawn: Drawn = {
    ...facility,
    from,
    community: areas?.communities.find(({ id }) => id === facility.communityId),
    zoneLetter: areas?.zones.find(({ id }) => id === facility.zoneId)?.letter,
  };
  for (const slot of Array.from(document.querySelectorAll<HTMLElement>('[data-part]'))) {
    const part = PARTS[slot.dataset.part as keyof typeof PARTS];
    clear(slot);
    render(part(drawn), slot);
  }
  document.title = document.title.replace(/^[^·]+/, `${facility.name} `);
}

/** Without them a place is drawn all the same, only without the name of its community. */
async function askAreas(): Promise<Areas | undefined> {
  return answer(api.areas.$get()).catch(() => undefined);
}

/** What the page was built with goes, and its islands with it: they would go on asking. */
function clear(slot: HTMLElement): void {
  if (slot.dataset.drawn) return;
  slot.dataset.drawn = 'yes';
  for (const island of Array.from(slot.querySelectorAll('astro-island'))) {
    island.dispatchEvent(new CustomEvent('astro:unmount'));
  }
  slot.textContent = '';
}

const PARTS = {
  crumb: ({ level, category }: Drawn) =>
    words.crumb(kinds.levels[level], kinds.categories[category]),
  title: (one: Drawn) => <RecordTitle {...one} />,
  now: ({ id, position, hours, access, from }: Drawn) => (
    <FacilityNow
      id={id}
      position={position}
      hours={hoursInBrief(hours) ?? words.hoursUnknownBrief}
      facts={access}
      built={from}
    />
  ),
  truth: ({ id, revision }: Drawn) => <FacilityTruth id={id} revision={revision} />,
  changes: ({ id }: Drawn) => <FacilityChanges id={id} />,
  lead: (one: Drawn) => <Lead {...one} />,
  floors: (one: Drawn) => <FloorsHere {...one} />,
  services: ({ services }: Drawn) => (
    <ServicesHere services={services.filter(({ sceneId }) => sceneId === null)} />
  ),
  today: ({ id }: Drawn) => <FacilityToday id={id} />,
  hours: ({ hours }: Drawn) => <HoursTable periods={hours} />,
  week: ({ id }: Drawn) => <FacilityWeek id={id} />,
  access: ({ id, category, access, checkedOn, phone, from }: Drawn) => (
    <FacilityAccess
      id={id}
      category={category}
      facts={access}
      checked={checkedOn ? words.checked(monthDay(checkedOn)) : words.neverChecked}
      call={callOf(phone)}
      built={from}
    />
  ),
  needs: ({ id }: Drawn) => <ForMe back={`${paths.near}${id}/`} />,
  way: (one: Drawn) => (
    <GettingThere
      to={spotOf(one)}
      address={`${tenant.subdistrict}${one.address}`}
      doors={doorsOf(one)}
    />
  ),
  where: (one: Drawn) => <Whereabouts {...one} />,
  report: ({ id }: Drawn) => <ReportWrong id={id} />,
  go: (one: Drawn) => <TakeMe to={spotOf(one)} doors={doorsOf(one)} call={callOf(one.phone)} />,
} satisfies Record<string, (drawn: Drawn) => ComponentChild>;

function FloorsHere({ id, scenes, access, services }: Drawn) {
  if (scenes.length === 0) return null;
  const floors = sceneFloors(scenes, access, (scene) =>
    services
      .filter(({ sceneId }) => sceneId === scene.id)
      .map((one) => ({ href: `${paths.services}${one.id}/`, text: one.name })),
  );
  return (
    <Section
      title={floors.length > 1 ? words.floorsTitle : words.oneFloorTitle}
      end={words.scenes(scenes.length)}
    >
      <FacilityFloors id={id} floors={floors} />
    </Section>
  );
}

function spotOf({ name, position: { lng, lat } }: Drawn) {
  return { name, lng, lat };
}

function doorsOf({ entrances }: Drawn): Door[] {
  return entrances.map(({ kind, name, stepFree, note, position: { lng, lat } }) => ({
    kind,
    name,
    stepFree,
    note,
    lng,
    lat,
  }));
}
