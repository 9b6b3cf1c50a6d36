import { useEffect, useState } from 'preact/hooks';
import { errorWords } from '../../i18n/zh/errors.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { answer, api } from '../../lib/api.ts';
import { requireSignIn, useSession } from '../../lib/session.ts';
import { useAct } from '../desk/useAct.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Waiting.tsx';

const t = goods.one;

/** Puts a good among one's own marks, or takes it away again. */
export function MarkButton({ goodId, title }: { goodId: string; title: string }) {
  const { person } = useSession();
  const [marked, setMarked] = useState(false);
  const act = useAct();
  const personId = person?.id;
  useEffect(() => {
    if (!personId) return;
    answer(api.me.favourites.$get({ query: {} })).then(
      ({ items }) => setMarked(items.some(({ id }) => id === goodId)),
      () => undefined,
    );
  }, [personId, goodId]);
  async function press() {
    if (person === null) return requireSignIn();
    const one = api.me.favourites[':id'];
    const param = { id: goodId };
    const done = await act.run(() => answer(marked ? one.$delete({ param }) : one.$put({ param })));
    if (done) setMarked(!marked);
  }
  return (
    <div class="mark">
      <Button
        kind="line"
        fit
        icon={marked ? 'check' : 'heart'}
        busy={act.busy}
        label={`${marked ? t.unmark : t.mark}：${title}`}
        onClick={() => void press()}
      >
        {marked ? t.unmark : t.mark}
      </Button>
      {act.refusal && <Fault text={errorWords(act.refusal.code).text} />}
    </div>
  );
}
