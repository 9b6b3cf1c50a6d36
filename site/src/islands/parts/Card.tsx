import type { ComponentChildren } from 'preact';

export interface CardProps {
  /** First line, left: `此刻 · 最近的食堂`. */
  kicker: ComponentChildren;
  /** First line, right: `走 4 分钟`. */
  kickerEnd?: ComponentChildren;
  title: string;
  text?: ComponentChildren;
  /** One or two Flaps, side by side under a thick line. */
  figures?: ComponentChildren;
  /** One green Button. */
  children?: ComponentChildren;
}

/** The one yellow panel of a screen: what is worth doing this minute. At most one. */
export function Card({ kicker, kickerEnd, title, text, figures, children }: CardProps) {
  return (
    <section class="card">
      <p class="kicker">
        <span>{kicker}</span>
        {kickerEnd && <span>{kickerEnd}</span>}
      </p>
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {figures && <div class="figures">{figures}</div>}
      {children}
    </section>
  );
}
