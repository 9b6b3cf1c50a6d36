import { staffMall as t } from '../../../i18n/zh/staffMall.ts';
import type { PageOf, Pages } from '../../../lib/use-pages.ts';

/** How many a list shows, and whether there are more. */
export function counted({ value }: Pages<PageOf<unknown>>): string | undefined {
  return value && t.count(value.items.length, value.next !== null);
}
