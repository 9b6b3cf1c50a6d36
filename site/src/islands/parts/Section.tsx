import type { ComponentChildren } from 'preact';

export interface SectionProps {
  title: string;
  id?: string;
  /** At the right of the heading: words (`6 个空档`), or a link when `endHref` is given. */
  end?: ComponentChildren;
  endHref?: string;
  children?: ComponentChildren;
}

/** A thick green rule, a big heading, what belongs to it. */
export function Section({ title, id, end, endHref, children }: SectionProps) {
  return (
    <section class="section" id={id}>
      <div class="head">
        <h2>{title}</h2>
        {end && endHref && <a href={endHref}>{end}</a>}
        {end && !endHref && <div class="end">{end}</div>}
      </div>
      {children}
    </section>
  );
}
