CREATE INDEX `notice_unread` ON `notice` (`resident_id`) WHERE "notice"."read_at" IS NULL;--> statement-breakpoint

-- People: a household of at most 8 dependants.
CREATE TRIGGER person_limit BEFORE INSERT ON person WHEN NEW.kind = 'dependant' AND NEW.removed_at IS NULL
BEGIN
  SELECT RAISE(ABORT, 'person.limit') WHERE (
    SELECT count(*) FROM person
    WHERE resident_id = NEW.resident_id AND kind = 'dependant' AND removed_at IS NULL) >= 8;
END;
--> statement-breakpoint
-- Nobody leaves the household while something is still ahead for them; the moment of leaving is the clock.
CREATE TRIGGER person_busy BEFORE UPDATE OF removed_at ON person
  WHEN OLD.removed_at IS NULL AND NEW.removed_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'person.busy') WHERE EXISTS (
      SELECT 1 FROM booking
      WHERE resident_id = NEW.resident_id AND person_id = NEW.id AND state = 'booked'
        AND start_at > NEW.removed_at - 86400000 AND end_at > NEW.removed_at)
    OR EXISTS (
      SELECT 1 FROM meal_order o JOIN menu m ON m.id = o.menu_id
      WHERE o.resident_id = NEW.resident_id AND o.person_id = NEW.id AND o.state = 'placed'
        AND m.serves_until_at > NEW.removed_at)
    OR EXISTS (
      SELECT 1 FROM attendee a
        JOIN registration r ON r.id = a.registration_id
        JOIN activity_session s ON s.id = a.session_id
      WHERE a.person_id = NEW.id AND a.state = 'held' AND r.state IN ('registered', 'waiting')
        AND s.end_at > NEW.removed_at);
END;
--> statement-breakpoint

-- Invariant 8: one acts for oneself and for one's own household, and for nobody who has left it.
CREATE TRIGGER booking_person BEFORE INSERT ON booking
BEGIN
  SELECT RAISE(ABORT, 'person.notFound') WHERE NOT EXISTS (
    SELECT 1 FROM person
    WHERE id = NEW.person_id AND resident_id = NEW.resident_id AND removed_at IS NULL);
END;
--> statement-breakpoint
CREATE TRIGGER meal_order_person BEFORE INSERT ON meal_order
BEGIN
  SELECT RAISE(ABORT, 'person.notFound') WHERE NOT EXISTS (
    SELECT 1 FROM person
    WHERE id = NEW.person_id AND resident_id = NEW.resident_id AND removed_at IS NULL);
END;
--> statement-breakpoint
CREATE TRIGGER attendee_person BEFORE INSERT ON attendee
BEGIN
  SELECT RAISE(ABORT, 'person.notFound') WHERE NOT EXISTS (
    SELECT 1 FROM person p JOIN registration r ON r.id = NEW.registration_id
    WHERE p.id = NEW.person_id AND p.resident_id = r.resident_id AND p.removed_at IS NULL);
END;
