import type { LifeCircle, ReachedPlace } from '../../../../worker/features/circle/schema.ts';
import { fitOf, type Need } from '../../../../worker/features/directory/rules/needs.ts';
import { circle as words } from '../../i18n/zh/circle.ts';
import { facilities } from '../../i18n/zh/facilities.ts';
import { categoryIcons } from '../../lib/categories.ts';
import { edgeOf } from '../../lib/circle.ts';
import { metres } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { FitTile } from '../needs/FitTile.tsx';
import { Plate } from '../parts/Plate.tsx';
import { Way } from '../parts/Way.tsx';

export type Requirement = LifeCircle['requirements'][number];

interface CircleRowProps {
  requirement: Requirement;
  /** How far its circle reaches. */
  reachM: number;
  needs: readonly Need[];
  /** Single ways that no network leads along say so; where all are estimated, the page does. */
  tellMethod: boolean;
}

/** One kind of place that should be near: the nearest that counts, and plainly when it is too far. */
export function CircleRow({ requirement, reachM, needs, tellMethod }: CircleRowProps) {
  const { id, category, met, places, nearer } = requirement;
  const [nearest] = places;
  const title = words.requirements[id] ?? facilities.categories[category];
  const fitting = nearest && insteadOf(nearest, places, needs);
  return (
    <li>
      {nearest ? (
        <Way
          light
          href={`${paths.near}${nearest.facilityId}/`}
          icon={categoryIcons[category]}
          title={title}
          place={
            <>
              {!met && <b class="too-far">{words.missing(edgeOf(reachM))}</b>}
              <span>{met ? nameOf(nearest) : words.nearestIs(nameOf(nearest))}</span>
              {needs.length > 0 && <FitTile fit={fitOf(needs, nearest.access)} />}
            </>
          }
          bearingDeg={nearest.bearing}
          figure={nearest.minutes}
          note={wayNote(nearest, tellMethod)}
        />
      ) : (
        <div class="way light">
          <Plate icon={categoryIcons[category]} dark />
          <span class="what">
            <b class="title">{title}</b>
            <span class="place">{words.none}</span>
          </span>
        </div>
      )}
      {fitting && (
        <a class="beside link" href={`${paths.near}${fitting.facilityId}/`}>
          {words.fitting(nameOf(fitting), fitting.minutes)}
        </a>
      )}
      {nearer && (
        <a class="beside link" href={`${paths.near}${nearer.facilityId}/`}>
          {words.nearer(nameOf(nearer), facilities.levels[nearer.level], nearer.minutes)}
        </a>
      )}
    </li>
  );
}

/** Where the nearest is known not to fit: the nearest that does, or of which nothing is known to be missing. */
function insteadOf(
  nearest: ReachedPlace,
  places: readonly ReachedPlace[],
  needs: readonly Need[],
): ReachedPlace | undefined {
  const fits = ({ access }: ReachedPlace) => fitOf(needs, access).fits;
  if (fits(nearest) !== 'no') return undefined;
  return places.find((one) => fits(one) === 'yes') ?? places.find((one) => fits(one) !== 'no');
}

function nameOf({ name, scene }: ReachedPlace): string {
  return scene ? `${name} ${facilities.list.inside(scene.floor, scene.name)}` : name;
}

function wayNote({ metres: way, by }: ReachedPlace, tellMethod: boolean) {
  if (!tellMethod) return metres(way);
  return `${metres(way)} ${by === 'network' ? words.byNetwork : words.estimated}`;
}
