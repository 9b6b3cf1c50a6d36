import { useEffect, useRef, useState } from 'preact/hooks';
import { Field } from './Field.tsx';

/** How long after the last letter the list is asked for. */
const TYPING_MS = 350;

interface Props {
  id: string;
  label: string;
  help: string;
  /** What the list is asked for. */
  q: string | undefined;
  /** Called a moment after the last letter; undefined where nothing is left. */
  onWant: (q: string | undefined) => void;
}

/** Words that a list is looked through for while they are typed. */
export function TypedField({ id, label, help, q = '', onWant }: Props) {
  const [text, setText] = useState(q);
  const timer = useRef(0);
  useEffect(() => setText(q), [q]);
  return (
    <Field
      id={id}
      type="search"
      inputMode="search"
      label={label}
      help={help}
      maxLength={40}
      value={text}
      onInput={(value) => {
        setText(value);
        clearTimeout(timer.current);
        timer.current = window.setTimeout(() => onWant(value.trim() || undefined), TYPING_MS);
      }}
    />
  );
}
