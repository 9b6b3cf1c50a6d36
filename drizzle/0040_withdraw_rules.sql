-- A version that has not begun may be taken back, with a reason; the one before it then holds until the next.
DROP TRIGGER earning_rule_keep;
--> statement-breakpoint
CREATE TRIGGER earning_rule_keep BEFORE DELETE ON earning_rule
BEGIN
  SELECT RAISE(ABORT, 'rule.immutable') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'earningRule' AND noun_id = OLD.id AND act = 'earningRule.withdraw' AND length(reason) > 0);
  -- The day of the act, in the time of the district (UTC+8).
  SELECT RAISE(ABORT, 'rule.begun') WHERE EXISTS (
    SELECT 1 FROM audit WHERE noun = 'earningRule' AND noun_id = OLD.id AND act = 'earningRule.withdraw'
      AND OLD.effective_from_on <= date(at / 1000 + 28800, 'unixepoch'));
END;
--> statement-breakpoint
DROP TRIGGER earning_rule_fixed;
--> statement-breakpoint
CREATE TRIGGER earning_rule_fixed BEFORE UPDATE ON earning_rule
BEGIN
  SELECT RAISE(ABORT, 'rule.immutable') WHERE NEW.id <> OLD.id OR NEW.act <> OLD.act OR NEW.name <> OLD.name
    OR NEW.programme_id <> OLD.programme_id OR NEW.points <> OLD.points OR NEW.daily_cap IS NOT OLD.daily_cap
    OR NEW.monthly_cap IS NOT OLD.monthly_cap OR NEW.effective_from_on <> OLD.effective_from_on;
  -- An end is moved only where the version that made it was taken back, and then to where the next begins.
  SELECT RAISE(ABORT, 'rule.immutable') WHERE OLD.effective_until_on IS NOT NULL AND (
    EXISTS (SELECT 1 FROM earning_rule WHERE act = OLD.act AND effective_from_on = OLD.effective_until_on)
    OR NEW.effective_until_on IS NOT (
      SELECT min(effective_from_on) FROM earning_rule WHERE act = OLD.act AND effective_from_on > OLD.effective_from_on));
END;
