/** Every refusal by its stable code, the status it answers with, and how the database's own words lead to it. */

/** A rule that stood in the way: its name and its value, in the unit the name tells. */
export type BrokenRule = { name: string; value: string | number };

/** Another way that is open: the page turns it into one of “three roads”. */
export type Alternative = {
  kind: string;
  id: string;
  name: string;
  /** The activity, where what is offered is one of its sessions. */
  activityId?: string;
  /** RFC 3339, where a time is part of the offer. */
  start?: string;
  end?: string;
  metres?: number;
  minutes?: number;
};

export type Refusal = {
  rule?: BrokenRule;
  /** When the same act becomes possible, ms. */
  possibleFromAt?: number;
  alternatives?: Alternative[];
  /** Who waits already, and how many seats the waiting list still has. */
  waiting?: { signUps: number; seats: number; left: number };
  errors?: { path: string; code: string }[];
  /** What it costs in points, and what there is to spend. */
  points?: { price: number; available: number };
  /** The id under which the thing is found now. */
  movedTo?: string;
};

export const STATUS = {
  'input.invalid': 400,
  'input.malformed': 400,
  'input.tooLarge': 413,
  'input.mediaType': 415,
  'request.crossSite': 403,
  'request.tooMany': 429,
  'route.notFound': 404,
  'route.method': 405,
  'thing.notFound': 404,
  'server.fault': 500,
  'auth.required': 401,
  'auth.expired': 401,
  'auth.forbidden': 403,
  'idempotency.mismatch': 422,
  'idempotency.race': 409,
  'code.collision': 409,
  'code.minuteLimit': 429,
  'code.hourLimit': 429,
  'code.dayLimit': 429,
  'code.addressLimit': 429,
  'auth.phoneInvalid': 400,
  'auth.codeWrong': 400,
  'auth.codeExpired': 400,
  'auth.codeSpent': 403,
  'auth.refused': 400,
  'consent.required': 422,
  'person.notFound': 404,
  'person.limit': 409,
  'person.busy': 409,
  'person.bornOnRequired': 422,
  'person.nameRequired': 422,
  'estate.notFound': 404,
  'facility.notFound': 404,
  'hsds.notFound': 404,
  'service.notFound': 404,
  'facility.moved': 308,
  'facility.changed': 409,
  'facility.retired': 409,
  'facility.busy': 409,
  'facility.holds': 409,
  'facility.same': 422,
  'position.outside': 422,
  'alias.taken': 409,
  'alias.retired': 409,
  'alias.immutable': 409,
  'scene.notFound': 404,
  'condition.notFound': 404,
  'condition.interval': 422,
  'condition.past': 422,
  'condition.state': 409,
  'condition.immutable': 409,
  'datedHours.notFound': 404,
  'datedHours.interval': 422,
  'datedHours.past': 422,
  'datedHours.overlap': 409,
  'datedHours.immutable': 409,
  'banner.notFound': 404,
  'banner.interval': 422,
  'banner.past': 422,
  'banner.state': 409,
  'banner.immutable': 409,
  'report.notFound': 404,
  'report.limit': 429,
  'report.state': 409,
  'report.immutable': 409,
  'venue.notFound': 404,
  'venue.tree': 409,
  'booking.notFound': 404,
  'booking.taken': 409,
  'booking.full': 409,
  'booking.closed': 409,
  'booking.outsideHours': 422,
  'booking.hoursUnknown': 422,
  'booking.grid': 422,
  'booking.duration': 422,
  'booking.party': 422,
  'booking.tooEarly': 422,
  'booking.tooLate': 422,
  'booking.own': 409,
  'booking.activeLimit': 409,
  'booking.weekLimit': 409,
  'booking.purposeRequired': 422,
  'booking.guardian': 422,
  'booking.state': 409,
  'booking.cancelTooLate': 409,
  'booking.checkInTooEarly': 409,
  'booking.immutable': 409,
  'closure.notFound': 404,
  'closure.past': 422,
  'closure.interval': 422,
  'closure.hasBookings': 409,
  'closure.otherFacility': 422,
  'closure.immutable': 409,
  'closure.state': 409,
  'canteen.notFound': 404,
  'menu.notFound': 404,
  'menu.belowSold': 409,
  'menu.exists': 409,
  'menu.past': 422,
  'menu.meal': 422,
  'menu.dish': 422,
  'mealOrder.notFound': 404,
  'mealOrder.soldOut': 409,
  'mealOrder.windowFull': 409,
  'mealOrder.otherWindow': 422,
  'mealOrder.windowRequired': 422,
  'mealOrder.mode': 422,
  'mealOrder.dish': 422,
  'mealOrder.cutoff': 409,
  'mealOrder.exists': 409,
  'mealOrder.changed': 409,
  'mealOrder.state': 409,
  'mealOrder.tooEarly': 422,
  'mealOrder.otherDay': 409,
  'mealOrder.immutable': 409,
  'activity.notFound': 404,
  'session.notFound': 404,
  'session.choose': 422,
  'session.cancelled': 409,
  'session.noSignUp': 422,
  'session.notOpenYet': 422,
  'session.signUpOver': 422,
  'session.belowTaken': 409,
  'session.state': 409,
  'session.notStarted': 409,
  'session.interval': 422,
  'session.price': 422,
  'registration.notFound': 404,
  'registration.full': 409,
  'registration.waitFull': 409,
  'registration.exists': 409,
  'registration.age': 422,
  'registration.state': 409,
  'registration.cancelTooLate': 409,
  'registration.immutable': 409,
  'registration.price': 500,
  'registration.unheld': 500,
  'registration.held': 500,
  'organiser.notFound': 422,
  'organiser.self': 422,
  'attendee.notFound': 404,
  'attendee.otherSession': 409,
  'attendee.seats': 409,
  'attendee.state': 409,
  'pass.notFound': 404,
  'notice.notFound': 404,
  'feed.notFound': 404,
  'import.notFound': 404,
  'import.state': 409,
  'import.incomplete': 409,
  'import.problems': 422,
  'import.conflicts': 409,
  'import.undrafted': 409,
  'import.immutable': 409,
  'synonym.notFound': 404,
  'synonym.words': 422,
  'synonym.taken': 409,
  'synonym.changed': 409,
  'synonym.limit': 409,
  'walkNetwork.notFound': 404,
  'walkNetwork.state': 409,
  'walkNetwork.empty': 422,
  'walkNetwork.invalid': 422,
  'walkNetwork.tooLarge': 422,
  'points.short': 409,
  'points.holdLapsed': 409,
  'points.lotLapsed': 409,
  'points.posted': 409,
  'points.balance': 500,
  'points.immutable': 500,
  'points.sealed': 500,
  'points.shape': 500,
  'points.otherResident': 500,
  'points.otherHold': 500,
  'points.lotOfHold': 500,
  'points.mirror': 500,
  'programme.notFound': 404,
  'programme.exists': 409,
  'transaction.notFound': 404,
  'reversal.notFound': 404,
  'reversal.state': 409,
  'reversal.kind': 422,
  'reversal.exists': 409,
  'reversal.samePerson': 409,
  'rule.notFound': 422,
  'rule.past': 422,
  'rule.order': 409,
  'rule.immutable': 500,
  'claim.notFound': 404,
  'claim.tooLate': 422,
  'claim.dailyCap': 409,
  'claim.monthlyCap': 409,
  'claim.own': 409,
  'claim.state': 409,
  'claim.changed': 409,
  'claim.decidedBefore': 409,
  'claim.unconfirmed': 500,
  'claim.immutable': 500,
  'task.notFound': 404,
  'task.state': 409,
  'task.notOpenYet': 422,
  'task.signUpOver': 422,
  'task.full': 409,
  'task.age': 422,
  'task.guardian': 422,
  'task.interval': 422,
  'task.immutable': 500,
  'signUp.notFound': 404,
  'signUp.exists': 409,
  'signUp.state': 409,
  'signUp.cancelTooLate': 409,
  'signUp.immutable': 500,
  'check.codeOld': 409,
  'check.tooEarly': 409,
  'check.over': 409,
  'check.notIn': 409,
  'check.done': 409,
  'check.own': 409,
  'service.minutes': 422,
  'service.changed': 409,
  'service.immutable': 500,
  'community.notFound': 422,
  'merchant.notFound': 404,
  'merchant.exists': 409,
  'merchant.own': 409,
  'merchant.state': 409,
  'merchant.immutable': 500,
  'good.notFound': 404,
  'good.own': 409,
  'good.state': 409,
  'good.changed': 409,
  'good.belowTaken': 409,
  'good.immutable': 500,
  'good.notOffered': 409,
  'good.soldOut': 409,
  'good.perOrder': 422,
  'good.perPerson': 409,
  'good.age': 422,
  'good.stock': 500,
  'redemption.notFound': 404,
  'redemption.state': 409,
  'redemption.misread': 422,
  'redemption.own': 409,
  'redemption.settled': 409,
  'redemption.price': 500,
  'redemption.ledger': 500,
  'redemption.immutable': 500,
  'counter.tooMany': 429,
  'shop.notFound': 404,
  'audit.missing': 500,
  'audit.immutable': 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof STATUS;

/** A refusal with a stable code. Never carries text for people: the page has the words. */
export class DomainError extends Error {
  override name = 'DomainError';
  readonly code: ErrorCode;
  readonly refusal: Refusal;

  constructor(code: ErrorCode, refusal: Refusal = {}) {
    super(code);
    this.code = code;
    this.refusal = refusal;
  }
}

/** SQLite names the columns of a broken UNIQUE, never the index. */
const UNIQUE_CODES: Record<string, ErrorCode> = {
  'idempotency.actor_id, idempotency.key': 'idempotency.race',
  'booking.code': 'code.collision',
  'meal_order.code': 'code.collision',
  'registration.code': 'code.collision',
  'redemption.code': 'code.collision',
  'registration.session_id, registration.queue_no': 'code.collision',
  'meal_order.menu_id, meal_order.person_id': 'mealOrder.exists',
  'attendee.session_id, attendee.person_id': 'registration.exists',
  'facility_alias.old_id': 'alias.taken',
  'walk_network.state': 'walkNetwork.state',
  'menu.canteen_id, menu.on, menu.meal': 'menu.exists',
  'synonym_word.word': 'synonym.taken',
  'points_transaction.kind, points_transaction.cause_kind, points_transaction.cause_id':
    'points.posted',
  'claim_verdict.claim_id, claim_verdict.by': 'claim.decidedBefore',
  'volunteer_sign_up.task_id, volunteer_sign_up.person_id': 'signUp.exists',
  'service_record.sign_up_id': 'check.done',
  'points_transaction.reverses_id': 'reversal.state',
  'points_reversal.transaction_id': 'reversal.exists',
};

/** The refusal a database error stands for, or null when it is a fault of ours. */
export function refusalOf(error: unknown): ErrorCode | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const raised = /(?:^|: )([a-zA-Z]+\.[a-zA-Z]+): SQLITE_CONSTRAINT/.exec(cause.message)?.[1];
    if (raised && raised in STATUS) return raised as ErrorCode;
    const columns = /UNIQUE constraint failed: ([a-z_., ]+?)(?:: |$)/.exec(cause.message)?.[1];
    const code = columns && UNIQUE_CODES[columns];
    if (code) return code;
  }
  return null;
}
