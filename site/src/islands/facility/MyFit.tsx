import { type Fit, fitOf, type Need } from '../../../../worker/features/directory/rules/needs.ts';
import { myFit as words } from '../../i18n/zh/myFit.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { categoryIcons } from '../../lib/categories.ts';
import { featureNames, missingWords } from '../../lib/fit.ts';
import { nearOf, usePace, usePlace } from '../../lib/home.ts';
import { needNames } from '../../lib/needNames.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { FitTile } from '../needs/FitTile.tsx';
import { Button } from '../parts/Button.tsx';
import { Way } from '../parts/Way.tsx';
import type { FacilityAccessProps } from './FacilityAccess.tsx';

export type MyFitProps = FacilityAccessProps & { needs: readonly Need[] };

/** What is in the way here, and what to do instead. */
export function MyFit(props: MyFitProps) {
  const { needs, facts, call } = props;
  const fit = fitOf(needs, facts);
  return (
    <div class="my-fit">
      <p class="dim">
        {words.title}：{needNames(needs)}
      </p>
      <p class="my-fit-tile">
        <FitTile fit={fit} />
      </p>
      <p>{sentenceOf(fit)}</p>
      {fit.fits !== 'yes' && (
        <>
          <Instead {...props} here={fit} />
          <Button kind="line" icon="phone" href={`tel:${call.dial}`}>
            {words.call}
          </Button>
        </>
      )}
    </div>
  );
}

function sentenceOf({ fits, missing, unchecked }: Fit): string {
  if (fits === 'yes') return words.yes;
  const inTheWay = missing.length > 0 ? words.no(missingWords(missing)) : '';
  const notKnown = unchecked.length > 0 ? words.unknown(featureNames(unchecked)) : '';
  return inTheWay + notKnown;
}

/** So many of the nearest are looked at for one that fits. */
const LOOKED_AT = 30;
/** Farther than that on foot is no answer. */
const FARTHEST_MIN = 45;

interface InsteadProps extends MyFitProps {
  here: Fit;
}

/** The nearest place of the same kind that fits; else the nearest in whose way nothing is known to be. */
function Instead({ id, category, built, needs, here }: InsteadProps) {
  const place = usePlace(built);
  const pace = usePace();
  const near = nearOf(place);
  const query = {
    category,
    near,
    needs: needs.join(','),
    fit: 'only' as const,
    limit: `${LOOKED_AT}`,
  };
  const { value } = useAnswer(`${near} ${query.needs}`, () =>
    answer(api.facilities.$get({ query }, nameless)),
  );
  if (!value) return null;
  const reachable = value.items.filter(
    (one) => one.id !== id && (one.walk?.minutes[pace] ?? 0) <= FARTHEST_MIN,
  );
  const sure = reachable.find(({ fit }) => fit?.fits === 'yes');
  const found = sure ?? (here.fits === 'no' ? reachable[0] : undefined);
  if (!found) return <p>{words.insteadNone}</p>;
  return (
    <>
      <p>
        <b>{sure ? words.instead : words.insteadUnchecked}</b>
      </p>
      <div class="ways needs-way">
        <Way
          light
          href={`${paths.near}${found.id}/`}
          icon={found.sign ? undefined : categoryIcons[found.category]}
          code={found.sign ?? undefined}
          title={found.name}
          place={<FitTile fit={found.fit} />}
          bearingDeg={found.walk?.bearing}
          figure={found.walk?.minutes[pace]}
        />
      </div>
    </>
  );
}
