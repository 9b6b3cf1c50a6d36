import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { parts } from '../../i18n/zh/parts.ts';
import { Way, type WayProps } from './Way.tsx';

export interface DetourRow {
  term: string;
  detail: ComponentChildren;
}

export interface DetourProps {
  /** What happened, in four characters or so: `已被预约`. */
  title: string;
  /** One or two sentences: what happened, what it did not cost. */
  text: ComponentChildren;
  rule?: ComponentChildren;
  possibleFrom?: ComponentChildren;
  left?: ComponentChildren;
  /** Further lines under those three. */
  rows?: readonly DetourRow[];
  /** A Button within the sign: the waiting list, sign-in… */
  action?: ComponentChildren;
  /** Up to three other roads, as Way props; drawn light. */
  roads?: readonly WayProps[];
  /** Below the roads: the way back. */
  children?: ComponentChildren;
  /** Take the focus when it appears as the answer to a press. */
  focus?: boolean;
}

/** A refusal as a detour sign: which rule, when it may work, what to do instead. It never only says no. */
export function Detour(props: DetourProps) {
  const { title, text, rule, possibleFrom, left, rows = [], action, children, focus } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  const known: DetourRow[] = [
    { term: parts.detour.rule, detail: rule },
    { term: parts.detour.possibleFrom, detail: possibleFrom },
    { term: parts.detour.left, detail: left },
    ...rows,
  ].filter((row) => row.detail);
  const roads = (props.roads ?? []).slice(0, 3);
  return (
    <>
      <section class="detour" role="alert">
        <div class="hazard" />
        <div class="inside">
          <h2 ref={heading} tabIndex={-1}>
            {title}
          </h2>
          <p>{text}</p>
          {known.length > 0 && (
            <dl class="terms">
              {known.map(({ term, detail }) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd>{detail}</dd>
                </div>
              ))}
            </dl>
          )}
          {action}
        </div>
      </section>
      {roads.length > 0 && (
        <section class="section roads">
          <div class="head">
            <h2>{parts.detour.roads[roads.length - 1]}</h2>
          </div>
          <div class="ways">
            {roads.map((road) => (
              <Way key={`${road.title} ${road.figure}`} {...road} light />
            ))}
          </div>
        </section>
      )}
      {children && <div class="pad">{children}</div>}
    </>
  );
}
