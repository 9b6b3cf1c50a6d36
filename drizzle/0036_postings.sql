ALTER TABLE `earning_posting` ADD `facility_id` text REFERENCES facility(id);--> statement-breakpoint
CREATE INDEX `attendee_absent` ON `attendee` (`marked_at`) WHERE "attendee"."state" = 'absent';--> statement-breakpoint
DROP TRIGGER earning_posting_insert;
--> statement-breakpoint
CREATE TRIGGER earning_posting_insert BEFORE INSERT ON earning_posting
BEGIN
  -- Worth what its rule says, of an act and a day of that rule.
  SELECT RAISE(ABORT, 'rule.notFound') WHERE NOT EXISTS (
    SELECT 1 FROM earning_rule WHERE id = NEW.rule_id AND act = NEW.act AND points = NEW.points
      AND effective_from_on <= NEW.done_on AND coalesce(effective_until_on, '9999-12-31') > NEW.done_on);
  -- From fifty points on it takes two people: it is a claim.
  SELECT RAISE(ABORT, 'claim.unconfirmed') WHERE NEW.points >= 50;
END;
--> statement-breakpoint
-- As before, with where a posting was earned. What was posted until now has no place, so no sum changes.
DROP VIEW points_flow_entry;
--> statement-breakpoint
CREATE VIEW points_flow_entry AS
  SELECT x.id AS transaction_id,
    strftime('%Y-%m', x.posted_at / 1000 + 28800, 'unixepoch') AS month,
    -- Of what can be corrected only earned points are a resident's.
    CASE x.kind WHEN 'fund' THEN 'budgeted' WHEN 'earn' THEN 'issued' WHEN 'expire' THEN 'expired'
      WHEN 'reverse' THEN iif(x.resident_id IS NULL, 'budgeted', 'issued') ELSE 'spent' END AS flow,
    coalesce(c.rule_id, p.rule_id, '') AS rule_id,
    CASE WHEN a.kind = 'merchant' THEN 'merchant' WHEN coalesce(a.owner_id, c.facility_id, p.facility_id) IS NULL THEN ''
      ELSE 'facility' END AS place_kind,
    coalesce(a.owner_id, c.facility_id, p.facility_id, '') AS place_id,
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
