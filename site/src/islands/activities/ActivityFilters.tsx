import { useEffect, useRef } from 'preact/hooks';
import { activities } from '../../i18n/zh/activities.ts';
import { foldedCount, type WantedActivities, type When } from '../../lib/activities-query.ts';
import { Button } from '../parts/Button.tsx';
import { SelectField } from '../parts/Field.tsx';
import { Picks } from '../parts/Picks.tsx';
import { useWanted, want } from './wanted.ts';

const t = activities.find;
const WHEN: readonly When[] = ['today', 'tomorrow', 'weekend'];

interface Zone {
  id: string;
  letter: string;
  name: string;
}

/** What is asked for, under the sign; on a wide screen it stands there open. */
export function ActivityFilters({ zones }: { zones: readonly Zone[] }) {
  const wanted = useWanted();
  return (
    <form class="filters" aria-label={t.title} onSubmit={(event) => event.preventDefault()}>
      {wanted && (
        <>
          <Picks
            quiet
            label={t.when}
            options={[
              { value: '', label: t.whenAny },
              ...WHEN.map((value) => ({ value, label: activities.when[value] })),
            ]}
            chosen={wanted.when ?? (wanted.from ? '-' : '')}
            onChoose={(value) =>
              want({
                when: (value || undefined) as When | undefined,
                from: undefined,
                to: undefined,
              })
            }
          />
          <More wanted={wanted} zones={zones} />
        </>
      )}
    </form>
  );
}

interface MoreProps {
  wanted: WantedActivities;
  zones: readonly Zone[];
}

function More({ wanted, zones }: MoreProps) {
  const fold = useRef<HTMLDetailsElement>(null);
  const set = foldedCount(wanted);
  useEffect(() => {
    if (fold.current && matchMedia('(min-width: 64em)').matches) fold.current.open = true;
  }, []);
  return (
    <details class="fold" ref={fold}>
      <summary>{set > 0 ? t.moreCount(set) : t.more}</summary>
      <div class="fold-inside stack">
        <label class="only-open">
          <input
            type="checkbox"
            checked={wanted.open === 'now'}
            onChange={(event) => want({ open: event.currentTarget.checked ? 'now' : undefined })}
          />
          <span>{t.open}</span>
        </label>
        <Picks
          label={t.within}
          options={[
            { value: '', label: t.withinAny },
            ...[5, 10, 15].map((minutes) => ({
              value: String(minutes),
              label: t.withinMin(minutes),
            })),
          ]}
          chosen={wanted.within ?? ''}
          onChoose={(value) => want({ within: (value || undefined) as WantedActivities['within'] })}
        />
        <SelectField
          id="category"
          label={t.category}
          value={wanted.category ?? ''}
          options={[
            { value: '', label: t.any },
            ...Object.entries(activities.categories).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(value) =>
            want({ category: (value || undefined) as WantedActivities['category'] })
          }
        />
        <SelectField
          id="zone"
          label={t.zone}
          value={wanted.zone ?? ''}
          options={[
            { value: '', label: t.any },
            ...zones.map(({ id, letter, name }) => ({
              value: id,
              label: t.zoneName(letter, name),
            })),
          ]}
          onChange={(value) => want({ zone: value || undefined })}
        />
        {set > 0 && (
          <Button
            kind="line"
            onClick={() =>
              want({ category: undefined, zone: undefined, within: undefined, open: undefined })
            }
          >
            {t.clear}
          </Button>
        )}
      </div>
    </details>
  );
}
