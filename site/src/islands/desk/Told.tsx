import { useEffect, useRef } from 'preact/hooks';
import { staff as t } from '../../i18n/zh/staff.ts';
import { staffErrorWords } from '../../i18n/zh/staffErrors.ts';
import type { Refusal } from '../../lib/api.ts';
import { serverNow } from '../../lib/clock.ts';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import { momentWords } from './words.ts';

interface Props {
  refusal: Refusal;
  /** Said in place of the code's usual words. */
  words?: { title: string; text: string } | undefined;
  onRetry?: () => void;
}

/** A refusal beside what was pressed: what happened, which rule, from when it works. Takes the focus. */
export function Told({ refusal, words, onRetry }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [refusal]);
  const { title, text } = words ?? staffErrorWords(refusal.code);
  return (
    <div class="told" ref={place} tabIndex={-1}>
      <Notice tone="warm" role="alert">
        <b>{title}</b>
        <p>{[text, ...reasons(refusal)].join('')}</p>
        {onRetry && (
          <Button kind="line" size="small" fit onClick={onRetry}>
            {t.retry}
          </Button>
        )}
      </Notice>
    </div>
  );
}

/** The rule and the moment, each a sentence. */
export function reasons({ rule, possibleFrom }: Refusal): string[] {
  const words = rule && t.rules[rule.name]?.(String(rule.value));
  const said = words ? [`${words}。`] : [];
  if (rule?.name === 'checkInUntil' || rule?.name === 'end') {
    said.push(`${t.until(momentWords(String(rule.value), serverNow()))}。`);
  }
  if (possibleFrom) said.push(`${t.possibleFrom(momentWords(possibleFrom, serverNow()))}。`);
  return said;
}
