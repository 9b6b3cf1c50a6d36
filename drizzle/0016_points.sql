CREATE TABLE `points_account` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`programme_id` text,
	`expires_on` text,
	`expires_at` integer,
	`balance` integer DEFAULT 0 NOT NULL,
	`last_transfer` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `points_programme`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "points_account_kind" CHECK("points_account"."kind" IN ('source', 'budget', 'lot', 'hold', 'activity', 'merchant', 'settled', 'expired')),
	CONSTRAINT "points_account_floor" CHECK("points_account"."kind" = 'source' OR "points_account"."balance" >= 0),
	CONSTRAINT "points_account_programme" CHECK(("points_account"."kind" IN ('budget', 'lot')) = ("points_account"."programme_id" IS NOT NULL)),
	CONSTRAINT "points_account_lapse" CHECK(("points_account"."kind" = 'hold') = ("points_account"."expires_at" IS NOT NULL)),
	CONSTRAINT "points_account_day" CHECK("points_account"."kind" = 'lot' OR "points_account"."expires_on" IS NULL)
);
--> statement-breakpoint
CREATE INDEX `points_account_open` ON `points_account` (`owner_id`,`kind`,`expires_on`) WHERE "points_account"."balance" > 0;--> statement-breakpoint
CREATE INDEX `points_account_lot_day` ON `points_account` (`expires_on`) WHERE "points_account"."kind" = 'lot' AND "points_account"."balance" > 0;--> statement-breakpoint
CREATE INDEX `points_account_hold_at` ON `points_account` (`expires_at`) WHERE "points_account"."kind" = 'hold' AND "points_account"."balance" > 0;--> statement-breakpoint
CREATE TABLE `points_programme` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`expiry` text NOT NULL,
	`expiry_years` integer,
	`created_at` integer NOT NULL,
	CONSTRAINT "points_programme_expiry" CHECK("points_programme"."expiry" IN ('never', 'years', 'yearEnd')),
	CONSTRAINT "points_programme_years" CHECK(("points_programme"."expiry" = 'years') = ("points_programme"."expiry_years" IS NOT NULL) AND coalesce("points_programme"."expiry_years", 1) BETWEEN 1 AND 20)
);
--> statement-breakpoint
CREATE TABLE `points_proof` (
	`on` text PRIMARY KEY NOT NULL,
	`proved_at` integer NOT NULL,
	`holds` integer NOT NULL,
	`transactions` integer NOT NULL,
	`entries` integer NOT NULL,
	`entries_sum` integer NOT NULL,
	`wrong_balances` integer NOT NULL,
	`wrong_transactions` integer NOT NULL,
	`overspent_budgets` integer NOT NULL,
	`budgeted` integer NOT NULL,
	`issued` integer NOT NULL,
	`available` integer NOT NULL,
	`held` integer NOT NULL,
	`spent` integer NOT NULL,
	`expired` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `points_reminder` (
	`lot_id` text NOT NULL,
	`days_before` integer NOT NULL,
	`told_at` integer NOT NULL,
	PRIMARY KEY(`lot_id`, `days_before`),
	FOREIGN KEY (`lot_id`) REFERENCES `points_account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `points_reversal` (
	`id` text PRIMARY KEY NOT NULL,
	`transaction_id` text NOT NULL,
	`reason` text NOT NULL,
	`state` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`transaction_id`) REFERENCES `points_transaction`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposed_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "points_reversal_state" CHECK("points_reversal"."state" IN ('proposed', 'approved', 'declined')),
	CONSTRAINT "points_reversal_decided" CHECK(("points_reversal"."state" = 'proposed') = ("points_reversal"."decided_by" IS NULL)),
	CONSTRAINT "points_reversal_people" CHECK("points_reversal"."decided_by" IS NULL OR "points_reversal"."decided_by" <> "points_reversal"."proposed_by")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `points_reversal_live` ON `points_reversal` (`transaction_id`) WHERE "points_reversal"."state" <> 'declined';--> statement-breakpoint
CREATE TABLE `points_shape` (
	`kind` text NOT NULL,
	`debit_kind` text NOT NULL,
	`credit_kind` text NOT NULL,
	PRIMARY KEY(`kind`, `debit_kind`, `credit_kind`)
);
--> statement-breakpoint
CREATE TABLE `points_transaction` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`cause_kind` text NOT NULL,
	`cause_id` text NOT NULL,
	`resident_id` text,
	`hold_id` text,
	`reverses_id` text,
	`points` integer NOT NULL,
	`posted_at` integer NOT NULL,
	`posted_by` text NOT NULL,
	`note` text,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hold_id`) REFERENCES `points_account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "points_transaction_points" CHECK("points_transaction"."points" > 0),
	CONSTRAINT "points_transaction_kind" CHECK("points_transaction"."kind" IN ('fund', 'earn', 'hold', 'capture', 'release', 'refund', 'expire', 'settle', 'reverse')),
	CONSTRAINT "points_transaction_hold" CHECK(("points_transaction"."kind" IN ('hold', 'capture', 'release', 'refund')) = ("points_transaction"."hold_id" IS NOT NULL)),
	CONSTRAINT "points_transaction_reverse" CHECK(("points_transaction"."kind" = 'reverse') = ("points_transaction"."reverses_id" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `points_transaction_cause` ON `points_transaction` (`kind`,`cause_kind`,`cause_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `points_transaction_reversed` ON `points_transaction` (`reverses_id`);--> statement-breakpoint
CREATE INDEX `points_transaction_resident` ON `points_transaction` (`resident_id`,`posted_at`,`id`);--> statement-breakpoint
CREATE INDEX `points_transaction_of_hold` ON `points_transaction` (`hold_id`);--> statement-breakpoint
CREATE TABLE `points_transfer` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`transaction_id` text NOT NULL,
	`debit_account_id` text NOT NULL,
	`credit_account_id` text NOT NULL,
	`lot_id` text,
	`points` integer NOT NULL,
	FOREIGN KEY (`transaction_id`) REFERENCES `points_transaction`(`id`) ON UPDATE no action ON DELETE no action DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (`debit_account_id`) REFERENCES `points_account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`credit_account_id`) REFERENCES `points_account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `points_account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "points_transfer_points" CHECK("points_transfer"."points" > 0),
	CONSTRAINT "points_transfer_accounts" CHECK("points_transfer"."debit_account_id" <> "points_transfer"."credit_account_id")
);
--> statement-breakpoint
CREATE INDEX `points_transfer_transaction` ON `points_transfer` (`transaction_id`);
--> statement-breakpoint
-- Which transaction moves points between which accounts: there is no way from one resident to another, nor out of the house.
INSERT INTO points_shape (kind, debit_kind, credit_kind) VALUES
  ('fund', 'source', 'budget'),
  ('earn', 'budget', 'lot'),
  ('hold', 'lot', 'hold'),
  ('capture', 'hold', 'activity'),
  ('capture', 'hold', 'merchant'),
  ('release', 'hold', 'lot'),
  ('refund', 'activity', 'lot'),
  ('refund', 'merchant', 'lot'),
  ('expire', 'lot', 'expired'),
  ('settle', 'merchant', 'settled'),
  ('reverse', 'budget', 'source'),
  ('reverse', 'lot', 'budget');
--> statement-breakpoint
INSERT INTO points_account (id, kind, owner_id, created_at) VALUES
  ('source', 'source', '', 0), ('settled', 'settled', '', 0), ('expired', 'expired', '', 0);
--> statement-breakpoint
CREATE TRIGGER points_programme_budget AFTER INSERT ON points_programme
BEGIN
  INSERT INTO points_account (id, kind, owner_id, programme_id, created_at)
    VALUES ('budget:' || NEW.id, 'budget', NEW.id, NEW.id, NEW.created_at);
END;
--> statement-breakpoint
-- Lots have taken their last days from it.
CREATE TRIGGER points_programme_fixed BEFORE UPDATE OF id, expiry, expiry_years ON points_programme
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER points_programme_keep BEFORE DELETE ON points_programme
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER points_shape_keep BEFORE DELETE ON points_shape
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER points_shape_fixed BEFORE UPDATE ON points_shape
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint

-- Invariant 4: a balance is what transfers made it, and nothing else moves it.
CREATE TRIGGER points_account_insert BEFORE INSERT ON points_account
  WHEN NEW.balance <> 0 OR NEW.last_transfer IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'points.balance');
END;
--> statement-breakpoint
CREATE TRIGGER points_account_fixed
  BEFORE UPDATE OF id, kind, owner_id, programme_id, expires_on, expires_at, created_at ON points_account
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER points_account_keep BEFORE DELETE ON points_account
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER points_account_balance BEFORE UPDATE OF balance, last_transfer ON points_account
BEGIN
  SELECT RAISE(ABORT, 'points.balance') WHERE NEW.last_transfer <= coalesce(OLD.last_transfer, 0)
    OR NOT EXISTS (
      SELECT 1 FROM points_transfer t WHERE t.seq = NEW.last_transfer AND NEW.balance - OLD.balance =
        CASE NEW.id WHEN t.debit_account_id THEN -t.points WHEN t.credit_account_id THEN t.points END);
  SELECT RAISE(ABORT, 'points.short') WHERE NEW.balance < 0 AND NEW.kind <> 'source';
END;
--> statement-breakpoint

CREATE TRIGGER points_transfer_insert BEFORE INSERT ON points_transfer
BEGIN
  -- With its row a transaction is sealed: its transfers come before it, in the same batch.
  SELECT RAISE(ABORT, 'points.sealed') WHERE EXISTS (
    SELECT 1 FROM points_transaction WHERE id = NEW.transaction_id);
END;
--> statement-breakpoint
CREATE TRIGGER points_transfer_post AFTER INSERT ON points_transfer
BEGIN
  UPDATE points_account SET balance = balance - NEW.points, last_transfer = NEW.seq
    WHERE id = NEW.debit_account_id;
  UPDATE points_account SET balance = balance + NEW.points, last_transfer = NEW.seq
    WHERE id = NEW.credit_account_id;
END;
--> statement-breakpoint
CREATE TRIGGER points_transfer_fixed BEFORE UPDATE ON points_transfer
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER points_transfer_keep BEFORE DELETE ON points_transfer
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint

CREATE TRIGGER points_transaction_seal BEFORE INSERT ON points_transaction
BEGIN
  -- Taking oldest lots first takes what there is: less than the price is a refusal.
  SELECT RAISE(ABORT, 'points.short') WHERE NEW.points > (
    SELECT coalesce(sum(points), 0) FROM points_transfer WHERE transaction_id = NEW.id);
  SELECT RAISE(ABORT, 'points.shape') WHERE NEW.points < (
    SELECT sum(points) FROM points_transfer WHERE transaction_id = NEW.id);
  SELECT RAISE(ABORT, 'points.shape') WHERE EXISTS (
    SELECT 1 FROM points_transfer t
    JOIN points_account d ON d.id = t.debit_account_id JOIN points_account c ON c.id = t.credit_account_id
    WHERE t.transaction_id = NEW.id AND NOT EXISTS (
      SELECT 1 FROM points_shape s
      WHERE s.kind = NEW.kind AND s.debit_kind = d.kind AND s.credit_kind = c.kind));
  -- What lies in lots and holds is one resident's, and names the lot it comes from.
  SELECT RAISE(ABORT, 'points.otherResident') WHERE EXISTS (
    SELECT 1 FROM points_transfer t
    JOIN points_account a ON a.id IN (t.debit_account_id, t.credit_account_id)
    JOIN points_account d ON d.id = t.debit_account_id JOIN points_account c ON c.id = t.credit_account_id
    WHERE t.transaction_id = NEW.id AND a.kind IN ('lot', 'hold') AND (
      a.owner_id IS NOT NEW.resident_id
      OR t.lot_id IS NULL
      OR t.lot_id <> CASE 'lot' WHEN d.kind THEN d.id WHEN c.kind THEN c.id ELSE t.lot_id END));
  SELECT RAISE(ABORT, 'points.otherHold') WHERE EXISTS (
    SELECT 1 FROM points_transfer t
    JOIN points_account a ON a.id IN (t.debit_account_id, t.credit_account_id)
    WHERE t.transaction_id = NEW.id AND a.kind = 'hold' AND a.id IS NOT NEW.hold_id);
  SELECT RAISE(ABORT, 'points.holdLapsed') WHERE NEW.kind = 'capture' AND EXISTS (
    SELECT 1 FROM points_account WHERE id = NEW.hold_id AND expires_at <= NEW.posted_at);
  SELECT RAISE(ABORT, 'points.lotLapsed') WHERE NEW.kind = 'hold' AND EXISTS (
    SELECT 1 FROM points_transfer t JOIN points_account l ON l.id = t.lot_id
    WHERE t.transaction_id = NEW.id
      AND l.expires_on < strftime('%Y-%m-%d', NEW.posted_at / 1000 + 28800, 'unixepoch'));
  -- Of each lot no more leaves a hold than went in, and no more comes back than was captured.
  SELECT RAISE(ABORT, 'points.lotOfHold') WHERE NEW.hold_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM (
      SELECT t.lot_id, t.points, x.kind FROM points_transaction x
      JOIN points_transfer t ON t.transaction_id = x.id WHERE x.hold_id = NEW.hold_id
      UNION ALL
      SELECT lot_id, points, NEW.kind FROM points_transfer WHERE transaction_id = NEW.id)
    GROUP BY lot_id
    HAVING sum(CASE kind WHEN 'hold' THEN points WHEN 'refund' THEN 0 ELSE -points END) < 0
      OR sum(CASE kind WHEN 'capture' THEN points WHEN 'refund' THEN -points ELSE 0 END) < 0);
  -- A correction mirrors what it corrects, and two people stand behind it.
  SELECT RAISE(ABORT, 'points.mirror') WHERE NEW.kind = 'reverse' AND (
    NEW.resident_id IS NOT (SELECT resident_id FROM points_transaction WHERE id = NEW.reverses_id)
    OR EXISTS (
      SELECT debit_account_id, credit_account_id, lot_id, points FROM points_transfer
      WHERE transaction_id = NEW.reverses_id
      EXCEPT
      SELECT credit_account_id, debit_account_id, lot_id, points FROM points_transfer
      WHERE transaction_id = NEW.id)
    OR NEW.points <> (SELECT points FROM points_transaction WHERE id = NEW.reverses_id));
  SELECT RAISE(ABORT, 'reversal.state') WHERE NEW.kind = 'reverse' AND NOT EXISTS (
    SELECT 1 FROM points_reversal
    WHERE id = NEW.cause_id AND transaction_id = NEW.reverses_id AND state = 'approved');
  -- Invariant 7.
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.kind = 'fund' AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'pointsTransaction' AND noun_id = NEW.id AND act = 'points.fund');
END;
--> statement-breakpoint
CREATE TRIGGER points_transaction_fixed BEFORE UPDATE ON points_transaction
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER points_transaction_keep BEFORE DELETE ON points_transaction
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint

CREATE TRIGGER points_reversal_insert BEFORE INSERT ON points_reversal
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'pointsReversal' AND noun_id = NEW.id AND act = 'reversal.propose');
  SELECT RAISE(ABORT, 'reversal.state') WHERE NEW.state <> 'proposed';
  SELECT RAISE(ABORT, 'reversal.kind') WHERE NOT EXISTS (
    SELECT 1 FROM points_transaction WHERE id = NEW.transaction_id AND kind IN ('earn', 'fund'));
END;
--> statement-breakpoint
CREATE TRIGGER points_reversal_decide BEFORE UPDATE ON points_reversal
BEGIN
  SELECT RAISE(ABORT, 'reversal.state') WHERE OLD.state <> 'proposed';
  SELECT RAISE(ABORT, 'points.immutable') WHERE NEW.id <> OLD.id OR NEW.transaction_id <> OLD.transaction_id
    OR NEW.reason <> OLD.reason OR NEW.proposed_by <> OLD.proposed_by OR NEW.proposed_at <> OLD.proposed_at;
  SELECT RAISE(ABORT, 'reversal.samePerson') WHERE NEW.decided_by = OLD.proposed_by;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'pointsReversal' AND noun_id = NEW.id AND actor_id = NEW.decided_by
      AND act = CASE NEW.state WHEN 'approved' THEN 'reversal.approve' ELSE 'reversal.decline' END);
END;
--> statement-breakpoint
CREATE TRIGGER points_reversal_keep BEFORE DELETE ON points_reversal
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER points_proof_fixed BEFORE UPDATE ON points_proof
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER points_proof_keep BEFORE DELETE ON points_proof
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
--> statement-breakpoint
-- The ledger as it is usually read: two signed entries for each transfer.
CREATE VIEW points_entry AS
  SELECT seq, transaction_id, debit_account_id AS account_id, lot_id, -points AS points FROM points_transfer
  UNION ALL
  SELECT seq, transaction_id, credit_account_id, lot_id, points FROM points_transfer;
