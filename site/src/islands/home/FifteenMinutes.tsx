import { PACES_M_PER_S } from '../../../../worker/features/directory/rules/walk.ts';
import type { FacilitySummary } from '../../../../worker/features/directory/schema.ts';
import { home as words } from '../../i18n/zh/home.ts';
import { near as nearWords } from '../../i18n/zh/near.ts';
import { answer, api } from '../../lib/api.ts';
import { nearOf, type Pace, type Place, usePace } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { PacePicks } from '../PacePicks.tsx';
import { Section } from '../parts/Section.tsx';

const WIDTH = 343;
const HOME_X = 14;
const STEP_X = (WIDTH - HOME_X - 12) / 15;
const DOT_R = 4.5;
const STEP_Y = 12;

interface FifteenMinutesProps {
  place: Place;
  /** ms; 0 while the page is being built. */
  now: number;
}

/** The whole life circle as one line: a dot for every place, filled when it is open now. */
export function FifteenMinutes({ place, now }: FifteenMinutesProps) {
  const pace = usePace();
  const near = nearOf(place);
  const query = { near, pace, within: '15' as const, limit: '300' };
  const { value } = useAnswer(now ? `${near} ${pace}` : '', () =>
    answer(api.facilities.$get({ query })),
  );
  const items = value?.items ?? [];
  const open = items.filter(isOpen);
  const spoken = words.line.spoken(
    ...([5, 10, 15].map((most) => open.filter(within(most, pace)).length) as [
      number,
      number,
      number,
    ]),
  );
  return (
    <Section title={words.line.title} end={words.line.all} endHref={`${paths.near}?within=15`}>
      <a class="quarter" href={`${paths.near}?within=15&open=now`}>
        <p>
          {value && items.length === 0 ? (
            words.line.none
          ) : (
            <>
              {words.line.nowBefore} <b class="n">{value ? open.length : '…'}</b>{' '}
              {value && words.line.nowAfter(String(items.length))}
            </>
          )}
        </p>
        <Line items={items} pace={pace} label={value ? spoken : undefined} />
      </a>
      <p class="quarter-key dim">
        <span>
          <i class="open" /> {words.line.open}
        </span>
        <span>
          <i /> {words.line.shut}
        </span>
        <span>{nearWords.pace.straightNote(String(PACES_M_PER_S[pace]))}</span>
      </p>
      <PacePicks />
      <p class="to-circle">
        <a class="link" href={paths.circle}>
          {words.line.circle}
        </a>
      </p>
    </Section>
  );
}

function isOpen({ opening }: FacilitySummary): boolean {
  return opening.state === 'open';
}

function within(most: number, pace: Pace) {
  return ({ walk }: FacilitySummary) => (walk?.minutes[pace] ?? Number.POSITIVE_INFINITY) <= most;
}

interface LineProps {
  items: readonly FacilitySummary[];
  pace: Pace;
  label?: string;
}

function Line({ items, pace, label }: LineProps) {
  const columns = Array.from({ length: 15 }, (_, minute) =>
    items
      .filter(({ walk }) => walk?.minutes[pace] === minute + 1)
      .sort((a, b) => Number(isOpen(b)) - Number(isOpen(a))),
  );
  const tallest = Math.max(6, ...columns.map((column) => column.length));
  const ground = tallest * STEP_Y + 4;
  const height = ground + 24;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={label} aria-hidden={!label}>
      <path class="rail" d={`M0 ${ground}H${WIDTH}`} />
      <path class="house" d={`M2 ${ground - 9}l${HOME_X - 3}-9 ${HOME_X - 3} 9h-3v9H5v-9Z`} />
      {columns.map((column, minute) =>
        column.map((one, row) => (
          <circle
            key={one.id}
            class={isOpen(one) ? 'open' : undefined}
            cx={HOME_X + STEP_X * (minute + 1)}
            cy={ground - 8 - row * STEP_Y}
            r={DOT_R}
          />
        )),
      )}
      {[5, 10, 15].map((minute) => (
        <g key={minute}>
          <path class="post" d={`M${HOME_X + STEP_X * minute} ${ground - 3}v7`} />
          <text
            x={minute === 15 ? WIDTH : HOME_X + STEP_X * minute}
            y={height - 3}
            text-anchor={minute === 15 ? 'end' : 'middle'}
          >
            {words.line.minutes(minute)}
          </text>
        </g>
      ))}
    </svg>
  );
}
