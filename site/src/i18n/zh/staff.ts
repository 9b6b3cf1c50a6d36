export const staff = {
  desk: '工作台',
  nav: {
    today: '今天',
    bookings: '预约',
    meals: '订餐',
    activities: '活动',
    closures: '停用',
  },
  signedInAs: (name: string) => `${name} 值班`,
  residentSite: '居民端',
  waiting: (count: number) => `${count} 件要办`,
};
