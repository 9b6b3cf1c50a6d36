import type { PageOf, Pages } from '../../lib/use-pages.ts';
import { Button } from './Button.tsx';

interface Props {
  pages: Pages<PageOf<unknown>>;
  /** 再看一些. */
  words: string;
  /** No wider than its words, on the wide pages of staff. */
  fit?: boolean;
}

/** Under a list: the press that shows the next page of it, as long as there is one. */
export function More({ pages: { value, busy, more }, words, fit }: Props) {
  if (!value?.next) return null;
  return (
    <Button kind="line" fit={fit} busy={busy} onClick={more}>
      {words}
    </Button>
  );
}
