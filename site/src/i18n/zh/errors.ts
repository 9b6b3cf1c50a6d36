/** What is said when something did not work: what happened, then what to do. Keyed by the API's stable `code`. */
export const errors = {
  offline: '网络没接上。请看看信号，再试一次；您填的内容还在。',
  unknown: '系统出了点问题，没有办成。请再试一次，或者打电话找人。',
  requestId: (id: string) => `报这个编号，我们能查到：${id}`,
  signInFirst: '请先登录，再办这件事。',
};
