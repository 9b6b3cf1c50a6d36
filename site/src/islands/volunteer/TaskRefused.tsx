import { audience } from '../../i18n/zh/audience.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { volunteer as t } from '../../i18n/zh/volunteer.ts';
import type { Refusal } from '../../lib/api.ts';
import type { HouseholdPerson } from '../../lib/household.ts';
import { paths } from '../../lib/paths.ts';
import { nameOf } from '../activities/WhoGoes.tsx';
import { Button } from '../parts/Button.tsx';
import { Detour } from '../parts/Detour.tsx';

interface Props {
  refusal: Refusal;
  people: readonly HouseholdPerson[];
  onBack: () => void;
}

/** Why these people can't take a place, whom it is about, and the ways on. What was chosen stays. */
export function TaskRefused({ refusal, people, onBack }: Props) {
  const about = (refusal.errors ?? []).map(({ path }) => path.replace(/^people\./, ''));
  const names = people
    .filter(({ id }) => about.includes(id))
    .map(nameOf)
    .join(audience.join);
  const { title, text } = errorWords(refusal.code);
  return (
    <Detour focus title={title} text={names ? `${text}${t.refused.who(names)}` : text}>
      <div class="stack">
        <Button onClick={onBack}>{t.refused.back}</Button>
        <Button kind="line" href={paths.volunteer}>
          {t.one.others}
        </Button>
      </div>
    </Detour>
  );
}
