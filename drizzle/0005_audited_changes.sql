-- Invariant 7, for what staff change and not only end: the audit row stands before the change. AFTER, so that what must
-- never happen at all is said first. A second change of the same thing finds the row of the first: that each leaves its
-- own is the command's doing.
CREATE TRIGGER closure_lift BEFORE UPDATE OF lifted_at ON closure
BEGIN
  SELECT RAISE(ABORT, 'closure.state') WHERE OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'closure' AND noun_id = NEW.id AND act = 'closure.lift');
END;
--> statement-breakpoint
CREATE TRIGGER closure_keep BEFORE DELETE ON closure
BEGIN
  SELECT RAISE(ABORT, 'closure.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER activity_session_capacity_audited AFTER UPDATE OF capacity ON activity_session
  WHEN NEW.capacity IS NOT OLD.capacity
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'session' AND noun_id = NEW.id AND act = 'session.changeCapacity');
END;
--> statement-breakpoint
CREATE TRIGGER menu_item_portions_audited AFTER UPDATE OF portions ON menu_item WHEN NEW.portions <> OLD.portions
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'menuItem' AND noun_id = NEW.id AND act = 'menuItem.portions');
END;
--> statement-breakpoint

-- Who takes part in what is written once: a seat changes hands by cancelling and signing up.
CREATE TRIGGER attendee_fixed BEFORE UPDATE OF registration_id, session_id, person_id ON attendee
BEGIN
  SELECT RAISE(ABORT, 'registration.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER attendee_keep BEFORE DELETE ON attendee
BEGIN
  SELECT RAISE(ABORT, 'registration.immutable');
END;
