CREATE TABLE `earning_posting` (
	`cause_kind` text NOT NULL,
	`cause_id` text NOT NULL,
	`rule_id` text NOT NULL,
	`act` text NOT NULL,
	`resident_id` text NOT NULL,
	`done_on` text NOT NULL,
	`points` integer NOT NULL,
	`transaction_id` text NOT NULL,
	`posted_at` integer NOT NULL,
	PRIMARY KEY(`cause_kind`, `cause_id`),
	FOREIGN KEY (`rule_id`) REFERENCES `earning_rule`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`transaction_id`) REFERENCES `points_transaction`(`id`) ON UPDATE no action ON DELETE no action DEFERRABLE INITIALLY DEFERRED
);
--> statement-breakpoint
CREATE UNIQUE INDEX `earning_posting_transaction` ON `earning_posting` (`transaction_id`);--> statement-breakpoint
CREATE INDEX `earning_posting_capped` ON `earning_posting` (`resident_id`,`act`,`done_on`);
--> statement-breakpoint

CREATE TRIGGER earning_posting_insert BEFORE INSERT ON earning_posting
BEGIN
  -- Worth what its rule says, of an act and a day of that rule.
  SELECT RAISE(ABORT, 'rule.notFound') WHERE NOT EXISTS (
    SELECT 1 FROM earning_rule WHERE id = NEW.rule_id AND act = NEW.act AND points = NEW.points
      AND effective_from_on <= NEW.done_on AND coalesce(effective_until_on, '9999-12-31') > NEW.done_on);
END;
--> statement-breakpoint
CREATE TRIGGER earning_posting_seal BEFORE INSERT ON points_transaction WHEN NEW.kind = 'earn'
BEGIN
  SELECT RAISE(ABORT, 'points.shape') WHERE EXISTS (
    SELECT 1 FROM earning_posting WHERE transaction_id = NEW.id AND (
      resident_id IS NOT NEW.resident_id OR points <> NEW.points
      OR cause_kind <> NEW.cause_kind OR cause_id <> NEW.cause_id));
END;
--> statement-breakpoint
CREATE TRIGGER earning_posting_fixed BEFORE UPDATE ON earning_posting
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER earning_posting_keep BEFORE DELETE ON earning_posting
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
