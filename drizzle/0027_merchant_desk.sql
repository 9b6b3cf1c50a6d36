-- What merchants do by themselves: docs/invariants.md, “Merchants and what they put up”.
DROP TRIGGER merchant_fixed;
--> statement-breakpoint
CREATE TRIGGER merchant_fixed BEFORE UPDATE OF id, community_id, applied_by, applied_at, demo ON merchant
BEGIN
  SELECT RAISE(ABORT, 'merchant.immutable') WHERE NEW.id <> OLD.id OR NEW.applied_by <> OLD.applied_by
    OR NEW.demo <> OLD.demo
    -- Whoever asks again asks anew: from another community, too.
    OR ((NEW.community_id <> OLD.community_id OR NEW.applied_at <> OLD.applied_at)
      AND NOT (OLD.state = 'refused' AND NEW.state = 'applied'));
END;
--> statement-breakpoint
DROP TRIGGER merchant_state;
--> statement-breakpoint
CREATE TRIGGER merchant_state BEFORE UPDATE OF state ON merchant
BEGIN
  SELECT RAISE(ABORT, 'merchant.state') WHERE NOT (
    (OLD.state = 'applied' AND NEW.state IN ('open', 'refused'))
    OR (OLD.state = 'refused' AND NEW.state = 'applied')
    OR (OLD.state = 'open' AND NEW.state IN ('suspended', 'closed'))
    OR (OLD.state = 'suspended' AND NEW.state IN ('open', 'closed')));
  -- Its own people may close it; whatever else is decided is another's word.
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.state <> 'applied' AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'merchant' AND noun_id = NEW.id
      AND (actor_id <> OLD.applied_by OR NEW.state = 'closed')
      AND act = CASE NEW.state WHEN 'refused' THEN 'merchant.refuse' WHEN 'suspended' THEN 'merchant.suspend'
        WHEN 'closed' THEN 'merchant.close'
        ELSE CASE OLD.state WHEN 'applied' THEN 'merchant.approve' ELSE 'merchant.resume' END END);
  SELECT RAISE(ABORT, 'good.state') WHERE NEW.state = 'closed' AND EXISTS (
    SELECT 1 FROM good WHERE merchant_id = NEW.id AND state IN ('submitted', 'offered'));
END;
--> statement-breakpoint
DROP TRIGGER good_state;
--> statement-breakpoint
CREATE TRIGGER good_state BEFORE UPDATE OF state ON good WHEN NEW.state <> OLD.state
BEGIN
  SELECT RAISE(ABORT, 'good.state') WHERE NOT (
    (OLD.state IN ('draft', 'refused') AND NEW.state IN ('draft', 'submitted'))
    OR (OLD.state = 'submitted' AND NEW.state IN ('offered', 'refused', 'withdrawn'))
    OR (OLD.state = 'offered' AND NEW.state = 'withdrawn'));
  SELECT RAISE(ABORT, 'merchant.state') WHERE NEW.state IN ('submitted', 'offered') AND NOT EXISTS (
    SELECT 1 FROM merchant WHERE id = NEW.merchant_id AND state = 'open');
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.state IN ('offered', 'refused', 'withdrawn') AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'good' AND noun_id = NEW.id
      AND act = CASE NEW.state WHEN 'offered' THEN 'good.approve' WHEN 'refused' THEN 'good.refuse' ELSE 'good.withdraw' END
      AND (NEW.state = 'withdrawn' OR actor_id <> OLD.created_by));
END;
--> statement-breakpoint
CREATE TRIGGER redemption_revoked BEFORE UPDATE OF state ON redemption WHEN NEW.state = 'revoked'
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'redemption' AND noun_id = NEW.id AND act = 'redemption.revoke'
      AND actor_id <> OLD.resident_id);
END;
--> statement-breakpoint
CREATE TRIGGER shop_insert BEFORE INSERT ON shop
BEGIN
  SELECT RAISE(ABORT, 'shop.limit') WHERE (
    SELECT count(*) FROM shop WHERE merchant_id = NEW.merchant_id AND closed_at IS NULL) >= 20;
END;
--> statement-breakpoint
-- Whoever has a code finds a counter to fetch it at.
CREATE TRIGGER shop_close BEFORE UPDATE OF closed_at ON shop WHEN OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'shop.last') WHERE NOT EXISTS (
    SELECT 1 FROM shop WHERE merchant_id = OLD.merchant_id AND id <> OLD.id AND closed_at IS NULL);
END;
--> statement-breakpoint
CREATE TRIGGER shop_fixed BEFORE UPDATE ON shop
BEGIN
  SELECT RAISE(ABORT, 'shop.immutable') WHERE NEW.id <> OLD.id OR NEW.merchant_id <> OLD.merchant_id
    OR OLD.closed_at IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER shop_keep BEFORE DELETE ON shop
BEGIN
  SELECT RAISE(ABORT, 'shop.immutable');
END;
