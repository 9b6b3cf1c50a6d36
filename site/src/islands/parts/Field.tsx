import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './Icon.tsx';

interface Labelled {
  /** Unique on the page; help and error hang on it. */
  id: string;
  label: string;
  help?: ComponentChildren;
  /** What is wrong and how to put it right: `少了 1 位，应该是 6 位。` */
  error?: string;
}

interface ShellProps extends Labelled {
  children: ComponentChildren;
}

function describedBy({ id, help, error }: Labelled): string | undefined {
  return [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
}

function FieldShell({ id, label, help, error, children }: ShellProps) {
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {children}
      {error && (
        <p class="error" id={`${id}-error`} role="alert">
          <Icon name="ban" />
          <span>{error}</span>
        </p>
      )}
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

export interface FieldProps extends Labelled {
  value?: string;
  onInput?: (value: string) => void;
  onBlur?: () => void;
  type?: 'text' | 'tel' | 'date' | 'month' | 'time' | 'search' | 'number';
  inputMode?: 'text' | 'tel' | 'numeric' | 'search';
  /** The browser's own filling: `tel`, `one-time-code`, `name`, `bday`. */
  autocomplete?: string;
  maxLength?: number;
  min?: string;
  max?: string;
  required?: boolean;
  name?: string;
  /** Large spaced digits, for codes. */
  digits?: boolean;
}

/** One line to fill in. The label is above, never inside; pasting always works. */
export function Field(props: FieldProps) {
  const { id, label, help, error, onInput, onBlur, digits, type = 'text', ...input } = props;
  const field = useRef<HTMLInputElement>(null);
  const isFirst = useRef(true);
  // What somebody typed before the script ran is kept: an empty value of the first drawing would wipe it out.
  const value = isFirst.current ? input.value || undefined : input.value;
  useEffect(() => {
    isFirst.current = false;
    const typed = field.current?.value;
    if (typed && typed !== input.value) onInput?.(typed);
  }, []);
  return (
    <FieldShell id={id} label={label} help={help} error={error}>
      <input
        {...input}
        value={value}
        ref={field}
        id={id}
        type={type}
        class={digits ? 'n' : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(props)}
        onInput={(event) => onInput?.(event.currentTarget.value)}
        onBlur={onBlur}
      />
    </FieldShell>
  );
}

export interface TextFieldProps extends Labelled {
  value?: string;
  onInput?: (value: string) => void;
  rows?: number;
  maxLength?: number;
  name?: string;
}

/** Several lines to fill in. */
export function TextField(props: TextFieldProps) {
  const { id, label, help, error, onInput, rows = 3, ...input } = props;
  return (
    <FieldShell id={id} label={label} help={help} error={error}>
      <textarea
        {...input}
        id={id}
        rows={rows}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(props)}
        onInput={(event) => onInput?.(event.currentTarget.value)}
      />
    </FieldShell>
  );
}

export interface SelectFieldProps extends Labelled {
  options: readonly { value: string; label: string }[];
  value?: string;
  onChange?: (value: string) => void;
  name?: string;
}

/** One of many, by the phone's own picker. */
export function SelectField(props: SelectFieldProps) {
  const { id, label, help, error, options, value, onChange, name } = props;
  return (
    <FieldShell id={id} label={label} help={help} error={error}>
      <select
        id={id}
        name={name}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(props)}
        onChange={(event) => onChange?.(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldShell>
  );
}
