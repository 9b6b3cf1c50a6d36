import type { Facility } from '../../../../worker/features/directory/schema.ts';
import { centre as words } from '../../i18n/zh/centre.ts';
import { parts } from '../../i18n/zh/parts.ts';
import { useNow } from '../../lib/now.ts';
import {
  type FloorScene,
  type FloorScenes,
  floorName,
  namesOf,
  openCount,
} from '../facility/FacilityFloors.tsx';
import { useFacility } from '../facility/live.ts';
import { SceneList, sceneOpening } from '../facility/SceneList.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Tag } from '../parts/Tag.tsx';

interface CentreSectionProps {
  id: string;
  /** Top floor first. */
  floors: readonly FloorScenes[];
}

/**
 * A centre as its own cross-section: the floors as they stand, a window for each room, lit while it is open. The picture is the
 * list: each floor opens, and says in words what its windows show.
 */
export function CentreSection({ id, floors }: CentreSectionProps) {
  const now = useNow();
  const { value } = useFacility(id, now);
  return (
    <div class="cross">
      <p class="dim cross-key">
        <span class="windows" aria-hidden="true">
          <i class="open" />
        </span>{' '}
        {words.lit}{' '}
        <span class="windows" aria-hidden="true">
          <i class="shut" />
        </span>{' '}
        {words.dark}
      </p>
      <Roof />
      <ol class="storeys">
        {floors.map((floor) => (
          <Storey key={floor.floor} of={floor} live={value} now={now} />
        ))}
      </ol>
    </div>
  );
}

/** A flat roof with its stair house and the flag of a public building. */
function Roof() {
  return (
    <svg class="roof" viewBox="0 0 320 44" preserveAspectRatio="xMidYMax meet" aria-hidden="true">
      <path d="M2 43V36L60 22H260L318 36V43" />
      <path d="M84 22V10H128V22M92 16H120" />
      <path d="M226 22V3L244 8.5L226 14" />
    </svg>
  );
}

interface StoreyProps {
  of: FloorScenes;
  live: Facility | undefined;
  now: number;
}

function Storey({ of: { floor, title, icon, entrance, scenes }, live, now }: StoreyProps) {
  const name = floorName(floor);
  return (
    <li class={entrance ? 'entrance' : undefined}>
      <details>
        <summary>
          <span class="n" role="img" aria-label={parts.floor(name)}>
            {name}
          </span>
          <span class="about">
            <b class="theme">
              {title}
              <Icon name={icon} />
            </b>
            <span class="names">{namesOf(scenes)}</span>
            <Windows scenes={scenes} live={live} />
            {live && (
              <span class="count">
                <Tag tone="now">{parts.now}</Tag> {openCount(scenes, live)}
              </span>
            )}
            {entrance && (
              <span class="way-in">
                <Tag tone="now">{parts.entrance}</Tag> {entrance}
              </span>
            )}
          </span>
        </summary>
        <div class="scenes">
          <SceneList scenes={scenes} live={live} now={now} />
        </div>
      </details>
    </li>
  );
}

const LOOKS = { open: 'open', closed: 'shut', unknown: 'ask' } as const;

/** One for each room; nobody reads them aloud, because the line below says how many are open. */
function Windows({ scenes, live }: { scenes: readonly FloorScene[]; live: Facility | undefined }) {
  return (
    <span class="windows" aria-hidden="true">
      {scenes.map(({ id }) => (
        <i key={id} class={LOOKS[sceneOpening(id, live)?.state ?? 'unknown']} />
      ))}
    </span>
  );
}
