import type { Activity } from '../../../../worker/features/activities/schema.ts';
import { audience } from '../../i18n/zh/audience.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { price } from '../../i18n/zh/price.ts';
import { signUp as t } from '../../i18n/zh/signUp.ts';
import { activityPath } from '../../lib/activity-path.ts';
import type { Refusal } from '../../lib/api.ts';
import { clock, dayName, dayOf } from '../../lib/format.ts';
import type { HouseholdPerson } from '../../lib/household.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Detour } from '../parts/Detour.tsx';
import type { WayProps } from '../parts/Way.tsx';
import type { Asked } from './useSignUp.ts';
import { nameOf } from './WhoGoes.tsx';
import { momentWords } from './when.ts';

const words = t.refused;

export interface SignUpRefusalProps {
  refusal: Refusal;
  asked: Asked;
  activity: Activity;
  people: readonly HouseholdPerson[];
  now: number;
  busy: boolean;
  /** Sends it once more, otherwise. */
  onSend: (asked: Asked) => void;
  onBack: () => void;
}

/** Why these people can't be signed up, and what can be done instead. What was chosen stays. */
export function SignUpRefusal(props: SignUpRefusalProps) {
  const { refusal, now, onBack } = props;
  const { code, waiting, possibleFrom } = refusal;
  const rows = [
    waiting &&
      waiting.signUps > 0 && {
        term: words.waiting,
        detail: words.waitingText(waiting.signUps, waiting.left),
      },
    possibleFrom && {
      term: words.possibleFrom,
      detail: words.from(momentWords(possibleFrom, now)),
    },
  ].flatMap((row) => row || []);
  const roads = roadsOf(props);
  return (
    <Detour
      focus
      title={errorWords(code).title}
      text={textOf(props)}
      rule={ruleOf(refusal, now)}
      rows={rows}
      action={<Action {...props} />}
      roads={roads}
    >
      <div class="stack">
        <Button kind="line" onClick={onBack}>
          {words.back}
        </Button>
        {roads.length === 0 && (
          <Button kind="line" href={paths.activities}>
            {words.others}
          </Button>
        )}
      </div>
    </Detour>
  );
}

/** Those whom a refusal is about: `attendees.<personId>`. */
function aboutOf({ refusal, asked }: SignUpRefusalProps): string[] {
  const named = (refusal.errors ?? []).map(({ path }) => path.replace(/^attendees\./, ''));
  return asked.who.filter((id) => named.includes(id));
}

function namesOf(ids: readonly string[], people: readonly HouseholdPerson[]): string {
  return people
    .filter(({ id }) => ids.includes(id))
    .map(nameOf)
    .join(audience.join);
}

function textOf(props: SignUpRefusalProps): string {
  const { text } = errorWords(props.refusal.code);
  const names = namesOf(aboutOf(props), props.people);
  if (!names) return text;
  if (props.refusal.code === 'registration.exists') return words.whoExists(names);
  return `${text}${words.who(names)}`;
}

function ruleOf({ rule, points }: Refusal, now: number): string | undefined {
  if (!rule) return undefined;
  const value = Number(rule.value);
  const says: Record<string, () => string> = {
    seatsLeft: () => words.rules.seatsLeft(value),
    waitLeft: () => words.rules.waitLeft(value),
    capacity: () => words.rules.capacity(value),
    price: () => price.short(value, points?.available ?? 0),
    minAge: () => words.rules.minAge(value),
    maxAge: () => words.rules.maxAge(value),
    signUpFrom: () => words.rules.signUpFrom(momentWords(String(rule.value), now)),
    signUpUntil: () => words.rules.signUpUntil(momentWords(String(rule.value), now)),
  };
  return says[rule.name]?.();
}

function Action(props: SignUpRefusalProps) {
  const { refusal, asked, busy, people, onSend } = props;
  const left = refusal.waiting?.left ?? 0;
  if (refusal.code === 'registration.full' && left >= asked.who.length) {
    return (
      <Button busy={busy} onClick={() => onSend({ ...asked, wait: true })}>
        {words.wait}
      </Button>
    );
  }
  const about = aboutOf(props);
  const rest = asked.who.filter((id) => !about.includes(id));
  if (about.length > 0 && rest.length > 0) {
    return (
      <Button busy={busy} onClick={() => onSend({ ...asked, who: rest })}>
        {words.without(namesOf(about, people))}
      </Button>
    );
  }
  if (refusal.code === 'points.short') return <Button href={paths.earn}>{price.earn}</Button>;
  if (refusal.code === 'registration.exists') {
    return <Button href={paths.mine}>{words.mine}</Button>;
  }
  return null;
}

/** Other sessions with room for the same people: of this activity, or of one like it. */
function roadsOf({ refusal, asked, activity, now }: SignUpRefusalProps): WayProps[] {
  return (refusal.alternatives ?? []).flatMap(({ kind, id, name, activityId, start }) => {
    if (kind !== 'session' || !start) return [];
    const same = activityId === undefined || activityId === activity.id;
    return {
      icon: same ? ('clock' as const) : ('people' as const),
      title: same ? words.sameActivity : name,
      place: dayName(dayOf(start), now),
      figure: clock(start),
      unit: '',
      href: activityPath(activityId ?? activity.id, { sessionId: id, who: asked.who }),
    };
  });
}
