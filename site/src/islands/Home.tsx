import type { Place } from '../lib/home.ts';
import { usePlace } from '../lib/home.ts';
import { useNow } from '../lib/now.ts';
import { FifteenMinutes } from './FifteenMinutes.tsx';

interface HomeProps {
  /** The place that the page was built for. */
  built: Place;
}

/** What is worth knowing under the sign: in the order of what runs out first. */
export function Home({ built }: HomeProps) {
  const place = usePlace(built);
  const now = useNow();
  return <FifteenMinutes place={place} now={now} />;
}
