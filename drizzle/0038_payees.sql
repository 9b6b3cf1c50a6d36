-- Who is paid is the ledger's word too: a merchant for its own redemptions, and what comes back comes from whoever was paid.
CREATE TRIGGER points_refund BEFORE INSERT ON points_transaction WHEN NEW.kind = 'refund'
BEGIN
  SELECT RAISE(ABORT, 'points.otherPayee') WHERE EXISTS (
    SELECT 1 FROM (
      SELECT t.credit_account_id AS payee, t.points FROM points_transaction x
      JOIN points_transfer t ON t.transaction_id = x.id WHERE x.hold_id = NEW.hold_id AND x.kind = 'capture'
      UNION ALL
      SELECT t.debit_account_id, -t.points FROM points_transaction x
      JOIN points_transfer t ON t.transaction_id = x.id WHERE x.hold_id = NEW.hold_id AND x.kind = 'refund'
      UNION ALL
      SELECT debit_account_id, -points FROM points_transfer WHERE transaction_id = NEW.id)
    GROUP BY payee HAVING sum(points) < 0);
END;
--> statement-breakpoint
DROP TRIGGER redemption_state;
--> statement-breakpoint
CREATE TRIGGER redemption_state BEFORE UPDATE OF state ON redemption
BEGIN
  SELECT RAISE(ABORT, 'redemption.state') WHERE NOT (
    (OLD.state = 'held' AND NEW.state IN ('redeemed', 'cancelled', 'lapsed', 'revoked'))
    OR (OLD.state = 'redeemed' AND NEW.state = 'undone'));
  SELECT RAISE(ABORT, 'redemption.state') WHERE NEW.state = 'lapsed' AND NEW.ended_at < OLD.expires_at;
  SELECT RAISE(ABORT, 'redemption.settled') WHERE NEW.state = 'undone' AND EXISTS (
    SELECT 1 FROM statement_line WHERE redemption_id = NEW.id AND struck_at IS NULL);
  SELECT RAISE(ABORT, 'redemption.own') WHERE NEW.state = 'redeemed' AND NEW.redeemed_by = OLD.resident_id;
  SELECT RAISE(ABORT, 'shop.notFound') WHERE NEW.state = 'redeemed' AND NOT EXISTS (
    SELECT 1 FROM shop WHERE id = NEW.shop_id AND merchant_id = OLD.merchant_id AND closed_at IS NULL);
  -- Handing over, undoing and revoking are another's word than the resident's.
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.state IN ('redeemed', 'undone', 'revoked') AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'redemption' AND noun_id = NEW.id AND actor_id <> OLD.resident_id
      AND act = CASE NEW.state WHEN 'redeemed' THEN 'redemption.redeem' WHEN 'undone' THEN 'redemption.undo'
        ELSE 'redemption.revoke' END
      AND (NEW.state <> 'redeemed' OR actor_id = NEW.redeemed_by));
  -- The ledger says the same: what was fetched is paid whole, what was not is given back whole.
  SELECT RAISE(ABORT, 'redemption.ledger') WHERE (SELECT balance FROM points_account WHERE id = OLD.hold_id) <> 0
    OR (SELECT coalesce(sum(CASE kind WHEN 'capture' THEN points WHEN 'refund' THEN -points ELSE 0 END), 0)
        FROM points_transaction WHERE hold_id = OLD.hold_id)
      <> CASE NEW.state WHEN 'redeemed' THEN OLD.points ELSE 0 END;
  SELECT RAISE(ABORT, 'redemption.ledger') WHERE NEW.state = 'redeemed' AND EXISTS (
    SELECT 1 FROM points_transaction x JOIN points_transfer t ON t.transaction_id = x.id
    WHERE x.hold_id = OLD.hold_id AND x.kind = 'capture' AND t.credit_account_id <> 'merchant:' || OLD.merchant_id);
END;
