-- Out is for good: not before the task began, when nothing is served yet.
CREATE TRIGGER volunteer_sign_up_leave BEFORE UPDATE OF checked_out_at ON volunteer_sign_up
BEGIN
  SELECT RAISE(ABORT, 'check.notBegun') WHERE NEW.checked_out_at < (
    SELECT start_at FROM volunteer_task WHERE id = OLD.task_id);
END;
