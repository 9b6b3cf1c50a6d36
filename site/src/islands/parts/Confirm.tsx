import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from './Button.tsx';

export interface ConfirmProps {
  /** The whole question: `取消明天 15:00 的羽毛球 1 号场？` */
  question: string;
  /** What it costs or keeps. */
  text?: ComponentChildren;
  /** A verb that repeats the act: `取消预约`. */
  yes: string;
  /** `不取消` */
  no: string;
  busy?: boolean;
  onYes: () => void;
  onNo: () => void;
}

/** Asks once, in place, before something that cannot be undone. Takes the focus; it is not a pop-up. */
export function Confirm({ question, text, yes, no, busy, onYes, onNo }: ConfirmProps) {
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="confirm" aria-label={question}>
      <p class="question" ref={heading} tabIndex={-1}>
        {question}
      </p>
      {text && <p>{text}</p>}
      <div class="pair">
        <Button kind="line" onClick={onNo}>
          {no}
        </Button>
        <Button busy={busy} onClick={onYes}>
          {yes}
        </Button>
      </div>
    </section>
  );
}
