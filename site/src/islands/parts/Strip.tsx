import type { ComponentChildren } from 'preact';

export interface StripProps {
  /** `离停止订餐（11:00）还有` */
  children: ComponentChildren;
  /** At the right: a Flap, or the time in `.n`. */
  end?: ComponentChildren;
}

/** A yellow line across the page for something that ends soon. Counts as the screen's one yellow panel. */
export function Strip({ children, end }: StripProps) {
  return (
    <div class="strip">
      <span>{children}</span>
      {end && <span class="end">{end}</span>}
    </div>
  );
}
