import type { Need } from '../../../worker/features/directory/rules/needs.ts';
import { needs as words } from '../i18n/zh/needs.ts';

/** `轮椅、听不清` */
export function needNames(chosen: readonly Need[]): string {
  return chosen.map((need) => words.names[need]).join(words.join);
}
