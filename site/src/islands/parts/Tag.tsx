import type { ComponentChildren } from 'preact';

export interface TagProps {
  /** plain: a trait (低盐) · now: yellow, here or now (入口) · line: outlined (替家人约) */
  tone?: 'plain' | 'now' | 'line';
  children: ComponentChildren;
}

export function Tag({ tone = 'plain', children }: TagProps) {
  return <span class={tone === 'plain' ? 'tag' : `tag ${tone}`}>{children}</span>;
}
