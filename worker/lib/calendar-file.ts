/** Writes iCalendar (RFC 5545) files. Times are given in UTC, so that no calendar needs to know the zone. */
import ical, { ICalAlarmType, ICalEventStatus } from 'ical-generator';

export type CalendarEvent = {
  /** Stays the same for the same thing, whatever changes about it. */
  uid: string;
  sequence: number;
  status: 'confirmed' | 'tentative' | 'cancelled';
  summary: string;
  place: string;
  note: string;
  startAt: number;
  endAt: number;
  madeAt: number;
  changedAt: number;
  /** Reminds so long before the start, in minutes. */
  remindMin?: number;
};

const STATUS = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const;

/** `ttlS`: after how many seconds a program that subscribed should ask again. */
export function calendarFile(
  name: string,
  events: readonly CalendarEvent[],
  { ttlS }: { ttlS?: number } = {},
): string {
  const calendar = ical({
    name,
    prodId: { company: 'Linli', product: 'Agenda', language: 'ZH' },
    ...(ttlS !== undefined && { ttl: ttlS }),
  });
  for (const event of events) {
    const made = calendar.createEvent({
      id: event.uid,
      sequence: event.sequence,
      status: STATUS[event.status],
      summary: event.summary,
      location: event.place,
      description: event.note,
      start: new Date(event.startAt),
      end: new Date(event.endAt),
      created: new Date(event.madeAt),
      lastModified: new Date(event.changedAt),
      stamp: new Date(event.changedAt),
    });
    if (event.remindMin !== undefined && event.status !== 'cancelled') {
      made.createAlarm({
        type: ICalAlarmType.display,
        trigger: event.remindMin * 60,
        description: event.summary,
      });
    }
  }
  return `${calendar.toString()}\r\n`;
}
