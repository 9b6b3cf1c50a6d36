CREATE INDEX `claim_verdict_at` ON `claim_verdict` (`at`);--> statement-breakpoint
CREATE INDEX `redemption_at` ON `redemption` (`redeemed_at`) WHERE "redemption"."redeemed_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `points_transaction_posted` ON `points_transaction` (`posted_at`,`id`);