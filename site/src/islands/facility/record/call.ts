import { facility as words } from '../../../i18n/zh/facility.ts';
import { tenant } from '../../../lib/tenant.ts';

/** Whom the page of a place rings: the place, or the hotline where it has no telephone. */
export function callOf(phone: string | null): { dial: string; label: string } {
  return phone
    ? { dial: phone.replace('-', ''), label: words.call }
    : { dial: tenant.phone.dial, label: words.callLine };
}
