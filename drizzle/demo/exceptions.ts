/** Days that are not as usual, around today. */
import type { HoursSpan } from '../../worker/features/directory/rules/hours.ts';
import { addDays, atWallTime, type Day } from '../../worker/lib/time.ts';
import type { HoursExceptionRow } from './rows.ts';
import { sceneId } from './scenes.ts';

const EXCEPTIONS: readonly {
  facilityId: string;
  scene?: string;
  /** Days from today, both included. */
  from: number;
  until: number;
  spans: HoursSpan[];
  reason: string;
}[] = [
  { facilityId: 'cangnan-fitness', from: 0, until: 0, spans: [], reason: '器材检修，今天不开' },
  { facilityId: 'longtan-mealpoint', from: 0, until: 1, spans: [], reason: '保温设备维修' },
  { facilityId: 'gexiang-kids', from: -1, until: 1, spans: [], reason: '地面翻新' },
  {
    facilityId: 'taiyan-reading',
    from: 0,
    until: 0,
    spans: [{ opens: '09:00', closes: '15:00' }],
    reason: '今天盘点图书，提早关门',
  },
  {
    facilityId: 'liangmu-centre',
    from: 1,
    until: 1,
    spans: [{ opens: '13:00', closes: '20:30' }],
    reason: '上午消防演练',
  },
  {
    facilityId: 'guoling',
    scene: '康复角',
    from: 0,
    until: 0,
    spans: [
      { opens: '08:30', closes: '11:30' },
      { opens: '16:00', closes: '17:00' },
    ],
    reason: '13:00–16:00 检修',
  },
  {
    facilityId: 'guoling',
    scene: '台球室',
    from: 2,
    until: 4,
    spans: [],
    reason: '更换台布',
  },
  { facilityId: 'forum', from: 3, until: 3, spans: [], reason: '街道会议占用' },
  { facilityId: 'wanhe-school', from: 5, until: 6, spans: [], reason: '学校有考试，不对外开放' },
  {
    facilityId: 'library',
    from: 8,
    until: 8,
    spans: [{ opens: '13:00', closes: '21:00' }],
    reason: '上午闭馆整理',
  },
  { facilityId: 'songjiashan-clinic', from: 2, until: 2, spans: [], reason: '医生外出义诊' },
];

/** Today's exceptions were known two days before. */
export function exceptionRows(today: Day): HoursExceptionRow[] {
  return EXCEPTIONS.map(({ facilityId, scene, from, until, spans, reason }, index) => ({
    id: `exception-${index + 1}`,
    facilityId,
    sceneId: scene ? sceneId(facilityId, scene) : null,
    fromOn: addDays(today, from),
    untilOn: addDays(today, until),
    spans,
    reason,
    createdAt: atWallTime(addDays(today, Math.min(from, 0) - 2), '16:20'),
  }));
}
