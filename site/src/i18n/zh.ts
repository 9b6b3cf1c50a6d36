import { access } from './zh/access.ts';
import { activities } from './zh/activities.ts';
import { activity } from './zh/activity.ts';
import { audience } from './zh/audience.ts';
import { bookable } from './zh/bookable.ts';
import { bookableRows } from './zh/bookableRows.ts';
import { canteens } from './zh/canteens.ts';
import { centre } from './zh/centre.ts';
import { circle } from './zh/circle.ts';
import { common } from './zh/common.ts';
import { counter } from './zh/counter.ts';
import { coverage } from './zh/coverage.ts';
import { data } from './zh/data.ts';
import { directions } from './zh/directions.ts';
import { errors } from './zh/errors.ts';
import { facilities } from './zh/facilities.ts';
import { facility } from './zh/facility.ts';
import { format } from './zh/format.ts';
import { freeVenues } from './zh/freeVenues.ts';
import { goods } from './zh/goods.ts';
import { history } from './zh/history.ts';
import { home } from './zh/home.ts';
import { hours } from './zh/hours.ts';
import { household } from './zh/household.ts';
import { imports } from './zh/imports.ts';
import { legal } from './zh/legal.ts';
import { map } from './zh/map.ts';
import { menu } from './zh/menu.ts';
import { merchantDesk } from './zh/merchantDesk.ts';
import { merchants } from './zh/merchants.ts';
import { mine } from './zh/mine.ts';
import { myFit } from './zh/myFit.ts';
import { myItem } from './zh/myItem.ts';
import { near } from './zh/near.ts';
import { needs } from './zh/needs.ts';
import { notices } from './zh/notices.ts';
import { ordering } from './zh/ordering.ts';
import { parts } from './zh/parts.ts';
import { pickNeeds } from './zh/pickNeeds.ts';
import { place } from './zh/place.ts';
import { points } from './zh/points.ts';
import { profile } from './zh/profile.ts';
import { search } from './zh/search.ts';
import { services } from './zh/services.ts';
import { signIn } from './zh/signIn.ts';
import { signUp } from './zh/signUp.ts';
import { staff } from './zh/staff.ts';
import { staffClaims } from './zh/staffClaims.ts';
import { staffErrors } from './zh/staffErrors.ts';
import { staffRegister } from './zh/staffRegister.ts';
import { staffSynonyms } from './zh/staffSynonyms.ts';
import { staffVolunteering } from './zh/staffVolunteering.ts';
import { today } from './zh/today.ts';
import { upkeep } from './zh/upkeep.ts';
import { venuePages } from './zh/venuePages.ts';
import { venueRefusals } from './zh/venueRefusals.ts';
import { venues } from './zh/venues.ts';
import { volunteer } from './zh/volunteer.ts';

/**
 * Everything the site says, in Chinese. `.astro` files read it through `i18n/dictionary.ts`.
 * Islands import only the areas they need (`i18n/zh/<area>.ts`), so that a phone loads only those words.
 */
export const zh = {
  circle,
  coverage,
  data,
  notices,
  points,
  counter,
  goods,
  merchants,
  merchantDesk,
  history,
  myItem,
  common,
  home,
  household,
  place,
  facilities,
  facility,
  hours,
  near,
  needs,
  access,
  myFit,
  bookable,
  bookableRows,
  centre,
  services,
  directions,
  pickNeeds,
  map,
  venues,
  venuePages,
  venueRefusals,
  freeVenues,
  canteens,
  menu,
  ordering,
  activities,
  activity,
  signUp,
  audience,
  mine,
  profile,
  signIn,
  staff,
  errors,
  staffErrors,
  staffRegister,
  imports,
  today,
  upkeep,
  staffClaims,
  staffVolunteering,
  volunteer,
  staffSynonyms,
  search,
  legal,
  parts,
  format,
};
