/** The reference district: everything there is in the demo, as rows. Nothing here is a real business or person. */
import { dayOf } from '../../worker/lib/time.ts';
import { activityRows, type DistrictDays, type SessionPlan, sessionPlans } from './activities.ts';
import { codeSource, presence } from './acts.ts';
import { communityRows, estateRows, ZONES } from './areas.ts';
import { bookings } from './bookings.ts';
import { calendarRows } from './calendar.ts';
import { canteenPlans } from './canteens.ts';
import { Caps } from './caps.ts';
import { closureRows } from './closures.ts';
import { deedRows } from './deeds.ts';
import { entranceRows } from './entrances.ts';
import { exceptionRows } from './exceptions.ts';
import { facilityRows } from './facilities.ts';
import { Ledger } from './ledger.ts';
import { mallRows } from './mall.ts';
import { mapShapeRows } from './map-shapes.ts';
import { mealOrders } from './meal-orders.ts';
import { menuPlans } from './menus.ts';
import { isLetIn, type MerchantPlan, merchantPlans } from './merchants.ts';
import { isOneOfTheFirst } from './neighbours.ts';
import { type PastActivities, pastActivities } from './past-activities.ts';
import { peopleRows } from './people.ts';
import { pointsRows } from './points.ts';
import { postingRows } from './postings.ts';
import { type SignUps, signUps } from './registrations.ts';
import type { DistrictRows, FacilityRow } from './rows.ts';
import { type Scale, VOLUMES, type Volumes } from './scales.ts';
import { sceneRows } from './scenes.ts';
import { serviceAtRows, serviceRows } from './services.ts';
import { synonymRows } from './synonyms.ts';
import { upkeepRows } from './upkeep.ts';
import { venueRows } from './venues.ts';
import { volunteeringRows } from './volunteering.ts';

/**
 * Pure: the same `now` (ms) and scale give the same rows. Dates are relative to the day of `now` in Asia/Shanghai.
 */
export function referenceDistrict(now: number, scale: Scale = 'demo'): DistrictRows {
  const today = dayOf(now);
  const volumes = VOLUMES[scale];
  const estate = estateRows();
  const facility = facilityRows(today);
  const scene = sceneRows();
  const hoursException = exceptionRows(today);
  const calendarDay = calendarRows(today);
  const merchants = merchantPlans(today, estate, volumes);
  const { audit: granted, ...people } = peopleRows(
    today,
    estate.map(({ id }) => id),
    { volumes, merchantIds: merchants.filter(isLetIn).map(({ row }) => row.id) },
  );
  const venue = venueRows(facility);
  const canteens = canteenPlans(today, facility, scene);
  const days = daysOf(now, { facility, calendarDay, hoursException });
  const menus = menuPlans(canteens, days);
  const sessions = sessionPlans(days);
  const closures = closureRows(sessions, days);
  const { audit: kept, ...upkeep } = upkeepRows(today, days.facility);
  const { audit: published, ...volunteering } = volunteeringRows(days, days.facility);
  const usage = {
    ...days,
    people: people.person.filter(({ residentId }) => isOneOfTheFirst(residentId)),
    presence: presence(),
    codes: codeSource('codes'),
  };
  const past = { ...usage, people: people.person, volumes, estates: estate };
  const { audit: signed, ...signedUp } = withPast(sessions, usage, past);
  const { audit: posted, ...traded } = earnedAndSpent({
    ...{ now, facilities: facility, merchants, volumes, came: signedUp },
  });
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
    // Before what is refused without its row: roles are the first.
    audit: [closures, booked, ordered]
      .flatMap(({ audit }) => audit)
      .concat(granted, signed, kept, posted, published),
    ...people,
    ...upkeep,
    venue,
    closure: closures.closure,
    booking: booked.booking,
    ...kitchens(canteens, menus),
    mealOrder: ordered.mealOrder,
    mealOrderLine: ordered.mealOrderLine,
    ...signedUp,
    ...traded,
    ...volunteering,
  };
}

/** What is asked about days: which are days off, and when places are closed for once. */
function daysOf(
  now: number,
  rows: {
    facility: ReturnType<typeof facilityRows>;
    calendarDay: ReturnType<typeof calendarRows>;
    hoursException: ReturnType<typeof exceptionRows>;
  },
): DistrictDays {
  return {
    now,
    today: dayOf(now),
    calendar: new Map(rows.calendarDay.map(({ on, type }) => [on, type])),
    facility: facilityIn(rows.facility),
    exceptionsOf: (id) =>
      rows.hoursException.filter((one) => one.facilityId === id && !one.sceneId),
  };
}

type Came = PastActivities & Pick<SignUps, 'notice'>;

/** With activities of the past, until as many have come as there should be. */
function withPast(
  sessions: readonly SessionPlan[],
  usage: Parameters<typeof signUps>[1],
  facts: Parameters<typeof pastActivities>[1],
): Came {
  const { participations } = facts.volumes;
  const near: Came = {
    activity: activityRows(usage),
    activitySession: sessions.map(({ row }) => row),
    ...signUps(sessions, usage),
  };
  if (participations === null) return near;
  const came = near.attendee.filter(({ state }) => state === 'attended').length;
  const past = pastActivities(participations - came, facts);
  return {
    activity: [...near.activity, ...past.activity],
    activitySession: [...near.activitySession, ...past.activitySession],
    registration: [...near.registration, ...past.registration],
    attendee: [...near.attendee, ...past.attendee],
    audit: [...near.audit, ...past.audit],
    notice: near.notice,
  };
}

/** Points and what they are redeemed for, with one ledger. */
function earnedAndSpent(of: {
  now: number;
  facilities: readonly FacilityRow[];
  merchants: readonly MerchantPlan[];
  volumes: Volumes;
  came: Omit<Came, 'audit'>;
}) {
  const { now, volumes, merchants } = of;
  const today = dayOf(now);
  const ledger = new Ledger();
  const caps = new Caps();
  const points = pointsRows(today, volumes, ledger);
  const earningPosting = postingRows(of.came, ledger, caps);
  const told = deedRows({ today, facilities: of.facilities, volumes }, ledger, caps);
  const mall = mallRows({ now, volumes, merchants, ledger });
  return {
    ...{ ...points, earningPosting, ...ledger.rows(), ...mall },
    claim: [...points.claim, ...told.claim],
    claimVerdict: told.claimVerdict,
    audit: [...points.audit, ...told.audit, ...mall.audit],
  };
}

/** Canteens, what they go by, and what they cook. */
function kitchens(canteens: ReturnType<typeof canteenPlans>, menus: ReturnType<typeof menuPlans>) {
  return {
    canteen: canteens.map(({ row }) => row),
    mealService: canteens.flatMap(({ services }) => services),
    pickupWindow: canteens.flatMap(({ windows }) => windows),
    discountTier: canteens.flatMap(({ tiers }) => tiers),
    dish: canteens.flatMap(({ dishes }) =>
      dishes.map(({ course: _course, priceFen: _priceFen, ...row }) => row),
    ),
    menu: menus.map(({ row }) => row),
    menuItem: menus.flatMap(({ items }) => items.map(({ dishName: _dishName, ...row }) => row)),
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
