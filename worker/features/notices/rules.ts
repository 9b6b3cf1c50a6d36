/** What a resident can be told, in which words, and when a message is tried again. Pages say the same words. */
import { dayOf, fromRfc3339, MINUTE_MS, minuteOfDay, weekdayOf } from '../../lib/time.ts';

export const NOTICE_KINDS = [
  'booking.released',
  'registration.promoted',
  'registration.short',
  'session.cancelled',
  'report.accepted',
  'report.declined',
  'points.expiring',
  'points.corrected',
  'claim.posted',
  'claim.refused',
  'claim.closed',
  'volunteerTask.cancelled',
  'redemption.lapsing',
  'redemption.lapsed',
  'redemption.undone',
  'redemption.revoked',
  'merchant.closed',
  'clerk.added',
  'statement.issued',
  'statement.final',
  'dispute.upheld',
  'dispute.rejected',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Names, times (RFC 3339) and reasons for that sentence. Never a phone number. */
export type NoticeParams = Record<string, string>;

/** What goes out by SMS: the notices, and the code one signs in with. */
export type Template = NoticeKind | 'signIn.code';

/**
 * One segment of an SMS is 70 characters, and the operator's signature (【仓前街道】) is counted with it
 * (Alibaba Cloud's rules for mainland messages, 2025). No links, no 【】 in the text.
 */
export const TEXT_MAX_LENGTH = 62;

const SENTENCES: Record<Template, (params: NoticeParams) => string> = {
  'signIn.code': ({ code }) =>
    `验证码 ${code ?? ''}，5 分钟内有效。不要告诉别人，工作人员也不会问您要。`,
  'booking.released': ({ venue, facility, start, reason }) =>
    `您约的${short(venue, 10, '场地')}（${short(facility, 8, '邻里中心')}，${when(start)}）用不了了：${short(reason, 12, '临时停用')}。请另约。`,
  'registration.promoted': ({ activity, facility, start, points }) =>
    points === undefined
      ? `您候补的${short(activity, 14, '活动')}排上了，${when(start)}，${short(facility, 12, '地点见报名')}。来不了请取消。`
      : `您候补的${short(activity, 11, '活动')}排上了，${when(start)}，冻结 ${short(points, 6, '')} 积分。来不了请取消。`,
  'registration.short': ({ activity, points }) =>
    `您候补的${short(activity, 11, '活动')}有空位了，要 ${short(points, 6, '')} 积分，您的不够，先让给后面的人。您的排队还在。`,
  'session.cancelled': ({ activity, start, reason }) =>
    `您报名的${short(activity, 14, '活动')}（${when(start)}）取消了：${short(reason, 14, '临时有变')}。`,
  'report.accepted': ({ facility, answer }) =>
    `您说${short(facility, 14, '那个地方')}登记得不对，已经核实：${short(answer, 26, '谢谢您')}。`,
  'report.declined': ({ facility, answer }) =>
    `您说${short(facility, 14, '那个地方')}登记得不对，核实后没有改：${short(answer, 24, '谢谢您')}。`,
  'points.expiring': ({ points, on }) =>
    `您有${short(points, 8, '一些')}积分${lastDay(on)}到期，过了这天就用不了了。报名活动、换东西时先用快到期的。`,
  'points.corrected': ({ points, reason }) =>
    `记给您的 ${short(points, 8, '')} 积分记错了，已经收回：${short(reason, 20, '请看积分明细')}。有疑问请问社区。`,
  'claim.posted': ({ name, points }) =>
    `您申报的${short(name, 16, '好事')}核实了，记上 ${short(points, 6, '')} 积分。谢谢您。`,
  'volunteerTask.cancelled': ({ task, start, reason }) =>
    `您报名的志愿任务${short(task, 12, '')}（${when(start)}）取消了：${short(reason, 14, '临时有变')}。`,
  'claim.refused': ({ name, reason }) =>
    `您申报的${short(name, 14, '好事')}没有核实：${short(reason, 20, '请看说明')}。有不同看法，30 天内可以申诉一次。`,
  'claim.closed': ({ name, reason }) =>
    `您申诉的${short(name, 14, '好事')}由另一位看过，还是没有核实：${short(reason, 20, '请看说明')}。这次定了。`,
  'redemption.lapsing': ({ good, on }) =>
    `您换的${short(good, 20, '东西')}${lastDay(on)}是最后一天，过了就退回积分。请带上兑换码去领。`,
  'redemption.lapsed': ({ good, ...back }) =>
    `您换的${short(good, 16, '东西')}过了时候没有领。${givenBack(back)}`,
  'redemption.revoked': ({ good, reason, ...back }) =>
    `您换的${short(good, 10, '东西')}给不了了：${short(reason, 10, '店里撤销')}。${givenBack(back)}`,
  'merchant.closed': ({ merchant, good, on }) =>
    `${short(merchant, 10, '商家')}不再经营。您换的${short(good, 12, '东西')}${lastDay(on)}以前还能领，也可以取消，退回积分。`,
  'clerk.added': ({ merchant }) =>
    `您成了${short(merchant, 16, '商家')}的店员，登录邻里就能核销兑换码。要是弄错了，请告诉店主。`,
  'redemption.undone': ({ good, reason, ...back }) =>
    `您换的${short(good, 10, '东西')}撤销了：${short(reason, 10, '店里撤销')}。${givenBack(back)}`,
  'statement.issued': ({ month, until }) =>
    `贵店${monthWord(month)}的积分对账单出来了，请核对。有不对的，最晚${lastDay(until)}提异议。`,
  'statement.final': ({ month, fen }) =>
    `贵店${monthWord(month)}的积分对账单结算了，一共 ${yuan(fen)} 元，以对账单为准。`,
  'dispute.upheld': ({ month, answer }) =>
    `贵店对${monthWord(month)}对账单的异议，街道认可了：${short(answer, 26, '请看对账单')}。`,
  'dispute.rejected': ({ month, answer }) =>
    `贵店对${monthWord(month)}对账单的异议，街道没有采纳：${short(answer, 24, '请看对账单')}。`,
};

/** The sentence, at most 62 characters: long names are cut, a missing part has a plain word instead. */
export function sentenceOf(template: Template, params: NoticeParams): string {
  return SENTENCES[template](params);
}

export function isTemplate(text: string): text is Template {
  return text in SENTENCES;
}

function short(text: string | undefined, max: number, otherwise: string): string {
  // 【】 would be read as a signature by the operator, and whatever looks like a link is refused.
  const clean = (text ?? '')
    .replace(/[【】]/g, '')
    .replace(/https?:\/\/\S*/gi, '')
    .trim();
  const characters = Array.from(clean || otherwise);
  return characters.length <= max
    ? characters.join('')
    : `${characters.slice(0, max - 1).join('')}…`;
}

/** What came back, and how much of it is past its last day: that can't be spent any more. */
function givenBack({ points, lapsed = '0' }: NoticeParams): string {
  const back = `${short(points, 6, '')} 积分已经退回`;
  if (lapsed === '0') return `${back}。`;
  return lapsed === points
    ? `${back}，但有效期已过，用不了了。`
    : `${back}，其中 ${short(lapsed, 6, '')} 分有效期已过。`;
}

/** `11月26日周四15:00` */
function when(start: string | undefined): string {
  const at = start === undefined ? Number.NaN : instantOf(start);
  if (Number.isNaN(at)) return '时间见预约';
  const on = dayOf(at);
  const minute = minuteOfDay(at);
  const [, month, day] = on.split('-').map(Number);
  const clock = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  return `${month}月${day}日周${'一二三四五六日'.charAt(weekdayOf(on) - 1)}${clock}`;
}

/** `12月31日` */
function lastDay(on: string | undefined): string {
  const [, month, day] = (on ?? '').split('-').map(Number);
  return month && day ? `${month}月${day}日` : '快';
}

/** `2026 年 10 月` */
function monthWord(month: string | undefined): string {
  const [year, number] = (month ?? '').split('-').map(Number);
  return year && number ? ` ${year} 年 ${number} 月` : '上月';
}

/** `1234.50` */
function yuan(fen: string | undefined): string {
  return (Number(fen ?? 0) / 100).toFixed(2);
}

function instantOf(text: string): number {
  try {
    return fromRfc3339(text);
  } catch {
    return Number.NaN;
  }
}

/** A message is tried this often, then it is dead. */
export const MAX_ATTEMPTS = 8;

/** How long (ms) until it is tried again, after so many attempts: 30 s, 1 min, 2 min … 32 min. */
export function retryAfterMs(attempts: number): number {
  return (MINUTE_MS / 2) * 2 ** (Math.min(attempts, MAX_ATTEMPTS) - 1);
}

/** Whether a message still makes sense: a code is of no use when its time is over. */
export function isStale(template: string, ageMs: number): boolean {
  return template === 'signIn.code' && ageMs > CODE_LIFE_MS;
}

/** As long as the code itself holds (lib/auth.ts). */
const CODE_LIFE_MS = 5 * MINUTE_MS;
