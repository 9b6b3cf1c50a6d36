import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FitWordsProps } from './FitWords.tsx';

type FitTileProps = Omit<FitWordsProps, 'fit'> & { fit: FitWordsProps['fit'] | undefined };

/** Fetched once for all rows of a page, and only where somebody has picked needs. */
let fetched: ComponentType<FitWordsProps> | undefined;

/** Whether a place fits what somebody needs, on a line of its own. Nothing where no needs were asked with. */
export function FitTile({ fit, ...more }: FitTileProps) {
  const [Words, setWords] = useState(() => fetched);
  const isAsked = fit !== undefined;
  useEffect(() => {
    if (!isAsked) return;
    import('./FitWords.tsx').then(
      ({ FitWords }) => {
        fetched = FitWords;
        setWords(() => FitWords);
      },
      () => undefined,
    );
  }, [isAsked]);
  return fit && Words ? <Words fit={fit} {...more} /> : null;
}
