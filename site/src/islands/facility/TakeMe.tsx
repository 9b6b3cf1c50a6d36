import { entrancesFor } from '../../../../worker/features/directory/rules/entrances.ts';
import { facility as words } from '../../i18n/zh/facility.ts';
import { type Destination, walkingMapHref } from '../../lib/directions.ts';
import { useNeeds } from '../../lib/needs.ts';
import { Button } from '../parts/Button.tsx';
import { Dock } from '../parts/Dock.tsx';
import { type Door, destinationOf, useMap, useMini } from './GettingThere.tsx';

interface TakeMeProps {
  to: Destination;
  doors: readonly Door[];
  call: { dial: string; label: string };
}

/** The one act of a place's page: to the door that fits, by the map last used; where no map opens, to what does. */
export function TakeMe({ to, doors, call }: TakeMeProps) {
  const mini = useMini();
  const map = useMap();
  const [door] = entrancesFor(doors, useNeeds());
  const destination = destinationOf(to, door);
  return (
    <Dock>
      <Button kind="ghost" icon="phone" fit href={`tel:${call.dial}`}>
        {call.label}
      </Button>
      {mini ? (
        <Button kind="act" icon="walk" href="#way">
          {words.takeMe}
        </Button>
      ) : (
        <Button
          kind="act"
          icon="walk"
          rel="noreferrer"
          href={walkingMapHref(destination, map)}
          label={words.takeMeLabel(destination.name)}
        >
          {words.takeMe}
        </Button>
      )}
    </Dock>
  );
}
