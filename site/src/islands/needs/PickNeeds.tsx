import { useEffect, useState } from 'preact/hooks';
import { ASKS, NEEDS, type Need } from '../../../../worker/features/directory/rules/needs.ts';
import { needs } from '../../i18n/zh/needs.ts';
import { pickNeeds as words } from '../../i18n/zh/pickNeeds.ts';
import { featureNames } from '../../lib/fit.ts';
import { needNames } from '../../lib/needNames.ts';
import { chooseNeeds, useNeeds } from '../../lib/needs.ts';
import { nextPath } from '../../lib/next.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Notice } from '../parts/Notice.tsx';

/** What somebody needs of a place: each tick is kept at once, on this phone. */
export function PickNeeds() {
  const chosen = useNeeds();
  const [said, say] = useState('');
  const back = useBack();
  function pick(given: readonly string[]) {
    const next = NEEDS.filter((need) => given.includes(need));
    chooseNeeds(next);
    say(next.length > 0 ? words.kept(needNames(next)) : words.forgotten);
  }
  return (
    <div class="pad pick-needs">
      <Notice>
        <p>{words.private}</p>
      </Notice>
      <Choice
        many
        name="needs"
        label={words.pick}
        options={NEEDS.map((need: Need) => ({
          value: need,
          label: needs.names[need],
          note: words.asks(featureNames(ASKS[need])),
        }))}
        chosen={[...chosen]}
        onChange={pick}
      />
      <p class="pick-said" role="status">
        {said || (chosen.length > 0 ? words.kept(needNames(chosen)) : words.none)}
      </p>
      <Button href={back ?? paths.near}>{back ? words.done : words.toList}</Button>
      {chosen.length > 0 && (
        <Button kind="line" onClick={() => pick([])}>
          {words.forget}
        </Button>
      )}
    </div>
  );
}

/** The page one came from. */
function useBack(): string | null {
  const [back, setBack] = useState<string | null>(null);
  useEffect(() => setBack(nextPath(new URLSearchParams(location.search).get('next'))), []);
  return back;
}
