-- Truth over time (docs/invariants.md): a record changes with a row that says who changed what, what is told for a while has an
-- end, a report is decided once, and a number that a place had leads to a place that is there.

-- An audit row of the very moment the record says it was revised at: so each change has its own. That whoever changes a
-- record says so by revising it is the commands' doing.
CREATE TRIGGER facility_revised BEFORE UPDATE OF revised_at ON facility WHEN NEW.revised_at <> OLD.revised_at
BEGIN
  SELECT RAISE(ABORT, 'facility.retired') WHERE OLD.retired_at IS NOT NULL;
  SELECT RAISE(ABORT, 'facility.changed') WHERE NEW.revised_at < OLD.revised_at;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'facility' AND noun_id = NEW.id AND at = NEW.revised_at
      AND act IN ('facility.edit', 'facility.import'));
END;
--> statement-breakpoint
CREATE TRIGGER facility_checked BEFORE UPDATE OF checked_on, checked_by ON facility
  WHEN NEW.checked_on IS NOT OLD.checked_on OR NEW.checked_by IS NOT OLD.checked_by
BEGIN
  SELECT RAISE(ABORT, 'facility.retired') WHERE OLD.retired_at IS NOT NULL;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'facility' AND noun_id = NEW.id
      AND ((act = 'facility.confirm' AND strftime('%Y-%m-%d', at / 1000 + 28800, 'unixepoch') = NEW.checked_on)
        OR (act = 'facility.import' AND at = NEW.revised_at)));
END;
--> statement-breakpoint
-- Out of the register once and for all, and only when nothing is ahead there and no number leads there.
CREATE TRIGGER facility_retired BEFORE UPDATE OF retired_at ON facility WHEN NEW.retired_at IS NOT OLD.retired_at
BEGIN
  SELECT RAISE(ABORT, 'facility.retired') WHERE OLD.retired_at IS NOT NULL;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'facility' AND noun_id = NEW.id AND at = NEW.retired_at
      AND act IN ('facility.merge', 'facility.retire'));
  SELECT RAISE(ABORT, 'facility.busy') WHERE EXISTS (
    SELECT 1 FROM venue v JOIN booking b ON b.venue_id = v.id
    WHERE v.facility_id = NEW.id AND b.state IN ('booked', 'checked_in')
      AND b.block_start_at > NEW.retired_at - 172800000 AND b.end_at > NEW.retired_at);
  SELECT RAISE(ABORT, 'facility.busy') WHERE EXISTS (
    SELECT 1 FROM canteen c JOIN menu m ON m.canteen_id = c.id
    WHERE c.facility_id = NEW.id AND m."on" >= strftime('%Y-%m-%d', NEW.retired_at / 1000 + 28800, 'unixepoch'));
  SELECT RAISE(ABORT, 'facility.busy') WHERE EXISTS (
    SELECT 1 FROM activity a JOIN activity_session s ON s.activity_id = a.id
    WHERE a.facility_id = NEW.id AND s.state = 'scheduled' AND s.end_at > NEW.retired_at);
  SELECT RAISE(ABORT, 'alias.retired') WHERE EXISTS (
    SELECT 1 FROM facility_alias WHERE facility_id = NEW.id);
END;
--> statement-breakpoint
-- And nothing new begins in a place that has gone.
CREATE TRIGGER booking_place BEFORE INSERT ON booking
BEGIN
  SELECT RAISE(ABORT, 'facility.retired') WHERE EXISTS (
    SELECT 1 FROM venue v JOIN facility f ON f.id = v.facility_id
    WHERE v.id = NEW.venue_id AND f.retired_at IS NOT NULL);
END;
--> statement-breakpoint
CREATE TRIGGER menu_place BEFORE INSERT ON menu
BEGIN
  SELECT RAISE(ABORT, 'facility.retired') WHERE EXISTS (
    SELECT 1 FROM canteen c JOIN facility f ON f.id = c.facility_id
    WHERE c.id = NEW.canteen_id AND f.retired_at IS NOT NULL);
END;
--> statement-breakpoint
CREATE TRIGGER activity_session_place BEFORE INSERT ON activity_session
BEGIN
  SELECT RAISE(ABORT, 'facility.retired') WHERE EXISTS (
    SELECT 1 FROM activity a JOIN facility f ON f.id = a.facility_id
    WHERE a.id = NEW.activity_id AND f.retired_at IS NOT NULL);
END;
--> statement-breakpoint

-- A number that a place had leads straight to a place that is there: never on to another number, never in a circle.
CREATE TRIGGER facility_alias_insert BEFORE INSERT ON facility_alias
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'facility' AND at = NEW.created_at
      AND ((noun_id = NEW.old_id AND act = 'facility.merge')
        OR (noun_id = NEW.facility_id AND act IN ('facility.addNumber', 'facility.import'))));
  SELECT RAISE(ABORT, 'alias.taken') WHERE EXISTS (
    SELECT 1 FROM facility WHERE id = NEW.old_id AND retired_at IS NULL);
  SELECT RAISE(ABORT, 'alias.retired') WHERE EXISTS (
    SELECT 1 FROM facility WHERE id = NEW.facility_id AND retired_at IS NOT NULL);
END;
--> statement-breakpoint
CREATE TRIGGER facility_alias_update BEFORE UPDATE ON facility_alias
BEGIN
  SELECT RAISE(ABORT, 'alias.taken') WHERE NEW.old_id <> OLD.old_id;
  SELECT RAISE(ABORT, 'alias.retired') WHERE EXISTS (
    SELECT 1 FROM facility WHERE id = NEW.facility_id AND retired_at IS NOT NULL);
END;
--> statement-breakpoint
CREATE TRIGGER facility_alias_keep BEFORE DELETE ON facility_alias
BEGIN
  SELECT RAISE(ABORT, 'alias.immutable');
END;
--> statement-breakpoint
-- No new place takes a number that leads to another.
CREATE TRIGGER facility_number BEFORE INSERT ON facility
BEGIN
  SELECT RAISE(ABORT, 'alias.taken') WHERE EXISTS (SELECT 1 FROM facility_alias WHERE old_id = NEW.id);
END;
--> statement-breakpoint

CREATE TRIGGER condition_insert BEFORE INSERT ON condition
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'condition' AND noun_id = NEW.id AND act = 'condition.create');
  SELECT RAISE(ABORT, 'facility.retired') WHERE EXISTS (
    SELECT 1 FROM facility WHERE id = NEW.facility_id AND retired_at IS NOT NULL);
  SELECT RAISE(ABORT, 'scene.notFound') WHERE NEW.scene_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM scene WHERE id = NEW.scene_id AND facility_id = NEW.facility_id);
END;
--> statement-breakpoint
CREATE TRIGGER condition_fixed BEFORE UPDATE OF id, facility_id, scene_id, effect, text, from_at, until_at ON condition
BEGIN
  SELECT RAISE(ABORT, 'condition.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER condition_lift BEFORE UPDATE OF lifted_at ON condition
BEGIN
  SELECT RAISE(ABORT, 'condition.state') WHERE OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'condition' AND noun_id = NEW.id AND act = 'condition.lift');
END;
--> statement-breakpoint
CREATE TRIGGER condition_keep BEFORE DELETE ON condition
BEGIN
  SELECT RAISE(ABORT, 'condition.immutable');
END;
--> statement-breakpoint

CREATE TRIGGER banner_insert BEFORE INSERT ON banner
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'banner' AND noun_id = NEW.id AND act = 'banner.create');
END;
--> statement-breakpoint
CREATE TRIGGER banner_fixed BEFORE UPDATE OF id, scope_kind, scope_id, tone, text, from_at, until_at ON banner
BEGIN
  SELECT RAISE(ABORT, 'banner.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER banner_lift BEFORE UPDATE OF lifted_at ON banner
BEGIN
  SELECT RAISE(ABORT, 'banner.state') WHERE OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'banner' AND noun_id = NEW.id AND act = 'banner.lift');
END;
--> statement-breakpoint
CREATE TRIGGER banner_keep BEFORE DELETE ON banner
BEGIN
  SELECT RAISE(ABORT, 'banner.immutable');
END;
--> statement-breakpoint

-- Five an hour from one address, '' being exempt; a report begins open, is decided once, and stays as it was written.
CREATE TRIGGER report_insert BEFORE INSERT ON report
BEGIN
  SELECT RAISE(ABORT, 'report.state') WHERE NEW.state <> 'open';
  SELECT RAISE(ABORT, 'facility.retired') WHERE EXISTS (
    SELECT 1 FROM facility WHERE id = NEW.facility_id AND retired_at IS NOT NULL);
  SELECT RAISE(ABORT, 'report.limit') WHERE NEW.address_hash <> '' AND (
    SELECT count(*) FROM report
    WHERE address_hash = NEW.address_hash AND created_at > NEW.created_at - 3600000) >= 5;
END;
--> statement-breakpoint
CREATE TRIGGER report_fixed BEFORE UPDATE OF id, facility_id, subject, text, resident_id, created_at ON report
BEGIN
  SELECT RAISE(ABORT, 'report.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER report_state BEFORE UPDATE OF state, decided_by, decided_at, answer ON report
BEGIN
  SELECT RAISE(ABORT, 'report.state') WHERE OLD.state <> 'open' OR NEW.state NOT IN ('accepted', 'declined');
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'report' AND noun_id = NEW.id
      AND act = CASE NEW.state WHEN 'accepted' THEN 'report.accept' ELSE 'report.decline' END);
END;
--> statement-breakpoint
CREATE TRIGGER report_keep BEFORE DELETE ON report
BEGIN
  SELECT RAISE(ABORT, 'report.immutable');
END;
