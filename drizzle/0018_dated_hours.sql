CREATE INDEX `audit_record` ON `audit` (`facility_id`,`at`,`id`) WHERE noun IN ('facility', 'condition', 'datedHours');
--> statement-breakpoint
-- On a day one set of dated hours holds for a place, and one for a room in it: which of two held would be chance.
CREATE TRIGGER hours_exception_insert BEFORE INSERT ON hours_exception
BEGIN
  SELECT RAISE(ABORT, 'facility.retired') WHERE EXISTS (
    SELECT 1 FROM facility WHERE id = NEW.facility_id AND retired_at IS NOT NULL);
  SELECT RAISE(ABORT, 'scene.notFound') WHERE NEW.scene_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM scene WHERE id = NEW.scene_id AND facility_id = NEW.facility_id);
  SELECT RAISE(ABORT, 'datedHours.overlap') WHERE EXISTS (
    SELECT 1 FROM hours_exception WHERE facility_id = NEW.facility_id AND scene_id IS NEW.scene_id
      AND from_on <= NEW.until_on AND until_on >= NEW.from_on);
END;
--> statement-breakpoint
-- They are taken back and set anew, so that the log tells of both.
CREATE TRIGGER hours_exception_fixed BEFORE UPDATE ON hours_exception
BEGIN
  SELECT RAISE(ABORT, 'datedHours.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER hours_exception_delete BEFORE DELETE ON hours_exception
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'datedHours' AND noun_id = OLD.id AND act = 'datedHours.withdraw');
END;
