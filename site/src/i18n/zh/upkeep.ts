/** What is told of a place for a while, and saying that something is wrong. */
export const upkeep = {
  inside: (scene: string, text: string) => `${scene}：${text}`,
  stale: (days: number) => `这一页早该再核对一次，已经过了 ${days} 天。去之前打电话问一声。`,
  never: '还没有人到现场核对过这一页。去之前打电话问一声。',
  report: {
    title: '这里不对',
    open: '说一声哪里不对',
    lead: '看到开门时间、电话、位置写错了，告诉我们。不用留电话。',
    subject: '哪里不对',
    subjects: {
      hours: '开放时间',
      phone: '电话',
      position: '地址或位置',
      access: '台阶、电梯、卫生间',
      gone: '这里已经没有了',
      other: '别的',
    },
    text: '怎么不对',
    textHelp: '比如：周三下午其实不开门。最多 300 个字，请别写姓名和电话。',
    need: '请写一句，我们才知道去核对什么。',
    send: '告诉工作人员',
    done: '收到了，谢谢您。工作人员会去核对，核对好了再改这一页，不会马上变。',
    doneTold: '收到了，谢谢您。工作人员会去核对，核对好了再改这一页。结果会发到您的通知里。',
  },
};
