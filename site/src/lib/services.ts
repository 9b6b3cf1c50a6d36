/** Services in words, for pages that are built. */
import { services as words } from '../i18n/zh/services.ts';
import { money } from './format.ts';

/** `带本人身份证等 3 样` */
export function papersInShort(papers: readonly string[]): string {
  const [first] = papers;
  return first ? words.papersShort(first, papers.length) : words.papersNothing;
}

export function feeInWords({
  feeFen,
  feeNote,
}: {
  feeFen: number | null;
  feeNote: string | null;
}): string {
  if (feeFen === null) return feeNote ?? words.feeUnknown;
  const price = feeFen === 0 ? words.free : money(feeFen);
  return feeNote ? `${price}，${feeNote}` : price;
}
