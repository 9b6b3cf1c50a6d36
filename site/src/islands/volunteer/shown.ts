import type { VolunteerTask } from '../../../../worker/features/volunteering/schema.ts';
import { shownOnPage } from '../../lib/shown.ts';

export const { show: showTask, useShown: useTask } = shownOnPage<VolunteerTask>();
