import { facilities } from '../../i18n/zh/facilities.ts';
import { answer, api } from '../../lib/api.ts';
import { nearOf, type Place, usePace } from '../../lib/home.ts';
import type { Wanted } from '../../lib/near-query.ts';
import { openingWords } from '../../lib/opening.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { want } from './wanted.ts';

const words = facilities.empty;

interface NothingFoundProps {
  wanted: Wanted;
  place: Place;
  now: number;
}

/** An empty list: the nearest place of that kind all the same, however far and whether or not it is open. */
export function NothingFound({ wanted, place, now }: NothingFoundProps) {
  const pace = usePace();
  const { verb, category, q } = wanted;
  const near = nearOf(place);
  const { value } = useAnswer(q ? '' : `${verb} ${category} ${near}`, () =>
    answer(api.facilities.$get({ query: { verb, category, near, limit: '1' } })),
  );
  const nearest = value?.items[0];
  const minutes = nearest?.walk?.minutes[pace] ?? 0;
  return (
    <div class="pad" role="status">
      <Empty
        title={titleOf(wanted)}
        text={
          nearest
            ? words.nearest(nearest.name, minutes, openingWords(nearest.opening, now).text)
            : words.nothing
        }
      >
        {nearest && <Button href={`${paths.near}${nearest.id}/`}>{words.go(nearest.name)}</Button>}
        <Button
          kind="line"
          onClick={() =>
            want({
              level: undefined,
              zone: undefined,
              community: undefined,
              within: undefined,
              open: undefined,
              fit: undefined,
              q: undefined,
            })
          }
        >
          {words.loosen}
        </Button>
      </Empty>
    </div>
  );
}

function titleOf({ q, within, open }: Wanted): string {
  if (q) return words.titleText(q);
  if (within) return words.titleWithin(Number(within));
  return open ? words.titleOpen : words.title;
}
