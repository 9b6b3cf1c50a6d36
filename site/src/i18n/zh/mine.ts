export const mine = {
  title: '我的',
};
