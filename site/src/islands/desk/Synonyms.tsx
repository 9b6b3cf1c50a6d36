import { useState } from 'preact/hooks';
import { SYNONYM_EDITORS } from '../../../../worker/features/search/rules/synonyms.ts';
import type { Synonym } from '../../../../worker/features/search/schema.ts';
import { staff } from '../../i18n/zh/staff.ts';
import { staffSynonyms as t } from '../../i18n/zh/staffSynonyms.ts';
import { answer, api } from '../../lib/api.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { type AtDesk, Desk } from './Desk.tsx';
import { Loaded } from './Loaded.tsx';
import { RemoveSynonym, SynonymForm } from './SynonymForm.tsx';
import { useDesk } from './useDesk.ts';

export function SynonymsPage() {
  return (
    <Desk title={staff.nav.synonyms} part="any">
      {(desk) => <SynonymsDesk desk={desk} />}
    </Desk>
  );
}

/** All groups of words, and a form for another. */
function SynonymsDesk({ desk }: { desk: AtDesk }) {
  const listed = useDesk('synonyms', desk.turn, () => answer(api.synonyms.$get()));
  const mayEdit = desk.person.grants.some(({ role }) => SYNONYM_EDITORS.includes(role));
  return (
    <div class="columns two last-wide">
      <Section title={t.add}>
        {mayEdit ? (
          <>
            <p class="dim">{t.lead}</p>
            <SynonymForm onDone={desk.changed} />
          </>
        ) : (
          <Notice>{t.notYours}</Notice>
        )}
      </Section>
      <Loaded asked={listed}>
        {({ items }) => (
          <Section title={t.list(items.length)}>
            {items.length === 0 && <Empty title={t.none} text={t.noneText} />}
            {items.map((one) => (
              <SynonymRow
                key={`${one.id} ${one.updatedAt}`}
                group={one}
                mayEdit={mayEdit}
                onDone={desk.changed}
              />
            ))}
          </Section>
        )}
      </Loaded>
    </div>
  );
}

interface RowProps {
  group: Synonym;
  mayEdit: boolean;
  onDone: () => void;
}

function SynonymRow({ group, mayEdit, onDone }: RowProps) {
  const [doing, setDoing] = useState<'change' | 'remove'>();
  const words = group.words.join(t.join);
  const stop = () => setDoing(undefined);
  return (
    <div class="job">
      <div class="what">
        <b>{words}</b>
      </div>
      {mayEdit && !doing && (
        <div class="acts">
          <Button
            kind="line"
            size="small"
            fit
            label={t.changeLabel(words)}
            onClick={() => setDoing('change')}
          >
            {t.change}
          </Button>
          <Button
            kind="line"
            size="small"
            fit
            label={t.removeLabel(words)}
            onClick={() => setDoing('remove')}
          >
            {t.remove}
          </Button>
        </div>
      )}
      {doing === 'change' && <SynonymForm group={group} onDone={onDone} onKeep={stop} />}
      {doing === 'remove' && <RemoveSynonym group={group} onDone={onDone} onKeep={stop} />}
    </div>
  );
}
