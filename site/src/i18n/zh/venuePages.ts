/** Words of the booking pages that stand in the built HTML and in no script. */
export const venuePages = {
  title: '约场地',
  hub: {
    title: '预约',
    description: '约场地、订餐、报活动：哪儿有空，几点有空，走几分钟。',
    doorsLabel: '三扇门',
    doors: {
      venues: { title: '约场地', note: '打球、开会，都免费', unit: '处' },
      canteens: { title: '订餐', note: '看菜单，提前订', unit: '家' },
      activities: { title: '报活动', note: '讲座、课、比赛' },
    },
    listTitle: '都有哪些场地',
    listCount: (count: number) => `${count} 处`,
    listHelp: '不会用手机约，打电话或到服务台，一样能约。',
    call: '打电话约',
  },
  rules: {
    title: '这里的规矩',
    free: '免费，不收押金。',
    length: (shortest: string, longest: string, slot: string) =>
      shortest === longest
        ? `一次约 ${shortest}。`
        : `一次最短 ${shortest}，最长 ${longest}，按 ${slot}一格来约。`,
    party: (min: number, max: number) =>
      min === max ? `一次 ${min} 人。` : `一次 ${min} 到 ${max} 人。`,
    places: (capacity: number, max: number) =>
      `位子大家分着用，共 ${capacity} 个，一次最多替 ${max} 人约。`,
    ahead: (days: number) => `最早提前 ${days} 天约，当天 0:00 放出来。`,
    closes: (before: string) => `开场前 ${before}停止预约。`,
    closesAtStart: '开场前都能约。',
    cancel: (before: string) => `来不了，请在开场前 ${before}取消。`,
    limits: (active: number, week: number) =>
      `每人手里最多留 ${active} 个没用的预约，一周最多约 ${week} 次。`,
    guardian: (age: number) => `不满 ${age} 岁，要有监护人一起来，大人也算一位。`,
    guardianSchool: (age: number) =>
      `校园场地只在学生不上课的时候开。不满 ${age} 岁，要有监护人一起来，大人也算一位；替孩子约要先填孩子的出生日期。`,
    bufferBoth: (before: string, after: string) =>
      `每场开始前留 ${before}、结束后留 ${after}布置和打扫，这段时间不能约。`,
    bufferAfter: (after: string) => `每场结束后留 ${after}打扫，这段时间不能约。`,
    purpose: '约的时候要写一句来做什么。',
    parent: (name: string) => `它是${name}的一部分，${name}有人约了，这里就约不了。`,
    halves: (names: string) => `约了这里，${names}也一起占用。`,
    hours: '开放时间',
  },
  where: {
    title: '在哪里',
    inFacility: (facility: string) => `看看${facility}还有什么`,
    takeMe: '带我去',
    takeMeLabel: (name: string) => `带我去${name}，打开地图走路`,
    siblings: '同一个地方，换一处',
  },
  noScript: '哪几格有空、约场地，要开着 JavaScript。打电话给我们，一样能约：',
};
