/** Pinyin for sorting, searching and ids. A build-time matter: the dictionary never reaches the worker or a phone. */
import { pinyin } from 'pinyin-pro';

/** Syllables without tones or spaces, in lower case: 万和书房 → `wanheshufang`. Letters and digits stay. */
export function pinyinOf(text: string): string {
  return pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
