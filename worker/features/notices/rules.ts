/** What a resident can be told. The page has one sentence for each kind. */
export const NOTICE_KINDS = [
  'booking.released',
  'registration.promoted',
  'session.cancelled',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Names, times (RFC 3339) and reasons for that sentence. Never a phone number. */
export type NoticeParams = Record<string, string>;
