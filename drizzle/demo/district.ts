/** The reference district: everything there is in the demo, as rows. Nothing here is a real business or person. */
import { dayOf } from '../../worker/lib/time.ts';
import { communityRows, estateRows, ZONES } from './areas.ts';
import { calendarRows } from './calendar.ts';
import { canteenPlans } from './canteens.ts';
import { exceptionRows } from './exceptions.ts';
import { facilityRows } from './facilities.ts';
import { menuPlans } from './menus.ts';
import { peopleRows } from './people.ts';
import type { DistrictRows } from './rows.ts';
import { sceneRows } from './scenes.ts';
import { venueRows } from './venues.ts';

/** Pure: the same `now` (ms) gives the same rows. Dates are relative to the day of `now` in Asia/Shanghai. */
export function referenceDistrict(now: number): DistrictRows {
  const today = dayOf(now);
  const estate = estateRows();
  const facility = facilityRows(today);
  const scene = sceneRows();
  const hoursException = exceptionRows(today);
  const calendarDay = calendarRows(today);
  const people = peopleRows(
    today,
    estate.map(({ id }) => id),
  );
  const venue = venueRows(facility);
  const canteens = canteenPlans(today, facility, scene);
  const menus = menuPlans(canteens, {
    today,
    calendar: new Map(calendarDay.map(({ on, type }) => [on, type])),
    exceptionsOf: (id) => hoursException.filter((one) => one.facilityId === id && !one.sceneId),
  });
  return {
    zone: [...ZONES],
    community: communityRows(),
    estate,
    facility,
    scene,
    hoursException,
    calendarDay,
    ...people,
    audit: [],
    venue,
    closure: [],
    booking: [],
    canteen: canteens.map(({ row }) => row),
    mealService: canteens.flatMap(({ services }) => services),
    pickupWindow: canteens.flatMap(({ windows }) => windows),
    discountTier: canteens.flatMap(({ tiers }) => tiers),
    dish: canteens.flatMap(({ dishes }) =>
      dishes.map(({ course: _course, priceFen: _priceFen, ...row }) => row),
    ),
    menu: menus.map(({ row }) => row),
    menuItem: menus.flatMap(({ items }) => items.map(({ dishName: _dishName, ...row }) => row)),
    mealOrder: [],
    mealOrderLine: [],
    activity: [],
    activitySession: [],
    registration: [],
    attendee: [],
    notice: [],
  };
}
