CREATE TABLE `points_order` (
	`id` text PRIMARY KEY NOT NULL,
	`hold_id` text NOT NULL,
	`resident_id` text NOT NULL,
	`points` integer NOT NULL,
	`cause_id` text NOT NULL,
	`place_id` text,
	`expires_at` integer
);
--> statement-breakpoint
ALTER TABLE `activity` ADD `earns` text;--> statement-breakpoint
ALTER TABLE `activity` ADD `organiser_id` text REFERENCES user(id);--> statement-breakpoint
ALTER TABLE `activity_session` ADD `price_points` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `activity_session` ADD `price_per` text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE `activity_session` ADD `no_show` text DEFAULT 'returned' NOT NULL;--> statement-breakpoint
ALTER TABLE `registration` ADD `price_points` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `registration` ADD `price_per` text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE `registration` ADD `no_show` text DEFAULT 'returned' NOT NULL;--> statement-breakpoint
ALTER TABLE `registration` ADD `held_by` text REFERENCES points_transaction(id) DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
ALTER TABLE `registration` ADD `short_told_at` integer;--> statement-breakpoint

CREATE TRIGGER activity_session_price BEFORE INSERT ON activity_session
BEGIN
  -- Where nobody signs up nothing can be held.
  SELECT RAISE(ABORT, 'session.price') WHERE NEW.price_points NOT BETWEEN 0 AND 1000
    OR NEW.price_per NOT IN ('person', 'session') OR NEW.no_show NOT IN ('charged', 'returned')
    OR (NEW.price_points > 0 AND NEW.capacity IS NULL);
END;
--> statement-breakpoint
CREATE TRIGGER activity_session_price_kept BEFORE UPDATE OF price_points, price_per, no_show ON activity_session
BEGIN
  SELECT RAISE(ABORT, 'session.price') WHERE NEW.price_points NOT BETWEEN 0 AND 1000
    OR NEW.price_per NOT IN ('person', 'session') OR NEW.no_show NOT IN ('charged', 'returned')
    OR (NEW.price_points > 0 AND NEW.capacity IS NULL);
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'session' AND noun_id = NEW.id AND act = 'session.changePrice');
END;
--> statement-breakpoint
CREATE TRIGGER registration_price BEFORE INSERT ON registration
BEGIN
  SELECT RAISE(ABORT, 'registration.price') WHERE NOT EXISTS (
    SELECT 1 FROM activity_session WHERE id = NEW.session_id AND price_points = NEW.price_points
      AND price_per = NEW.price_per AND no_show = NEW.no_show);
  SELECT RAISE(ABORT, 'registration.unheld') WHERE NEW.held_by IS NOT
    CASE WHEN NEW.state = 'registered' AND NEW.price_points > 0 THEN 'hold:registration:' || NEW.id END;
END;
--> statement-breakpoint
CREATE TRIGGER registration_price_fixed BEFORE UPDATE OF price_points, price_per, no_show ON registration
BEGIN
  SELECT RAISE(ABORT, 'registration.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER registration_held BEFORE UPDATE OF state, held_by ON registration
BEGIN
  SELECT RAISE(ABORT, 'registration.immutable') WHERE OLD.held_by IS NOT NULL AND NEW.held_by IS NOT OLD.held_by;
  SELECT RAISE(ABORT, 'registration.unheld') WHERE NEW.state IN ('registered', 'waiting') AND NEW.held_by IS NOT
    CASE WHEN NEW.state = 'registered' AND NEW.price_points > 0 THEN 'hold:registration:' || NEW.id END;
  -- Whoever goes leaves nothing behind.
  SELECT RAISE(ABORT, 'registration.held') WHERE NEW.state IN ('cancelled', 'released') AND EXISTS (
    SELECT 1 FROM points_account WHERE id = 'registration:' || NEW.id AND balance > 0);
END;
--> statement-breakpoint
CREATE TRIGGER registration_hold BEFORE INSERT ON points_transaction
  WHEN NEW.kind = 'hold' AND NEW.cause_kind = 'registration'
BEGIN
  -- With what was paid before, no more is held than it costs; and at first all of it.
  SELECT RAISE(ABORT, 'registration.price') WHERE NOT EXISTS (
    SELECT 1 FROM registration r JOIN points_account h ON h.id = 'registration:' || r.id
    WHERE h.id = NEW.hold_id AND r.resident_id = NEW.resident_id AND r.held_by IS NOT NULL
      AND h.balance + coalesce((
        SELECT sum(CASE kind WHEN 'capture' THEN points WHEN 'refund' THEN -points END)
        FROM points_transaction WHERE hold_id = h.id), 0)
        <= r.price_points * CASE r.price_per WHEN 'person' THEN r.seats ELSE 1 END
      AND (NEW.id <> r.held_by
        OR NEW.points = r.price_points * CASE r.price_per WHEN 'person' THEN r.seats ELSE 1 END));
END;
