import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { localStorageOf, NEEDS_KEY, stored } from '../../lib/storage.ts';
import type { FitHereProps } from './FitHereTile.tsx';

/** Whether the house fits, on pages that are heavy already: what tells it is fetched only where needs were picked. */
export function FitHere(props: FitHereProps) {
  const [Tile, setTile] = useState<ComponentType<FitHereProps>>();
  useEffect(() => {
    if (!stored(localStorageOf(), NEEDS_KEY)) return;
    import('./FitHereTile.tsx').then(
      ({ FitHereTile }) => setTile(() => FitHereTile),
      () => undefined,
    );
  }, []);
  return Tile ? <Tile {...props} /> : null;
}
