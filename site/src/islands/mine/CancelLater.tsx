import { later } from './later.tsx';

/** The question before something is given up, and its refusals. */
export const CancelLater = later(() =>
  import('./CancelItem.tsx').then((found) => found.CancelItem),
);
