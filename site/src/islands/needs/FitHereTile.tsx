import { entrancesFor, type WayIn } from '../../../../worker/features/directory/rules/entrances.ts';
import type { AccessFacts } from '../../../../worker/features/directory/rules/kinds.ts';
import { factsOn, fitOf, type Need } from '../../../../worker/features/directory/rules/needs.ts';
import { directions } from '../../i18n/zh/directions.ts';
import { useNeeds } from '../../lib/needs.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { useFacility } from '../facility/live.ts';
import { FitTile } from './FitTile.tsx';

/** What is known of a house. */
interface House {
  access: AccessFacts;
  entrances: readonly (WayIn & { name: string; note: string | null })[];
}

export interface FitHereProps {
  facilityId: string;
  /** Of the room that the page is about, 1 = ground; null where it is not known. */
  floor?: number | null;
  /** As the page was built with it; without it the register is asked. */
  house?: House;
}

/** Whether the house of a room, a canteen or an activity fits, leading to what is in the way there; and by which door. */
export function FitHereTile({ facilityId, floor = null, house }: FitHereProps) {
  const needs = useNeeds();
  if (needs.length === 0) return null;
  return house ? (
    <Told facilityId={facilityId} floor={floor} house={house} needs={needs} />
  ) : (
    <Asked facilityId={facilityId} floor={floor} needs={needs} />
  );
}

interface AskedProps {
  facilityId: string;
  floor: number | null;
  needs: readonly Need[];
}

function Asked(props: AskedProps) {
  const { value } = useFacility(props.facilityId, useNow());
  return value ? <Told {...props} house={value} /> : null;
}

function Told({ facilityId, floor, house, needs }: AskedProps & { house: House }) {
  const [door] = entrancesFor(house.entrances, needs);
  const page = `${paths.near}${facilityId}/`;
  return (
    <div class="pad fit-here">
      <a href={`${page}#access`}>
        <FitTile fit={fitOf(needs, factsOn(floor, house.access))} />
      </a>
      {door && (
        <a href={`${page}#way`}>
          <b>{directions.door(door.name)}</b>
          {directions.doorAbout(directions.stepFree[door.stepFree], door.note)}
        </a>
      )}
    </div>
  );
}
