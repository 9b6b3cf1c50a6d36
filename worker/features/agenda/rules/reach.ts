/** How far the agenda, its history and its feed reach. */

/** How far ahead the agenda looks; nothing here can be booked further ahead. In days. */
export const AGENDA_DAYS = 400;

/** The calendar feed keeps this much of the past, in days. */
export const FEED_PAST_DAYS = 30;

/** One page of history, and how far it goes back. In days. */
export const HISTORY_PAGE_DAYS = 180;
export const HISTORY_DAYS = 3 * 366;

/** Asked again after this long, in seconds. */
export const FEED_TTL_S = 3600;
