import type { ComponentChildren } from 'preact';

export interface NoticeProps {
  /** warm: something that changes today · plain: a standing rule */
  tone?: 'plain' | 'warm';
  /** status: said aloud when it appears · alert: at once */
  role?: 'status' | 'alert';
  children: ComponentChildren;
}

/** A rule or a change, in the flow of the page. Never dismissed, never popping up. */
export function Notice({ tone = 'plain', role, children }: NoticeProps) {
  return (
    <div class={tone === 'warm' ? 'notice warm' : 'notice'} role={role}>
      {children}
    </div>
  );
}
