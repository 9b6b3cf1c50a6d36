import type { Check } from '../../../../../worker/features/directory/rules/upkeep.ts';
import { Button } from '../../parts/Button.tsx';
import { StateTile } from '../../parts/StateTile.tsx';
import { type AtRegister, CHECK_TILES, checkWords } from './register.ts';

interface Props {
  desk: AtRegister;
  place: { id: string; name: string; address?: string; check: Check };
  press: string;
  /** Spoken name of the press. */
  label: string;
  /** In the place of opening its record. */
  onPress?: () => void;
}

/** A place, how its check stands, and the press that opens its record. */
export function PlaceRow({ desk, place, press, label, onPress }: Props) {
  const { id, name, address, check } = place;
  return (
    <div class="job closure place-row">
      <div class="what">
        <b>{name}</b>
        {address && <p class="dim">{address}</p>}
        <p>
          <StateTile kind={CHECK_TILES[check.state]}>{checkWords(check, desk.now)}</StateTile>
        </p>
      </div>
      <Button kind="line" size="small" fit label={label} onClick={onPress ?? (() => desk.open(id))}>
        {press}
      </Button>
    </div>
  );
}
