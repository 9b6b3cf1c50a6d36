import type { Facility } from '../../../../worker/features/directory/schema.ts';
import { facility as words } from '../../i18n/zh/facility.ts';
import type { IconName } from '../../lib/icons.ts';
import { useNow } from '../../lib/now.ts';
import { openingWords } from '../../lib/opening.ts';
import { Floors } from '../parts/Floors.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { useFacility } from './live.ts';

/** How many scenes of a floor are named before the list is opened. */
const NAMED = 4;

export interface FloorScenes {
  floor: number;
  title: string;
  icon: IconName;
  /** How one gets in, on the floor where one does. */
  entrance?: string;
  scenes: readonly FloorScene[];
}

interface FloorScene {
  id: string;
  name: string;
  summary: string;
  /** Its own weekly hours in words; undefined where they are those of the whole place. */
  hours?: string;
  /** `给老人、家长`; undefined where it is for everybody. */
  forWhom?: string;
  /** What can be done, booked or eaten in it. */
  links: readonly SceneLink[];
}

interface SceneLink {
  href: string;
  text: string;
  /** `带本人身份证等 3 样` */
  note?: string;
}

interface FacilityFloorsProps {
  id: string;
  /** Top floor first. */
  floors: readonly FloorScenes[];
}

/** The building floor by floor: what is where, and how much of it is open now. */
export function FacilityFloors({ id, floors }: FacilityFloorsProps) {
  const now = useNow();
  const { value } = useFacility(id, now);
  return (
    <Floors
      floors={floors.map(({ floor, title, icon, entrance, scenes }) => ({
        floor: floorName(floor),
        title,
        icon,
        entrance,
        now: value && openCount(scenes, value),
        text: <Scenes scenes={scenes} live={value} now={now} />,
      }))}
    />
  );
}

function floorName(floor: number): string {
  return floor < 0 ? `B${-floor}` : String(floor);
}

function openCount(scenes: readonly FloorScene[], { scenes: live }: Facility): string {
  const open = scenes.filter(({ id }) => openingOf(id, live)?.state === 'open').length;
  if (open === 0) return words.floorNoneOpen;
  if (open === scenes.length) return words.floorAllOpen(open);
  return words.floorOpen(open, scenes.length);
}

function openingOf(id: string, live: Facility['scenes'] | undefined) {
  return live?.find((one) => one.id === id)?.opening;
}

interface ScenesProps {
  scenes: readonly FloorScene[];
  live?: Facility;
  now: number;
}

function Scenes({ scenes, live, now }: ScenesProps) {
  const names = scenes.slice(0, NAMED).map(({ name }) => name);
  const joined = names.join(words.join);
  return (
    <details class="fold scenes">
      <summary>
        <span>{scenes.length > NAMED ? words.floorSome(joined, scenes.length) : joined}</span>
      </summary>
      <ul>
        {scenes.map(({ id, name, summary, hours, forWhom, links }) => {
          const opening = openingOf(id, live?.scenes);
          const state = opening && openingWords(opening, now);
          return (
            <li key={id}>
              <b>{name}</b>
              {state && <StateTile kind={state.kind}>{state.text}</StateTile>}
              <p>{summary}</p>
              {(forWhom || hours) && <p>{[forWhom, hours].filter(Boolean).join('；')}</p>}
              {links.length > 0 && <SceneLinks links={links} />}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function SceneLinks({ links }: { links: readonly SceneLink[] }) {
  return (
    <ul class="scene-links">
      {links.map(({ href, text, note }) => (
        <li key={href}>
          <a class="link" href={href}>
            {text}
          </a>
          {note && <small>{note}</small>}
        </li>
      ))}
    </ul>
  );
}
