-- Audit rows never change, save this once: an earlier build wrote who had made a report into them, where it could never be
-- forgotten. It stands in the report alone.
DROP TRIGGER audit_keep_update;
--> statement-breakpoint
UPDATE audit SET principal_id = NULL WHERE noun = 'report';
--> statement-breakpoint
CREATE TRIGGER audit_keep_update BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit.immutable');
END;
