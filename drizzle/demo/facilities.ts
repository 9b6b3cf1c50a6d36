/** The 412 places: 20 of the subdistrict, 245 of communities, 147 of estates. */
import type { Category, Level } from '../../worker/features/directory/rules/kinds.ts';
import { holdsDays } from '../../worker/features/directory/rules/upkeep.ts';
import { type Position, straightMetres } from '../../worker/features/directory/rules/walk.ts';
import { pinyinOf, syllablesOf } from '../../worker/lib/pinyin.ts';
import { addDays, type Day } from '../../worker/lib/time.ts';
import { accessFacts, GUOLING_ACCESS, withStoreys } from './access.ts';
import { COMMUNITIES, type CommunityPlan, estateRows, moved } from './areas.ts';
import { ESTATE_KINDS } from './estate-kinds.ts';
import { COMMUNITY_KINDS, EXTRA_KINDS, type FacilityKind } from './facility-kinds.ts';
import type { EstateRow, FacilityRow } from './rows.ts';
import { at, type Seed, seeded } from './seed.ts';
import { SUBDISTRICT_PLANS } from './subdistrict.ts';

/** Two places are never nearer to each other than this. */
const APART_M = 20;

/** How many places the estates have, in turn: 49 estates, 147 places. */
const PLACES_OF_ESTATE = [3, 4, 2, 3, 3] as const;

/** Where the look-book draws them, seen from 万和花苑. */
const FIXED_PLACES: Readonly<Record<string, readonly [eastM: number, northM: number]>> = {
  'wanhe-1-court': [-225, 184],
  'wanhe-2-reading': [-405, -278],
};

type Plan = {
  taken: Position[];
  today: Day;
  seed: Seed;
};

export function facilityRows(today: Day): FacilityRow[] {
  const plan: Plan = { taken: [], today, seed: seeded('facilities') };
  return [
    ...SUBDISTRICT_PLANS.map((one) => subdistrictFacility(plan, one)),
    ...COMMUNITIES.flatMap((community, index) => communityFacilities(plan, community, index)),
    ...estateFacilities(plan),
  ];
}

function subdistrictFacility(
  plan: Plan,
  { communityId, eastM, northM, ...known }: (typeof SUBDISTRICT_PLANS)[number],
): FacilityRow {
  const community = communityById(communityId);
  return {
    ...shared(plan, { level: 'subdistrict', ...known, phone: true }),
    ...known,
    zoneId: community.zoneId,
    communityId,
    estateId: null,
    ...placed(plan, moved(community.middle, eastM, northM), 0),
    ...(known.id === 'guoling'
      ? { access: GUOLING_ACCESS, checkedOn: addDays(plan.today, -7), phone: '0571-00001001' }
      : {}),
  };
}

function communityFacilities(plan: Plan, community: CommunityPlan, index: number): FacilityRow[] {
  const extra = EXTRA_KINDS[community.id];
  const kinds = extra ? [...COMMUNITY_KINDS, extra] : COMMUNITY_KINDS;
  // 万和 lies as drawn in the look-book; the others are the same plan, turned, so that no two look alike.
  const turned = (index * 67 * Math.PI) / 180;
  return kinds.map((kind) => {
    const eastM = kind.eastM * Math.cos(turned) - kind.northM * Math.sin(turned);
    const northM = kind.eastM * Math.sin(turned) + kind.northM * Math.cos(turned);
    const wanted = moved(community.middle, eastM, northM);
    return {
      ...described(plan, 'community', kind, community.name.replace(/社区$/, ''), index),
      id: `${community.id}-${kind.slug}`,
      sign: kind.slug === 'centre' ? centreSign(community) : null,
      zoneId: community.zoneId,
      communityId: community.id,
      estateId: null,
      address: `${at(community.streets, plan.seed.int(0, 2))} ${plan.seed.int(11, 690)} 号`,
      ...placed(plan, wanted, index === 0 ? 0 : 30),
    };
  });
}

/** A1, B1 and C1 are the centres of the zones; the communities' centres follow. */
function centreSign(community: CommunityPlan): string {
  const inZone = COMMUNITIES.filter(({ zoneId }) => zoneId === community.zoneId);
  return `${community.zoneId.toUpperCase()}${inZone.indexOf(community) + 2}`;
}

function estateFacilities(plan: Plan): FacilityRow[] {
  let turn = 0;
  return estateRows().flatMap((estate, index) =>
    Array.from({ length: at(PLACES_OF_ESTATE, index) }, () => {
      const kind = at(ESTATE_KINDS, turn);
      return estateFacility(plan, estate, kind, Math.floor(turn++ / ESTATE_KINDS.length));
    }),
  );
}

function estateFacility(
  plan: Plan,
  estate: EstateRow,
  kind: FacilityKind,
  round: number,
): FacilityRow {
  const id = `${estate.id}-${kind.slug}`;
  const community = communityById(estate.communityId);
  const bearing = plan.seed.next() * 2 * Math.PI;
  const metres = plan.seed.int(35, 95);
  const fixed = FIXED_PLACES[id];
  const wanted = fixed
    ? moved(community.middle, ...fixed)
    : moved(estate, metres * Math.sin(bearing), metres * Math.cos(bearing));
  return {
    ...described(plan, 'estate', kind, estate.name, round),
    id,
    sign: null,
    zoneId: community.zoneId,
    communityId: community.id,
    estateId: estate.id,
    address: `${estate.name} ${plan.seed.int(1, 18)} 幢旁`,
    ...placed(plan, wanted, fixed ? 0 : 15),
  };
}

function described(plan: Plan, level: Level, kind: FacilityKind, place: string, turn: number) {
  const name = kind.name.replace('{}', place);
  const known = shared(plan, { level, name, category: kind.category, phone: kind.phone });
  const areaM2 = plan.seed.int(...kind.areaM2);
  return {
    ...known,
    access: withStoreys(known.access, areaM2),
    category: kind.category,
    name,
    summary: kind.summary,
    areaM2,
    hours: at(kind.hours, turn),
    audience: kind.audience,
  };
}

type Known = { level: Level; name: string; category: Category; phone: boolean };

/** What every record has. Telephone numbers start with 0000, which no exchange does. */
function shared(plan: Plan, known: Known) {
  const { level, name, phone } = known;
  return {
    level,
    pinyin: pinyinOf(name),
    syllables: syllablesOf(name),
    aliases: [],
    phone: phone ? `0571-0000${String(plan.seed.int(1100, 9899))}` : null,
    access: accessFacts(level, plan.seed),
    ...lastCheck(plan, known),
    revisedAt: 0,
    retiredAt: null,
    datum: 'gcj02' as const,
    demo: true,
  };
}

/** Of a thousand records so many are checked in time; the others are some days late, or nobody has been there yet. */
const IN_TIME = 965;

/** Staff of a centre look after the subdistrict's places, grid workers after the others. */
function lastCheck(
  { seed, today }: Plan,
  { level, category }: Known,
): Pick<FacilityRow, 'checkedOn' | 'checkedBy'> {
  if (seed.chance(0.04)) return { checkedOn: null, checkedBy: null };
  const holds = holdsDays({ level, category });
  const drawn = seed.int(1, 1000);
  const late = drawn - IN_TIME;
  const days = late > 0 ? holds + late : Math.ceil((drawn / IN_TIME) * (holds - 2));
  return {
    checkedOn: addDays(today, -days),
    checkedBy: level === 'subdistrict' ? 'centre_staff' : 'grid_worker',
  };
}

/** The wanted spot, or one within some metres of it; never on top of another place. */
function placed(plan: Plan, wanted: Position, jitterM: number): Position {
  for (let tries = 0; ; tries++) {
    const reach = jitterM + tries * 3;
    const spot = moved(wanted, plan.seed.int(-reach, reach), plan.seed.int(-reach, reach));
    if (plan.taken.every((other) => straightMetres(other, spot) >= APART_M)) {
      plan.taken.push(spot);
      return spot;
    }
  }
}

function communityById(id: string): CommunityPlan {
  const community = COMMUNITIES.find((one) => one.id === id);
  if (!community) throw new Error(`No community ${id}`);
  return community;
}
