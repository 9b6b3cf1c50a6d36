export const venues = {
  title: '约场地',
};
