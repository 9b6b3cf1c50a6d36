CREATE INDEX `report_resident` ON `report` (`resident_id`,`created_at`);--> statement-breakpoint
-- As before, and: what is merged into another record leaves nothing behind that could be found only there.
DROP TRIGGER facility_retired;
--> statement-breakpoint
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
  SELECT RAISE(ABORT, 'facility.holds') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'facility' AND noun_id = NEW.id AND at = NEW.retired_at AND act = 'facility.retire')
    AND (EXISTS (SELECT 1 FROM scene WHERE facility_id = NEW.id)
      OR EXISTS (SELECT 1 FROM venue WHERE facility_id = NEW.id AND state = 'open')
      OR EXISTS (SELECT 1 FROM canteen WHERE facility_id = NEW.id)
      OR EXISTS (SELECT 1 FROM service_at WHERE facility_id = NEW.id));
  SELECT RAISE(ABORT, 'alias.retired') WHERE EXISTS (
    SELECT 1 FROM facility_alias WHERE facility_id = NEW.id);
END;
--> statement-breakpoint
-- Five an hour: of a resident whoever they are with, of those who are not signed in from one address, '' being exempt.
DROP TRIGGER report_insert;
--> statement-breakpoint
CREATE TRIGGER report_insert BEFORE INSERT ON report
BEGIN
  SELECT RAISE(ABORT, 'report.state') WHERE NEW.state <> 'open';
  SELECT RAISE(ABORT, 'facility.retired') WHERE EXISTS (
    SELECT 1 FROM facility WHERE id = NEW.facility_id AND retired_at IS NOT NULL);
  SELECT RAISE(ABORT, 'report.limit') WHERE NEW.address_hash <> '' AND NEW.resident_id IS NULL AND (
    SELECT count(*) FROM report WHERE address_hash = NEW.address_hash AND resident_id IS NULL
      AND created_at > NEW.created_at - 3600000) >= 5;
  SELECT RAISE(ABORT, 'report.limit') WHERE NEW.address_hash <> '' AND NEW.resident_id IS NOT NULL AND (
    SELECT count(*) FROM report WHERE resident_id = NEW.resident_id
      AND created_at > NEW.created_at - 3600000) >= 5;
END;
--> statement-breakpoint
-- As before; but of one that is decided the words and who wrote them can be forgotten.
DROP TRIGGER report_fixed;
--> statement-breakpoint
CREATE TRIGGER report_fixed BEFORE UPDATE OF id, facility_id, subject, text, resident_id, created_at ON report
BEGIN
  SELECT RAISE(ABORT, 'report.immutable') WHERE OLD.state = 'open' OR NEW.text <> '' OR NEW.resident_id IS NOT NULL
    OR (NEW.id, NEW.facility_id, NEW.subject, NEW.created_at) IS NOT (OLD.id, OLD.facility_id, OLD.subject, OLD.created_at);
END;
