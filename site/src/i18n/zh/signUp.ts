/** Words of what comes of signing up: the pass, the queue, a refusal. */
export const signUp = {
  done: {
    when: (day: string) => `${day}·参加`,
    walk: (minutes: number) => `走 ${minutes} 分钟`,
    who: (names: string, count: number) => (count > 1 ? `${names}，共 ${count} 人` : names),
    mine: '去“我的”',
    takeMe: '带我去',
    cancelUntil: (when: string) => `来不了，最晚 ${when} 到“我的”里取消，把位子让给邻居。`,
    cancelOver: '已经过了能取消的时间。来不了请打电话说一声。',
    more: '再报一场',
    calendar: '放进手机日历',
    waitTitle: (place: number) => `排在第 ${place} 位`,
    waitText: (signUps: number, people: number) =>
      signUps === 0
        ? '前面没有人了。有人退出，就轮到您。'
        : `前面有 ${signUps} 家，一共 ${people} 个人。`,
    waitNote: '有人退出就按先后补上，补上了会发短信告诉您。补上以前不用来。',
    waitCancel: '不想排了，到“我的”里点取消。',
  },
  refused: {
    rules: {
      seatsLeft: (left: number) => `现在还剩 ${left} 位`,
      waitLeft: (left: number) => (left > 0 ? `候补还剩 ${left} 位` : '候补名单也满了'),
      capacity: (all: number) => `这里一共 ${all} 位`,
      signUpFrom: (when: string) => `${when} 开始报名`,
      signUpUntil: (when: string) => `报名到 ${when} 为止`,
      minAge: (age: number) => `活动那天要满 ${age} 岁`,
      maxAge: (age: number) => `活动那天不超过 ${age} 岁`,
    },
    who: (names: string) => `不合的是${names}。一个人报不上，这次就都没有报。`,
    whoExists: (names: string) => `${names}已经报过这一场。这次没有再报。`,
    waiting: '现在有谁在排',
    waitingText: (signUps: number, left: number) => `${signUps} 家在排，还能排 ${left} 位`,
    possibleFrom: '何时能报',
    from: (when: string) => `${when} 起`,
    wait: '排队候补，空出来就通知我',
    without: (names: string) => `不带${names}，其他人报`,
    sameActivity: '换一场',
    back: '回去改一改',
    others: '看别的活动',
    mine: '去“我的”看看',
  },
};
