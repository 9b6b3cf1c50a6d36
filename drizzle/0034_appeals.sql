-- An appeal ends for good, is made within thirty days, and its words stay while it waits: docs/invariants.md, “Earning”.
DROP TRIGGER claim_state;
--> statement-breakpoint
CREATE TRIGGER claim_state BEFORE UPDATE OF state ON claim
BEGIN
  SELECT RAISE(ABORT, 'claim.state') WHERE NOT (
    (OLD.state = 'submitted' AND NEW.state IN ('confirmed', 'posted', 'refused'))
    OR (OLD.state = 'confirmed' AND NEW.state = 'posted')
    -- Once appealed, a refusal is the last word.
    OR (OLD.state = 'confirmed' AND NEW.state = CASE WHEN OLD.appeal IS NULL THEN 'refused' ELSE 'closed' END)
    OR (OLD.state = 'refused' AND NEW.state = 'appealed' AND OLD.appeal IS NULL)
    OR (OLD.state = 'appealed' AND NEW.state IN ('confirmed', 'posted', 'closed')));
  -- 30 days in ms: its words are kept for longer.
  SELECT RAISE(ABORT, 'claim.appealOver') WHERE NEW.state = 'appealed'
    AND coalesce(NEW.appealed_at - OLD.decided_at, 9e12) > 2592000000;
  -- Posted means: enough people confirmed it, and its points are in the ledger.
  SELECT RAISE(ABORT, 'claim.unconfirmed') WHERE NEW.state = 'posted' AND (
    NEW.needed > (SELECT count(*) FROM claim_verdict WHERE claim_id = NEW.id AND verdict = 'confirm')
    OR NOT EXISTS (
      SELECT 1 FROM points_transaction WHERE kind = 'earn' AND cause_kind = 'claim' AND cause_id = NEW.id
        AND resident_id = NEW.resident_id AND points = NEW.points));
END;
--> statement-breakpoint
DROP TRIGGER claim_fixed;
--> statement-breakpoint
CREATE TRIGGER claim_fixed BEFORE UPDATE OF id, resident_id, rule_id, act, facility_id, done_on, note, points, needed,
  created_at, appeal ON claim
BEGIN
  SELECT RAISE(ABORT, 'claim.immutable') WHERE NEW.id <> OLD.id OR NEW.resident_id <> OLD.resident_id
    OR NEW.rule_id <> OLD.rule_id OR NEW.act <> OLD.act OR NEW.facility_id <> OLD.facility_id
    OR NEW.done_on <> OLD.done_on OR NEW.points <> OLD.points OR NEW.needed <> OLD.needed
    OR NEW.created_at <> OLD.created_at
    -- Words are only ever blanked, when nobody waits for a word any more.
    OR (NEW.note <> OLD.note AND NOT (NEW.note = '' AND OLD.state IN ('posted', 'refused', 'closed')))
    OR (NEW.appeal IS NOT OLD.appeal AND NOT (
      (OLD.appeal IS NULL AND NEW.state = 'appealed')
      OR (OLD.appeal IS NOT NULL AND NEW.appeal = '' AND OLD.state IN ('posted', 'refused', 'closed'))));
END;
