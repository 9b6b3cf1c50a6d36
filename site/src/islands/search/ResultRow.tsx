import type { Category } from '../../../../worker/features/directory/rules/kinds.ts';
import { search as words } from '../../i18n/zh/search.ts';
import { categoryIcons } from '../../lib/categories.ts';
import { metres } from '../../lib/format.ts';
import type { Pace } from '../../lib/home.ts';
import type { IconName } from '../../lib/icons.ts';
import { piecesOf } from '../../lib/marked.ts';
import { Icon } from '../parts/Icon.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { Way } from '../parts/Way.tsx';
import type { Result } from './results.ts';

interface Props {
  result: Result;
  pace: Pace;
  onChoose: () => void;
}

/** One thing found: its kind, its name with what was typed in bold, where, how far, whether it is open. */
export function ResultRow({ result, pace, onChoose }: Props) {
  const { kind, name, also, marks, href, where, walk, opening, sign } = result;
  // A canteen often bears the name of the house it is.
  const said = words.inside(words.kinds[kind], where === name ? '' : where);
  const row = (
    <Way
      light
      href={href}
      onChoose={onChoose}
      icon={kind === 'facility' && sign ? undefined : iconOf(result)}
      code={kind === 'facility' ? sign : undefined}
      title={piecesOf(name, marks).map(({ text, marked }, index) =>
        marked ? <mark key={`${index}`}>{text}</mark> : text,
      )}
      place={
        <>
          {said && <span class="inside">{said} </span>}
          {opening && <StateTile kind={opening.kind}>{opening.text}</StateTile>}
        </>
      }
      bearingDeg={walk?.bearing}
      figure={walk?.minutes[pace]}
      note={walk && metres(walk.metres)}
    />
  );
  return (
    <div class="search-row">
      {row}
      {also.map((door) => (
        <a
          key={door.id}
          class="link search-also"
          href={door.href}
          aria-label={`${words.also[door.kind]}：${name}`}
          onClick={onChoose}
        >
          <Icon name={KIND_ICONS[door.kind]} />
          {words.also[door.kind]}
        </a>
      ))}
    </div>
  );
}

const KIND_ICONS: Record<Exclude<Result['kind'], 'facility' | 'scene'>, IconName> = {
  service: 'counter',
  venue: 'calendar',
  canteen: 'dine',
  activity: 'people',
  estate: 'home',
};

function iconOf({ kind, category }: Result): IconName {
  if (kind !== 'facility' && kind !== 'scene') return KIND_ICONS[kind];
  return categoryIcons[category as Category] ?? 'place';
}
