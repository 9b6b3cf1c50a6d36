CREATE TABLE `claim` (
	`id` text PRIMARY KEY NOT NULL,
	`resident_id` text NOT NULL,
	`rule_id` text NOT NULL,
	`act` text NOT NULL,
	`facility_id` text NOT NULL,
	`done_on` text NOT NULL,
	`note` text NOT NULL,
	`points` integer NOT NULL,
	`needed` integer NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	`appeal` text,
	`appealed_at` integer,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rule_id`) REFERENCES `earning_rule`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "claim_state" CHECK("claim"."state" IN ('submitted', 'confirmed', 'posted', 'refused', 'appealed', 'closed')),
	CONSTRAINT "claim_needed" CHECK("claim"."needed" BETWEEN 1 AND 2),
	CONSTRAINT "claim_points" CHECK("claim"."points" > 0)
);
--> statement-breakpoint
CREATE INDEX `claim_resident` ON `claim` (`resident_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `claim_capped` ON `claim` (`resident_id`,`act`,`done_on`);--> statement-breakpoint
CREATE INDEX `claim_open` ON `claim` (`facility_id`,`created_at`) WHERE "claim"."state" IN ('submitted', 'confirmed', 'appealed');--> statement-breakpoint
CREATE TABLE `claim_verdict` (
	`id` text PRIMARY KEY NOT NULL,
	`claim_id` text NOT NULL,
	`by` text NOT NULL,
	`verdict` text NOT NULL,
	`reason` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "claim_verdict_kind" CHECK("claim_verdict"."verdict" IN ('confirm', 'refuse')),
	CONSTRAINT "claim_verdict_reason" CHECK("claim_verdict"."verdict" = 'confirm' OR length("claim_verdict"."reason") > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `claim_verdict_once` ON `claim_verdict` (`claim_id`,`by`);--> statement-breakpoint
CREATE TABLE `earning_rule` (
	`id` text PRIMARY KEY NOT NULL,
	`act` text NOT NULL,
	`name` text NOT NULL,
	`programme_id` text NOT NULL,
	`points` integer NOT NULL,
	`daily_cap` integer,
	`monthly_cap` integer,
	`effective_from_on` text NOT NULL,
	`effective_until_on` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `points_programme`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "earning_rule_points" CHECK("earning_rule"."points" BETWEEN 1 AND 10000),
	CONSTRAINT "earning_rule_caps" CHECK(coalesce("earning_rule"."daily_cap", "earning_rule"."points") >= "earning_rule"."points" AND coalesce("earning_rule"."monthly_cap", "earning_rule"."points") >= "earning_rule"."points"),
	CONSTRAINT "earning_rule_interval" CHECK("earning_rule"."effective_until_on" IS NULL OR "earning_rule"."effective_from_on" < "earning_rule"."effective_until_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `earning_rule_version` ON `earning_rule` (`act`,`effective_from_on`);
--> statement-breakpoint
-- A version of a rule is what was promised: it only ever ends.
CREATE TRIGGER earning_rule_insert BEFORE INSERT ON earning_rule
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'earningRule' AND noun_id = NEW.id AND act = 'earningRule.create');
  SELECT RAISE(ABORT, 'rule.order') WHERE EXISTS (
    SELECT 1 FROM earning_rule WHERE act = NEW.act
      AND coalesce(effective_until_on, '9999-12-31') > NEW.effective_from_on
      AND coalesce(NEW.effective_until_on, '9999-12-31') > effective_from_on);
END;
--> statement-breakpoint
CREATE TRIGGER earning_rule_fixed BEFORE UPDATE ON earning_rule
BEGIN
  SELECT RAISE(ABORT, 'rule.immutable') WHERE OLD.effective_until_on IS NOT NULL
    OR NEW.id <> OLD.id OR NEW.act <> OLD.act OR NEW.name <> OLD.name OR NEW.programme_id <> OLD.programme_id
    OR NEW.points <> OLD.points OR NEW.daily_cap IS NOT OLD.daily_cap OR NEW.monthly_cap IS NOT OLD.monthly_cap
    OR NEW.effective_from_on <> OLD.effective_from_on;
END;
--> statement-breakpoint
CREATE TRIGGER earning_rule_keep BEFORE DELETE ON earning_rule
BEGIN
  SELECT RAISE(ABORT, 'rule.immutable');
END;
--> statement-breakpoint

CREATE TRIGGER claim_insert BEFORE INSERT ON claim
BEGIN
  SELECT RAISE(ABORT, 'claim.state') WHERE NEW.state <> 'submitted';
  -- Worth what its rule says, of an act and a day of that rule.
  SELECT RAISE(ABORT, 'rule.notFound') WHERE NOT EXISTS (
    SELECT 1 FROM earning_rule WHERE id = NEW.rule_id AND act = NEW.act AND points = NEW.points
      AND effective_from_on <= NEW.done_on AND coalesce(effective_until_on, '9999-12-31') > NEW.done_on);
END;
--> statement-breakpoint
CREATE TRIGGER claim_state BEFORE UPDATE OF state ON claim
BEGIN
  SELECT RAISE(ABORT, 'claim.state') WHERE NOT (
    (OLD.state = 'submitted' AND NEW.state IN ('confirmed', 'posted', 'refused'))
    OR (OLD.state = 'confirmed' AND NEW.state IN ('posted', 'refused'))
    OR (OLD.state = 'refused' AND NEW.state = 'appealed' AND OLD.appeal IS NULL)
    OR (OLD.state = 'appealed' AND NEW.state IN ('confirmed', 'posted', 'closed')));
  -- Posted means: enough people confirmed it, and its points are in the ledger.
  SELECT RAISE(ABORT, 'claim.unconfirmed') WHERE NEW.state = 'posted' AND (
    NEW.needed > (SELECT count(*) FROM claim_verdict WHERE claim_id = NEW.id AND verdict = 'confirm')
    OR NOT EXISTS (
      SELECT 1 FROM points_transaction WHERE kind = 'earn' AND cause_kind = 'claim' AND cause_id = NEW.id
        AND resident_id = NEW.resident_id AND points = NEW.points));
END;
--> statement-breakpoint
CREATE TRIGGER claim_fixed BEFORE UPDATE OF id, resident_id, rule_id, act, facility_id, done_on, note, points, needed,
  created_at, appeal ON claim
BEGIN
  SELECT RAISE(ABORT, 'claim.immutable') WHERE NEW.id <> OLD.id OR NEW.resident_id <> OLD.resident_id
    OR NEW.rule_id <> OLD.rule_id OR NEW.act <> OLD.act OR NEW.facility_id <> OLD.facility_id
    OR NEW.done_on <> OLD.done_on OR NEW.points <> OLD.points OR NEW.needed <> OLD.needed
    OR NEW.created_at <> OLD.created_at
    -- Words are only ever blanked, once it is decided.
    OR (NEW.note <> OLD.note AND NOT (NEW.note = '' AND OLD.decided_at IS NOT NULL))
    OR (NEW.appeal IS NOT OLD.appeal AND NOT (
      (OLD.appeal IS NULL AND NEW.state = 'appealed') OR (NEW.appeal = '' AND OLD.decided_at IS NOT NULL)));
END;
--> statement-breakpoint
CREATE TRIGGER claim_keep BEFORE DELETE ON claim
BEGIN
  SELECT RAISE(ABORT, 'claim.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER claim_verdict_insert BEFORE INSERT ON claim_verdict
BEGIN
  SELECT RAISE(ABORT, 'claim.own') WHERE NEW.by = (SELECT resident_id FROM claim WHERE id = NEW.claim_id);
  SELECT RAISE(ABORT, 'claim.state') WHERE NOT EXISTS (
    SELECT 1 FROM claim WHERE id = NEW.claim_id AND state IN ('submitted', 'confirmed', 'appealed'));
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'claim' AND noun_id = NEW.claim_id AND actor_id = NEW.by
      AND act = 'claim.' || NEW.verdict);
END;
--> statement-breakpoint
CREATE TRIGGER claim_verdict_fixed BEFORE UPDATE ON claim_verdict
BEGIN
  SELECT RAISE(ABORT, 'claim.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER claim_verdict_keep BEFORE DELETE ON claim_verdict
BEGIN
  SELECT RAISE(ABORT, 'claim.immutable');
END;
