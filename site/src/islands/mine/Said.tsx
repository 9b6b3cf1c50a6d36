import type { ComponentChildren } from 'preact';
import { errorWords } from '../../i18n/zh/errors.ts';
import type { Refusal } from '../../lib/api.ts';
import { Notice } from '../parts/Notice.tsx';
import { Fault } from '../parts/Waiting.tsx';

interface Props {
  /** What has been done. */
  children?: ComponentChildren;
  /** Or why not. */
  fault?: Refusal;
}

/** The answer to a press, said aloud: a region that stands there before its words do. */
export function Said({ children, fault }: Props) {
  return (
    <div role="status">
      {children && <Notice>{children}</Notice>}
      {fault && <Fault text={errorWords(fault.code).text} />}
    </div>
  );
}
