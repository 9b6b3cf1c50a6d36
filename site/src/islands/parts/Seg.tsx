import type { IconName } from '../../lib/icons.ts';
import { Icon } from './Icon.tsx';

export interface SegItem {
  key: string;
  label: string;
  /** `正在订`, `15:00 截止` */
  note?: string;
  icon?: IconName;
  href?: string;
}

export interface SegProps {
  /** Spoken name of the set: `餐次`. */
  label: string;
  items: readonly SegItem[];
  current?: string;
  /** Of items with an address: `event.preventDefault()` keeps the page. */
  onChoose?: (key: string, event: MouseEvent) => void;
  /** folder: tabs at the foot of the sign, the current one opens into the page · tiles: buttons with pictograms, the current one yellow */
  look?: 'folder' | 'tiles';
}

/** A few views of one page, one of them open. */
export function Seg({ label, items, current, onChoose, look = 'folder' }: SegProps) {
  return (
    <nav class={`seg ${look} of-${items.length}`} aria-label={label}>
      {items.map(({ key, label: words, note, icon, href }) => {
        const inner = (
          <>
            {icon && <Icon name={icon} />}
            <span>{words}</span>
            {note && <small>{note}</small>}
          </>
        );
        const currently = key === current ? ('true' as const) : undefined;
        return href ? (
          <a
            key={key}
            href={href}
            aria-current={currently}
            onClick={(event) => onChoose?.(key, event)}
          >
            {inner}
          </a>
        ) : (
          <button
            key={key}
            type="button"
            aria-current={currently}
            onClick={(event) => onChoose?.(key, event)}
          >
            {inner}
          </button>
        );
      })}
    </nav>
  );
}
