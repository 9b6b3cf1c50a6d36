import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DistrictMap, MapOptions } from './districtMap.ts';
import { schematic } from './schematic.ts';

export interface Drawn {
  map: DistrictMap | null;
  /** Script or schematic did not arrive. */
  failed: boolean;
  again: () => void;
}

/** Fetches Leaflet and the schematic and draws into the holder, once. `options` are those of the first drawing. */
export function useMap(holder: RefObject<HTMLElement>, options: MapOptions): Drawn {
  const [map, setMap] = useState<DistrictMap | null>(null);
  const [failed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    let drawn: DistrictMap | null = null;
    setFailed(false);
    Promise.all([import('./districtMap.ts'), schematic()]).then(
      ([{ drawDistrict }, shapes]) => {
        if (!wanted || !holder.current) return;
        drawn = drawDistrict(holder.current, shapes, options);
        setMap(drawn);
      },
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
      drawn?.remove();
    };
  }, [turn]);
  return { map, failed, again: () => setTurn((old) => old + 1) };
}
