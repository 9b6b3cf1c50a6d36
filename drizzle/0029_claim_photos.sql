CREATE TABLE `claim_photo` (
	`claim_id` text NOT NULL,
	`position` integer NOT NULL,
	`jpeg` blob NOT NULL,
	PRIMARY KEY(`claim_id`, `position`),
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "claim_photo_position" CHECK("claim_photo"."position" BETWEEN 1 AND 3),
	CONSTRAINT "claim_photo_size" CHECK(length("claim_photo"."jpeg") BETWEEN 1 AND 200000)
);
--> statement-breakpoint
-- A photo comes with its claim, before anybody has said a word on it, and stays as it is until the claim's words are forgotten.
CREATE TRIGGER claim_photo_insert BEFORE INSERT ON claim_photo
BEGIN
  SELECT RAISE(ABORT, 'claim.state') WHERE NOT EXISTS (
    SELECT 1 FROM claim WHERE id = NEW.claim_id AND state = 'submitted' AND act NOT IN ('mediation', 'courage'));
END;
--> statement-breakpoint
CREATE TRIGGER claim_photo_fixed BEFORE UPDATE ON claim_photo
BEGIN
  SELECT RAISE(ABORT, 'claim.immutable');
END;
--> statement-breakpoint
CREATE TRIGGER claim_photo_keep BEFORE DELETE ON claim_photo
BEGIN
  SELECT RAISE(ABORT, 'claim.immutable') WHERE NOT EXISTS (
    SELECT 1 FROM claim WHERE id = OLD.claim_id AND note = '' AND decided_at IS NOT NULL);
END;
