import type { ErrorCode } from '../../../../worker/lib/errors.ts';
import { type ErrorWords, type errors, errorWords } from './errors.ts';

/** What only the desk is told. With `errors.ts` it covers every code: one left out does not type-check. */
export const staffErrors = {
  'venue.tree': { title: '场地套错了', text: '上级和下级场地互相套住了，请检查登记。' },
  'booking.checkInTooEarly': { title: '来早了', text: '还没到可以签到的时间。' },
  'booking.immutable': { title: '不能改', text: '预约的场地和时间不能改，请取消后重约。' },
  'facility.changed': {
    title: '别人刚改过',
    text: '您打开以后，别人改了这条登记。请看看新的内容，再改一遍。',
  },
  'facility.same': { title: '没有改动', text: '填的和登记的一样，没有什么要保存。' },
  'position.outside': {
    title: '位置不在本街道',
    text: '这个经纬度落在本街道外面，没有保存。请看看经度和纬度有没有填反、抄错，坐标系选得对不对。',
  },
  'facility.busy': {
    title: '还有人约着',
    text: '这里还有没完的预约、菜单或活动，先安排好再合并。',
  },
  'facility.holds': {
    title: '里面还有东西',
    text: '这里登记着场馆、食堂、场景或办事窗口，并过去就找不到了。请反过来，把没有这些的那条并进这一条。',
  },
  'alias.taken': { title: '编号用过了', text: '这个编号有地方在用，或者用过，请换一个。' },
  'alias.retired': { title: '已经注销', text: '那个地方已经注销，请换成现在的。' },
  'alias.immutable': { title: '不能删', text: '旧编号要一直能找到，不能删。' },
  'scene.notFound': { title: '没有这一处', text: '里面的这一处已经不在登记里了，请刷新再选。' },
  'condition.notFound': { title: '没这条状况', text: '它可能已经撤掉了。' },
  'condition.interval': {
    title: '时间不对',
    text: '结束要晚于开始，最长 30 天。更久的请改开放时间。',
  },
  'condition.past': { title: '已经过了', text: '结束的时间已经过去，请重新填。' },
  'condition.state': { title: '办不了了', text: '这条状况已经撤掉或者过了。' },
  'condition.immutable': { title: '不能改', text: '状况不能改，请撤掉后重新登记。' },
  'datedHours.notFound': { title: '没有这一条', text: '它可能已经撤掉了，请刷新再看。' },
  'datedHours.interval': {
    title: '日期不对',
    text: '到哪天不能早于从哪天，最长一年。年年都这样的，请改开放时间。',
  },
  'datedHours.past': { title: '已经过了', text: '这几天已经过去，请重新填日期。' },
  'datedHours.overlap': {
    title: '这几天登过了',
    text: '这里的这几天已经有一条特别安排。请先撤掉那一条，或者换几天。',
  },
  'banner.notFound': { title: '没这条公告', text: '它可能已经撤掉了。' },
  'banner.interval': { title: '时间不对', text: '结束要晚于开始，最长 90 天。' },
  'banner.past': { title: '已经过了', text: '结束的时间已经过去，请重新填。' },
  'banner.state': { title: '办不了了', text: '这条公告已经撤掉或者过了。' },
  'banner.immutable': { title: '不能改', text: '公告不能改，请撤掉后重新登记。' },
  'report.notFound': { title: '没这条纠错', text: '请刷新再看。' },
  'report.state': { title: '已经处理', text: '别的同事刚处理过这条纠错。' },
  'report.immutable': { title: '不能改', text: '居民写的话不能改。' },
  'closure.notFound': { title: '没这条停用', text: '它可能已经撤掉了。' },
  'closure.past': { title: '已经过了', text: '停用的时间已经过去，请重新选。' },
  'closure.interval': { title: '时间不对', text: '结束要晚于开始。' },
  'closure.hasBookings': { title: '有人约了', text: '这段时间有预约，要先决定怎么安排这些人。' },
  'closure.otherFacility': { title: '不在一处', text: '这块场地不属于这个设施。' },
  'closure.immutable': { title: '不能改', text: '停用记录不能改，请撤掉后重新登记。' },
  'closure.state': { title: '办不了了', text: '这条停用已经撤掉了。' },
  'menu.belowSold': { title: '少于已订', text: '份数不能少于已经订出去的。' },
  'menu.exists': { title: '已有菜单', text: '这一餐已经有菜单，请去改它。' },
  'menu.past': { title: '已经过了', text: '这一餐已经过去，不能再出菜单。' },
  'menu.meal': { title: '不做这餐', text: '这个食堂不做这一餐。' },
  'menu.dish': { title: '没有这道菜', text: '有的菜已经不在菜品里了，请刷新再选。' },
  'mealOrder.tooEarly': { title: '来早了', text: '还没到取餐时间。' },
  'mealOrder.otherDay': { title: '不是今天', text: '这一单不是今天的，到了那天再取。' },
  'mealOrder.immutable': { title: '不能改', text: '订单的这一项不能改，请取消后重订。' },
  'session.belowTaken': { title: '少于已报', text: '名额不能少于已经报名的人数。' },
  'session.state': { title: '办不了了', text: '这一场已经取消或结束了。' },
  'session.notStarted': { title: '还没开始', text: '开场前半小时起才能签到、点名。' },
  'session.interval': { title: '时间不对', text: '结束要晚于开始，请看看标出来的地方。' },
  'registration.immutable': { title: '不能改', text: '报名的这一项不能改，请取消后重报。' },
  'attendee.notFound': { title: '没有此人', text: '名单里没有这个人。' },
  'attendee.otherSession': { title: '不是这场', text: '这个人报的是另一场。' },
  'attendee.seats': { title: '位数不对', text: '人数和占的名额对不上。' },
  'attendee.state': { title: '办不了了', text: '这个人已经点过名，或者已经取消。' },
  'pass.notFound': { title: '没有这个码', text: '请再看一遍八个数字。也可能不是本处的。' },
  'import.notFound': { title: '没这次导入', text: '它可能已经作废了，请重新选文件。' },
  'import.state': { title: '办不了了', text: '这次导入已经办完或作废了。要再导，请重新选文件。' },
  'import.undrafted': {
    title: '还没准备好',
    text: '行数多，还要再准备一会儿。请再按一次“导入登记册”。',
  },
  'import.incomplete': { title: '还没传完', text: '还有一些行没有传上来，请接着传。' },
  'import.problems': {
    title: '还有问题',
    text: '先把表里标出来的问题改好，再导入。什么都没有改动。',
  },
  'import.conflicts': {
    title: '和登记对不上',
    text: '登记册刚才变了，或者编号重了。请看一遍下面的问题。什么都没有改动。',
  },
  'import.immutable': { title: '不能改', text: '导入的设置不能改，请作废后重新选文件。' },
  'synonym.notFound': { title: '没有这一组', text: '它可能刚被别人删掉了，刷新看看。' },
  'synonym.words': {
    title: '词不合适',
    text: '每个词两个字以上，中间不留空格、不加标点；一组至少两个不同的词。',
  },
  'synonym.taken': { title: '词在别组里', text: '一个词只能在一组里，请先从那一组拿掉。' },
  'synonym.changed': { title: '刚被改过', text: '别人刚改了这一组。看看新的内容，再改一次。' },
  'synonym.limit': { title: '组数满了', text: '请先删掉用不着的组。' },
  'walkNetwork.notFound': { title: '没有这张路网', text: '它可能已经作废了，请重新上传。' },
  'walkNetwork.state': { title: '办不了了', text: '这张路网已经启用或换下。要再换，请重新上传。' },
  'walkNetwork.empty': { title: '路网是空的', text: '还没有传上来一条路，不能启用。' },
  'walkNetwork.invalid': {
    title: '路网有错',
    text: '有的点或路段不对，请看标出来的地方。什么都没有改动。',
  },
  'walkNetwork.tooLarge': { title: '路网太大', text: '点或路段太多了，请只留本街道一带的路。' },
  'hsds.notFound': { title: '没有这一条', text: '数据接口里没有这个编号，可能已经停用。' },
  'audit.missing': { title: '系统出错', text: '记录没写上，所以没有办成。请再试一次。' },
  'audit.immutable': { title: '不能改', text: '操作记录不能改。' },
} satisfies Record<Exclude<ErrorCode, keyof typeof errors>, ErrorWords>;

/** The words for a code at the desk. */
export function staffErrorWords(code: string): ErrorWords {
  const known: Record<string, ErrorWords> = staffErrors;
  return known[code] ?? errorWords(code);
}
