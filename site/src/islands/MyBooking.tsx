import { itemOfBooking } from '../../../worker/features/agenda/rules/items.ts';
import { mine as t } from '../i18n/zh/mine.ts';
import { myItem as w } from '../i18n/zh/myItem.ts';
import { answer, api } from '../lib/api.ts';
import { OnePage } from './mine/OnePage.tsx';
import { OneThing } from './mine/OneThing.tsx';
import { whenWords } from './mine/words.ts';

const load = (id: string) => answer(api.bookings[':id'].$get({ param: { id } }));

/** One booking, at /mine/bookings/{id}/. */
export function MyBooking() {
  return (
    <OnePage load={load}>
      {(booking, now, reload) => (
        <OneThing
          item={itemOfBooking(booking)}
          now={now}
          reload={reload}
          again={`/venues/${booking.venue.id}/`}
          terms={[
            { term: w.who, detail: booking.person.name },
            { term: w.partySize, detail: t.pass.people(booking.partySize) },
            { term: w.purpose, detail: booking.purpose },
            { term: w.made, detail: whenWords(booking.created, now) },
          ]}
        />
      )}
    </OnePage>
  );
}
