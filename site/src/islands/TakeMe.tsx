import { inMiniProgram, keptMap, walkingMapHref } from '../lib/directions.ts';
import { paths } from '../lib/paths.ts';
import { Button, type ButtonProps } from './parts/Button.tsx';

interface TakeMeProps extends Pick<ButtonProps, 'kind' | 'size' | 'children' | 'label'> {
  facilityId: string;
  name: string;
  /** Degrees GCJ-02. */
  lng: number;
  lat: number;
}

/** A map that starts the walk; inside a mini-program, where no other site opens, the page of the place. */
export function TakeMe({ facilityId, name, lng, lat, label, ...button }: TakeMeProps) {
  const mini = typeof navigator !== 'undefined' && inMiniProgram(navigator.userAgent);
  return (
    <Button
      {...button}
      href={mini ? `${paths.near}${facilityId}/` : walkingMapHref({ name, lng, lat }, keptMap())}
      label={mini ? undefined : label}
      rel="noreferrer"
    />
  );
}
