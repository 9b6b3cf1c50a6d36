-- What must never happen (docs/invariants.md). Each message is the code of the refusal; worker/lib/errors.ts knows them all.

-- A condition inside a batch: INSERT INTO guard SELECT 'code' WHERE … aborts the whole batch with that code.
CREATE TRIGGER guard_raise BEFORE INSERT ON guard
BEGIN
  SELECT RAISE(ABORT, NEW.code);
END;
--> statement-breakpoint
CREATE TRIGGER audit_keep_update BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER audit_keep_delete BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit.immutable');
END;
--> statement-breakpoint

-- Codes by SMS: 1 a minute, 5 an hour, 10 a day for a number; looser limits for an address, '' being exempt.
CREATE TRIGGER code_send_limit BEFORE INSERT ON code_send
BEGIN
  SELECT RAISE(ABORT, 'code.minuteLimit') WHERE EXISTS (
    SELECT 1 FROM code_send
    WHERE number_hash = NEW.number_hash AND sent_at > NEW.sent_at - 60000);
  SELECT RAISE(ABORT, 'code.hourLimit') WHERE (
    SELECT count(*) FROM code_send
    WHERE number_hash = NEW.number_hash AND sent_at > NEW.sent_at - 3600000) >= 5;
  SELECT RAISE(ABORT, 'code.dayLimit') WHERE (
    SELECT count(*) FROM code_send
    WHERE number_hash = NEW.number_hash AND sent_at > NEW.sent_at - 86400000) >= 10;
  SELECT RAISE(ABORT, 'code.addressLimit') WHERE NEW.address_hash <> '' AND (
    (SELECT count(*) FROM code_send
     WHERE address_hash = NEW.address_hash AND sent_at > NEW.sent_at - 60000) >= 10
    OR (SELECT count(*) FROM code_send
     WHERE address_hash = NEW.address_hash AND sent_at > NEW.sent_at - 3600000) >= 60
    OR (SELECT count(*) FROM code_send
     WHERE address_hash = NEW.address_hash AND sent_at > NEW.sent_at - 86400000) >= 200);
END;
--> statement-breakpoint

-- Venues: a space tree of one level, inside one facility.
CREATE TRIGGER venue_tree_insert BEFORE INSERT ON venue WHEN NEW.parent_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'venue.tree') WHERE NOT EXISTS (
    SELECT 1 FROM venue p
    WHERE p.id = NEW.parent_id AND p.parent_id IS NULL AND p.facility_id = NEW.facility_id);
END;
--> statement-breakpoint
CREATE TRIGGER venue_tree_update BEFORE UPDATE OF parent_id, facility_id ON venue
BEGIN
  SELECT RAISE(ABORT, 'venue.tree') WHERE NEW.parent_id IS NOT NULL AND (
    NOT EXISTS (
      SELECT 1 FROM venue p
      WHERE p.id = NEW.parent_id AND p.parent_id IS NULL AND p.facility_id = NEW.facility_id)
    OR EXISTS (SELECT 1 FROM venue c WHERE c.parent_id = NEW.id));
  SELECT RAISE(ABORT, 'venue.tree') WHERE NEW.facility_id <> OLD.facility_id
    AND EXISTS (SELECT 1 FROM venue c WHERE c.parent_id = NEW.id);
END;
--> statement-breakpoint

-- Invariant 1: no two live bookings of one space overlap, buffers and parent/child spaces counted; shared places hold
-- at every instant at most `capacity` persons; nobody books into a closure.
CREATE TRIGGER booking_insert BEFORE INSERT ON booking WHEN NEW.state IN ('booked', 'checked_in')
BEGIN
  SELECT RAISE(ABORT, 'booking.closed') WHERE EXISTS (
    SELECT 1 FROM venue v JOIN closure c ON c.facility_id = v.facility_id
    WHERE v.id = NEW.venue_id AND c.lifted_at IS NULL
      AND c.end_at > NEW.start_at AND c.start_at < NEW.end_at
      AND (c.venue_id IS NULL OR c.venue_id = v.id OR c.venue_id = v.parent_id
        OR c.venue_id IN (SELECT id FROM venue WHERE parent_id = v.id)));
  SELECT RAISE(ABORT, 'booking.taken') WHERE EXISTS (
    SELECT 1 FROM venue v JOIN venue o
      ON o.id = v.id OR o.id = v.parent_id OR o.parent_id = v.id
    JOIN booking b ON b.venue_id = o.id
    WHERE v.id = NEW.venue_id
      AND NOT (o.id = v.id AND v.kind = 'places')
      AND b.state IN ('booked', 'checked_in')
      AND b.block_start_at > NEW.block_start_at - 86400000
      AND b.block_start_at < NEW.block_end_at
      AND b.block_end_at > NEW.block_start_at);
  -- How many are in is highest at the start of some booking: look at each start within the new one, and at its own.
  SELECT RAISE(ABORT, 'booking.full') WHERE EXISTS (
    SELECT 1 FROM venue v JOIN (
      SELECT NEW.block_start_at AS at
      UNION
      SELECT block_start_at FROM booking
      WHERE venue_id = NEW.venue_id AND state IN ('booked', 'checked_in')
        AND block_start_at > NEW.block_start_at AND block_start_at < NEW.block_end_at) p
    WHERE v.id = NEW.venue_id AND v.kind = 'places'
      AND NEW.party_size + (
        SELECT coalesce(sum(b.party_size), 0) FROM booking b
        WHERE b.venue_id = NEW.venue_id AND b.state IN ('booked', 'checked_in')
          AND b.block_start_at > NEW.block_start_at - 86400000
          AND b.block_start_at <= p.at AND b.block_end_at > p.at) > v.capacity);
END;
--> statement-breakpoint
CREATE TRIGGER booking_fixed BEFORE UPDATE OF id, venue_id, resident_id, person_id, start_at, end_at,
  block_start_at, block_end_at, party_size, code, cancel_until_at ON booking
BEGIN
  SELECT RAISE(ABORT, 'booking.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER booking_state BEFORE UPDATE OF state ON booking
BEGIN
  SELECT RAISE(ABORT, 'booking.state') WHERE NOT (
    OLD.state = 'booked' AND NEW.state IN ('checked_in', 'cancelled', 'released'));
  -- Invariant 7: a staff act has its audit row in the same batch.
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.state IN ('checked_in', 'released') AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'booking' AND noun_id = NEW.id
      AND act = CASE NEW.state WHEN 'checked_in' THEN 'booking.checkIn' ELSE 'booking.release' END);
END;
--> statement-breakpoint
CREATE TRIGGER booking_keep BEFORE DELETE ON booking
BEGIN
  SELECT RAISE(ABORT, 'booking.immutable');
END;
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
    WHERE v.facility_id = NEW.facility_id AND b.state = 'booked'
      AND b.start_at < NEW.end_at AND b.end_at > NEW.start_at
      AND (NEW.venue_id IS NULL OR v.id = NEW.venue_id OR v.parent_id = NEW.venue_id
        OR v.id = (SELECT parent_id FROM venue WHERE id = NEW.venue_id)));
END;
--> statement-breakpoint
CREATE TRIGGER closure_fixed BEFORE UPDATE OF facility_id, venue_id, start_at, end_at ON closure
BEGIN
  SELECT RAISE(ABORT, 'closure.immutable');
END;
--> statement-breakpoint

-- Invariant 3: no more portions than offered, no fuller window than its capacity.
CREATE TRIGGER meal_order_line_insert BEFORE INSERT ON meal_order_line
BEGIN
  SELECT RAISE(ABORT, 'mealOrder.state') WHERE NOT EXISTS (
    SELECT 1 FROM meal_order o JOIN menu_item i ON i.menu_id = o.menu_id
    WHERE o.id = NEW.order_id AND i.id = NEW.menu_item_id AND o.state = 'placed');
  SELECT RAISE(ABORT, 'mealOrder.soldOut') WHERE NEW.quantity + (
    SELECT coalesce(sum(l.quantity), 0) FROM meal_order_line l JOIN meal_order o ON o.id = l.order_id
    WHERE l.menu_item_id = NEW.menu_item_id AND o.state <> 'cancelled')
    > (SELECT portions FROM menu_item WHERE id = NEW.menu_item_id);
END;
--> statement-breakpoint
CREATE TRIGGER meal_order_line_fixed BEFORE UPDATE ON meal_order_line
BEGIN
  SELECT RAISE(ABORT, 'mealOrder.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER meal_order_line_delete BEFORE DELETE ON meal_order_line
BEGIN
  SELECT RAISE(ABORT, 'mealOrder.state') WHERE NOT EXISTS (
    SELECT 1 FROM meal_order WHERE id = OLD.order_id AND state = 'placed');
END;
--> statement-breakpoint
CREATE TRIGGER menu_item_portions BEFORE UPDATE OF portions ON menu_item WHEN NEW.portions < OLD.portions
BEGIN
  SELECT RAISE(ABORT, 'menu.belowSold') WHERE (
    SELECT coalesce(sum(l.quantity), 0) FROM meal_order_line l JOIN meal_order o ON o.id = l.order_id
    WHERE l.menu_item_id = NEW.id AND o.state <> 'cancelled') > NEW.portions;
END;
--> statement-breakpoint
CREATE TRIGGER meal_order_insert BEFORE INSERT ON meal_order
BEGIN
  SELECT RAISE(ABORT, 'mealOrder.otherWindow') WHERE NEW.window_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM menu m JOIN pickup_window w ON w.canteen_id = m.canteen_id AND w.meal = m.meal
    WHERE m.id = NEW.menu_id AND w.id = NEW.window_id);
  SELECT RAISE(ABORT, 'mealOrder.windowFull') WHERE NEW.window_id IS NOT NULL AND (
    SELECT count(*) FROM meal_order
    WHERE window_id = NEW.window_id AND menu_id = NEW.menu_id AND state <> 'cancelled')
    >= (SELECT capacity FROM pickup_window WHERE id = NEW.window_id);
END;
--> statement-breakpoint
CREATE TRIGGER meal_order_window BEFORE UPDATE OF window_id ON meal_order
  WHEN NEW.window_id IS NOT NULL AND NEW.window_id IS NOT OLD.window_id
BEGIN
  SELECT RAISE(ABORT, 'mealOrder.otherWindow') WHERE NOT EXISTS (
    SELECT 1 FROM menu m JOIN pickup_window w ON w.canteen_id = m.canteen_id AND w.meal = m.meal
    WHERE m.id = NEW.menu_id AND w.id = NEW.window_id);
  SELECT RAISE(ABORT, 'mealOrder.windowFull') WHERE (
    SELECT count(*) FROM meal_order
    WHERE window_id = NEW.window_id AND menu_id = NEW.menu_id AND state <> 'cancelled' AND id <> NEW.id)
    >= (SELECT capacity FROM pickup_window WHERE id = NEW.window_id);
END;
--> statement-breakpoint
CREATE TRIGGER pickup_window_capacity BEFORE UPDATE OF capacity ON pickup_window WHEN NEW.capacity < OLD.capacity
BEGIN
  SELECT RAISE(ABORT, 'menu.belowSold') WHERE EXISTS (
    SELECT 1 FROM meal_order WHERE window_id = NEW.id AND state = 'placed'
    GROUP BY menu_id HAVING count(*) > NEW.capacity);
END;
--> statement-breakpoint
CREATE TRIGGER meal_order_fixed BEFORE UPDATE OF id, menu_id, resident_id, person_id, code ON meal_order
BEGIN
  SELECT RAISE(ABORT, 'mealOrder.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER meal_order_state BEFORE UPDATE OF state ON meal_order
BEGIN
  SELECT RAISE(ABORT, 'mealOrder.state') WHERE NOT (
    OLD.state = 'placed' AND NEW.state IN ('cancelled', 'handed_over'));
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.state = 'handed_over' AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'mealOrder' AND noun_id = NEW.id AND act = 'mealOrder.handOver');
END;
--> statement-breakpoint
CREATE TRIGGER meal_order_keep BEFORE DELETE ON meal_order
BEGIN
  SELECT RAISE(ABORT, 'mealOrder.immutable');
END;
--> statement-breakpoint

-- Invariant 2: live registrations never exceed a session's capacity, nor the waiting list its own; nobody overtakes.
CREATE TRIGGER registration_insert BEFORE INSERT ON registration
BEGIN
  SELECT RAISE(ABORT, 'registration.state') WHERE NEW.state NOT IN ('registered', 'waiting');
  SELECT RAISE(ABORT, 'session.cancelled') WHERE EXISTS (
    SELECT 1 FROM activity_session WHERE id = NEW.session_id AND state = 'cancelled');
  SELECT RAISE(ABORT, 'session.noSignUp') WHERE EXISTS (
    SELECT 1 FROM activity_session WHERE id = NEW.session_id AND capacity IS NULL);
  SELECT RAISE(ABORT, 'registration.full') WHERE NEW.state = 'registered' AND (
    EXISTS (SELECT 1 FROM registration WHERE session_id = NEW.session_id AND state = 'waiting')
    OR NEW.seats + (
      SELECT coalesce(sum(seats), 0) FROM registration
      WHERE session_id = NEW.session_id AND state = 'registered')
      > (SELECT capacity FROM activity_session WHERE id = NEW.session_id));
  SELECT RAISE(ABORT, 'registration.waitFull') WHERE NEW.state = 'waiting' AND NEW.seats + (
    SELECT coalesce(sum(seats), 0) FROM registration
    WHERE session_id = NEW.session_id AND state = 'waiting')
    > (SELECT wait_capacity FROM activity_session WHERE id = NEW.session_id);
END;
--> statement-breakpoint
CREATE TRIGGER registration_state BEFORE UPDATE OF state ON registration
BEGIN
  SELECT RAISE(ABORT, 'registration.state') WHERE NOT (
    (OLD.state = 'registered' AND NEW.state IN ('cancelled', 'released'))
    OR (OLD.state = 'waiting' AND NEW.state IN ('registered', 'cancelled', 'released')));
  SELECT RAISE(ABORT, 'registration.full') WHERE NEW.state = 'registered' AND NEW.seats + (
    SELECT coalesce(sum(seats), 0) FROM registration
    WHERE session_id = NEW.session_id AND state = 'registered')
    > (SELECT capacity FROM activity_session WHERE id = NEW.session_id);
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.state = 'released' AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'session' AND noun_id = NEW.session_id AND act = 'session.cancel');
END;
--> statement-breakpoint
CREATE TRIGGER registration_seats BEFORE UPDATE OF seats ON registration
BEGIN
  SELECT RAISE(ABORT, 'registration.state') WHERE NEW.seats > OLD.seats;
END;
--> statement-breakpoint
CREATE TRIGGER registration_fixed BEFORE UPDATE OF id, session_id, resident_id, queue_no, code ON registration
BEGIN
  SELECT RAISE(ABORT, 'registration.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER registration_keep BEFORE DELETE ON registration
BEGIN
  SELECT RAISE(ABORT, 'registration.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER attendee_insert BEFORE INSERT ON attendee
BEGIN
  SELECT RAISE(ABORT, 'attendee.otherSession') WHERE NOT EXISTS (
    SELECT 1 FROM registration WHERE id = NEW.registration_id AND session_id = NEW.session_id);
  -- As many attendees as the registration has seats: the capacity counts seats.
  SELECT RAISE(ABORT, 'attendee.seats') WHERE NEW.state <> 'cancelled' AND (
    SELECT count(*) FROM attendee WHERE registration_id = NEW.registration_id AND state <> 'cancelled')
    >= (SELECT seats FROM registration WHERE id = NEW.registration_id);
END;
--> statement-breakpoint
CREATE TRIGGER attendee_state BEFORE UPDATE OF state ON attendee
BEGIN
  SELECT RAISE(ABORT, 'attendee.state') WHERE OLD.state = 'cancelled';
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.state IN ('attended', 'absent') AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'registration' AND noun_id = NEW.registration_id AND act = 'attendance.mark');
END;
--> statement-breakpoint
CREATE TRIGGER activity_session_capacity_kept BEFORE UPDATE OF capacity ON activity_session
BEGIN
  SELECT RAISE(ABORT, 'session.belowTaken') WHERE EXISTS (
    SELECT 1 FROM registration WHERE session_id = NEW.id AND state = 'registered')
    AND (NEW.capacity IS NULL OR NEW.capacity < (
      SELECT sum(seats) FROM registration WHERE session_id = NEW.id AND state = 'registered'));
END;
--> statement-breakpoint
CREATE TRIGGER activity_session_state BEFORE UPDATE OF state ON activity_session
BEGIN
  SELECT RAISE(ABORT, 'session.state') WHERE NOT (OLD.state = 'scheduled' AND NEW.state = 'cancelled');
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'session' AND noun_id = NEW.id AND act = 'session.cancel');
END;
