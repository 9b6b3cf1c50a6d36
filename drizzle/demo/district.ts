/** The reference district: everything there is in the demo, as rows. Nothing here is a real business or person. */
import { dayOf } from '../../worker/lib/time.ts';
import { activityRows, type DistrictDays, sessionPlans } from './activities.ts';
import { codeSource, presence } from './acts.ts';
import { communityRows, estateRows, ZONES } from './areas.ts';
import { bookings } from './bookings.ts';
import { calendarRows } from './calendar.ts';
import { canteenPlans } from './canteens.ts';
import { closureRows } from './closures.ts';
import { entranceRows } from './entrances.ts';
import { exceptionRows } from './exceptions.ts';
import { facilityRows } from './facilities.ts';
import { Ledger } from './ledger.ts';
import { mallRows } from './mall.ts';
import { mapShapeRows } from './map-shapes.ts';
import { mealOrders } from './meal-orders.ts';
import { menuPlans } from './menus.ts';
import { peopleRows } from './people.ts';
import { pointsRows } from './points.ts';
import { signUps } from './registrations.ts';
import type { DistrictRows, EstateRow, FacilityRow } from './rows.ts';
import { sceneRows } from './scenes.ts';
import { serviceAtRows, serviceRows } from './services.ts';
import { synonymRows } from './synonyms.ts';
import { upkeepRows } from './upkeep.ts';
import { venueRows } from './venues.ts';
import { volunteeringRows } from './volunteering.ts';

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
  const days: DistrictDays = {
    now,
    today,
    calendar: new Map(calendarDay.map(({ on, type }) => [on, type])),
    facility: facilityIn(facility),
    exceptionsOf: (id) => hoursException.filter((one) => one.facilityId === id && !one.sceneId),
  };
  const menus = menuPlans(canteens, days);
  const sessions = sessionPlans(days);
  const closures = closureRows(sessions, days);
  const { audit: kept, ...upkeep } = upkeepRows(today, days.facility);
  const { audit: posted, ...traded } = earnedAndSpent(now, estate);
  const { audit: published, ...volunteering } = volunteeringRows(days, days.facility);
  const usage = {
    ...days,
    people: people.person,
    presence: presence(),
    codes: codeSource('codes'),
  };
  const signedUp = signUps(sessions, usage);
  const booked = bookings(venue, { ...usage, closures: closures.closure });
  const ordered = mealOrders(menus, { ...usage, canteens });
  return {
    synonym: synonymRows(),
    zone: [...ZONES],
    community: communityRows(),
    estate,
    facility,
    scene,
    entrance: entranceRows(facility),
    service: serviceRows(),
    serviceAt: serviceAtRows(scene),
    mapShape: mapShapeRows(estate, facility),
    hoursException,
    calendarDay,
    ...people,
    audit: [closures, signedUp, booked, ordered]
      .flatMap(({ audit }) => audit)
      .concat(kept, posted, published),
    ...upkeep,
    venue,
    closure: closures.closure,
    booking: booked.booking,
    ...kitchens(canteens),
    menu: menus.map(({ row }) => row),
    menuItem: menus.flatMap(({ items }) => items.map(({ dishName: _dishName, ...row }) => row)),
    mealOrder: ordered.mealOrder,
    mealOrderLine: ordered.mealOrderLine,
    activity: activityRows(days),
    activitySession: sessions.map(({ row }) => row),
    registration: signedUp.registration,
    attendee: signedUp.attendee,
    notice: signedUp.notice,
    ...traded,
    ...volunteering,
  };
}

/** Points and what they are redeemed for, with one ledger. */
function earnedAndSpent(now: number, estates: readonly EstateRow[]) {
  const ledger = new Ledger();
  const points = pointsRows(dayOf(now), ledger);
  const mall = mallRows(now, estates, ledger);
  return { ...points, ...ledger.rows(), ...mall, audit: [...points.audit, ...mall.audit] };
}

/** Canteens and what they go by, before any menu. */
function kitchens(canteens: ReturnType<typeof canteenPlans>) {
  return {
    canteen: canteens.map(({ row }) => row),
    mealService: canteens.flatMap(({ services }) => services),
    pickupWindow: canteens.flatMap(({ windows }) => windows),
    discountTier: canteens.flatMap(({ tiers }) => tiers),
    dish: canteens.flatMap(({ dishes }) =>
      dishes.map(({ course: _course, priceFen: _priceFen, ...row }) => row),
    ),
  };
}

function facilityIn(facilities: readonly FacilityRow[]): (id: string) => FacilityRow {
  const byId = new Map(facilities.map((one) => [one.id, one]));
  return (id) => {
    const facility = byId.get(id);
    if (!facility) throw new Error(`No facility ${id}`);
    return facility;
  };
}
