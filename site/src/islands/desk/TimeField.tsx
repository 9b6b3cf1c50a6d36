import { useState } from 'preact/hooks';
import { Field } from '../parts/Field.tsx';

interface Props {
  id: string;
  label: string;
  help?: string;
  error?: string;
  /** `14:30`, or '' while what is typed is no time. */
  value: string;
  onTime: (time: string) => void;
}

/** A time of 24 hours whatever the browser's own language: `1430`, `14:30`, `14：30` and `9` are all understood. */
export function TimeField({ id, label, help, error, value, onTime }: Props) {
  const [typed, setTyped] = useState(value);
  const shown = timeIn(typed) === value ? typed : value || typed;
  return (
    <Field
      id={id}
      label={label}
      help={help}
      error={error}
      inputMode="numeric"
      autocomplete="off"
      maxLength={5}
      value={shown}
      onInput={(text) => {
        setTyped(text);
        onTime(timeIn(text));
      }}
      onBlur={() => setTyped(timeIn(typed) || typed)}
    />
  );
}

/** `09:30` for what was typed, or '' for what is no time of a day. */
export function timeIn(text: string): string {
  const found =
    /^\s*(\d{1,2})\s*[:：.点]\s*(\d{2})?\s*分?\s*$/.exec(text) ??
    /^\s*(\d{1,2})(\d{2})?\s*$/.exec(text);
  if (!found) return '';
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  if (hour > 23 || minute > 59) return '';
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
