import { errorWords } from '../../i18n/zh/errors.ts';
import { venueRefusals as words } from '../../i18n/zh/venueRefusals.ts';
import type { Refusal } from '../../lib/api.ts';
import { venueIcon } from '../../lib/categories.ts';
import {
  clock,
  clockRange,
  dateShort,
  dayName,
  dayOf,
  monthDay,
  span,
  toMs,
  wallRange,
} from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import type { Choice, VenueFacts } from '../../lib/venueWeek.ts';
import { Button } from '../parts/Button.tsx';
import { Detour } from '../parts/Detour.tsx';
import type { WayProps } from '../parts/Way.tsx';
import { whenIs } from './when.ts';
import type { Wish } from './wish.ts';
import { wishPath } from './wish.ts';

export interface VenueRefusalProps {
  venue: VenueFacts;
  refusal: Refusal;
  /** What was asked for. */
  wish: Wish & Choice;
  /** Bookings left this week, once it is known. */
  left?: number;
  /** Minutes on foot from home to here, for saying what is nearer. */
  walkMin?: number;
  now: number;
  onBack: () => void;
}

/** Why this booking can't be, when it can, and where else to go. */
export function VenueRefusal(props: VenueRefusalProps) {
  const { venue, refusal, wish, left, now, onBack } = props;
  const { title, text } = errorWords(refusal.code);
  const time = clockRange(wish.start, wish.end);
  const told: Record<string, string> = {
    'booking.taken': words.taken(time),
    'booking.full': words.full(time),
  };
  return (
    <Detour
      title={title}
      text={told[refusal.code] ?? text}
      rule={ruleInWords(refusal)}
      possibleFrom={possibleFrom(refusal, now)}
      left={left === undefined ? undefined : left > 0 ? words.left(left) : words.leftNone}
      action={actionFor(refusal, venue)}
      roads={roadsOf(props)}
      focus
    >
      <Button kind="line" onClick={onBack}>
        {words.back}
      </Button>
    </Detour>
  );
}

function ruleInWords({ rule }: Refusal): string | undefined {
  if (!rule) return undefined;
  const value = String(rule.value);
  const minutes = () => span(Number(rule.value));
  const sayings: Record<string, () => string> = {
    minParty: () => words.rules.minParty(value),
    maxParty: () => words.rules.maxParty(value),
    asksPurpose: words.rules.asksPurpose,
    minDurationMin: () => words.rules.minDurationMin(minutes()),
    maxDurationMin: () => words.rules.maxDurationMin(minutes()),
    slotMin: () => words.rules.slotMin(minutes()),
    closesBeforeMin: () =>
      Number(rule.value) > 0 ? words.rules.closesBeforeMin(minutes()) : words.rules.closesAtStart,
    opensDaysAhead: () => words.rules.opensDaysAhead(value),
    dayType: words.rules.dayType,
    hours: () => (value ? words.rules.hours(hoursText(value)) : words.rules.hoursNone),
    guardianUnderAge: () => words.rules.guardianUnderAge(value),
    closure: () => (value ? words.rules.closure(value) : words.rules.closureUnsaid),
    bookingsAtATimePerPerson: words.rules.bookingsAtATimePerPerson,
    bookingsAtATime: words.rules.bookingsAtATime,
    capacity: () => words.rules.capacity(value),
    maxActive: () => words.rules.maxActive(value),
    maxPerWeek: () => words.rules.maxPerWeek(value),
  };
  return sayings[rule.name]?.();
}

/** `08:30-11:30 13:00-17:00` as people write it. */
function hoursText(value: string): string {
  return value
    .split(' ')
    .map((range) => {
      const [from = '', to = ''] = range.split('-');
      return wallRange(from, to);
    })
    .join('、');
}

function possibleFrom({ code, possibleFrom: at }: Refusal, now: number): string | undefined {
  if (!at) return undefined;
  const when = whenIs(at, now);
  const says: Record<string, () => string> = {
    'booking.taken': () => words.from.taken(when),
    'booking.full': () => words.from.taken(when),
    'booking.tooEarly': () => words.from.tooEarly(when),
    'booking.closed': () => words.from.closed(when),
    'booking.activeLimit': () => words.from.activeLimit(when),
    'booking.weekLimit': () => words.from.weekLimit(monthDay(dayOf(at), now)),
  };
  return says[code]?.() ?? words.from.other(when);
}

function actionFor({ code, alternatives = [] }: Refusal, venue: VenueFacts) {
  if (code === 'person.bornOnRequired') {
    return <Button href={`${paths.mine}profile/`}>{words.bornOn}</Button>;
  }
  if (code === 'person.nameRequired') {
    return <Button href={`${paths.mine}profile/`}>{words.name}</Button>;
  }
  if (code === 'booking.activeLimit' || code === 'booking.own') {
    return <Button href={paths.mine}>{words.mine}</Button>;
  }
  if (code === 'booking.tooLate') return <Button href={paths.help}>{words.call}</Button>;
  if (alternatives.length > 0 || code === 'booking.guardian') return undefined;
  return (
    <Button kind="line" href={`${paths.book}?what=${venue.category}#free`}>
      {words.elsewhere}
    </Button>
  );
}

type Offer = NonNullable<Refusal['alternatives']>[number];

function roadsOf(props: VenueRefusalProps): WayProps[] {
  return (props.refusal.alternatives ?? []).flatMap((offer) => {
    const { start, end } = offer;
    return start && end ? roadOf({ ...offer, start, end }, props) : [];
  });
}

function roadOf(
  offer: Offer & Choice,
  { venue, wish, refusal, walkMin, now }: VenueRefusalProps,
): WayProps {
  const day = dateShort(dayOf(offer.start));
  const shared = {
    href: wishPath(offer.id, { ...wish, on: undefined, start: offer.start, end: offer.end }),
    figure: clock(offer.start),
    unit: '',
    note: offer.minutes === undefined ? undefined : words.roads.walk(offer.minutes),
  };
  if (offer.kind === 'time') {
    const title = timeTitle(wish.start, offer.start, now);
    return { ...shared, title, icon: 'clock', place: words.roads.same(day) };
  }
  if (offer.kind === 'sibling') {
    const title = words.roads.change(shortName(offer.name));
    return { ...shared, title, icon: venueIcon(venue.category), place: words.roads.sibling(day) };
  }
  const same = refusal.alternatives?.find(({ kind }) => kind !== 'nearby')?.minutes;
  const here = same ?? walkMin;
  const isNearer = here !== undefined && offer.minutes !== undefined && offer.minutes < here;
  const first = refusal.alternatives?.find(({ kind }) => kind === 'nearby');
  const other = first?.id === offer.id ? words.roads.elsewhere : words.roads.farther;
  const title = isNearer ? words.roads.nearer : other;
  return { ...shared, title, icon: 'walk', place: words.roads.nearby(day, offer.name) };
}

/** `晚一小时` on the same day, otherwise the day. */
function timeTitle(wished: string, offered: string, now: number): string {
  if (dayOf(wished) !== dayOf(offered)) return words.roads.otherDay(dayName(dayOf(offered), now));
  const minutes = Math.round((toMs(offered) - toMs(wished)) / 60_000);
  const length = apart(Math.abs(minutes));
  return minutes > 0 ? words.roads.later(length) : words.roads.earlier(length);
}

function apart(minutes: number): string {
  if (minutes === 30) return words.roads.halfHour;
  if (minutes === 60) return words.roads.oneHour;
  if (minutes === 120) return words.roads.twoHours;
  return words.roads.span(span(minutes));
}

/** `2 号场` of `羽毛球 2 号场`: what is the same needs no saying. */
function shortName(name: string): string {
  return / (\d+ .+)$/.exec(name)?.[1] ?? name;
}
