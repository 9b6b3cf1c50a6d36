import { searchOf, tidy, type WantedActivities, wantedFrom } from '../../lib/activities-query.ts';
import { wantedInAddress } from '../../lib/wanted.ts';

/** The one state that the sign, the filters and the list share. */
export const { want, useWanted } = wantedInAddress<WantedActivities>({
  ...{ read: wantedFrom, write: searchOf, tidy },
});
