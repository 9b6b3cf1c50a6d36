/** Words of the page of what is over. */
export const history = {
  title: '以前的',
  description: '约过的、订过的、报过的，三年以内。',
  lead: '用过的、过了的、取消的，都在这里，最近的在前。',
  more: '看更早的半年',
  nonePeriod: '这半年没有。',
  empty: { title: '还没有以前的事', text: '办过的事过了时间，会从“我的”搬到这里。' },
  end: '再往前没有了。',
  states: {
    over: '过了',
    came: '来过了',
    taken: '取走了',
    cancelled: '取消了',
    released: '场馆取消',
  },
};
