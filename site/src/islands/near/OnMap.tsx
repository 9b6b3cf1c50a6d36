import { map as words } from '../../i18n/zh/map.ts';
import { Icon } from '../parts/Icon.tsx';
import { show } from './shown.ts';

interface OnMapProps {
  id: string;
  name: string;
}

/** From a row to its mark. On a phone the map stands above the list: the page goes there. */
export function OnMap({ id, name }: OnMapProps) {
  function choose() {
    show({ place: id });
    if (matchMedia('(min-width: 64em)').matches) return;
    document.querySelector('.map-pane')?.scrollIntoView({ block: 'start' });
  }
  return (
    <button type="button" class="row-end" aria-label={words.onMap(name)} onClick={choose}>
      <Icon name="place" />
    </button>
  );
}
