/** From what the API says of a place to what a mark on the map shows and says. */
import type { FacilityPoint } from '../../../../worker/features/directory/schema.ts';
import { facilities } from '../../i18n/zh/facilities.ts';
import { map as words } from '../../i18n/zh/map.ts';
import { categoryIcons } from '../../lib/categories.ts';
import { fitWords } from '../../lib/fit.ts';
import { openingWords } from '../../lib/opening.ts';
import type { Mark } from './markers.ts';

export function markOf(point: FacilityPoint, now: number): Mark {
  const { id, name, level, category, lng, lat, state, minutes, fit } = point;
  const kind = words.kind(facilities.levels[level], facilities.categories[category]);
  const walk = minutes === undefined ? '' : words.walk(minutes);
  const opening = openingWords(point, now).text;
  return {
    id,
    name,
    level,
    icon: categoryIcons[category],
    lng,
    lat,
    state,
    label: words.marker(name, kind, opening, walk, fit ? fitWords(fit).text : ''),
    ...(fit && { fits: fit.fits }),
    ...(minutes !== undefined && { note: words.minutes(minutes) }),
  };
}
