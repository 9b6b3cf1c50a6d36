import {
  ACCESS_FEATURES,
  type AccessFacts,
  type AccessFeature,
  type Category,
} from '../../../../worker/features/directory/rules/kinds.ts';
import {
  ASKS,
  type Fit,
  fitOf,
  type Need,
} from '../../../../worker/features/directory/rules/needs.ts';
import { access } from '../../i18n/zh/access.ts';
import { facility as words } from '../../i18n/zh/facility.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { categoryIcons } from '../../lib/categories.ts';
import { featureNames, missingWords } from '../../lib/fit.ts';
import { nearOf, type Place, usePace, usePlace } from '../../lib/home.ts';
import type { IconName } from '../../lib/icons.ts';
import { needNames, useNeeds } from '../../lib/needs.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { FitTile } from '../needs/FitTile.tsx';
import { NeedsLink } from '../needs/NeedsLink.tsx';
import { Button } from '../parts/Button.tsx';
import { Facts } from '../parts/Facts.tsx';
import { Section } from '../parts/Section.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { Way } from '../parts/Way.tsx';

const ICONS: Record<AccessFeature, IconName> = {
  step_free: 'wheelchair',
  lift: 'lift',
  accessible_toilet: 'toilet',
  low_counter: 'counter',
  hearing_loop: 'hearing',
  nursing_room: 'nursing',
  accessible_parking: 'parking',
  tactile_paving: 'walk',
  voice_prompts: 'speaker',
  writing_pad: 'edit',
};

interface FacilityAccessProps {
  id: string;
  category: Category;
  facts: AccessFacts;
  /** `11 月 18 日到现场核对过。` */
  checked: string;
  call: { dial: string };
  /** The place that the page was built for. */
  built: Place;
}

/** 进得去，用得上: what the reader needs first, then what else has been checked, is missing, or nobody knows yet. */
export function FacilityAccess(props: FacilityAccessProps) {
  const { facts, checked } = props;
  const needs = useNeeds();
  const asked = ACCESS_FEATURES.filter((feature) =>
    needs.some((need) => ASKS[need].includes(feature)),
  );
  const others = ACCESS_FEATURES.filter((feature) => !asked.includes(feature));
  return (
    <Section title={words.accessTitle} id="access">
      {needs.length > 0 && <MyFit {...props} needs={needs} />}
      {needs.length > 0 && <Facts facts={asked.map((feature) => factOf(feature, facts))} />}
      {needs.length > 0 && <h3 class="facts-others">{words.myFit.others}</h3>}
      <Facts facts={knownFirst(others, facts).map((feature) => factOf(feature, facts))} />
      <p class="dim">{checked}</p>
      <div class="ways needs-way">
        <NeedsLink />
      </div>
    </Section>
  );
}

function answerOf(feature: AccessFeature, facts: AccessFacts) {
  return facts[feature]?.answer ?? 'unknown';
}

function knownFirst(features: readonly AccessFeature[], facts: AccessFacts): AccessFeature[] {
  const order = ['yes', 'no', 'unknown'];
  const rank = (feature: AccessFeature) => order.indexOf(answerOf(feature, facts));
  return [...features].sort((a, b) => rank(a) - rank(b));
}

function factOf(feature: AccessFeature, facts: AccessFacts) {
  const said = access.features[feature];
  const found = answerOf(feature, facts);
  return {
    icon: ICONS[feature],
    absent: found !== 'yes',
    title:
      found === 'unknown' ? (
        <StateTile kind="ask">{words.unchecked}</StateTile>
      ) : (
        <span class={found === 'no' ? 'dim' : undefined}>{said[found]}</span>
      ),
    note: found === 'unknown' ? said.name : facts[feature]?.note,
  };
}

/** What is in the way here, and what to do instead. */
function MyFit(props: FacilityAccessProps & { needs: readonly Need[] }) {
  const { needs, facts, call } = props;
  const fit = fitOf(needs, facts);
  return (
    <div class="my-fit">
      <p class="dim">
        {words.myFit.title}：{needNames(needs)}
      </p>
      <p class="my-fit-tile">
        <FitTile fit={fit} />
      </p>
      <p>{sentenceOf(fit)}</p>
      {fit.fits !== 'yes' && (
        <>
          <Instead {...props} here={fit} />
          <Button kind="line" icon="phone" href={`tel:${call.dial}`}>
            {words.myFit.call}
          </Button>
        </>
      )}
    </div>
  );
}

function sentenceOf({ fits, missing, unchecked }: Fit): string {
  if (fits === 'yes') return words.myFit.yes;
  const inTheWay = missing.length > 0 ? words.myFit.no(missingWords(missing)) : '';
  const notKnown = unchecked.length > 0 ? words.myFit.unknown(featureNames(unchecked)) : '';
  return inTheWay + notKnown;
}

/** So many of the nearest are looked at for one that fits. */
const LOOKED_AT = 30;
/** Farther than that on foot is no answer. */
const FARTHEST_MIN = 45;

interface InsteadProps extends FacilityAccessProps {
  needs: readonly Need[];
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
  if (!found) return <p>{words.myFit.insteadNone}</p>;
  return (
    <>
      <p>
        <b>{sure ? words.myFit.instead : words.myFit.insteadUnchecked}</b>
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
