import { type IconName, icons } from '../../lib/icons.ts';

export interface IconProps {
  name: IconName;
  /** Spoken name, for the few icons that stand without a word (search, back, read aloud, zoom). */
  label?: string;
  class?: string;
}

/** A pictogram in the colour and size of the text around it. */
export function Icon({ name, label, class: extra }: IconProps) {
  const spoken = label ? { role: 'img' as const, 'aria-label': label } : { 'aria-hidden': true };
  return (
    <svg class={extra ? `icon ${extra}` : 'icon'} viewBox="0 0 32 32" {...spoken}>
      <path d={icons[name]} />
    </svg>
  );
}
