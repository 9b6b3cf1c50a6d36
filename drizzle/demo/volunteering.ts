/** Volunteer tasks of the coming two weeks, and who has a place in those close by. */
import type { Skill } from '../../worker/features/volunteering/rules.ts';
import { addDays, atWallTime, type Day, HOUR_MS } from '../../worker/lib/time.ts';
import { auditOf } from './acts.ts';
import { ELDER_ID, RESIDENT_ID, staffAt } from './people.ts';
import type { FacilityRow, VolunteerSignUpRow, VolunteerTaskRow } from './rows.ts';

type TaskPlan = {
  facilityId: string;
  title: string;
  summary: string;
  meetAt: string;
  /** Days from today. */
  day: number;
  from: string;
  until: string;
  places: number;
  skills?: Skill[];
  minAge?: number | null;
  /** Of the accounts of the demo. */
  signed?: string[];
};

const GUOLING = { facilityId: 'guoling', meetAt: '1 楼 服务台' } as const;
const CANTEEN = { facilityId: 'wanhe-canteen', meetAt: '取餐口' } as const;
const XINGFULI = { facilityId: 'xingfuli', meetAt: '1 楼 大厅' } as const;
const ERTONG = { facilityId: 'ertong', meetAt: '1 楼 前台' } as const;
const PARK = { facilityId: 'sports-park', meetAt: '足球场入口' } as const;

const PLANS: readonly TaskPlan[] = [
  {
    ...{ ...GUOLING, title: '服务台帮人填表', day: 0, from: '08:00', until: '20:00', places: 6 },
    summary: '在服务台旁边，帮看不清、不会写的邻居把表填好，填完念一遍给他们听。',
    signed: [RESIDENT_ID, ELDER_ID],
  },
  {
    ...{ ...GUOLING, title: '教老人用手机', day: 1, from: '09:00', until: '11:00', places: 8 },
    ...{ skills: ['smartphone', 'dialect'], signed: [ELDER_ID] },
    summary: '一对一，教怎么打电话、看病历、约号。慢慢说，让老人自己点。',
  },
  {
    ...{ ...CANTEEN, title: '给行动不便的老人送饭', day: 1, from: '10:30', until: '12:00' },
    ...{ places: 4, minAge: 18, signed: [RESIDENT_ID] },
    summary: '从食堂取饭，按单子送到楼上，看一眼老人好不好，有事告诉食堂。',
  },
  {
    ...{ ...GUOLING, title: '给新书编号上架', day: 3, from: '13:30', until: '16:00', places: 5 },
    summary: '贴书标、登记、按号上架。坐着就能做，可以带孩子一起来。',
  },
  {
    ...{ ...PARK, title: '清理河边垃圾', day: 3, from: '08:30', until: '10:30', places: 20 },
    summary: '沿河边步道捡垃圾、分类装袋。手套和夹子现场有，请穿防滑的鞋。',
  },
  {
    ...{ ...ERTONG, title: '放学后陪孩子写作业', day: 5, from: '16:00', until: '18:00' },
    ...{ places: 6, skills: ['tutoring'], minAge: 18 },
    summary: '陪一二年级的孩子写作业，不懂的讲一讲，不替他们写。',
  },
  {
    ...{ ...XINGFULI, title: '便民日：理发和修小家电', day: 6, from: '09:00', until: '11:30' },
    ...{ places: 10, skills: ['haircut', 'repair'], minAge: 18 },
    summary: '给邻居理发、修小家电、磨刀。不会的也能来，帮着排队登记。',
  },
  {
    ...{ ...GUOLING, title: '消防疏散演练引导', day: 7, from: '14:30', until: '15:30' },
    ...{ places: 12, minAge: 18 },
    summary: '站在楼梯口，演练时引导大家下楼，记下每层用了多久。',
  },
  {
    ...{ ...CANTEEN, title: '中午帮老人端菜', day: 8, from: '10:50', until: '12:30', places: 3 },
    summary: '帮腿脚不便的老人端菜、收盘子，地上有水就擦一下。',
  },
  {
    ...{ ...ERTONG, title: '绘本故事会', day: 10, from: '10:00', until: '11:30', places: 4 },
    summary: '给三到六岁的孩子读绘本，读完一起画一张画。',
  },
  {
    ...{ ...XINGFULI, title: '给演出拍照', day: 11, from: '13:00', until: '16:00', places: 3 },
    ...{ skills: ['photography'] },
    summary: '给上台的老人拍照，拍前问一声愿不愿意，照片交给活动室。',
  },
  {
    ...{ ...PARK, title: '急救点值守', day: 13, from: '14:00', until: '17:00', places: 4 },
    ...{ skills: ['first_aid'], minAge: 18 },
    summary: '在球场边的急救点值守，懂急救的优先，请带上证书。',
  },
];

/** Sign-up opens so many days before. */
const OPEN_DAYS = 21;

export function volunteeringRows(
  { today, now }: { today: Day; now: number },
  facility: (id: string) => FacilityRow,
) {
  const tasks = PLANS.map((plan, index) => taskRow(plan, index, today, facility));
  return {
    audit: tasks.map(({ id, createdAt: at, createdBy: actorId, facilityId }) =>
      auditOf({
        ...{ act: 'volunteerTask.publish', noun: 'volunteerTask', nounId: id },
        ...{ at, actorId, facilityId },
      }),
    ),
    volunteerTask: tasks,
    volunteerSignUp: tasks.flatMap((task, index) =>
      (PLANS[index]?.signed ?? []).map(
        (residentId): VolunteerSignUpRow => ({
          ...{ id: `${task.id}-${residentId}`, taskId: task.id, residentId, personId: residentId },
          ...{ minor: false, state: 'signed', createdAt: Math.min(now, task.startAt) - HOUR_MS },
          ...{ endedAt: null, checkedInAt: null, checkedInBy: null },
          ...{ checkedOutAt: null, checkedOutBy: null },
        }),
      ),
    ),
  };
}

function taskRow(
  { day, from, until, skills = [], minAge = null, signed: _, ...facts }: TaskPlan,
  index: number,
  today: Day,
  facility: (id: string) => FacilityRow,
): VolunteerTaskRow {
  const heldOn = addDays(today, day);
  const startAt = atWallTime(heldOn, from);
  const endAt = atWallTime(heldOn, until);
  const signUpFromAt = atWallTime(addDays(heldOn, -OPEN_DAYS), '09:00');
  const { id: facilityId, zoneId } = facility(facts.facilityId);
  return {
    ...facts,
    ...{ id: `volunteer-${index + 1}`, skills, minAge, heldOn, startAt },
    // At today's one can still join in.
    ...{ endAt, signUpFromAt, signUpUntilAt: day === 0 ? endAt : startAt },
    ...{ cancelUntilAt: startAt - 2 * HOUR_MS },
    ...{ state: 'scheduled', cancelReason: null, cancelledAt: null },
    ...{ createdBy: staffAt(facilityId, zoneId), createdAt: signUpFromAt },
  };
}
