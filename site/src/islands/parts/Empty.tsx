import type { ComponentChildren } from 'preact';

export interface EmptyProps {
  /** What is missing, in one line: `您还没有约过场地`. */
  title: string;
  /** The nearest thing to do, with its minutes. */
  text: ComponentChildren;
  /** One Button. */
  children?: ComponentChildren;
}

/** An empty list that says what to do next. */
export function Empty({ title, text, children }: EmptyProps) {
  return (
    <div class="empty">
      <b>{title}</b>
      <p class="dim">{text}</p>
      {children}
    </div>
  );
}
