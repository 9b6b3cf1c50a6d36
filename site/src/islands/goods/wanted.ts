import { searchOf, tidy, type WantedGoods, wantedFrom } from '../../lib/goods-query.ts';
import { wantedInAddress } from '../../lib/wanted.ts';

/** The one state that the filters and the list share. */
export const { want, useWanted } = wantedInAddress<WantedGoods>({
  ...{ read: wantedFrom, write: searchOf, tidy },
});
