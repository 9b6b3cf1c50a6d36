import type { StaffBooking } from '../../../../worker/features/venues/schema.ts';
import { staff } from '../../i18n/zh/staff.ts';
import { answer, api, type Refusal } from '../../lib/api.ts';
import type { AtDesk } from './Desk.tsx';
import { useAct } from './useAct.ts';

interface CheckIn {
  busy: boolean;
  refusal?: Refusal;
  press: () => void;
}

/** The 签到 of a row, for somebody who came without their code. */
export function useCheckIn(desk: AtDesk, { id, person, venue }: StaffBooking): CheckIn {
  const { busy, refusal, run } = useAct();
  async function press() {
    const done = await run(() =>
      answer(api.staff.bookings['check-in'].$post({ json: { bookingId: id } })),
    );
    if (!done) return;
    desk.changed(staff.codes.done.booking(person, venue.name));
    // The button goes; the next Tab goes on from here.
    document.getElementById(id)?.focus({ preventScroll: true });
  }
  return { busy, refusal, press: () => void press() };
}
