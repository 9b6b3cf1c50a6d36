import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { bookable as words } from '../../i18n/zh/bookable.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';
import { Waiting } from '../parts/Waiting.tsx';
import type { NowRowsProps } from './NowRows.tsx';

/** 此刻能约能订: what can be booked or ordered in this house right now. What draws it is fetched once the page is there. */
export function BookableNow(props: NowRowsProps) {
  const [Rows, setRows] = useState<ComponentType<NowRowsProps>>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    import('./NowRows.tsx').then(
      ({ NowRows }) => setRows(() => NowRows),
      () => setFailed(true),
    );
  }, []);
  return (
    <Section title={words.title} id="now">
      {Rows && <Rows {...props} />}
      {!Rows && !failed && <Waiting rows={3} />}
      {failed && <Button href={paths.book}>{words.elsewhere}</Button>}
    </Section>
  );
}
