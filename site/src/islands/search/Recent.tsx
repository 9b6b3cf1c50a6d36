import { useEffect, useState } from 'preact/hooks';
import { search as words } from '../../i18n/zh/search.ts';
import { forgetSearches, recentSearches } from '../../lib/search-keep.ts';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';

interface Props {
  onChoose: (text: string) => void;
}

/** While the box is empty: what was looked for before on this phone, and what many look for. */
export function Recent({ onChoose }: Props) {
  const [recent, setRecent] = useState<string[]>([]);
  const [said, say] = useState('');
  useEffect(() => setRecent(recentSearches()), []);
  function forget() {
    forgetSearches();
    setRecent([]);
    say(words.forgotten);
  }
  return (
    <>
      {recent.length > 0 && (
        <Section title={words.recent}>
          <Chips texts={recent} onChoose={onChoose} />
          <p class="dim">{words.recentNote}</p>
          <Button kind="line" size="small" fit onClick={forget}>
            {words.forget}
          </Button>
        </Section>
      )}
      <p class="pad dim" role="status">
        {said}
      </p>
      <Section title={words.examples}>
        <Chips texts={words.exampleWords} onChoose={onChoose} />
      </Section>
    </>
  );
}

function Chips({
  texts,
  onChoose,
}: {
  texts: readonly string[];
  onChoose: (text: string) => void;
}) {
  return (
    <ul class="search-chips">
      {texts.map((text) => (
        <li key={text}>
          <button type="button" onClick={() => onChoose(text)}>
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}
