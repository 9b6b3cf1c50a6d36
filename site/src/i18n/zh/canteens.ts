export const canteens = {
  title: '订餐',
};
