import { effect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { walkBetween } from '../../../worker/features/directory/rules/walk.ts';
import { venues as t } from '../i18n/zh/venues.ts';
import { type Place, usePace, usePlace } from '../lib/home.ts';
import { useSession } from '../lib/session.ts';
import { Figure } from './parts/Figure.tsx';
import { type Allowance, allowance, leftOf, loadAllowance } from './venue/allowance.ts';

interface VenueSignProps {
  venueId: string;
  /** The facility's place, degrees GCJ-02. */
  lng: number;
  lat: number;
  /** The place that the page was built for. */
  built: Place;
  lead: string;
  more: string;
}

/** The line under the venue's name: how many more one may book, or for a stranger how far it is. */
export function VenueSign({ venueId, lng, lat, built, lead, more }: VenueSignProps) {
  const { person } = useSession();
  const place = usePlace(built);
  const pace = usePace();
  const [left, setLeft] = useState<Allowance | null>(null);
  useEffect(() => effect(() => setLeft(allowance.value)), []);
  const who = person?.id;
  useEffect(() => {
    if (who) void loadAllowance(venueId);
  }, [who, venueId]);
  const walk = walkBetween(place, { lng, lat });
  if (person && left) {
    const byActive = left.activeLeft < left.weekLeft;
    return (
      <Figure
        lead={lead}
        more={
          byActive && left.activeLeft === 0
            ? t.sign.usedUp
            : `${more}·${t.walk(walk.minutes[pace])}`
        }
        label={byActive ? t.sign.leftNow : t.sign.leftWeek}
        figure={leftOf(left)}
        unit={t.sign.times}
      />
    );
  }
  return (
    <Figure
      lead={lead}
      more={more}
      label={t.sign.walk(place.name)}
      figure={walk.minutes[pace]}
      unit={t.minutesShort}
      bearingDeg={walk.bearing}
    />
  );
}
