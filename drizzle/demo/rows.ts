/** The rows of the district, one list per table. Whole rows: what is not known is an explicit null. */
import type {
  activity,
  activitySession,
  attendee,
  registration,
} from '../../worker/features/activities/tables.ts';
import type {
  canteen,
  discountTier,
  dish,
  mealOrder,
  mealOrderLine,
  mealService,
  menu,
  menuItem,
  pickupWindow,
} from '../../worker/features/canteen/tables.ts';
import type {
  calendarDay,
  community,
  condition,
  entrance,
  estate,
  facility,
  hoursException,
  mapShape,
  scene,
  service,
  serviceAt,
  zone,
} from '../../worker/features/directory/tables.ts';
import type {
  claim,
  claimVerdict,
  earningPosting,
  earningRule,
} from '../../worker/features/earning/tables.ts';
import type { consent, person, roleGrant, user } from '../../worker/features/identity/tables.ts';
import type { good, merchant, redemption, shop } from '../../worker/features/mall/tables.ts';
import type { notice } from '../../worker/features/notices/tables.ts';
import type {
  pointsAccount,
  pointsProgramme,
  pointsTransaction,
  pointsTransfer,
} from '../../worker/features/points/tables.ts';
import type { synonym } from '../../worker/features/search/tables.ts';
import type {
  dispute,
  settlementBudget,
  statement,
  statementLine,
} from '../../worker/features/settlement/tables.ts';
import type { banner, report } from '../../worker/features/upkeep/tables.ts';
import type { booking, closure, venue } from '../../worker/features/venues/tables.ts';
import type { volunteerSignUp, volunteerTask } from '../../worker/features/volunteering/tables.ts';
import type { audit } from '../../worker/lib/tables.ts';

export type SynonymRow = typeof synonym.$inferSelect;
export type ZoneRow = typeof zone.$inferSelect;
export type CommunityRow = typeof community.$inferSelect;
export type EstateRow = typeof estate.$inferSelect;
export type FacilityRow = typeof facility.$inferSelect;
export type SceneRow = typeof scene.$inferSelect;
export type EntranceRow = typeof entrance.$inferSelect;
export type ServiceRow = typeof service.$inferSelect;
export type ServiceAtRow = typeof serviceAt.$inferSelect;
export type HoursExceptionRow = typeof hoursException.$inferSelect;
export type ConditionRow = typeof condition.$inferSelect;
export type BannerRow = typeof banner.$inferSelect;
export type ReportRow = typeof report.$inferSelect;
export type MapShapeRow = typeof mapShape.$inferSelect;
export type CalendarDayRow = typeof calendarDay.$inferSelect;
export type UserRow = typeof user.$inferSelect;
export type PersonRow = typeof person.$inferSelect;
export type ConsentRow = typeof consent.$inferSelect;
export type RoleGrantRow = typeof roleGrant.$inferSelect;
export type VenueRow = typeof venue.$inferSelect;
export type ClosureRow = typeof closure.$inferSelect;
export type BookingRow = typeof booking.$inferSelect;
export type CanteenRow = typeof canteen.$inferSelect;
export type MealServiceRow = typeof mealService.$inferSelect;
export type PickupWindowRow = typeof pickupWindow.$inferSelect;
export type DiscountTierRow = typeof discountTier.$inferSelect;
export type DishRow = typeof dish.$inferSelect;
export type MenuRow = typeof menu.$inferSelect;
export type MenuItemRow = typeof menuItem.$inferSelect;
export type MealOrderRow = typeof mealOrder.$inferSelect;
export type MealOrderLineRow = typeof mealOrderLine.$inferSelect;
export type ActivityRow = typeof activity.$inferSelect;
export type ActivitySessionRow = typeof activitySession.$inferSelect;
export type RegistrationRow = typeof registration.$inferSelect;
export type AttendeeRow = typeof attendee.$inferSelect;
export type NoticeRow = typeof notice.$inferSelect;
export type PointsProgrammeRow = typeof pointsProgramme.$inferSelect;
export type PointsAccountRow = typeof pointsAccount.$inferSelect;
export type PointsTransferRow = typeof pointsTransfer.$inferSelect;
export type PointsTransactionRow = typeof pointsTransaction.$inferSelect;
export type EarningRuleRow = typeof earningRule.$inferSelect;
export type ClaimRow = typeof claim.$inferSelect;
export type ClaimVerdictRow = typeof claimVerdict.$inferSelect;
export type EarningPostingRow = typeof earningPosting.$inferSelect;
export type MerchantRow = typeof merchant.$inferSelect;
export type ShopRow = typeof shop.$inferSelect;
export type GoodRow = typeof good.$inferSelect;
export type RedemptionRow = typeof redemption.$inferSelect;
export type SettlementBudgetRow = typeof settlementBudget.$inferSelect;
export type StatementRow = typeof statement.$inferSelect;
export type StatementLineRow = typeof statementLine.$inferSelect;
export type DisputeRow = typeof dispute.$inferSelect;
export type VolunteerTaskRow = typeof volunteerTask.$inferSelect;
export type VolunteerSignUpRow = typeof volunteerSignUp.$inferSelect;
export type AuditRow = typeof audit.$inferSelect;

/** In the order in which they can be inserted: what is referred to comes first, an act's audit row before the act. */
export type DistrictRows = {
  synonym: SynonymRow[];
  zone: ZoneRow[];
  community: CommunityRow[];
  estate: EstateRow[];
  facility: FacilityRow[];
  scene: SceneRow[];
  entrance: EntranceRow[];
  service: ServiceRow[];
  serviceAt: ServiceAtRow[];
  mapShape: MapShapeRow[];
  hoursException: HoursExceptionRow[];
  calendarDay: CalendarDayRow[];
  user: UserRow[];
  person: PersonRow[];
  consent: ConsentRow[];
  roleGrant: RoleGrantRow[];
  audit: AuditRow[];
  condition: ConditionRow[];
  banner: BannerRow[];
  report: ReportRow[];
  venue: VenueRow[];
  closure: ClosureRow[];
  booking: BookingRow[];
  canteen: CanteenRow[];
  mealService: MealServiceRow[];
  pickupWindow: PickupWindowRow[];
  discountTier: DiscountTierRow[];
  dish: DishRow[];
  menu: MenuRow[];
  menuItem: MenuItemRow[];
  mealOrder: MealOrderRow[];
  mealOrderLine: MealOrderLineRow[];
  activity: ActivityRow[];
  activitySession: ActivitySessionRow[];
  registration: RegistrationRow[];
  attendee: AttendeeRow[];
  notice: NoticeRow[];
  pointsProgramme: PointsProgrammeRow[];
  pointsAccount: PointsAccountRow[];
  /** Before their transaction, which seals them: the key between them is checked at the end of the batch. */
  pointsTransfer: PointsTransferRow[];
  pointsTransaction: PointsTransactionRow[];
  earningRule: EarningRuleRow[];
  claim: ClaimRow[];
  claimVerdict: ClaimVerdictRow[];
  earningPosting: EarningPostingRow[];
  merchant: MerchantRow[];
  shop: ShopRow[];
  good: GoodRow[];
  redemption: RedemptionRow[];
  settlementBudget: SettlementBudgetRow[];
  statement: StatementRow[];
  statementLine: StatementLineRow[];
  dispute: DisputeRow[];
  volunteerTask: VolunteerTaskRow[];
  volunteerSignUp: VolunteerSignUpRow[];
};
