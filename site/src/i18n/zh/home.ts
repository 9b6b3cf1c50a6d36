export const home = {
  title: '此刻',
};
