import { useEffect, useRef } from 'preact/hooks';
import type { Category, Level } from '../../../../worker/features/directory/rules/kinds.ts';
import { facilities } from '../../i18n/zh/facilities.ts';
import { needs as needWords } from '../../i18n/zh/needs.ts';
import { foldedCount, type Wanted } from '../../lib/near-query.ts';
import { needNames } from '../../lib/needNames.ts';
import { useNeeds } from '../../lib/needs.ts';
import { useNeedsPath } from '../needs/useNeedsPath.ts';
import { Button } from '../parts/Button.tsx';
import { SelectField } from '../parts/Field.tsx';
import { Picks } from '../parts/Picks.tsx';
import { TypedField } from '../parts/TypedField.tsx';
import { useWanted, want } from './wanted.ts';

const words = facilities.find;

export interface Areas {
  zones: readonly { id: string; letter: string; name: string }[];
  communities: readonly { id: string; zoneId: string; name: string }[];
}

interface FiltersProps {
  wanted: Wanted;
  areas: Areas;
}

/** What is asked for, over the list. */
export function Filters({ areas }: { areas: Areas }) {
  const wanted = useWanted();
  return (
    <form class="filters" aria-label={words.title} onSubmit={(event) => event.preventDefault()}>
      {wanted && <Conditions wanted={wanted} areas={areas} />}
    </form>
  );
}

function Conditions({ wanted, areas }: FiltersProps) {
  const { within, open } = wanted;
  return (
    <>
      <Picks
        quiet
        label={words.within}
        options={[
          { value: '', label: words.withinAny },
          ...[5, 10, 15].map((minutes) => ({
            value: String(minutes),
            label: words.withinMin(minutes),
          })),
        ]}
        chosen={within ?? ''}
        onChoose={(value) => want({ within: (value || undefined) as Wanted['within'] })}
      />
      <label class="only-open">
        <input
          type="checkbox"
          checked={open === 'now'}
          onChange={(event) => want({ open: event.currentTarget.checked ? 'now' : undefined })}
        />
        <span>{words.openNow}</span>
      </label>
      <MoreFilters wanted={wanted} areas={areas} />
      <ForMe fit={wanted.fit} />
    </>
  );
}

/** 合我用: what was picked, and whether what does not fit is hidden. */
function ForMe({ fit }: Pick<Wanted, 'fit'>) {
  const needs = useNeeds();
  return (
    <div class="for-me">
      <a class="link" href={useNeedsPath()}>
        {needs.length > 0
          ? `${needWords.link}：${needNames(needs)}`
          : `${needWords.link}：${needWords.linkEmpty}`}
      </a>
      {needs.length > 0 && (
        <label class="only-open">
          <input
            type="checkbox"
            checked={fit === 'only'}
            onChange={(event) => want({ fit: event.currentTarget.checked ? 'only' : undefined })}
          />
          <span>{needWords.onlyFitting}</span>
        </label>
      )}
    </div>
  );
}

function MoreFilters({ wanted, areas }: FiltersProps) {
  const fold = useRef<HTMLDetailsElement>(null);
  const set = foldedCount(wanted);
  useEffect(() => {
    const find = () => {
      if (!fold.current) return;
      const asked = location.hash === '#find';
      if (!asked) return;
      fold.current.open = true;
      document.getElementById('near-q')?.focus();
    };
    find();
    addEventListener('hashchange', find);
    return () => removeEventListener('hashchange', find);
  }, []);
  return (
    <details class="fold" id="find" ref={fold}>
      <summary>{set > 0 ? words.moreCount(set) : words.more}</summary>
      <div class="fold-inside">
        <TypedField
          id="near-q"
          label={words.q}
          help={words.qHelp}
          q={wanted.q}
          onWant={(q) => want({ q }, true)}
        />
        <Selects wanted={wanted} areas={areas} />
        {set > 0 && (
          <Button kind="line" onClick={() => want(NO_FOLDED)}>
            {words.clear}
          </Button>
        )}
      </div>
    </details>
  );
}

const NO_FOLDED: Partial<Wanted> = {
  level: undefined,
  category: undefined,
  zone: undefined,
  community: undefined,
  q: undefined,
};

function Selects({ wanted, areas }: FiltersProps) {
  const { level = '', category = '', zone, community } = wanted;
  const where = areas.zones.flatMap((one) => [
    { value: `zone:${one.id}`, label: words.wholeZone(one.letter, one.name) },
    ...areas.communities
      .filter(({ zoneId }) => zoneId === one.id)
      .map(({ id, name }) => ({ value: `community:${id}`, label: `${one.letter} ${name}` })),
  ]);
  return (
    <>
      <SelectField
        id="near-where"
        label={words.where}
        value={community ? `community:${community}` : zone ? `zone:${zone}` : ''}
        options={[{ value: '', label: words.any }, ...where]}
        onChange={(value) => {
          const [kind, id] = value.split(':');
          want({
            zone: kind === 'zone' ? id : undefined,
            community: kind === 'community' ? id : undefined,
          });
        }}
      />
      <SelectField
        id="near-category"
        label={words.category}
        value={category}
        options={optionsOf(facilities.categories)}
        onChange={(value) =>
          want({ category: (value || undefined) as Category | undefined, verb: undefined })
        }
      />
      <SelectField
        id="near-level"
        label={words.level}
        value={level}
        options={optionsOf(facilities.levels)}
        onChange={(value) => want({ level: (value || undefined) as Level | undefined })}
      />
    </>
  );
}

function optionsOf(labels: Record<string, string>) {
  const given = Object.entries(labels).map(([value, label]) => ({ value, label }));
  return [{ value: '', label: words.any }, ...given];
}
