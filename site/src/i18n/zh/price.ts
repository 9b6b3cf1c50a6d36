/** What an activity costs in points, when they go back, and what becomes of them when somebody stays away. */
export const price = {
  comma: '，',
  each: (points: number) => `每人 ${points} 积分`,
  once: (points: number) => `每次报名 ${points} 积分`,
  holds: (points: number) => `报上就先冻结 ${points} 积分，到场签到才扣。`,
  waits: (points: number) =>
    `候补时不冻结。轮到您再冻结 ${points} 积分，不够就先让给后面的人，您的排队还在。`,
  back: (when: string) => `${when} 前取消，积分全部退回。街道取消这一场，也全部退回。`,
  noShow: {
    charged: '没取消又没来，积分照扣。',
    returned: '没来也不扣，积分退回。',
  },
  have: (points: number) => `您现在能用 ${points} 积分。`,
  short: (points: number, has: number) => `这次要 ${points} 积分，您能用的有 ${has}`,
  earn: '看看怎么得积分',
  mine: {
    term: '积分',
    held: (points: number) => `冻结了 ${points}，到场签到才扣`,
    paid: (points: number) => `扣了 ${points}`,
    waiting: (points: number) => `轮到您时冻结 ${points}`,
    short: (points: number) => `轮到过您，要 ${points}，不够。够了以后有空位还会轮到`,
    none: (points: number) => `要 ${points}，现在没有冻结`,
    returns: (when: string) => `没人点名的话，${when} 自动退回`,
  },
};
