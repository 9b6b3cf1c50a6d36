import { freeVenues } from '../../i18n/zh/freeVenues.ts';
import { venues as t } from '../../i18n/zh/venues.ts';
import type { api, InferResponseType } from '../../lib/api.ts';
import { venueIcon } from '../../lib/categories.ts';
import { clock } from '../../lib/format.ts';
import type { Pace } from '../../lib/home.ts';
import { FitTile } from '../needs/FitTile.tsx';
import { Arrow } from '../parts/Arrow.tsx';
import { Icon } from '../parts/Icon.tsx';
import { SlotGrid } from '../parts/SlotGrid.tsx';
import { wishPath } from './wish.ts';

export type FoundVenue = InferResponseType<typeof api.venues.$get, 200>['items'][number];

/** One row of slots on a phone. */
const SHOWN = 4;

interface FreeVenueProps {
  venue: FoundVenue;
  pace: Pace;
}

/** A venue with its first free times; each leads to its page with the time chosen. */
export function FreeVenue({ venue, pace }: FreeVenueProps) {
  const { id, name, category, facility, floor, walk, fit, minParty } = venue;
  const free = venue.free ?? [];
  const left = (venue.freeTotal ?? free.length) - SHOWN;
  const first = free[0];
  const day = { on: first?.start.slice(0, 10), partySize: minParty };
  return (
    <li class="free-venue">
      <a class="free-head" href={wishPath(id, day)}>
        <Icon name={venueIcon(category)} />
        <span class="what">
          <b>{name}</b>
          <small class="dim">{t.crumb(facility.name, floor)}</small>
          <FitTile fit={fit} />
        </span>
        {walk && (
          <span class="far">
            <Arrow bearingDeg={walk.bearing} />
            <span class="n">{walk.minutes[pace]}</span>
            <span class="unit">{t.minutesShort}</span>
          </span>
        )}
      </a>
      <SlotGrid
        slots={free.slice(0, SHOWN).map(({ start, end }) => ({
          key: start,
          time: clock(start),
          state: 'free',
          href: wishPath(id, { start, end, partySize: minParty }),
          label: freeVenues.slotLabel(name, clock(start), clock(end)),
        }))}
      />
      {left > 0 && (
        <a class="link" href={wishPath(id, day)}>
          {freeVenues.moreTimes(left)}
        </a>
      )}
    </li>
  );
}
