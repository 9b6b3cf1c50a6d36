import type { ComponentChildren } from 'preact';
import { parts } from '../../i18n/zh/parts.ts';
import type { IconName } from '../../lib/icons.ts';
import { Icon } from './Icon.tsx';

export interface ButtonProps {
  /** With an address it is a link, without one a button. */
  href?: string;
  /** go: green, the usual · act: yellow, one a screen · line: another way out · ghost: second on green */
  kind?: 'go' | 'act' | 'line' | 'ghost';
  /** small: within a row · huge: the elder edition's big call, with a second line */
  size?: 'small' | 'usual' | 'huge';
  icon?: IconName;
  /** Ends with a chevron: leads further in. */
  onward?: boolean;
  /** As wide as its words instead of as its column. */
  fit?: boolean;
  type?: 'button' | 'submit';
  /** While the act is under way: says so, and a second press does nothing. */
  busy?: boolean;
  /** Spoken name where the words alone do not say which one: `签到 王**`. */
  label?: string;
  id?: string;
  /** Of a link to another site: `noreferrer`. */
  rel?: string;
  onClick?: () => void;
  children: ComponentChildren;
}

/** A press. Its words are a verb. There is no disabled look: say why instead. */
export function Button(props: ButtonProps) {
  const { href, kind = 'go', size = 'usual', icon, onward, fit, type = 'button' } = props;
  const { busy, label, id, rel, onClick, children } = props;
  const names = ['button', kind];
  if (size !== 'usual') names.push(size);
  if (fit) names.push('fit');
  const inner = (
    <>
      {icon && <Icon name={icon} />}
      <span>{busy ? parts.busy : children}</span>
      {onward && <Icon name="chevron" />}
    </>
  );
  const shared = { id, class: names.join(' '), 'aria-label': busy ? undefined : label };
  if (href) {
    return (
      <a {...shared} href={href} rel={rel} onClick={onClick}>
        {inner}
      </a>
    );
  }
  return (
    <button
      {...shared}
      type={type}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (!busy) return onClick?.();
        event.preventDefault();
      }}
    >
      {inner}
    </button>
  );
}
