import type { ComponentChildren } from 'preact';
import { parts } from '../../i18n/zh/parts.ts';

/**
 * open 开 · soon 开, closes soon · shut 休 · full 满 · gone 完, sold out · ask 询, not known · wait 候, not yet ·
 * arrived 到 · late 迟 · done 毕 · void 消, cancelled · fits 合, of use to who asks · unfit 碍, something is in the way
 */
export type StateKind = keyof typeof parts.state;

export interface StateTileProps {
  kind: StateKind;
  /** Until when, or what to do next: `开到 21:00`, `可候补`. Never left out: the tile alone is not enough. */
  children: ComponentChildren;
}

/** A state said three ways: by character, by shape and by colour, and then in words. */
export function StateTile({ kind, children }: StateTileProps) {
  return (
    <span class={`state ${kind}`}>
      <b>{parts.state[kind]}</b>
      <span>{children}</span>
    </span>
  );
}
