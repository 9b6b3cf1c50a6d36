export const activities = {
  title: '活动',
};
