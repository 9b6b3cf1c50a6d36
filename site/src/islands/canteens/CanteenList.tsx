import type { CanteenSummary, MealSummary } from '../../../../worker/features/canteen/schema.ts';
import type { AccessFacts } from '../../../../worker/features/directory/rules/kinds.ts';
import { type Fit, fitOf, type Need } from '../../../../worker/features/directory/rules/needs.ts';
import { walkBetween } from '../../../../worker/features/directory/rules/walk.ts';
import { canteens as t } from '../../i18n/zh/canteens.ts';
import { faultWords } from '../../i18n/zh/faults.ts';
import { answer, api } from '../../lib/api.ts';
import { menuPath } from '../../lib/basket.ts';
import { metres } from '../../lib/format.ts';
import { nearOf, type Pace, type Place, usePace, usePlace } from '../../lib/home.ts';
import { useNeeds } from '../../lib/needs.ts';
import { useNow } from '../../lib/now.ts';
import { openingWords } from '../../lib/opening.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { FitTile } from '../needs/FitTile.tsx';
import { Section } from '../parts/Section.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { Fault } from '../parts/Waiting.tsx';
import { Way } from '../parts/Way.tsx';
import { momentWords } from './when.ts';

/** What the page was built with. */
export interface BuiltCanteen {
  id: string;
  name: string;
  address: string;
  /** `每天 10:30–13:00、16:30–18:30`; undefined where nobody has told us. */
  hours?: string;
  /** Degrees GCJ-02. */
  lng: number;
  lat: number;
  access: AccessFacts;
}

interface CanteenListProps {
  canteens: readonly BuiltCanteen[];
  built: Place;
}

/** All canteens, nearest first, with what of today can still be ordered. The built page lists them without that. */
export function CanteenList({ canteens, built }: CanteenListProps) {
  const place = usePlace(built);
  const pace = usePace();
  const now = useNow();
  const needs = useNeeds();
  const near = nearOf(place);
  const { value, refusal, again } = useAnswer(near, () =>
    answer(api.canteens.$get({ query: { near } })),
  );
  return (
    <Section title={t.listTitle} end={t.from(place.name)} id="canteens">
      {refusal && !value && <Fault text={faultWords(refusal.code).text} onRetry={again} />}
      <ul class="canteens">
        {value && now
          ? value.items.map((one) => (
              <Live
                key={one.id}
                one={one}
                pace={pace}
                now={now}
                fit={fitIn(canteens, one.id, needs)}
              />
            ))
          : nearestFirst(canteens, place).map(({ one, walk }) => (
              <li key={one.id}>
                <Way
                  light
                  href={`${paths.canteens}${one.id}/`}
                  icon="dine"
                  title={one.name}
                  place={one.hours ?? one.address}
                  bearingDeg={walk.bearing}
                  figure={walk.minutes[pace]}
                />
              </li>
            ))}
      </ul>
    </Section>
  );
}

/** The page was built with what is known of getting in: the phone works out the rest, and nobody is told of any needs. */
function fitIn(canteens: readonly BuiltCanteen[], id: string, needs: readonly Need[]) {
  const known = canteens.find((one) => one.id === id);
  return known && needs.length > 0 ? fitOf(needs, known.access) : undefined;
}

/** By the way from the chosen place, without asking anybody. */
function nearestFirst(canteens: readonly BuiltCanteen[], place: Place) {
  return canteens
    .map((one) => ({ one, walk: walkBetween(place, one) }))
    .sort((a, b) => a.walk.metres - b.walk.metres);
}

interface LiveProps {
  one: CanteenSummary;
  pace: Pace;
  now: number;
  fit: Fit | undefined;
}

function Live({ one, pace, now, fit }: LiveProps) {
  const { id, name, walk, opening, meals } = one;
  const { kind, text } = openingWords(opening, now);
  const ordering = meals.filter(({ state }) => state === 'ordering');
  return (
    <li>
      <Way
        light
        href={`${paths.canteens}${id}/`}
        icon="dine"
        title={name}
        place={
          <>
            <StateTile kind={kind}>{text}</StateTile>
            <FitTile fit={fit} />
          </>
        }
        bearingDeg={walk?.bearing}
        figure={walk?.minutes[pace]}
        note={walk && metres(walk.metres)}
      />
      <div class="meal-links">
        {ordering.map((meal) => (
          <MealLink key={meal.id} canteenId={id} meal={meal} now={now} />
        ))}
        {ordering.length === 0 && (
          <a class="meal-link later" href={`${paths.canteens}${id}/#days`}>
            <span>{meals.length > 0 ? t.list.noneMore : t.list.none}</span>
            <b>{t.list.tomorrow}</b>
          </a>
        )}
      </div>
    </li>
  );
}

function MealLink({ canteenId, meal, now }: { canteenId: string; meal: MealSummary; now: number }) {
  const gone = meal.left === 0;
  return (
    <a
      class={gone ? 'meal-link gone' : 'meal-link'}
      href={menuPath(canteenId, { on: meal.date, meal: meal.meal })}
    >
      <b>{t.list.order[meal.meal]}</b>
      <span>{t.list.until(momentWords(meal.cutoff, now))}</span>
      {gone ? (
        <StateTile kind="gone">{t.list.soldOut}</StateTile>
      ) : (
        <span>
          {t.list.left} <b class="n">{meal.left}</b> {t.list.portions}
        </span>
      )}
    </a>
  );
}
