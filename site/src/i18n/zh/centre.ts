/** Words of a house with everything in it: 进一扇门，办所有事. */
export const centre = {
  title: '进一扇门，办所有事',
  lit: '此刻开着',
  dark: '没开',
  forWhom: (audience: string) => `给${audience}`,
  bookHere: (venue: string) => `约${venue}`,
  orderHere: '看菜单，订餐',
  servicesTitle: '在这里能办的事',
  services: (count: number) => `${count} 件`,
  servicesMore: (count: number) => `再看 ${count} 件`,
  servicesAll: '看全部办事项目',
};
