import { near as words } from '../i18n/zh/near.ts';
import { choosePace, type Pace, usePace } from '../lib/home.ts';
import { Picks } from './parts/Picks.tsx';

const PACES: readonly Pace[] = ['ordinary', 'slow', 'wheelchair'];

/** At whose pace the minutes are reckoned, everywhere on this phone. */
export function PacePicks() {
  return (
    <Picks
      label={words.pace.title}
      options={PACES.map((value) => ({ value, label: words.pace.names[value] }))}
      chosen={usePace()}
      onChoose={(value) => choosePace(value as Pace)}
    />
  );
}
