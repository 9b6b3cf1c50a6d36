/** Words of the list of canteens, and of what stands on their pages before anything runs. */
export const canteens = {
  title: '订餐',
  description: '身边的食堂，今天还能订哪一餐，几点停，到窗口付钱。',
  lead: '先在网上订，到窗口付钱、取餐。',
  listTitle: '从近到远',
  from: (place: string) => `从${place}走过去`,
  noScript: '还剩几份、在网上订，要开着 JavaScript。打电话报菜号，一样能订：',
  list: {
    order: { breakfast: '订早餐', lunch: '订午餐', dinner: '订晚餐' },
    until: (time: string) => `${time} 前能订`,
    left: '剩',
    portions: '份',
    soldOut: '订完了',
    none: '今天没有菜单',
    noneMore: '今天的都停订了',
    tomorrow: '看后面几天的菜单',
    walk: (minutes: number) => `走 ${minutes} 分钟`,
  },
  static: {
    when: '开门时间',
    where: '在哪里',
    phone: '电话',
    address: '地址',
    facility: (name: string) => `看看${name}`,
    how: '怎么订',
    howSteps: [
      '选菜，按“去下单”，到窗口付钱。不用先付。',
      '不会用手机，打电话报菜号，一样给您留着。',
      '来不了，停止订餐以前取消就行，不收钱。',
    ],
  },
};
