-- What redemptions promise (docs/invariants.md, 5). Whatever is decided by state or number is decided here again, at the
-- moment of writing.
CREATE TRIGGER good_stock_begin BEFORE INSERT ON good WHEN NEW.stock_taken <> 0
BEGIN
  SELECT RAISE(ABORT, 'good.stock');
END;
--> statement-breakpoint
CREATE TRIGGER good_stock_taken BEFORE UPDATE OF stock_taken ON good
BEGIN
  SELECT RAISE(ABORT, 'good.stock') WHERE NEW.stock_taken <> (
    SELECT coalesce(sum(quantity), 0) FROM redemption
    WHERE good_id = NEW.id AND state IN ('held', 'redeemed'));
END;
--> statement-breakpoint
CREATE TRIGGER redemption_insert BEFORE INSERT ON redemption
BEGIN
  SELECT RAISE(ABORT, 'redemption.state') WHERE NEW.state <> 'held';
  SELECT RAISE(ABORT, 'good.notOffered') WHERE NEW.expires_at <= NEW.created_at OR NOT EXISTS (
    SELECT 1 FROM good g JOIN merchant m ON m.id = g.merchant_id
    WHERE g.id = NEW.good_id AND m.id = NEW.merchant_id AND g.state = 'offered' AND m.state = 'open'
      AND strftime('%Y-%m-%d', NEW.created_at / 1000 + 28800, 'unixepoch')
        BETWEEN g.offered_from_on AND coalesce(g.offered_until_on, '9999-12-31'));
  SELECT RAISE(ABORT, 'good.perOrder') WHERE NEW.quantity > (
    SELECT per_order FROM good WHERE id = NEW.good_id);
  SELECT RAISE(ABORT, 'good.soldOut') WHERE NEW.quantity > (
    SELECT stock_total - stock_taken FROM good WHERE id = NEW.good_id);
  SELECT RAISE(ABORT, 'good.perPerson') WHERE NEW.quantity + (
    SELECT coalesce(sum(quantity), 0) FROM redemption
    WHERE good_id = NEW.good_id AND resident_id = NEW.resident_id AND state IN ('held', 'redeemed')
  ) > (SELECT per_person FROM good WHERE id = NEW.good_id);
  SELECT RAISE(ABORT, 'redemption.price') WHERE NOT EXISTS (
    SELECT 1 FROM good WHERE id = NEW.good_id
      AND NEW.points = points * NEW.quantity AND NEW.settle_fen = settle_fen * NEW.quantity);
  -- Its points are held, for as long, and for nothing else.
  SELECT RAISE(ABORT, 'redemption.ledger') WHERE NOT EXISTS (
    SELECT 1 FROM points_account a JOIN points_transaction x ON x.hold_id = a.id AND x.kind = 'hold'
    WHERE a.id = NEW.hold_id AND a.kind = 'hold' AND a.owner_id = NEW.resident_id
      AND a.expires_at = NEW.expires_at AND a.balance = NEW.points
      AND x.cause_kind = 'redemption' AND x.cause_id = NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER redemption_take AFTER INSERT ON redemption
BEGIN
  UPDATE good SET stock_taken = stock_taken + NEW.quantity WHERE id = NEW.good_id;
END;
--> statement-breakpoint
CREATE TRIGGER redemption_state BEFORE UPDATE OF state ON redemption
BEGIN
  SELECT RAISE(ABORT, 'redemption.state') WHERE NOT (
    (OLD.state = 'held' AND NEW.state IN ('redeemed', 'cancelled', 'lapsed', 'revoked'))
    OR (OLD.state = 'redeemed' AND NEW.state = 'undone'));
  SELECT RAISE(ABORT, 'redemption.state') WHERE NEW.state = 'lapsed' AND NEW.ended_at < OLD.expires_at;
  SELECT RAISE(ABORT, 'redemption.settled') WHERE NEW.state = 'undone' AND EXISTS (
    SELECT 1 FROM statement_line WHERE redemption_id = NEW.id);
  SELECT RAISE(ABORT, 'redemption.own') WHERE NEW.state = 'redeemed' AND NEW.redeemed_by = OLD.resident_id;
  SELECT RAISE(ABORT, 'shop.notFound') WHERE NEW.state = 'redeemed' AND NOT EXISTS (
    SELECT 1 FROM shop WHERE id = NEW.shop_id AND merchant_id = OLD.merchant_id AND closed_at IS NULL);
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.state IN ('redeemed', 'undone') AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'redemption' AND noun_id = NEW.id AND actor_id <> OLD.resident_id
      AND act = CASE NEW.state WHEN 'redeemed' THEN 'redemption.redeem' ELSE 'redemption.undo' END
      AND (NEW.state = 'undone' OR actor_id = NEW.redeemed_by));
  -- The ledger says the same: what was fetched is paid whole, what was not is given back whole.
  SELECT RAISE(ABORT, 'redemption.ledger') WHERE (SELECT balance FROM points_account WHERE id = OLD.hold_id) <> 0
    OR (SELECT coalesce(sum(CASE kind WHEN 'capture' THEN points WHEN 'refund' THEN -points ELSE 0 END), 0)
        FROM points_transaction WHERE hold_id = OLD.hold_id)
      <> CASE NEW.state WHEN 'redeemed' THEN OLD.points ELSE 0 END;
END;
--> statement-breakpoint
CREATE TRIGGER redemption_give_back AFTER UPDATE OF state ON redemption
  WHEN OLD.state IN ('held', 'redeemed') AND NEW.state NOT IN ('held', 'redeemed')
BEGIN
  UPDATE good SET stock_taken = stock_taken - NEW.quantity WHERE id = NEW.good_id;
END;
--> statement-breakpoint
CREATE TRIGGER redemption_fixed BEFORE UPDATE ON redemption
BEGIN
  SELECT RAISE(ABORT, 'redemption.immutable') WHERE NEW.id <> OLD.id OR NEW.resident_id <> OLD.resident_id
    OR NEW.good_id <> OLD.good_id OR NEW.merchant_id <> OLD.merchant_id OR NEW.quantity <> OLD.quantity
    OR NEW.points <> OLD.points OR NEW.settle_fen <> OLD.settle_fen OR NEW.code <> OLD.code
    OR NEW.hold_id <> OLD.hold_id OR NEW.created_at <> OLD.created_at OR NEW.expires_at <> OLD.expires_at
    -- Who fetched what where, and why it ended, is written with the state and never after it.
    OR (NEW.state = OLD.state AND (NEW.redeemed_at IS NOT OLD.redeemed_at OR NEW.ended_at IS NOT OLD.ended_at
      OR NEW.reason IS NOT OLD.reason))
    OR (OLD.redeemed_at IS NOT NULL AND (NEW.redeemed_at IS NOT OLD.redeemed_at
      OR NEW.redeemed_by IS NOT OLD.redeemed_by OR NEW.shop_id IS NOT OLD.shop_id));
END;
--> statement-breakpoint
CREATE TRIGGER redemption_keep BEFORE DELETE ON redemption
BEGIN
  SELECT RAISE(ABORT, 'redemption.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER counter_attempt_fixed BEFORE UPDATE ON counter_attempt
BEGIN
  SELECT RAISE(ABORT, 'redemption.immutable');
END;
