import { useEffect, useState } from 'preact/hooks';
import { freeVenues as w } from '../../i18n/zh/freeVenues.ts';
import { answer, api } from '../../lib/api.ts';
import { addDays, dayName, dayOf, wallRange } from '../../lib/format.ts';
import { apiQuery, type FreeWanted } from '../../lib/free-query.ts';
import type { Pace } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import type { FoundVenue } from './FreeVenue.tsx';
import { whenIs } from './when.ts';
import { wishPath } from './wish.ts';

const DAYS = 7;

interface NoneFreeProps {
  wanted: FreeWanted;
  near: string;
  pace: Pace;
  now: number;
}

type Other = { venue: FoundVenue; start: string; end: string };

/** Nothing is free then: the nearest other time, looked for on the same day first and on the days after it. */
export function NoneFree({ wanted, near, pace, now }: NoneFreeProps) {
  const [other, setOther] = useState<Other | null>();
  const key = JSON.stringify([wanted, near]);
  useEffect(() => {
    let isWanted = true;
    setOther(undefined);
    otherTime(wanted, near, dayOf(now)).then(
      (found) => isWanted && setOther(found),
      () => isWanted && setOther(null),
    );
    return () => {
      isWanted = false;
    };
  }, [key]);
  const day = dayName(wanted.on ?? dayOf(now), now);
  const partNames: Record<string, string | undefined> = {
    morning: w.parts[0],
    afternoon: w.parts[1],
    evening: w.parts[2],
  };
  const own = wanted.from && wanted.to && ` ${wallRange(wanted.from, wanted.to)} `;
  const when = `${day}${partNames[wanted.part ?? ''] ?? own ?? ''}`;
  const what = wanted.what && w.categories[wanted.what];
  const title = what ? w.noneTitleOf(what, when) : w.noneTitle(when);
  if (other === undefined) return <Empty title={title} text={w.noneSearching} />;
  if (other === null) {
    return (
      <Empty title={title} text={w.noneAtAll}>
        <Button kind="line" icon="phone" href={paths.help}>
          {w.noneCall}
        </Button>
      </Empty>
    );
  }
  const { venue, start, end } = other;
  const where = `${venue.facility.name} ${venue.name}`;
  const minutes = venue.walk?.minutes[pace];
  const time = whenIs(start, now);
  const text =
    minutes === undefined ? w.noneOtherNoWalk(time, where) : w.noneOther(time, where, minutes);
  return (
    <Empty title={title} text={text}>
      <Button href={wishPath(venue.id, { start, end, partySize: venue.minParty })}>
        {w.noneGo}
      </Button>
    </Empty>
  );
}

async function otherTime(wanted: FreeWanted, near: string, today: string): Promise<Other | null> {
  const { part: _part, from: _from, to: _to, ...wholeDay } = wanted;
  const first = wanted.on ?? today;
  for (let ahead = 0; ahead < DAYS; ahead++) {
    const query = { ...apiQuery({ ...wholeDay, on: addDays(first, ahead) }), near, limit: '20' };
    const { items } = await answer(api.venues.$get({ query }));
    const found = earliest(items);
    if (found) return found;
  }
  return null;
}

/** The list is nearest first; the first of those that start earliest is the nearest of them. */
function earliest(items: readonly FoundVenue[]): Other | null {
  let best: Other | null = null;
  for (const venue of items) {
    const time = venue.free?.[0];
    if (time && (!best || time.start < best.start)) best = { venue, ...time };
  }
  return best;
}
