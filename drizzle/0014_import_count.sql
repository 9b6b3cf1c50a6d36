ALTER TABLE `import_job` ADD `rows_received` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `import_job` ADD `last_row_no` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE import_job SET (rows_received, last_row_no) = (
  SELECT count(*), coalesce(max(row_no), 0) FROM import_row WHERE job_id = import_job.id);
--> statement-breakpoint
-- Rows that are waited for don't go; those of a job that has ended may be forgotten.
DROP TRIGGER import_row_delete;
--> statement-breakpoint
CREATE TRIGGER import_row_delete BEFORE DELETE ON import_row
BEGIN
  SELECT RAISE(ABORT, 'import.state') WHERE EXISTS (
    SELECT 1 FROM import_job WHERE id = OLD.job_id AND state = 'receiving');
END;
