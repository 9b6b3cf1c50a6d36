import { facility as words } from '../../../i18n/zh/facility.ts';

interface LeadProps {
  summary: string;
  aliases: readonly string[];
}

/** What it is, and by which other names it is known. */
export function Lead({ summary, aliases }: LeadProps) {
  return (
    <>
      <p class="pad lead">{summary}</p>
      {aliases.length > 0 && <p class="pad dim">{words.aliases(aliases.join(words.join))}</p>}
    </>
  );
}
