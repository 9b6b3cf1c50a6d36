-- Invariant 7 for roles: who may act as staff is itself an act of somebody. Those from before have a row of what is known.
INSERT INTO audit (id, at, actor_id, principal_id, act, noun, noun_id)
  SELECT 'audit-role-grant-' || id, granted_at, granted_by, user_id, 'role.grant', 'roleGrant', id FROM role_grant;
--> statement-breakpoint
CREATE TRIGGER role_grant_insert BEFORE INSERT ON role_grant
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'roleGrant' AND noun_id = NEW.id AND act = 'role.grant'
      AND actor_id = NEW.granted_by AND principal_id = NEW.user_id);
END;
--> statement-breakpoint
-- Another role, scope or time is another grant; and what ended has ended.
CREATE TRIGGER role_grant_change BEFORE UPDATE ON role_grant
BEGIN
  SELECT RAISE(ABORT, 'grant.immutable') WHERE NEW.id <> OLD.id OR NEW.user_id <> OLD.user_id
    OR NEW.role <> OLD.role OR NEW.scope_kind <> OLD.scope_kind OR NEW.scope_id <> OLD.scope_id
    OR NEW.granted_by <> OLD.granted_by OR NEW.granted_at <> OLD.granted_at
    OR NEW.until_at IS NOT OLD.until_at OR OLD.revoked_at IS NOT NULL;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.revoked_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'roleGrant' AND noun_id = NEW.id AND act = 'role.revoke'
      AND principal_id = NEW.user_id);
END;
--> statement-breakpoint
CREATE TRIGGER role_grant_keep BEFORE DELETE ON role_grant
BEGIN
  SELECT RAISE(ABORT, 'grant.immutable');
END;
