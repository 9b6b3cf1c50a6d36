/** Words of the page where one picks what one needs of a place. */
export const pickNeeds = {
  title: '合我用',
  description: '选一次您用得上的，每一处都告诉您进不进得去、用不用得上。',
  lead: '选一次，每一处都告诉您进不进得去、用不用得上。',
  private: '只记在这台手机上，不记进您的账号。查地方时只用来查哪里合用，不带您的名字，查完不留。',
  pick: '您需要什么（可以选几样）',
  asks: (features: string) => `要看：${features}`,
  kept: (names: string) => `记下了：${names}。`,
  none: '还没有选。没选的时候，每一处都照常显示。',
  forget: '全部忘掉',
  forgotten: '忘掉了，这台手机上不再记着。',
  done: '选好了，回去看',
  toList: '看身边哪里合用',
  noScript: '这一页要开着 JavaScript 才能记下来。没开的时候，请看每一处的“进得去，用得上”。',
};
