import { goods } from '../../i18n/zh/goods.ts';
import { foldedCount, type WantedGoods } from '../../lib/goods-query.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../parts/Button.tsx';
import { SelectField } from '../parts/Field.tsx';
import { Picks } from '../parts/Picks.tsx';
import { TypedField } from '../parts/TypedField.tsx';
import { useWanted, want } from './wanted.ts';

const t = goods.find;

/** What is asked for, over the list. */
export function GoodFilters() {
  const wanted = useWanted();
  const { person } = useSession();
  return (
    <form class="filters" aria-label={t.title} onSubmit={(event) => event.preventDefault()}>
      {wanted && (
        <>
          <Picks
            quiet
            label={t.kind}
            options={[
              { value: '', label: t.all },
              { value: 'good', label: goods.kinds.good },
              { value: 'coupon', label: goods.kinds.coupon },
              { value: 'marked', label: t.marked },
            ]}
            chosen={wanted.marked ? 'marked' : (wanted.kind ?? '')}
            onChoose={(value) =>
              want(
                value === 'marked'
                  ? { marked: 'only' }
                  : { marked: undefined, kind: (value || undefined) as WantedGoods['kind'] },
              )
            }
          />
          {!wanted.marked && person && (
            <label class="only-open">
              <input
                type="checkbox"
                checked={wanted.can === 'now'}
                onChange={(event) => want({ can: event.currentTarget.checked ? 'now' : undefined })}
              />
              <span>{t.can}</span>
            </label>
          )}
          {!wanted.marked && <More wanted={wanted} />}
        </>
      )}
    </form>
  );
}

function More({ wanted }: { wanted: WantedGoods }) {
  const set = foldedCount(wanted);
  return (
    <details class="fold">
      <summary>{set > 0 ? t.moreCount(set) : t.more}</summary>
      <div class="fold-inside">
        <TypedField
          id="goods-q"
          label={t.q}
          help={t.qHelp}
          q={wanted.q}
          onWant={(q) => want({ q }, true)}
        />
        <SelectField
          id="goods-category"
          label={t.category}
          value={wanted.category ?? ''}
          options={[
            { value: '', label: t.any },
            ...Object.entries(goods.categories).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(value) => want({ category: (value || undefined) as WantedGoods['category'] })}
        />
        {set > 0 && (
          <Button kind="line" onClick={() => want({ category: undefined, q: undefined })}>
            {t.clear}
          </Button>
        )}
      </div>
    </details>
  );
}
