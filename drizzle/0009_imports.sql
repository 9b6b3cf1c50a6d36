-- A register on its way in (docs/invariants.md): its rows come and go only while it is being received; it ends once; it is
-- taken over only as a whole, with nothing in the way, and with an audit row.
CREATE TRIGGER import_row_insert BEFORE INSERT ON import_row
BEGIN
  SELECT RAISE(ABORT, 'import.state') WHERE NOT EXISTS (
    SELECT 1 FROM import_job WHERE id = NEW.job_id AND state = 'receiving');
END;
--> statement-breakpoint
CREATE TRIGGER import_row_update BEFORE UPDATE ON import_row
BEGIN
  SELECT RAISE(ABORT, 'import.state') WHERE NEW.job_id <> OLD.job_id OR NOT EXISTS (
    SELECT 1 FROM import_job WHERE id = OLD.job_id AND state = 'receiving');
END;
--> statement-breakpoint
CREATE TRIGGER import_row_delete BEFORE DELETE ON import_row
BEGIN
  SELECT RAISE(ABORT, 'import.state') WHERE NOT EXISTS (
    SELECT 1 FROM import_job WHERE id = OLD.job_id AND state = 'receiving');
END;
--> statement-breakpoint
CREATE TRIGGER import_job_insert BEFORE INSERT ON import_job
BEGIN
  SELECT RAISE(ABORT, 'import.state') WHERE NEW.state <> 'receiving';
END;
--> statement-breakpoint
CREATE TRIGGER import_job_fixed BEFORE UPDATE OF id, created_by, datum, rows_total ON import_job
BEGIN
  SELECT RAISE(ABORT, 'import.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER import_job_keep BEFORE DELETE ON import_job
BEGIN
  SELECT RAISE(ABORT, 'import.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER import_job_state BEFORE UPDATE OF state ON import_job
BEGIN
  SELECT RAISE(ABORT, 'import.state') WHERE OLD.state <> 'receiving' OR NEW.state = 'receiving';
  SELECT RAISE(ABORT, 'import.incomplete') WHERE NEW.state = 'committed'
    AND (SELECT count(*) FROM import_row WHERE job_id = NEW.id) <> NEW.rows_total;
  SELECT RAISE(ABORT, 'import.problems') WHERE NEW.state = 'committed' AND EXISTS (
    SELECT 1 FROM import_row, json_each(problems) AS p
    WHERE job_id = NEW.id AND problems <> '[]' AND json_extract(p.value, '$.stops'));
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.state = 'committed' AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'importJob' AND noun_id = NEW.id AND act = 'import.commit');
END;
