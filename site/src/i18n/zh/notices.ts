/** Words of the inbox. */
export const notices = {
  title: '通知',
  description: '停用、排上了、取消了，都在这里告诉您。',
  lead: '约好的事有变，在这里告诉您，也发短信。',
  fresh: '新',
  readAll: '全部标成看过',
  readAllDone: '都标成看过了。',
  more: '看更早的',
  go: '看看怎么办',
  empty: { title: '还没有通知', text: '约好的事有变，会在这里告诉您，也发短信。' },
  /** Titles of what is said in the words of the message itself. */
  said: {
    'report.accepted': '您说的那处核实过了',
    'report.declined': '您说的那处核实过了',
    'points.expiring': '积分快到期了',
    'points.corrected': '有积分更正了',
    'claim.posted': '您申报的事有结果了',
    'claim.refused': '您申报的事有结果了',
    'claim.closed': '您申诉的事有结果了',
    'registration.short': '有空位，积分不够',
    'volunteerTask.cancelled': '志愿任务取消了',
    'redemption.lapsing': '换的东西快到期了',
    'redemption.lapsed': '换的东西过期了',
    'redemption.undone': '换的东西撤销了',
    'redemption.revoked': '换的东西给不了了',
    'merchant.closed': '商家不再经营',
    'clerk.added': '您成了店员',
    'statement.issued': '对账单出来了',
    'statement.final': '对账单结算了',
    'dispute.upheld': '异议认可了',
    'dispute.rejected': '异议有答复了',
  },
  kinds: {
    'booking.released': {
      title: '场地用不了了',
      text: (venue: string, when: string, reason: string) =>
        `您约的${venue}（${when}）用不了了，原因：${reason}。这次不占您的次数，请另约时间。`,
    },
    'registration.promoted': {
      title: '排上了',
      text: (activity: string, when: string, place: string) =>
        `您排队的${activity}有名额了，${when}，在${place}。来不了请早点取消，让给后面的人。`,
    },
    'session.cancelled': {
      title: '活动取消了',
      text: (activity: string, when: string, reason: string) =>
        `您报名的${activity}（${when}）取消了，原因：${reason}。`,
    },
  },
};
