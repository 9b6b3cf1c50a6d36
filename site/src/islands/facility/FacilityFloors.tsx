import type { Facility } from '../../../../worker/features/directory/schema.ts';
import { facility as words } from '../../i18n/zh/facility.ts';
import type { IconName } from '../../lib/icons.ts';
import { useNow } from '../../lib/now.ts';
import { Floors } from '../parts/Floors.tsx';
import { useFacility } from './live.ts';
import { SceneList, sceneOpening } from './SceneList.tsx';

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

export interface FloorScene {
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

export interface SceneLink {
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

/** `4`, `B1` */
export function floorName(floor: number): string {
  return floor < 0 ? `B${-floor}` : String(floor);
}

/** `6 处开着，共 9 处` */
export function openCount(scenes: readonly FloorScene[], live: Facility): string {
  const open = scenes.filter(({ id }) => sceneOpening(id, live)?.state === 'open').length;
  if (open === 0) return words.floorNoneOpen;
  if (open === scenes.length) return words.floorAllOpen(open);
  return words.floorOpen(open, scenes.length);
}

/** The first few by name, and how many there are. */
export function namesOf(scenes: readonly FloorScene[]): string {
  const joined = scenes
    .slice(0, NAMED)
    .map(({ name }) => name)
    .join(words.join);
  return scenes.length > NAMED ? words.floorSome(joined, scenes.length) : joined;
}

interface ScenesProps {
  scenes: readonly FloorScene[];
  live?: Facility;
  now: number;
}

function Scenes({ scenes, live, now }: ScenesProps) {
  return (
    <details class="fold scenes">
      <summary>
        <span>{namesOf(scenes)}</span>
      </summary>
      <SceneList scenes={scenes} live={live} now={now} />
    </details>
  );
}
