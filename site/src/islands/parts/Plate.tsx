import type { IconName } from '../../lib/icons.ts';
import { Icon } from './Icon.tsx';

export interface PlateProps {
  /** A pictogram for a kind of place… */
  icon?: IconName;
  /** …or the letter and number on the door: `A`, `A1`. */
  code?: string;
  /** Spoken name of the code: `A 片区`. */
  label?: string;
  size?: 'small' | 'usual';
  /** Green plate on white ground, instead of a white plate on green. */
  dark?: boolean;
}

/** The square tile that stands for a place on phone, kiosk, map and wall alike. */
export function Plate({ icon, code, label, size = 'usual', dark }: PlateProps) {
  const names = ['plate'];
  if (code) names.push(code.length > 1 ? 'code two' : 'code');
  if (size === 'small') names.push('small');
  if (dark) names.push('dark');
  const spoken = label ? { role: 'img' as const, 'aria-label': label } : {};
  return (
    <span class={names.join(' ')} {...spoken}>
      {icon ? <Icon name={icon} /> : code}
    </span>
  );
}
