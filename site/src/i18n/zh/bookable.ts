/** The few words of 此刻能约能订 that come with the page; its rows have their own. */
export const bookable = { title: '此刻能约能订', elsewhere: '看哪儿有空' };
