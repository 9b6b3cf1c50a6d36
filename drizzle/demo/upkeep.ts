/** What holds for a while today: conditions of places, banners over pages, and what residents say is wrong. */
import type { ConditionEffect } from '../../worker/features/directory/rules/upkeep.ts';
import { addDays, atWallTime, type Day } from '../../worker/lib/time.ts';
import { auditOf } from './acts.ts';
import { ADMIN_ID, ELDER_ID, staffAt } from './people.ts';
import type { AuditRow, BannerRow, ConditionRow, FacilityRow, ReportRow } from './rows.ts';
import { sceneId } from './scenes.ts';

/** Until a time of a day from today. */
const CONDITIONS: readonly {
  facilityId: string;
  scene: string | null;
  effect: ConditionEffect;
  text: string;
  untilDay: number;
  until: string;
}[] = [
  {
    facilityId: 'elder-centre',
    scene: '助浴间',
    effect: 'closed',
    text: '浴池换水',
    untilDay: 0,
    until: '14:00',
  },
  {
    facilityId: 'guoling',
    scene: null,
    effect: 'limited',
    text: '电梯检修，上楼走不动的，请在一楼便民窗口说一声',
    untilDay: 0,
    until: '17:00',
  },
  {
    facilityId: 'sports-hall',
    scene: null,
    effect: 'note',
    text: '门前停车场铺沥青，车请停到路对面',
    untilDay: 3,
    until: '18:00',
  },
];

const BANNERS: readonly (Pick<BannerRow, 'scopeKind' | 'scopeId' | 'tone' | 'text'> & {
  untilDay: number;
})[] = [
  {
    scopeKind: 'subdistrict',
    scopeId: '*',
    tone: 'plain',
    text: '流感疫苗开打，60 岁以上在社区卫生站免费打，带身份证',
    untilDay: 14,
  },
  {
    scopeKind: 'community',
    scopeId: 'wanhe',
    tone: 'warm',
    text: '万和社区明天 9:00–16:00 检修水管，家里和食堂会停水',
    untilDay: 1,
  },
];

const REPORTS: readonly Pick<ReportRow, 'facilityId' | 'subject' | 'text' | 'residentId'>[] = [
  {
    facilityId: 'wanhe-garden',
    subject: 'access',
    text: '南边入口的坡道前面放了石墩，轮椅进不去',
    residentId: ELDER_ID,
  },
  {
    facilityId: 'wanhe-clinic',
    subject: 'phone',
    text: '这个电话打了两天都没人接',
    residentId: null,
  },
  {
    facilityId: 'guoling',
    subject: 'hours',
    text: '修补铺上周三没有开门',
    residentId: null,
  },
];

/** All of it was entered yesterday. */
export function upkeepRows(today: Day, facilityOf: (id: string) => FacilityRow) {
  const entered = atWallTime(addDays(today, -1), '17:30');
  const condition = CONDITIONS.map(
    ({ facilityId, scene, effect, text, untilDay, until }, index): ConditionRow => ({
      id: `condition-${index + 1}`,
      facilityId,
      sceneId: scene === null ? null : sceneId(facilityId, scene),
      effect,
      text,
      fromAt: entered,
      untilAt: atWallTime(addDays(today, untilDay), until),
      createdBy: staffAt(facilityId, facilityOf(facilityId).zoneId),
      createdAt: entered,
      liftedAt: null,
    }),
  );
  const banner = BANNERS.map(
    ({ untilDay, ...known }, index): BannerRow => ({
      id: `banner-${index + 1}`,
      ...known,
      fromAt: entered,
      untilAt: atWallTime(addDays(today, untilDay), '18:00'),
      createdBy: ADMIN_ID,
      createdAt: entered,
      liftedAt: null,
    }),
  );
  const report = REPORTS.map(
    (known, index): ReportRow => ({
      id: `report-${index + 1}`,
      ...known,
      addressHash: '',
      createdAt: atWallTime(addDays(today, -1), '19:30') + index * 60_000,
      state: 'open',
      decidedBy: null,
      decidedAt: null,
      answer: null,
    }),
  );
  return { audit: auditRows(condition, banner), condition, banner, report };
}

function auditRows(conditions: readonly ConditionRow[], banners: readonly BannerRow[]): AuditRow[] {
  return [
    ...conditions.map(({ id, facilityId, createdBy, createdAt, text }) =>
      auditOf({
        act: 'condition.create',
        noun: 'condition',
        nounId: id,
        at: createdAt,
        actorId: createdBy,
        facilityId,
        reason: text,
      }),
    ),
    ...banners.map(({ id, createdBy, createdAt, text }) =>
      auditOf({
        act: 'banner.create',
        noun: 'banner',
        nounId: id,
        at: createdAt,
        actorId: createdBy,
        facilityId: null,
        reason: text,
      }),
    ),
  ];
}
