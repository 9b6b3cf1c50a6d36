import type { Coverage } from '../../../../worker/features/circle/schema.ts';
import { coverage as words } from '../../i18n/zh/coverage.ts';
import { facilities } from '../../i18n/zh/facilities.ts';
import { whole } from '../../lib/format.ts';
import { Section } from '../parts/Section.tsx';
import { Bar } from './Bar.tsx';

type Area = Coverage['floorArea']['subdistrict'];

/** m² for a hundred households: ours by subdistrict, zone and community; the source's own figures apart from them. */
export function FloorArea({ coverage: { floorArea, floorAreaVersion } }: { coverage: Coverage }) {
  const { subdistrict, zones, communities, indoor, saidBySource } = floorArea;
  const most = Math.max(
    ...[subdistrict, ...zones, ...communities].map((one) => one.m2PerHundredHouseholds ?? 0),
  );
  return (
    <Section title={words.floor.title} id="floor">
      <p class="dim">{words.floor.note(floorAreaVersion)}</p>
      <ul class="bars floor-bars">
        <FloorRow area={{ ...subdistrict, name: words.floor.whole }} most={most} strong />
        {zones.map((zone) => (
          <>
            <FloorRow
              key={zone.id}
              area={{ ...zone, name: words.floor.zone(zone.name) }}
              most={most}
              strong
            />
            {communities
              .filter(({ zoneId }) => zoneId === zone.id)
              .map((community) => (
                <FloorRow key={community.id} area={community} most={most} />
              ))}
          </>
        ))}
      </ul>
      <p class="dim">
        {words.floor.counted(indoor.map((one) => facilities.categories[one]).join(words.join))}
      </p>
      <aside class="said">
        <h3>{words.floor.saidTitle}</h3>
        <p>{words.floor.said(saidBySource.beforeM2.toFixed(2), saidBySource.afterM2.toFixed(2))}</p>
        <p class="dim">
          {words.floor.saidNote(whole(saidBySource.indoorPlaces), whole(saidBySource.areaM2))}
        </p>
      </aside>
    </Section>
  );
}

interface FloorRowProps {
  area: Area;
  most: number;
  strong?: boolean;
}

function FloorRow({ area, most, strong }: FloorRowProps) {
  const { name, facilities: places, areaM2, households, m2PerHundredHouseholds: m2 } = area;
  return (
    <li class={strong ? 'strong' : undefined}>
      <span class="what">{name}</span>
      <Bar part={most > 0 ? (m2 ?? 0) / most : 0} />
      <b class="n">{m2 === null ? words.floor.unknown : m2.toFixed(2)}</b>
      <small class="dim">
        {words.floor.detail(whole(places), whole(areaM2), whole(households))}
      </small>
    </li>
  );
}
