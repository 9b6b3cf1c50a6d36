/** Ways into the centres and the canteens: steps at the front and a ramp at the side, or level all round. */
import type { Position } from '../../worker/features/directory/rules/walk.ts';
import { moved } from './areas.ts';
import type { EntranceRow, FacilityRow } from './rows.ts';
import { at, type Seed, seeded } from './seed.ts';

type Door = Pick<EntranceRow, 'kind' | 'name' | 'stepFree' | 'note'> & {
  /** From the middle of the house. */
  eastM: number;
  northM: number;
};

/** As the record of the place says of the way in: `东门无台阶，坡道 1:12`. */
const GUOLING: readonly Door[] = [
  {
    kind: 'main',
    name: '东门',
    stepFree: 'yes',
    note: '没有台阶，坡道 1:12，自动门',
    eastM: 38,
    northM: 0,
  },
  {
    kind: 'side',
    name: '西门',
    stepFree: 'no',
    note: '三级台阶，有扶手',
    eastM: -38,
    northM: 4,
  },
  {
    kind: 'side',
    name: '北侧通道',
    stepFree: 'yes',
    note: '从地面停车位平进，直达电梯',
    eastM: 6,
    northM: 30,
  },
];

/** On which side of a house the street is, in turn. */
const SIDES = [
  { name: '南', eastM: 0, northM: -1 },
  { name: '东', eastM: 1, northM: 0 },
  { name: '北', eastM: 0, northM: 1 },
  { name: '西', eastM: -1, northM: 0 },
] as const;

const RAMPS = ['坡道 1:12，有扶手', '平进，门宽 1 米', '坡道，门上有呼叫铃'] as const;
const STEPS = ['三级台阶，有扶手', '两级台阶', '五级台阶，有扶手'] as const;

/** Doors of every centre and every canteen. */
export function entranceRows(facilities: readonly FacilityRow[]): EntranceRow[] {
  const seed = seeded('entrances');
  return facilities
    .filter(({ id, category }) => category === 'centre' || /-(canteen|mealpoint)$/.test(id))
    .flatMap((facility) => {
      const doors = facility.id === 'guoling' ? GUOLING : doorsOf(facility, seed);
      return doors.map((door, sort) => rowOf(facility, door, sort));
    });
}

/** The record's own word on steps holds: where it says that one gets in without, one of the doors has none. */
function doorsOf({ access, level }: FacilityRow, seed: Seed): Door[] {
  const turn = seed.int(0, SIDES.length - 1);
  const halfM = level === 'subdistrict' ? 30 : 12;
  const [front, side] = [at(SIDES, turn), at(SIDES, turn + 1)].map(({ name, eastM, northM }) => ({
    name,
    eastM: eastM * halfM,
    northM: northM * halfM,
  })) as [{ name: string; eastM: number; northM: number }, (typeof SIDES)[number]];
  const answer = access.step_free?.answer ?? 'unknown';
  const main = { ...front, kind: 'main' as const, name: `${front.name}门` };
  const other = { ...side, kind: 'side' as const, name: `${side.name}侧门` };
  if (answer === 'unknown') return [{ ...main, stepFree: 'unknown', note: null }];
  const steps = seed.pick(STEPS);
  if (answer === 'no') {
    return [
      { ...main, stepFree: 'no', note: steps },
      { ...other, stepFree: 'no', note: '一级台阶，打电话可以搭便携坡道' },
    ];
  }
  const ramp = seed.pick(RAMPS);
  // Most fronts are older than the rule that asks for a ramp; the ramp came at the side.
  if (seed.chance(0.6)) {
    return [
      { ...main, stepFree: 'no', note: steps },
      { ...other, stepFree: 'yes', note: ramp },
    ];
  }
  return [{ ...main, stepFree: 'yes', note: ramp }];
}

function rowOf(facility: FacilityRow, { eastM, northM, ...door }: Door, sort: number): EntranceRow {
  const position: Position = moved(facility, eastM, northM);
  return {
    id: `${facility.id}-door-${sort + 1}`,
    facilityId: facility.id,
    ...door,
    lng: position.lng,
    lat: position.lat,
    sort,
  };
}
