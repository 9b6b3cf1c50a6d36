-- What the street owes merchants: docs/invariants.md, “Statements”. What is read before an act is decided here again.
CREATE TRIGGER statement_insert BEFORE INSERT ON statement
BEGIN
  -- Its lines add it up.
  SELECT RAISE(ABORT, 'statement.sums') WHERE NEW.points <> 0 OR NEW.fen <> 0;
  SELECT RAISE(ABORT, 'statement.monthOpen')
    WHERE NEW.month >= strftime('%Y-%m', NEW.issued_at / 1000 + 28800, 'unixepoch');
  -- Whoever is paid by it has seven days at least to look at it.
  SELECT RAISE(ABORT, 'statement.state') WHERE NEW.state <> 'issued' OR NEW.accepted_at IS NOT NULL
    OR NEW.dispute_until_at < NEW.issued_at + 604800000;
END;
--> statement-breakpoint
CREATE TRIGGER statement_fixed BEFORE UPDATE ON statement
BEGIN
  SELECT RAISE(ABORT, 'statement.immutable') WHERE NEW.id <> OLD.id OR NEW.merchant_id <> OLD.merchant_id
    OR NEW.month <> OLD.month OR NEW.issued_at <> OLD.issued_at OR NEW.dispute_until_at <> OLD.dispute_until_at
    OR (OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS NOT OLD.accepted_at)
    OR (OLD.state = 'final' AND (NEW.state <> 'final' OR NEW.points <> OLD.points OR NEW.fen <> OLD.fen
      OR NEW.accepted_at IS NOT OLD.accepted_at OR NEW.final_at <> OLD.final_at OR NEW.final_by IS NOT OLD.final_by));
END;
--> statement-breakpoint
CREATE TRIGGER statement_keep BEFORE DELETE ON statement
BEGIN
  SELECT RAISE(ABORT, 'statement.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER statement_added_up BEFORE UPDATE OF points, fen ON statement
BEGIN
  SELECT RAISE(ABORT, 'statement.sums') WHERE (NEW.points, NEW.fen) <> (
    SELECT coalesce(sum(points), 0), coalesce(sum(fen), 0) FROM statement_line
    WHERE statement_id = NEW.id AND struck_at IS NULL);
END;
--> statement-breakpoint
CREATE TRIGGER statement_state BEFORE UPDATE OF state ON statement WHEN NEW.state <> OLD.state
BEGIN
  -- Disputed is what has an open dispute, and nothing else.
  SELECT RAISE(ABORT, 'statement.state') WHERE NOT (
    (OLD.state = 'issued' AND NEW.state IN ('disputed', 'final')) OR (OLD.state = 'disputed' AND NEW.state = 'issued'))
    OR (NEW.state = 'disputed') <> EXISTS (
      SELECT 1 FROM dispute WHERE statement_id = NEW.id AND state = 'open');
  SELECT RAISE(ABORT, 'statement.tooEarly') WHERE NEW.state = 'final'
    AND NEW.accepted_at IS NULL AND NEW.final_at < OLD.dispute_until_at;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.state = 'final' AND NEW.final_by IS NOT 'system' AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'statement' AND noun_id = NEW.id AND act = 'statement.finalise'
      AND actor_id = NEW.final_by);
  SELECT RAISE(ABORT, 'settlement.ceiling') WHERE NEW.state = 'final' AND NEW.fen + (
      SELECT coalesce(sum(fen), 0) FROM statement WHERE month = NEW.month AND state = 'final')
    > coalesce((SELECT ceiling_fen FROM settlement_budget WHERE month = NEW.month), 0);
  -- What is paid for is settled, all of it.
  SELECT RAISE(ABORT, 'statement.ledger') WHERE NEW.state = 'final' AND NEW.points <> (
    SELECT coalesce(sum(points), 0) FROM points_transaction
    WHERE kind = 'settle' AND cause_kind = 'statement' AND cause_id = NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER statement_accept BEFORE UPDATE OF accepted_at ON statement WHEN NEW.accepted_at IS NOT OLD.accepted_at
BEGIN
  SELECT RAISE(ABORT, 'statement.state') WHERE OLD.state <> 'issued';
  SELECT RAISE(ABORT, 'dispute.tooLate') WHERE NEW.accepted_at >= OLD.dispute_until_at;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'statement' AND noun_id = NEW.id AND act = 'statement.accept');
END;
--> statement-breakpoint
CREATE TRIGGER statement_line_insert BEFORE INSERT ON statement_line
BEGIN
  SELECT RAISE(ABORT, 'statement.state') WHERE NOT EXISTS (
    SELECT 1 FROM statement WHERE id = NEW.statement_id AND state = 'issued' AND accepted_at IS NULL);
  SELECT RAISE(ABORT, 'statement.line') WHERE NEW.struck_at IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM redemption r JOIN statement s ON s.merchant_id = r.merchant_id
    WHERE r.id = NEW.redemption_id AND s.id = NEW.statement_id AND r.state = 'redeemed'
      AND r.points = NEW.points AND r.settle_fen = NEW.fen
      AND strftime('%Y-%m', r.redeemed_at / 1000 + 28800, 'unixepoch') <= s.month);
END;
--> statement-breakpoint
CREATE TRIGGER statement_line_add AFTER INSERT ON statement_line
BEGIN
  UPDATE statement SET points = points + NEW.points, fen = fen + NEW.fen WHERE id = NEW.statement_id;
END;
--> statement-breakpoint
CREATE TRIGGER statement_line_strike BEFORE UPDATE ON statement_line
BEGIN
  SELECT RAISE(ABORT, 'statement.immutable') WHERE NEW.redemption_id <> OLD.redemption_id
    OR NEW.statement_id <> OLD.statement_id OR NEW.points <> OLD.points OR NEW.fen <> OLD.fen
    OR OLD.struck_at IS NOT NULL OR NEW.struck_at IS NULL
    OR EXISTS (SELECT 1 FROM statement WHERE id = OLD.statement_id AND state = 'final');
  SELECT RAISE(ABORT, 'dispute.state') WHERE NOT EXISTS (
    SELECT 1 FROM dispute WHERE redemption_id = OLD.redemption_id AND statement_id = OLD.statement_id AND state = 'upheld');
END;
--> statement-breakpoint
CREATE TRIGGER statement_line_take AFTER UPDATE OF struck_at ON statement_line
BEGIN
  UPDATE statement SET points = points - OLD.points, fen = fen - OLD.fen WHERE id = OLD.statement_id;
END;
--> statement-breakpoint
CREATE TRIGGER statement_line_keep BEFORE DELETE ON statement_line
BEGIN
  SELECT RAISE(ABORT, 'statement.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER dispute_insert BEFORE INSERT ON dispute
BEGIN
  SELECT RAISE(ABORT, 'statement.state') WHERE NOT EXISTS (
    SELECT 1 FROM statement WHERE id = NEW.statement_id AND state IN ('issued', 'disputed') AND accepted_at IS NULL);
  SELECT RAISE(ABORT, 'dispute.tooLate') WHERE NEW.raised_at >= (
    SELECT dispute_until_at FROM statement WHERE id = NEW.statement_id);
  SELECT RAISE(ABORT, 'statementLine.notFound') WHERE NEW.redemption_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM statement_line WHERE redemption_id = NEW.redemption_id AND statement_id = NEW.statement_id);
  -- A line is objected to once, and so is the statement as a whole: an answer stands.
  SELECT RAISE(ABORT, 'dispute.exists') WHERE EXISTS (
    SELECT 1 FROM dispute WHERE statement_id = NEW.statement_id AND redemption_id IS NEW.redemption_id);
  SELECT RAISE(ABORT, 'dispute.state') WHERE NEW.state <> 'open';
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'dispute' AND noun_id = NEW.id AND act = 'dispute.raise'
      AND actor_id = NEW.raised_by);
END;
--> statement-breakpoint
CREATE TRIGGER dispute_raise AFTER INSERT ON dispute
BEGIN
  UPDATE statement SET state = 'disputed' WHERE id = NEW.statement_id AND state = 'issued';
END;
--> statement-breakpoint
CREATE TRIGGER dispute_decide BEFORE UPDATE ON dispute
BEGIN
  SELECT RAISE(ABORT, 'dispute.state') WHERE OLD.state <> 'open' OR NEW.state = 'open';
  SELECT RAISE(ABORT, 'dispute.immutable') WHERE NEW.id <> OLD.id OR NEW.statement_id <> OLD.statement_id
    OR NEW.redemption_id IS NOT OLD.redemption_id OR NEW.text <> OLD.text
    OR NEW.raised_by <> OLD.raised_by OR NEW.raised_at <> OLD.raised_at;
  SELECT RAISE(ABORT, 'statement.own') WHERE NEW.decided_by = OLD.raised_by;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'dispute' AND noun_id = NEW.id AND actor_id = NEW.decided_by
      AND act = CASE NEW.state WHEN 'upheld' THEN 'dispute.uphold' ELSE 'dispute.reject' END);
END;
--> statement-breakpoint
CREATE TRIGGER dispute_decided AFTER UPDATE OF state ON dispute
BEGIN
  UPDATE statement_line SET struck_at = NEW.decided_at
    WHERE NEW.state = 'upheld' AND redemption_id = NEW.redemption_id AND statement_id = NEW.statement_id;
  UPDATE statement SET state = 'issued' WHERE id = NEW.statement_id AND state = 'disputed' AND NOT EXISTS (
    SELECT 1 FROM dispute WHERE statement_id = NEW.statement_id AND state = 'open');
END;
--> statement-breakpoint
CREATE TRIGGER dispute_keep BEFORE DELETE ON dispute
BEGIN
  SELECT RAISE(ABORT, 'dispute.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER settlement_budget_insert BEFORE INSERT ON settlement_budget
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'settlementBudget' AND noun_id = NEW.month AND act = 'settlementBudget.set'
      AND actor_id = NEW.set_by AND at = NEW.set_at);
  SELECT RAISE(ABORT, 'settlement.belowFinal') WHERE NEW.ceiling_fen < (
    SELECT coalesce(sum(fen), 0) FROM statement WHERE month = NEW.month AND state = 'final');
END;
--> statement-breakpoint
CREATE TRIGGER settlement_budget_update BEFORE UPDATE ON settlement_budget
BEGIN
  SELECT RAISE(ABORT, 'settlement.immutable') WHERE NEW.month <> OLD.month;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'settlementBudget' AND noun_id = NEW.month AND act = 'settlementBudget.set'
      AND actor_id = NEW.set_by AND at = NEW.set_at);
  SELECT RAISE(ABORT, 'settlement.belowFinal') WHERE NEW.ceiling_fen < (
    SELECT coalesce(sum(fen), 0) FROM statement WHERE month = NEW.month AND state = 'final');
END;
--> statement-breakpoint
CREATE TRIGGER settlement_budget_keep BEFORE DELETE ON settlement_budget
BEGIN
  SELECT RAISE(ABORT, 'settlement.immutable');
END;
--> statement-breakpoint
-- Points leave a merchant's account for its own statement only, for all of what stands in it.
CREATE TRIGGER points_settle BEFORE INSERT ON points_transaction WHEN NEW.kind = 'settle'
BEGIN
  SELECT RAISE(ABORT, 'statement.ledger') WHERE NOT EXISTS (
    SELECT 1 FROM statement s JOIN points_transfer t ON t.transaction_id = NEW.id
    WHERE NEW.cause_kind = 'statement' AND s.id = NEW.cause_id AND s.state = 'issued' AND s.points = NEW.points
      AND t.points = NEW.points AND t.debit_account_id = 'merchant:' || s.merchant_id);
END;
--> statement-breakpoint
-- What an upheld objection struck out of its statement can be undone like any other.
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
