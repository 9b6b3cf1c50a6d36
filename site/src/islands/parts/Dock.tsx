import type { ComponentChildren } from 'preact';

export interface DockProps {
  /** What has been chosen, at the left: first line… */
  line?: ComponentChildren;
  /** …and the big one: `15:00–16:00`, `¥15.30`. */
  figure?: ComponentChildren;
  /** One `act` Button, at most a `ghost` one (with `fit`) before it. */
  children: ComponentChildren;
}

/** Takes the place of the bottom bar on a page with one act. Needs `<Page dock>`. */
export function Dock({ line, figure, children }: DockProps) {
  const said = line !== undefined || figure !== undefined;
  return (
    <div class="dock">
      {said && (
        <p class="said" aria-live="polite">
          <span>{line}</span>
          <b class="n">{figure}</b>
        </p>
      )}
      {children}
    </div>
  );
}
