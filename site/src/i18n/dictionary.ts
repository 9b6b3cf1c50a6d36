import { zh } from './zh.ts';

/** The shape every language has to fill: a missing or misspelt key does not type-check. */
export type Dictionary = typeof zh;

const dictionaries: Record<string, Dictionary> = { 'zh-CN': zh };

/** The words of a page's language (`Astro.currentLocale`); Chinese where it is not set. */
export function dictionary(locale: string | undefined): Dictionary {
  return dictionaries[locale ?? 'zh-CN'] ?? zh;
}
