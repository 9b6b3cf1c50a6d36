CREATE INDEX `claim_worded` ON `claim` (`decided_at`) WHERE "claim"."note" <> '' OR "claim"."appeal" <> '';--> statement-breakpoint
DROP TRIGGER claim_insert;
--> statement-breakpoint
CREATE TRIGGER claim_insert BEFORE INSERT ON claim
BEGIN
  SELECT RAISE(ABORT, 'claim.state') WHERE NEW.state <> 'submitted';
  -- Worth what its rule says, of an act and a day of that rule.
  SELECT RAISE(ABORT, 'rule.notFound') WHERE NOT EXISTS (
    SELECT 1 FROM earning_rule WHERE id = NEW.rule_id AND act = NEW.act AND points = NEW.points
      AND effective_from_on <= NEW.done_on AND coalesce(effective_until_on, '9999-12-31') > NEW.done_on);
  -- From fifty points on it takes two people.
  SELECT RAISE(ABORT, 'claim.unconfirmed') WHERE NEW.needed <> 1 + (NEW.points >= 50);
END;
