/** Pinyin for sorting, searching and ids. Worked out where a name is written: the dictionary never reaches a phone. */
import { pinyin } from 'pinyin-pro';

/** Syllables without tones or spaces, in lower case: 万和书房 → `wanheshufang`. Letters and digits stay. */
export function pinyinOf(text: string): string {
  return syllablesOf(text).replaceAll(' ', '');
}

/** The same with the syllables apart: 万和书房 → `wan he shu fang`. */
export function syllablesOf(text: string): string {
  return pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .map((one) => one.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter(Boolean)
    .join(' ');
}
