-- The same promise as before, found through the index of live bookings: a block begins at most a day before what it
-- blocks (booking_block), so the history of a venue is never read.
DROP TRIGGER closure_insert;
--> statement-breakpoint
CREATE TRIGGER closure_insert BEFORE INSERT ON closure
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'closure' AND noun_id = NEW.id AND act = 'closure.create');
  SELECT RAISE(ABORT, 'closure.otherFacility') WHERE NEW.venue_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM venue WHERE id = NEW.venue_id AND facility_id = NEW.facility_id);
  -- Those booked are released in the same batch, before the closure is written.
  SELECT RAISE(ABORT, 'closure.hasBookings') WHERE EXISTS (
    SELECT 1 FROM venue v JOIN booking b ON b.venue_id = v.id
    WHERE v.facility_id = NEW.facility_id
      AND b.state IN ('booked', 'checked_in') AND b.state = 'booked'
      AND b.block_start_at > NEW.start_at - 86400000 AND b.block_start_at < NEW.end_at
      AND b.start_at < NEW.end_at AND b.end_at > NEW.start_at
      AND (NEW.venue_id IS NULL OR v.id = NEW.venue_id OR v.parent_id = NEW.venue_id
        OR v.id = (SELECT parent_id FROM venue WHERE id = NEW.venue_id)));
END;
