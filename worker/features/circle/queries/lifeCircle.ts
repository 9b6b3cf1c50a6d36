/** What can be reached in five, ten and fifteen minutes from an estate or a point. */
import type { Context } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { estateQuery, nearbyKindsQuery } from '../../directory/queries/kinds.ts';
import { positionView } from '../../directory/queries/places.ts';
import type { AccessFacts } from '../../directory/rules/kinds.ts';
import type { Position } from '../../directory/rules/walk.ts';
import { gridOf } from '../rules/grid.ts';
import { methodOf } from '../rules/method.ts';
import {
  countingFor,
  isMet,
  type Kind,
  LOOK_WITHIN_M,
  nearestOnFoot,
  type Reached,
} from '../rules/reach.ts';
import { REQUIREMENTS, reachMetres, TIERS } from '../rules/standard.ts';
import { networkFor, waysFrom } from '../rules/ways.ts';
import type { LifeCircle, LifeCircleInput, ReachedPlace } from '../schema.ts';
import { networkInForceQuery, networkView, waysQueries } from './network.ts';

/** Of each requirement so many are answered: the second or third may fit somebody whom the first doesn't. */
const PLACES_EACH = 3;

/** Of each kind and level so many are read: along the network the nearest need not be the nearest in a straight line. */
const READ_EACH = 12;

type KindRow = Kind & {
  name: string;
  sign: string | null;
  access: AccessFacts;
  sceneId: string | null;
  sceneName: string | null;
  sceneFloor: number | null;
};

/** Throws `estate.notFound`. */
export async function getLifeCircle(
  { db }: Context,
  { near, estate, pace }: LifeCircleInput,
): Promise<LifeCircle> {
  const here = near ?? { estateId: estate ?? '' };
  const [[home], kinds, [inForce], nodes, edges] = await db.batch([
    estateQuery(db, estate ?? ''),
    nearbyKindsQuery(db, here, { withinM: LOOK_WITHIN_M, most: READ_EACH }),
    networkInForceQuery(db),
    ...waysQueries(db, here),
  ]);
  const from: Position | undefined = near ?? home;
  if (!from) throw new DomainError('estate.notFound');
  const ways = waysFrom(from, pace, networkFor(pace, nodes, edges));
  const counting = countingFor<KindRow>(kinds);
  const ofKind = (category: string) => kinds.filter((kind) => kind.category === category);
  return {
    from: positionView(from),
    estate: home ? { id: home.id, name: home.name } : null,
    pace,
    method: { ...methodOf(ways.by, pace), network: networkView(inForce) },
    reach: TIERS.map((tier) => ({ tier, metres: Math.round(reachMetres(tier, pace)) })),
    requirements: REQUIREMENTS.map((requirement) => {
      const grid = counting.get(requirement.id) ?? gridOf<KindRow>([]);
      const look = { pace, most: PLACES_EACH };
      const places = nearestOnFoot(grid, from, ways.to, look);
      const met = isMet(requirement, places[0]);
      const any = nearestOnFoot(gridOf(ofKind(requirement.category)), from, ways.to, look)[0];
      const isNearer = !met && any && any.place.id !== places[0]?.place.id;
      return {
        ...requirement,
        levels: [...requirement.levels],
        met,
        places: places.map(placeView),
        nearer: isNearer ? placeView(any) : null,
      };
    }),
  };
}

function placeView({ place, ...way }: Reached<KindRow>): ReachedPlace {
  const { id, name, sign, level, access, sceneId, sceneName, sceneFloor } = place;
  const { straightM, ...rest } = way;
  return {
    facilityId: id,
    name,
    sign,
    level,
    ...(sceneId !== null && {
      scene: { id: sceneId, name: sceneName ?? '', floor: sceneFloor ?? 0 },
    }),
    ...rest,
    straightMetres: Math.round(straightM),
    access: answersOf(access),
  };
}

/** Without the notes, which a list has no room for. */
function answersOf(access: AccessFacts): ReachedPlace['access'] {
  return Object.fromEntries(
    Object.entries(access).map(([feature, { answer }]) => [feature, { answer }]),
  ) as ReachedPlace['access'];
}
