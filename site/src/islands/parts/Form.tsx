import type { ComponentChildren } from 'preact';

export interface FormProps {
  /** While the act is under way, another press of Enter does nothing. */
  busy?: boolean;
  /** Spoken name, where the page holds several forms. */
  label?: string;
  onSubmit: () => void;
  children: ComponentChildren;
}

/**
 * Fields and their button. Sent by the button or by Enter; what is wrong is said by the page, not by the browser.
 * Pressed before the script runs it does nothing (`dialog`), or on old engines loads the page anew: so give its fields
 * no `name`, or what was typed would stand in the address.
 */
export function Form({ busy, label, onSubmit, children }: FormProps) {
  return (
    <form
      class="stack"
      method="dialog"
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit();
      }}
    >
      {children}
    </form>
  );
}
