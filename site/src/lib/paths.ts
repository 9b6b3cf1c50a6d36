/** Where each tab and standing page lives. All paths end with a slash, as the built files do. */
export const paths = {
  home: '/',
  near: '/facilities/',
  place: '/place/',
  book: '/venues/',
  canteens: '/canteens/',
  activities: '/activities/',
  mine: '/mine/',
  help: '/help/',
  signIn: '/sign-in/',
  privacy: '/privacy/',
  children: '/children/',
  accessibility: '/accessibility/',
  feedback: '/feedback/',
  staff: {
    today: '/staff/',
    bookings: '/staff/bookings/',
    meals: '/staff/meals/',
    activities: '/staff/activities/',
    closures: '/staff/closures/',
  },
};
