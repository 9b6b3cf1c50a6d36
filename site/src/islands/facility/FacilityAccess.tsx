import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import {
  ACCESS_FEATURES,
  type AccessFacts,
  type AccessFeature,
  type Category,
} from '../../../../worker/features/directory/rules/kinds.ts';
import { askedOf } from '../../../../worker/features/directory/rules/needs.ts';
import { access } from '../../i18n/zh/access.ts';
import { facility as words } from '../../i18n/zh/facility.ts';
import type { Place } from '../../lib/home.ts';
import type { IconName } from '../../lib/icons.ts';
import { useNeeds } from '../../lib/needs.ts';
import { Facts } from '../parts/Facts.tsx';
import { Section } from '../parts/Section.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import type { MyFitProps } from './MyFit.tsx';

const ICONS: Record<AccessFeature, IconName> = {
  step_free: 'wheelchair',
  ground_floor: 'walk',
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

export interface FacilityAccessProps {
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
  const MyFit = useMyFit(needs.length > 0);
  const asked = askedOf(needs, facts);
  const others = ACCESS_FEATURES.filter(
    (feature) => !asked.includes(feature) && isWorthSaying(feature, facts),
  );
  return (
    <Section title={words.accessTitle} id="access">
      {needs.length > 0 && MyFit && <MyFit {...props} needs={needs} />}
      {needs.length > 0 && <Facts facts={asked.map((feature) => factOf(feature, facts))} />}
      {needs.length > 0 && <h3 class="facts-others">{words.accessOthers}</h3>}
      <Facts facts={knownFirst(others, facts).map((feature) => factOf(feature, facts))} />
      <p class="dim">{checked}</p>
    </Section>
  );
}

/** Of one storey nobody asks for the lift; of several, the lift says it. */
function isWorthSaying(feature: AccessFeature, facts: AccessFacts): boolean {
  const isLow = answerOf('ground_floor', facts) === 'yes';
  if (feature === 'lift') return !isLow;
  return feature !== 'ground_floor' || isLow;
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

/** What only those who picked needs are told is fetched only for them. */
function useMyFit(isAsked: boolean) {
  const [MyFit, setMyFit] = useState<ComponentType<MyFitProps>>();
  useEffect(() => {
    if (!isAsked) return;
    import('./MyFit.tsx').then(
      (found) => setMyFit(() => found.MyFit),
      () => undefined,
    );
  }, [isAsked]);
  return MyFit;
}
