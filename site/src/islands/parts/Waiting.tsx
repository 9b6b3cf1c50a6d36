import { parts } from '../../i18n/zh/parts.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

export interface WaitingProps {
  /** Instead of 正在查…: `正在找空场…` */
  words?: string;
  /** How many rows will come, so that the page does not jump. */
  rows?: number;
}

/** Holds the place of a list while it is being fetched. */
export function Waiting({ words = parts.loading, rows = 3 }: WaitingProps) {
  return (
    <div class="waiting" role="status">
      <p>{words}</p>
      {Array.from({ length: rows }, (_, row) => (
        <i key={`${row}`} />
      ))}
    </div>
  );
}

export interface FaultProps {
  /** What happened and what to do, from the errors dictionary. */
  text: string;
  /** A second line: `报这个编号，我们能查到：…` */
  detail?: string;
  onRetry?: () => void;
}

/** Something did not work, with the way to try again. */
export function Fault({ text, detail, onRetry }: FaultProps) {
  return (
    <Notice tone="warm" role="alert">
      <p>{text}</p>
      {detail && <p class="dim">{detail}</p>}
      {onRetry && (
        <Button kind="line" size="small" fit onClick={onRetry}>
          {parts.retry}
        </Button>
      )}
    </Notice>
  );
}
