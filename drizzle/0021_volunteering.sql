CREATE TABLE `service_record` (
	`id` text PRIMARY KEY NOT NULL,
	`sign_up_id` text NOT NULL,
	`resident_id` text NOT NULL,
	`person_id` text NOT NULL,
	`facility_id` text NOT NULL,
	`served_on` text NOT NULL,
	`kind` text NOT NULL,
	`minutes` integer NOT NULL,
	`reason` text,
	`claimed` text,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`sign_up_id`) REFERENCES `volunteer_sign_up`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "service_record_kind" CHECK("service_record"."kind" IN ('service', 'correction')),
	CONSTRAINT "service_record_reason" CHECK("service_record"."kind" = 'service' OR (length("service_record"."reason") > 0 AND "service_record"."minutes" <> 0))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `service_record_once` ON `service_record` (`sign_up_id`) WHERE "service_record"."kind" = 'service';--> statement-breakpoint
CREATE INDEX `service_record_resident` ON `service_record` (`resident_id`,`served_on`);--> statement-breakpoint
CREATE INDEX `service_record_place` ON `service_record` (`facility_id`,`served_on`);--> statement-breakpoint
CREATE INDEX `service_record_sign_up` ON `service_record` (`sign_up_id`);--> statement-breakpoint
CREATE TABLE `volunteer_sign_up` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`resident_id` text NOT NULL,
	`person_id` text NOT NULL,
	`minor` integer NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`checked_in_at` integer,
	`checked_in_by` text,
	`checked_out_at` integer,
	`checked_out_by` text,
	FOREIGN KEY (`task_id`) REFERENCES `volunteer_task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "volunteer_sign_up_state" CHECK("volunteer_sign_up"."state" IN ('signed', 'cancelled', 'released'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `volunteer_sign_up_once` ON `volunteer_sign_up` (`task_id`,`person_id`) WHERE "volunteer_sign_up"."state" = 'signed';--> statement-breakpoint
CREATE INDEX `volunteer_sign_up_task` ON `volunteer_sign_up` (`task_id`,`state`);--> statement-breakpoint
CREATE INDEX `volunteer_sign_up_resident` ON `volunteer_sign_up` (`resident_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `volunteer_task` (
	`id` text PRIMARY KEY NOT NULL,
	`facility_id` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`meet_at` text NOT NULL,
	`skills` text NOT NULL,
	`min_age` integer,
	`held_on` text NOT NULL,
	`start_at` integer NOT NULL,
	`end_at` integer NOT NULL,
	`places` integer NOT NULL,
	`sign_up_from_at` integer NOT NULL,
	`sign_up_until_at` integer NOT NULL,
	`cancel_until_at` integer NOT NULL,
	`state` text NOT NULL,
	`cancel_reason` text,
	`cancelled_at` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "volunteer_task_interval" CHECK("volunteer_task"."start_at" < "volunteer_task"."end_at"),
	CONSTRAINT "volunteer_task_sign_up" CHECK("volunteer_task"."sign_up_from_at" <= "volunteer_task"."sign_up_until_at" AND "volunteer_task"."sign_up_until_at" <= "volunteer_task"."end_at" AND "volunteer_task"."cancel_until_at" <= "volunteer_task"."start_at"),
	CONSTRAINT "volunteer_task_places" CHECK("volunteer_task"."places" BETWEEN 1 AND 500),
	CONSTRAINT "volunteer_task_cancelled" CHECK("volunteer_task"."state" IN ('scheduled', 'cancelled') AND ("volunteer_task"."state" = 'cancelled') = ("volunteer_task"."cancel_reason" IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX `volunteer_task_end` ON `volunteer_task` (`end_at`,`id`);--> statement-breakpoint
CREATE INDEX `volunteer_task_facility` ON `volunteer_task` (`facility_id`,`held_on`);--> statement-breakpoint
-- A task is published by somebody, at a place that is there, and is only ever called off.
CREATE TRIGGER volunteer_task_insert BEFORE INSERT ON volunteer_task
BEGIN
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'volunteerTask' AND noun_id = NEW.id AND act = 'volunteerTask.publish');
  SELECT RAISE(ABORT, 'task.state') WHERE NEW.state <> 'scheduled';
  SELECT RAISE(ABORT, 'facility.retired') WHERE EXISTS (
    SELECT 1 FROM facility WHERE id = NEW.facility_id AND retired_at IS NOT NULL);
END;
--> statement-breakpoint
CREATE TRIGGER volunteer_task_fixed BEFORE UPDATE ON volunteer_task
BEGIN
  SELECT RAISE(ABORT, 'task.state') WHERE OLD.state <> 'scheduled';
  SELECT RAISE(ABORT, 'task.immutable') WHERE NEW.state <> 'cancelled'
    OR NEW.id <> OLD.id OR NEW.facility_id <> OLD.facility_id OR NEW.title <> OLD.title OR NEW.summary <> OLD.summary
    OR NEW.meet_at <> OLD.meet_at OR NEW.skills <> OLD.skills OR NEW.min_age IS NOT OLD.min_age
    OR NEW.held_on <> OLD.held_on OR NEW.start_at <> OLD.start_at OR NEW.end_at <> OLD.end_at
    OR NEW.places <> OLD.places OR NEW.sign_up_from_at <> OLD.sign_up_from_at
    OR NEW.sign_up_until_at <> OLD.sign_up_until_at OR NEW.cancel_until_at <> OLD.cancel_until_at
    OR NEW.created_by <> OLD.created_by OR NEW.created_at <> OLD.created_at;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'volunteerTask' AND noun_id = NEW.id AND act = 'volunteerTask.cancel');
  -- Whoever is there, or was, has hours by it.
  SELECT RAISE(ABORT, 'task.state') WHERE EXISTS (
    SELECT 1 FROM volunteer_sign_up WHERE task_id = NEW.id AND state = 'signed');
END;
--> statement-breakpoint
CREATE TRIGGER volunteer_task_keep BEFORE DELETE ON volunteer_task
BEGIN
  SELECT RAISE(ABORT, 'task.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER volunteer_sign_up_insert BEFORE INSERT ON volunteer_sign_up
BEGIN
  SELECT RAISE(ABORT, 'signUp.state') WHERE NEW.state <> 'signed' OR NEW.checked_in_at IS NOT NULL
    OR NEW.checked_out_at IS NOT NULL;
  SELECT RAISE(ABORT, 'person.notFound') WHERE NOT EXISTS (
    SELECT 1 FROM person WHERE id = NEW.person_id AND resident_id = NEW.resident_id AND removed_at IS NULL);
  SELECT RAISE(ABORT, 'task.state') WHERE NOT EXISTS (
    SELECT 1 FROM volunteer_task WHERE id = NEW.task_id AND state = 'scheduled');
  SELECT RAISE(ABORT, 'signUp.exists') WHERE EXISTS (
    SELECT 1 FROM volunteer_sign_up WHERE task_id = NEW.task_id AND person_id = NEW.person_id AND state = 'signed');
  SELECT RAISE(ABORT, 'task.full') WHERE (
    SELECT count(*) FROM volunteer_sign_up WHERE task_id = NEW.task_id AND state = 'signed')
    >= (SELECT places FROM volunteer_task WHERE id = NEW.task_id);
  -- A minor comes with the resident, who is there already.
  SELECT RAISE(ABORT, 'task.guardian') WHERE NEW.minor = 1 AND NOT EXISTS (
    SELECT 1 FROM volunteer_sign_up WHERE task_id = NEW.task_id AND person_id = NEW.resident_id
      AND state = 'signed' AND minor = 0);
END;
--> statement-breakpoint
CREATE TRIGGER volunteer_sign_up_fixed BEFORE UPDATE OF id, task_id, resident_id, person_id, minor, created_at
  ON volunteer_sign_up
BEGIN
  SELECT RAISE(ABORT, 'signUp.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER volunteer_sign_up_state BEFORE UPDATE OF state ON volunteer_sign_up
BEGIN
  SELECT RAISE(ABORT, 'signUp.state') WHERE OLD.state <> 'signed' OR NEW.state = 'signed'
    OR OLD.checked_in_at IS NOT NULL;
  SELECT RAISE(ABORT, 'task.guardian') WHERE OLD.person_id = OLD.resident_id AND EXISTS (
    SELECT 1 FROM volunteer_sign_up WHERE task_id = OLD.task_id AND resident_id = OLD.resident_id
      AND state = 'signed' AND minor = 1);
END;
--> statement-breakpoint
-- In, then out, each once, around the time of the task; by somebody else only with an audit row.
CREATE TRIGGER volunteer_sign_up_in BEFORE UPDATE OF checked_in_at, checked_in_by ON volunteer_sign_up
BEGIN
  SELECT RAISE(ABORT, 'check.done') WHERE OLD.checked_in_at IS NOT NULL;
  SELECT RAISE(ABORT, 'signUp.state') WHERE OLD.state <> 'signed' OR NEW.checked_in_at IS NULL OR NEW.checked_in_by IS NULL;
  SELECT RAISE(ABORT, 'check.tooEarly') WHERE NEW.checked_in_at < (
    SELECT start_at - 1800000 FROM volunteer_task WHERE id = OLD.task_id);
  SELECT RAISE(ABORT, 'check.over') WHERE NEW.checked_in_at > (
    SELECT end_at + 3600000 FROM volunteer_task WHERE id = OLD.task_id);
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.checked_in_by <> OLD.resident_id AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'volunteerSignUp' AND noun_id = OLD.id AND actor_id = NEW.checked_in_by
      AND act = 'volunteer.in');
END;
--> statement-breakpoint
CREATE TRIGGER volunteer_sign_up_out BEFORE UPDATE OF checked_out_at, checked_out_by ON volunteer_sign_up
BEGIN
  SELECT RAISE(ABORT, 'check.done') WHERE OLD.checked_out_at IS NOT NULL;
  SELECT RAISE(ABORT, 'check.notIn') WHERE OLD.checked_in_at IS NULL OR NEW.checked_out_at IS NULL
    OR NEW.checked_out_by IS NULL OR NEW.checked_out_at < OLD.checked_in_at;
  SELECT RAISE(ABORT, 'check.over') WHERE NEW.checked_out_at > (
    SELECT end_at + 3600000 FROM volunteer_task WHERE id = OLD.task_id);
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.checked_out_by <> OLD.resident_id AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'volunteerSignUp' AND noun_id = OLD.id AND actor_id = NEW.checked_out_by
      AND act IN ('volunteer.out', 'volunteer.close'));
END;
--> statement-breakpoint
CREATE TRIGGER volunteer_sign_up_keep BEFORE DELETE ON volunteer_sign_up
BEGIN
  SELECT RAISE(ABORT, 'signUp.immutable');
END;
--> statement-breakpoint
-- What was served is what was seen: between in and out, never more than was planned, corrections counted.
CREATE TRIGGER service_record_insert BEFORE INSERT ON service_record
BEGIN
  SELECT RAISE(ABORT, 'check.notIn') WHERE NOT EXISTS (
    SELECT 1 FROM volunteer_sign_up WHERE id = NEW.sign_up_id AND resident_id = NEW.resident_id
      AND person_id = NEW.person_id AND checked_out_at IS NOT NULL);
  SELECT RAISE(ABORT, 'check.notIn') WHERE NEW.kind = 'correction' AND NOT EXISTS (
    SELECT 1 FROM service_record WHERE sign_up_id = NEW.sign_up_id AND kind = 'service');
  SELECT RAISE(ABORT, 'service.minutes') WHERE NEW.kind = 'service' AND NEW.minutes > (
    SELECT (checked_out_at - checked_in_at) / 60000 FROM volunteer_sign_up WHERE id = NEW.sign_up_id);
  SELECT RAISE(ABORT, 'service.minutes') WHERE NEW.minutes + coalesce((
      SELECT sum(minutes) FROM service_record WHERE sign_up_id = NEW.sign_up_id), 0) NOT BETWEEN 0 AND (
    SELECT (t.end_at - t.start_at) / 60000 FROM volunteer_sign_up s JOIN volunteer_task t ON t.id = s.task_id
    WHERE s.id = NEW.sign_up_id);
  SELECT RAISE(ABORT, 'check.own') WHERE NEW.kind = 'correction' AND NEW.recorded_by = NEW.resident_id;
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.kind = 'correction' AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'serviceRecord' AND noun_id = NEW.id AND actor_id = NEW.recorded_by
      AND act = 'serviceRecord.correct');
END;
--> statement-breakpoint
CREATE TRIGGER service_record_fixed BEFORE UPDATE ON service_record
BEGIN
  SELECT RAISE(ABORT, 'service.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER service_record_keep BEFORE DELETE ON service_record
BEGIN
  SELECT RAISE(ABORT, 'service.immutable');
END;
--> statement-breakpoint
-- As `facility_retired` and `person_busy` have it for everything else that is ahead.
CREATE TRIGGER facility_retired_task BEFORE UPDATE OF retired_at ON facility WHEN NEW.retired_at IS NOT OLD.retired_at
BEGIN
  SELECT RAISE(ABORT, 'facility.busy') WHERE EXISTS (
    SELECT 1 FROM volunteer_task WHERE facility_id = NEW.id AND state = 'scheduled' AND end_at > NEW.retired_at);
END;
--> statement-breakpoint
CREATE TRIGGER person_busy_task BEFORE UPDATE OF removed_at ON person
  WHEN OLD.removed_at IS NULL AND NEW.removed_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'person.busy') WHERE EXISTS (
    SELECT 1 FROM volunteer_sign_up s JOIN volunteer_task t ON t.id = s.task_id
    WHERE s.person_id = NEW.id AND s.state = 'signed' AND t.end_at > NEW.removed_at);
END;
