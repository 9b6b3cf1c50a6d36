import { useState } from 'preact/hooks';
import type { Activity } from '../../../../worker/features/activities/schema.ts';
import { activity as t } from '../../i18n/zh/activity.ts';
import { household as people } from '../../i18n/zh/household.ts';
import { ageOn } from '../../lib/age.ts';
import { dayOf } from '../../lib/format.ts';
import type { Household, HouseholdPerson } from '../../lib/household.ts';
import { later } from '../mine/later.tsx';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import type { Session } from './activity.ts';
import { type AgeLimits, agesInWords, mayCome } from './ages.ts';
import type { Mine } from './useMine.ts';

const BornOnForm = later(() =>
  import('../household/BornOnForm.tsx').then((found) => found.BornOnForm),
);
const NameForm = later(() => import('../household/NameForm.tsx').then((found) => found.NameForm));
const NewDependant = later(() =>
  import('../household/NewDependant.tsx').then((found) => found.NewDependant),
);

/** How somebody stands towards a session. */
export type Fit = { person: HouseholdPerson; age?: number } & (
  | { may: true }
  | { may: false; why: 'age' | 'bornOn' | 'already' | 'name' }
);

/** Each of the household against the limits, on the session's own day; `limited`: everybody's age is asked for. */
export function fitsOf(
  household: Household,
  limits: AgeLimits,
  session: Pick<Session, 'id' | 'start'>,
  mine: readonly Mine[],
  limited = agesInWords(limits) !== undefined,
): Fit[] {
  const on = dayOf(session.start);
  const there = mine
    .filter(({ sessionId }) => sessionId === session.id)
    .flatMap((one) => one.people);
  return household.people.map((person): Fit => {
    const age = person.bornOn ? ageOn(person.bornOn, on) : undefined;
    if (there.includes(person.id)) return { person, age, may: false, why: 'already' };
    if (!person.name.trim()) return { person, age, may: false, why: 'name' };
    if (!limited) return { person, age, may: true };
    if (age === undefined) return { person, may: false, why: 'bornOn' };
    return mayCome(limits, age)
      ? { person, age, may: true }
      : { person, age, may: false, why: 'age' };
  });
}

/** Who goes when nobody has chosen yet: the resident, unless it is for children; else the only one who may. */
export function usualWho(fits: readonly Fit[], { audience }: Pick<Activity, 'audience'>): string[] {
  const may = fits.filter((fit) => fit.may).map(({ person }) => person);
  const self = may.find(({ relation }) => relation === null);
  const forChildren = audience.includes('child') && !audience.includes('all');
  if (self && !forChildren) return [self.id];
  const others = may.filter(({ relation }) => relation !== null);
  const [only] = others;
  if (only && others.length === 1) return [only.id];
  return [];
}

/** Something of them is missing that can be filled in here. */
function isFillable(fit: Fit): boolean {
  return !fit.may && (fit.why === 'name' || fit.why === 'bornOn');
}

/** Everybody of the household has signed up. */
export function areAllIn(fits: readonly Fit[]): boolean {
  return fits.length > 0 && fits.every((fit) => !fit.may && fit.why === 'already');
}

function nobodyWords(fits: readonly Fit[]): string {
  if (areAllIn(fits)) return t.who.allIn;
  return fits.some(isFillable) ? t.who.fillFirst : t.who.nobody;
}

interface WhoGoesProps {
  activity: AgeLimits;
  session: { signUp: { state: string; left: number | null } };
  household: Household;
  fits: readonly Fit[];
  chosen: readonly string[];
  missing: boolean;
  /** Why an age is asked for, where the limits don't say it. */
  why?: string;
  /** Said when more are chosen than there are places left. */
  tooMany?: (left: number) => string;
  returnTo: () => string;
  onChoose: (who: string[]) => void;
  /** Somebody was added, or a date of birth was filled in. */
  onPeople: () => void;
}

/** Oneself and one's dependants to tick; who can't come and why; and the way to put it right, in place. */
export function WhoGoes(props: WhoGoesProps) {
  const { activity, session, household, fits, chosen, missing, returnTo, onChoose, onPeople } =
    props;
  const { tooMany: tooManyWords = t.who.tooMany } = props;
  const [asks, setAsks] = useState<{ bornOn: HouseholdPerson } | 'add' | 'name'>();
  const [said, setSaid] = useState('');
  const limit = agesInWords(activity);
  const { left, state } = session.signUp;
  const tooMany = state === 'open' && chosen.length > (left ?? 0);
  const may = fits.filter((fit) => fit.may);
  const others = fits.filter((fit) => !fit.may);
  const why = props.why ?? (limit && t.who.why(limit));
  return (
    <Section title={t.who.title} id="who">
      {missing && (
        <Notice tone="warm" role="alert">
          {t.who.missing}
        </Notice>
      )}
      {may.length > 0 ? (
        <>
          <Choice
            name="who"
            quiet
            label={t.who.title}
            many
            options={may.map(({ person, age }) => ({
              value: person.id,
              label: nameOf(person),
              note: noteOf(person, age),
            }))}
            chosen={chosen}
            onChange={onChoose}
          />
          {tooMany && <Notice tone="warm">{tooManyWords(left ?? 0)}</Notice>}
          <p class="dim">{t.who.pick}</p>
        </>
      ) : (
        <p>{nobodyWords(fits)}</p>
      )}
      {others.length > 0 && (
        <ul class="cannot" aria-label={t.who.notThese}>
          {others.map(({ person, age, ...fit }) => (
            <li key={person.id}>
              <b>{nameOf(person)}</b>
              <span class="dim">
                {!fit.may && fit.why === 'age' && t.who.tooYoung(age ?? 0, limit ?? '')}
                {!fit.may && fit.why === 'bornOn' && t.who.asks}
                {!fit.may && fit.why === 'name' && t.who.nameless}
                {!fit.may && fit.why === 'already' && t.who.already}
              </span>
              {!fit.may && fit.why === 'bornOn' && !asks && (
                <Button kind="line" size="small" onClick={() => setAsks({ bornOn: person })}>
                  {person.relation ? t.who.fill(person.name) : t.who.fillSelf}
                </Button>
              )}
              {!fit.may && fit.why === 'name' && !asks && (
                <Button kind="line" size="small" onClick={() => setAsks('name')}>
                  {t.who.fillName}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {asks === 'name' && (
        <NameForm
          returnTo={returnTo}
          onDone={() => {
            setAsks(undefined);
            onPeople();
          }}
        />
      )}
      <p class="visually-hidden" role="status">
        {said}
      </p>
      {typeof asks === 'object' && (
        <BornOnForm
          key={asks.bornOn.id}
          person={asks.bornOn}
          why={why ?? ''}
          returnTo={returnTo}
          onDone={() => {
            setSaid(people.bornOn.saved);
            setAsks(undefined);
            onPeople();
          }}
          onCancel={() => setAsks(undefined)}
        />
      )}
      {asks === 'add' && (
        <NewDependant
          bornOnWhy={why}
          returnTo={returnTo}
          onDone={({ id, name }) => {
            setSaid(t.who.added(name));
            setAsks(undefined);
            onChoose([...chosen, id]);
            onPeople();
          }}
          onCancel={() => setAsks(undefined)}
        />
      )}
      {!asks && household.people.length <= household.limit && (
        <Button kind="line" icon="plus" onClick={() => setAsks('add')}>
          {t.who.add}
        </Button>
      )}
      {!asks && household.people.length > household.limit && (
        <p class="dim">{people.add.full(household.limit)}</p>
      )}
    </Section>
  );
}

export function nameOf({ name, relation }: HouseholdPerson): string {
  return relation ? name : t.who.mine;
}

function noteOf({ name, relation }: HouseholdPerson, age: number | undefined): string {
  const who = relation ? people.relations[relation] : name;
  return [who, age === undefined ? '' : t.who.fits(age)].filter(Boolean).join('，');
}
