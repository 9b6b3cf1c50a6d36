import type { ErrorCode } from '../../../../worker/lib/errors.ts';

/** What happened, in four characters or so, and what to do about it. */
export interface ErrorWords {
  title: string;
  text: string;
}

/** What a resident may be told. Keyed by the API's stable `code`; the desk's own are in `staffErrors.ts`. */
export const errors = {
  network: { title: '没接上网', text: '请看看信号，再试一次。您填的内容还在。' },
  'server.fault': { title: '系统出错', text: '没有办成。请再试一次，还不行就打电话找人。' },
  'input.invalid': { title: '没填对', text: '请看看标出来的地方，改好再试。' },
  'input.malformed': { title: '没填对', text: '页面可能旧了。请刷新一下再试。' },
  'input.tooLarge': { title: '太长了', text: '内容太多，请写短一点。' },
  'input.mediaType': { title: '没填对', text: '页面可能旧了。请刷新一下再试。' },
  'request.crossSite': { title: '不能这样办', text: '请从邻里的页面里重新打开，再办一次。' },
  'request.tooMany': { title: '太频繁了', text: '请等一分钟再试。' },
  'route.notFound': { title: '没有这一页', text: '页面可能搬走了，请回到“此刻”。' },
  'route.method': { title: '不能这样办', text: '页面可能旧了。请刷新一下再试。' },
  'thing.notFound': { title: '没找到', text: '它可能已经不在了。' },
  'auth.required': { title: '还没登录', text: '请先登录，再办这件事。' },
  'auth.expired': { title: '登录过期', text: '请再登录一次，您填的内容还在。' },
  'auth.forbidden': { title: '不归您办', text: '这件事要别的人来办。有疑问请打电话找人。' },
  'idempotency.mismatch': {
    title: '内容变了',
    text: '上一次已经提交过别的内容。请看看“我的”，再决定要不要重办。',
  },
  'idempotency.race': { title: '正在办', text: '这件事刚才已经在办了。请过几秒看看“我的”。' },
  'code.collision': { title: '再试一次', text: '号码撞上了，请再按一次。' },
  'code.minuteLimit': { title: '稍等一下', text: '一分钟只能发一次短信，请过一会儿再按。' },
  'code.hourLimit': {
    title: '发太多了',
    text: '一小时最多发 5 次短信。请过一会儿再来，或者打电话找人。',
  },
  'code.dayLimit': { title: '发太多了', text: '今天发的短信到数了，明天再来，或者打电话找人。' },
  'code.addressLimit': {
    title: '发太多了',
    text: '这个网络发的短信太多了。请过一会儿再来，或者打电话找人。',
  },
  'auth.phoneInvalid': { title: '手机号不对', text: '应该是 11 位，1 开头。请看一遍再试。' },
  'auth.codeWrong': { title: '数字不对', text: '请照着短信再填一遍，是 6 位数字。' },
  'auth.codeExpired': { title: '数字过期', text: '请再发一次短信，填新的数字。' },
  'auth.codeSpent': { title: '试太多次', text: '这条短信不能再用了，请再发一次。' },
  'auth.refused': { title: '没登上', text: '请从头再来一次，还不行就打电话找人。' },
  'consent.required': { title: '要您同意', text: '办这件事要用到一项信息，得您先同意。' },
  'person.notFound': { title: '没有此人', text: '家人名单里没有这个人，可能已经删了。' },
  'person.limit': { title: '人数到了', text: '家人加到上限了。要加别人，请先删一位。' },
  'person.busy': { title: '时间撞了', text: '这个人那个时间已经有别的安排。' },
  'person.bornOnRequired': { title: '要出生日期', text: '这件事看年龄，请先填出生日期。' },
  'person.nameRequired': { title: '要填称呼', text: '请先填称呼，工作人员好核对。' },
  'estate.notFound': { title: '没这个小区', text: '请从名单里重新选一个小区。' },
  'facility.notFound': { title: '没这个地方', text: '它可能已经搬走或不再开放。' },
  'venue.notFound': { title: '没这块场地', text: '它可能已经不再对外预约。' },
  'booking.notFound': { title: '没这个预约', text: '请到“我的”里看看。' },
  'booking.taken': { title: '已被预约', text: '这个时间刚被别人约走了。这次不占您的次数。' },
  'booking.full': { title: '位子满了', text: '这个时间的位子都约出去了。这次不占您的次数。' },
  'booking.closed': { title: '这时停用', text: '这个时间场地停用。' },
  'booking.outsideHours': { title: '不在时间', text: '这个时间场地不开放。' },
  'booking.hoursUnknown': { title: '还没公布', text: '那几天的节假日安排还没公布，公布后就能约。' },
  'booking.grid': { title: '时间不齐', text: '请从页面上的时间格里选。' },
  'booking.duration': { title: '时长不对', text: '一次能约多久有规定，请换个时长。' },
  'booking.party': { title: '人数不对', text: '来的人数不合这块场地的规定。' },
  'booking.tooEarly': { title: '还不能约', text: '离那天还早，没到可以约的日子。' },
  'booking.tooLate': { title: '来不及了', text: '离开场太近，不能在网上约了。请打电话问问。' },
  'booking.activeLimit': {
    title: '次数用完',
    text: '您手里没用掉的预约到上限了。用掉或取消一个，就能再约。',
  },
  'booking.weekLimit': { title: '次数用完', text: '这一周能约的次数用完了。' },
  'booking.purposeRequired': { title: '要写用途', text: '这个场地要写明来做什么。' },
  'booking.guardian': { title: '要有大人', text: '不满 14 岁，要有监护人一起来。' },
  'booking.state': { title: '办不了了', text: '这个预约已经取消或用过了。' },
  'booking.cancelTooLate': { title: '取消晚了', text: '过了能取消的时间。来不了请打电话说一声。' },
  'canteen.notFound': { title: '没这个食堂', text: '它可能已经不再供餐。' },
  'menu.notFound': { title: '没有菜单', text: '这一餐还没有出菜单。' },
  'mealOrder.notFound': { title: '没这个订单', text: '请到“我的”里看看。' },
  'mealOrder.soldOut': { title: '刚刚订完', text: '有一样菜的份数不够了。您选的其他菜还在。' },
  'mealOrder.windowFull': { title: '时段满了', text: '这个取餐时段满了，请换一个。' },
  'mealOrder.otherWindow': { title: '时段不对', text: '请重新选一个取餐时段。' },
  'mealOrder.windowRequired': { title: '选个时段', text: '自己来取，要先选几点取。' },
  'mealOrder.mode': { title: '换个吃法', text: '这个食堂这一餐没有这种吃法。' },
  'mealOrder.dish': { title: '没有这道菜', text: '菜单换过了，请重新选。' },
  'mealOrder.cutoff': { title: '停止订餐', text: '过了订餐、改餐的时间。可以到窗口现买。' },
  'mealOrder.exists': { title: '已经订过', text: '这一餐您已经订过了，可以去改。' },
  'mealOrder.changed': { title: '刚刚变了', text: '这一单刚才在别处改过。请看一眼新的，再改。' },
  'mealOrder.state': { title: '办不了了', text: '这一单已经取消或取走了。' },
  'activity.notFound': { title: '没这个活动', text: '它可能已经下架。' },
  'session.notFound': { title: '没有这一场', text: '这一场可能已经取消。' },
  'session.choose': { title: '选一场', text: '这个活动有好几场，请先选一场。' },
  'session.cancelled': { title: '这场取消了', text: '主办方取消了这一场。' },
  'session.noSignUp': { title: '不用报名', text: '这一场直接去就行。' },
  'session.notOpenYet': { title: '还没开始', text: '报名还没开始。' },
  'session.signUpOver': { title: '报名结束', text: '报名时间过了。' },
  'registration.notFound': { title: '没这个报名', text: '请到“我的”里看看。' },
  'registration.full': { title: '名额满了', text: '这一场报满了，可以排队候补。' },
  'registration.waitFull': { title: '候补也满', text: '这一场和候补都满了，看看别的场次。' },
  'registration.exists': { title: '已经报过', text: '有人已经报过这一场了。' },
  'registration.age': { title: '年龄不合', text: '有人的年龄不在这一场的范围里。' },
  'registration.state': { title: '办不了了', text: '这个报名已经取消或用过了。' },
  'registration.cancelTooLate': {
    title: '取消晚了',
    text: '过了能取消的时间。来不了请打电话说一声。',
  },
  'notice.notFound': { title: '没这条消息', text: '它可能已经删了。' },
  'feed.notFound': { title: '日历失效', text: '这个日历地址已经停用，请到“我的”里换一个新的。' },
} satisfies Partial<Record<ErrorCode | 'network', ErrorWords>>;

/** The words for a code; for one without words of its own, those of a fault. */
export function errorWords(code: string): ErrorWords {
  const known: Record<string, ErrorWords> = errors;
  return known[code] ?? errors['server.fault'];
}
