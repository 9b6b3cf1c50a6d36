-- Who sells, and what: docs/invariants.md, 5. Nobody lets in their own, and what is on offer stays what it was.
CREATE TRIGGER merchant_insert BEFORE INSERT ON merchant WHEN NEW.state <> 'applied'
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'merchant' AND noun_id = NEW.id AND actor_id <> NEW.applied_by
      AND act IN ('merchant.approve', 'merchant.refuse'));
END;
--> statement-breakpoint
CREATE TRIGGER merchant_fixed BEFORE UPDATE OF id, community_id, applied_by, applied_at, demo ON merchant
BEGIN
  SELECT RAISE(ABORT, 'merchant.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER merchant_state BEFORE UPDATE OF state ON merchant
BEGIN
  SELECT RAISE(ABORT, 'merchant.state') WHERE NOT (
    (OLD.state = 'applied' AND NEW.state IN ('open', 'refused'))
    OR (OLD.state = 'open' AND NEW.state IN ('suspended', 'closed'))
    OR (OLD.state = 'suspended' AND NEW.state IN ('open', 'closed')));
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'merchant' AND noun_id = NEW.id AND actor_id <> OLD.applied_by
      AND act = CASE NEW.state WHEN 'refused' THEN 'merchant.refuse' WHEN 'suspended' THEN 'merchant.suspend'
        WHEN 'closed' THEN 'merchant.close'
        ELSE CASE OLD.state WHEN 'applied' THEN 'merchant.approve' ELSE 'merchant.resume' END END);
END;
--> statement-breakpoint
CREATE TRIGGER merchant_keep BEFORE DELETE ON merchant
BEGIN
  SELECT RAISE(ABORT, 'merchant.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER good_insert BEFORE INSERT ON good WHEN NEW.state NOT IN ('draft', 'submitted')
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'good' AND noun_id = NEW.id AND actor_id <> NEW.created_by
      AND act IN ('good.approve', 'good.refuse'));
END;
--> statement-breakpoint
CREATE TRIGGER good_state BEFORE UPDATE OF state ON good WHEN NEW.state <> OLD.state
BEGIN
  SELECT RAISE(ABORT, 'good.state') WHERE NOT (
    (OLD.state IN ('draft', 'refused') AND NEW.state IN ('draft', 'submitted'))
    OR (OLD.state = 'submitted' AND NEW.state IN ('offered', 'refused', 'withdrawn'))
    OR (OLD.state = 'offered' AND NEW.state = 'withdrawn'));
  SELECT RAISE(ABORT, 'merchant.state') WHERE NEW.state = 'offered' AND NOT EXISTS (
    SELECT 1 FROM merchant WHERE id = NEW.merchant_id AND state = 'open');
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.state IN ('offered', 'refused', 'withdrawn') AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'good' AND noun_id = NEW.id
      AND act = CASE NEW.state WHEN 'offered' THEN 'good.approve' WHEN 'refused' THEN 'good.refuse' ELSE 'good.withdraw' END
      AND (NEW.state = 'withdrawn' OR actor_id <> OLD.created_by));
END;
--> statement-breakpoint
-- Redemptions were made for these terms, and whoever decides has read them.
CREATE TRIGGER good_terms BEFORE UPDATE ON good
BEGIN
  SELECT RAISE(ABORT, 'good.immutable') WHERE NEW.id <> OLD.id OR NEW.merchant_id <> OLD.merchant_id
    OR NEW.created_by <> OLD.created_by OR NEW.created_at <> OLD.created_at
    OR (OLD.state NOT IN ('draft', 'refused') AND (NEW.kind <> OLD.kind OR NEW.title <> OLD.title
      OR NEW.summary <> OLD.summary OR NEW.category <> OLD.category OR NEW.points <> OLD.points
      OR NEW.settle_fen <> OLD.settle_fen OR NEW.coupon_fen IS NOT OLD.coupon_fen
      OR NEW.min_spend_fen IS NOT OLD.min_spend_fen OR NEW.per_order <> OLD.per_order
      OR NEW.per_person <> OLD.per_person OR NEW.offered_from_on <> OLD.offered_from_on
      OR NEW.offered_until_on IS NOT OLD.offered_until_on OR NEW.redeem_within_days <> OLD.redeem_within_days
      OR NEW.use_until_on IS NOT OLD.use_until_on OR NEW.min_age IS NOT OLD.min_age));
END;
--> statement-breakpoint
CREATE TRIGGER good_restock BEFORE UPDATE OF stock_total ON good WHEN NEW.stock_total <> OLD.stock_total
BEGIN
  SELECT RAISE(ABORT, 'good.state') WHERE OLD.state NOT IN ('draft', 'refused', 'offered');
  SELECT RAISE(ABORT, 'good.belowTaken') WHERE NEW.stock_total < OLD.stock_taken;
END;
--> statement-breakpoint
CREATE TRIGGER good_keep BEFORE DELETE ON good
BEGIN
  SELECT RAISE(ABORT, 'good.immutable');
END;
