/** Where the pages of the desk live: apart from those of residents, whose pages need not carry them. */
export const staffPaths = {
  today: '/staff/',
  bookings: '/staff/bookings/',
  meals: '/staff/meals/',
  activities: '/staff/activities/',
  closures: '/staff/closures/',
  imports: '/staff/imports/',
  register: '/staff/register/',
  synonyms: '/staff/synonyms/',
  claims: '/staff/claims/',
  points: '/staff/points/',
  volunteering: '/staff/volunteering/',
  mall: '/staff/mall/',
  merchant: '/staff/merchant/',
  counter: '/staff/counter/',
  statements: '/staff/statements/',
};
