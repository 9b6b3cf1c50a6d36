import { mine as t } from '../../i18n/zh/mine.ts';
import { signInHref } from '../../lib/session.ts';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';

/** For somebody who has not signed in: what is here, and how to get to it. The telephone stands right below, in the foot. */
export function SignedOut({ text = t.signedOut.text, full = true }) {
  return (
    <Section title={t.signedOut.title}>
      <div class="stack">
        <p>{text}</p>
        {full && (
          <ul class="points">
            {t.signedOut.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        )}
        <Button
          icon="person"
          href={signInHref(typeof window === 'undefined' ? '/mine/' : window.location.pathname)}
        >
          {t.signedOut.go}
        </Button>
      </div>
    </Section>
  );
}
