import type { Good } from '../../../../worker/features/mall/schema/goods.ts';
import { shownOnPage } from '../../lib/shown.ts';

export const { show: showGood, useShown: useGood } = shownOnPage<Good>();
