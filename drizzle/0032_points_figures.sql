CREATE TABLE `points_flow` (
	`month` text NOT NULL,
	`flow` text NOT NULL,
	`rule_id` text NOT NULL,
	`place_kind` text NOT NULL,
	`place_id` text NOT NULL,
	`points` integer NOT NULL,
	`times` integer NOT NULL,
	`last_transaction` text NOT NULL,
	PRIMARY KEY(`month`, `flow`, `rule_id`, `place_kind`, `place_id`),
	CONSTRAINT "points_flow_flow" CHECK("points_flow"."flow" IN ('budgeted', 'issued', 'spent', 'expired')),
	CONSTRAINT "points_flow_place" CHECK(("points_flow"."place_kind" = '') = ("points_flow"."place_id" = ''))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `points_flow_last` ON `points_flow` (`last_transaction`);--> statement-breakpoint
ALTER TABLE `points_proof` ADD `wrong_flows` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- What each transaction did that the street asks of: gave, handed out, used or lapsed points; less than nothing where it
-- took them back. A correction is of the rule and place of what it corrects. What is only held or settled is none of it.
CREATE VIEW points_flow_entry AS
  SELECT x.id AS transaction_id,
    strftime('%Y-%m', x.posted_at / 1000 + 28800, 'unixepoch') AS month,
    -- Of what can be corrected only earned points are a resident's.
    CASE x.kind WHEN 'fund' THEN 'budgeted' WHEN 'earn' THEN 'issued' WHEN 'expire' THEN 'expired'
      WHEN 'reverse' THEN iif(x.resident_id IS NULL, 'budgeted', 'issued') ELSE 'spent' END AS flow,
    coalesce(c.rule_id, p.rule_id, '') AS rule_id,
    CASE WHEN a.kind = 'merchant' THEN 'merchant' WHEN coalesce(a.owner_id, c.facility_id) IS NULL THEN ''
      ELSE 'facility' END AS place_kind,
    coalesce(a.owner_id, c.facility_id, '') AS place_id,
    iif(x.kind IN ('refund', 'reverse'), -x.points, x.points) AS points,
    iif(x.kind IN ('refund', 'reverse'), -1, 1) AS times
  FROM points_transaction x
  LEFT JOIN points_transaction o ON o.id = x.reverses_id
  LEFT JOIN claim c ON coalesce(o.cause_kind, x.cause_kind) = 'claim' AND c.id = coalesce(o.cause_id, x.cause_id)
  LEFT JOIN earning_posting p ON p.cause_kind = coalesce(o.cause_kind, x.cause_kind)
    AND p.cause_id = coalesce(o.cause_id, x.cause_id)
  -- A capture pays one account, and a refund takes from one.
  LEFT JOIN points_account a ON a.id = (
    SELECT CASE x.kind WHEN 'capture' THEN credit_account_id WHEN 'refund' THEN debit_account_id END
    FROM points_transfer WHERE transaction_id = x.id LIMIT 1)
  WHERE x.kind IN ('fund', 'earn', 'capture', 'refund', 'expire', 'reverse');
--> statement-breakpoint
INSERT INTO points_flow (month, flow, rule_id, place_kind, place_id, points, times, last_transaction)
  SELECT month, flow, rule_id, place_kind, place_id, sum(points), sum(times), max(transaction_id)
  FROM points_flow_entry GROUP BY month, flow, rule_id, place_kind, place_id;
--> statement-breakpoint
CREATE TRIGGER points_flow_count AFTER INSERT ON points_transaction
  WHEN NEW.kind IN ('fund', 'earn', 'capture', 'refund', 'expire', 'reverse')
BEGIN
  INSERT INTO points_flow (month, flow, rule_id, place_kind, place_id, points, times, last_transaction)
    SELECT month, flow, rule_id, place_kind, place_id, points, times, transaction_id
    FROM points_flow_entry WHERE transaction_id = NEW.id
    ON CONFLICT (month, flow, rule_id, place_kind, place_id) DO UPDATE SET
      points = points + excluded.points, times = times + excluded.times,
      last_transaction = excluded.last_transaction;
END;
--> statement-breakpoint
-- Only what was just posted is counted, by what it moved, and once: a sum is never written by hand.
CREATE TRIGGER points_flow_insert BEFORE INSERT ON points_flow
BEGIN
  SELECT RAISE(ABORT, 'points.balance') WHERE abs(NEW.times) <> 1 OR NOT EXISTS (
    SELECT 1 FROM points_transaction
    WHERE rowid = (SELECT max(rowid) FROM points_transaction) AND id = NEW.last_transaction
      AND kind NOT IN ('hold', 'release', 'settle') AND points = NEW.points * NEW.times);
END;
--> statement-breakpoint
CREATE TRIGGER points_flow_add BEFORE UPDATE ON points_flow
BEGIN
  SELECT RAISE(ABORT, 'points.immutable') WHERE NEW.month <> OLD.month OR NEW.flow <> OLD.flow
    OR NEW.rule_id <> OLD.rule_id OR NEW.place_kind <> OLD.place_kind OR NEW.place_id <> OLD.place_id;
  SELECT RAISE(ABORT, 'points.balance') WHERE NEW.last_transaction = OLD.last_transaction
    OR abs(NEW.times - OLD.times) <> 1 OR NOT EXISTS (
      SELECT 1 FROM points_transaction
      WHERE rowid = (SELECT max(rowid) FROM points_transaction) AND id = NEW.last_transaction
        AND kind NOT IN ('hold', 'release', 'settle')
        AND points = (NEW.points - OLD.points) * (NEW.times - OLD.times));
END;
--> statement-breakpoint
CREATE TRIGGER points_flow_keep BEFORE DELETE ON points_flow
BEGIN
  SELECT RAISE(ABORT, 'points.immutable');
END;
