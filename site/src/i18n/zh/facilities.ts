export const facilities = {
  title: '身边',
};
