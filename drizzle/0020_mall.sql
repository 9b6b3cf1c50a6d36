CREATE TABLE `counter_attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`merchant_id` text NOT NULL,
	`clerk_id` text NOT NULL,
	`tried_at` integer NOT NULL,
	FOREIGN KEY (`merchant_id`) REFERENCES `merchant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`clerk_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `counter_attempt_merchant` ON `counter_attempt` (`merchant_id`,`tried_at`);--> statement-breakpoint
CREATE INDEX `counter_attempt_at` ON `counter_attempt` (`tried_at`);--> statement-breakpoint
CREATE TABLE `favourite` (
	`resident_id` text NOT NULL,
	`good_id` text NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`resident_id`, `good_id`),
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`good_id`) REFERENCES `good`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `good` (
	`id` text PRIMARY KEY NOT NULL,
	`merchant_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`syllables` text DEFAULT '' NOT NULL,
	`summary` text NOT NULL,
	`category` text NOT NULL,
	`points` integer NOT NULL,
	`settle_fen` integer NOT NULL,
	`coupon_fen` integer,
	`min_spend_fen` integer,
	`stock_total` integer NOT NULL,
	`stock_taken` integer DEFAULT 0 NOT NULL,
	`per_order` integer NOT NULL,
	`per_person` integer NOT NULL,
	`offered_from_on` text NOT NULL,
	`offered_until_on` text,
	`redeem_within_days` integer NOT NULL,
	`use_until_on` text,
	`min_age` integer,
	`state` text NOT NULL,
	`reason` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`submitted_at` integer,
	`decided_at` integer,
	FOREIGN KEY (`merchant_id`) REFERENCES `merchant`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "good_kind" CHECK("good"."kind" IN ('good', 'coupon')),
	CONSTRAINT "good_state" CHECK("good"."state" IN ('draft', 'submitted', 'offered', 'refused', 'withdrawn')),
	CONSTRAINT "good_points" CHECK("good"."points" BETWEEN 1 AND 100000),
	CONSTRAINT "good_settle" CHECK("good"."settle_fen" BETWEEN 0 AND 10000000),
	CONSTRAINT "good_coupon" CHECK(("good"."kind" = 'coupon') = ("good"."coupon_fen" IS NOT NULL) AND ("good"."kind" = 'coupon') = ("good"."min_spend_fen" IS NOT NULL)
        AND coalesce("good"."coupon_fen", 1) > 0 AND coalesce("good"."min_spend_fen", 0) >= 0),
	CONSTRAINT "good_stock" CHECK("good"."stock_taken" BETWEEN 0 AND "good"."stock_total"),
	CONSTRAINT "good_limits" CHECK("good"."per_order" BETWEEN 1 AND 99 AND "good"."per_person" >= "good"."per_order"),
	CONSTRAINT "good_days" CHECK(("good"."offered_until_on" IS NULL OR "good"."offered_from_on" <= "good"."offered_until_on") AND "good"."redeem_within_days" BETWEEN 1 AND 365
        AND ("good"."use_until_on" IS NULL OR "good"."offered_from_on" <= "good"."use_until_on")),
	CONSTRAINT "good_age" CHECK("good"."min_age" IS NULL OR "good"."min_age" BETWEEN 1 AND 120)
);
--> statement-breakpoint
CREATE INDEX `good_merchant` ON `good` (`merchant_id`,`state`);--> statement-breakpoint
CREATE INDEX `good_offered` ON `good` (`points`,`id`) WHERE "good"."state" = 'offered';--> statement-breakpoint
CREATE INDEX `good_submitted` ON `good` (`submitted_at`) WHERE "good"."state" = 'submitted';--> statement-breakpoint
CREATE TABLE `merchant` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`syllables` text DEFAULT '' NOT NULL,
	`category` text NOT NULL,
	`summary` text NOT NULL,
	`phone` text,
	`community_id` text NOT NULL,
	`state` text NOT NULL,
	`applied_by` text NOT NULL,
	`applied_at` integer NOT NULL,
	`decided_at` integer,
	`reason` text,
	`demo` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`community_id`) REFERENCES `community`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`applied_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "merchant_state" CHECK("merchant"."state" IN ('applied', 'open', 'refused', 'suspended', 'closed')),
	CONSTRAINT "merchant_reason" CHECK("merchant"."state" NOT IN ('refused', 'suspended', 'closed') OR length("merchant"."reason") > 0)
);
--> statement-breakpoint
CREATE INDEX `merchant_state_idx` ON `merchant` (`state`,`applied_at`);--> statement-breakpoint
CREATE INDEX `merchant_applicant` ON `merchant` (`applied_by`);--> statement-breakpoint
CREATE TABLE `redemption` (
	`id` text PRIMARY KEY NOT NULL,
	`resident_id` text NOT NULL,
	`good_id` text NOT NULL,
	`merchant_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`points` integer NOT NULL,
	`settle_fen` integer NOT NULL,
	`state` text NOT NULL,
	`code` text NOT NULL,
	`hold_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`redeemed_at` integer,
	`redeemed_by` text,
	`shop_id` text,
	`ended_at` integer,
	`reason` text,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`good_id`) REFERENCES `good`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`merchant_id`) REFERENCES `merchant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hold_id`) REFERENCES `points_account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`redeemed_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`shop_id`) REFERENCES `shop`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "redemption_state" CHECK("redemption"."state" IN ('held', 'redeemed', 'undone', 'cancelled', 'lapsed', 'revoked')),
	CONSTRAINT "redemption_code" CHECK(length("redemption"."code") = 10),
	CONSTRAINT "redemption_quantity" CHECK("redemption"."quantity" >= 1 AND "redemption"."points" >= 1 AND "redemption"."settle_fen" >= 0),
	CONSTRAINT "redemption_redeemed" CHECK(("redemption"."state" IN ('redeemed', 'undone')) = ("redemption"."redeemed_at" IS NOT NULL)
        AND ("redemption"."redeemed_at" IS NULL) = ("redemption"."redeemed_by" IS NULL) AND ("redemption"."redeemed_at" IS NULL) = ("redemption"."shop_id" IS NULL)),
	CONSTRAINT "redemption_reason" CHECK("redemption"."state" NOT IN ('undone', 'revoked') OR length("redemption"."reason") > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `redemption_code_unique` ON `redemption` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `redemption_holdId_unique` ON `redemption` (`hold_id`);--> statement-breakpoint
CREATE INDEX `redemption_resident` ON `redemption` (`resident_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `redemption_of_good` ON `redemption` (`good_id`,`resident_id`);--> statement-breakpoint
CREATE INDEX `redemption_of_merchant` ON `redemption` (`merchant_id`,`redeemed_at`,`id`);--> statement-breakpoint
CREATE INDEX `redemption_lapsing` ON `redemption` (`expires_at`) WHERE "redemption"."state" = 'held';--> statement-breakpoint
CREATE TABLE `redemption_reminder` (
	`redemption_id` text PRIMARY KEY NOT NULL,
	`told_at` integer NOT NULL,
	FOREIGN KEY (`redemption_id`) REFERENCES `redemption`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `shop` (
	`id` text PRIMARY KEY NOT NULL,
	`merchant_id` text NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`lng` real NOT NULL,
	`lat` real NOT NULL,
	`hours_text` text NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`merchant_id`) REFERENCES `merchant`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shop_position" CHECK("shop"."lng" BETWEEN 73 AND 136 AND "shop"."lat" BETWEEN 3 AND 54)
);
--> statement-breakpoint
CREATE INDEX `shop_merchant` ON `shop` (`merchant_id`);--> statement-breakpoint
CREATE INDEX `shop_place` ON `shop` (`lat`,`lng`);--> statement-breakpoint
CREATE TABLE `dispute` (
	`id` text PRIMARY KEY NOT NULL,
	`statement_id` text NOT NULL,
	`redemption_id` text,
	`text` text NOT NULL,
	`state` text NOT NULL,
	`raised_by` text NOT NULL,
	`raised_at` integer NOT NULL,
	`answer` text,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`statement_id`) REFERENCES `statement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`redemption_id`) REFERENCES `redemption`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`raised_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "dispute_state" CHECK("dispute"."state" IN ('open', 'upheld', 'rejected')),
	CONSTRAINT "dispute_decided" CHECK(("dispute"."state" = 'open') = ("dispute"."decided_by" IS NULL) AND ("dispute"."state" = 'open') = ("dispute"."answer" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dispute_line` ON `dispute` (`statement_id`,`redemption_id`) WHERE "dispute"."state" = 'open';--> statement-breakpoint
CREATE INDEX `dispute_statement` ON `dispute` (`statement_id`);--> statement-breakpoint
CREATE TABLE `settlement_budget` (
	`month` text PRIMARY KEY NOT NULL,
	`ceiling_fen` integer NOT NULL,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`set_by`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "settlement_budget_ceiling" CHECK("settlement_budget"."ceiling_fen" BETWEEN 0 AND 100000000000),
	CONSTRAINT "settlement_budget_month" CHECK("settlement_budget"."month" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]')
);
--> statement-breakpoint
CREATE TABLE `statement` (
	`id` text PRIMARY KEY NOT NULL,
	`merchant_id` text NOT NULL,
	`month` text NOT NULL,
	`state` text NOT NULL,
	`points` integer NOT NULL,
	`fen` integer NOT NULL,
	`issued_at` integer NOT NULL,
	`dispute_until_at` integer NOT NULL,
	`accepted_at` integer,
	`final_at` integer,
	`final_by` text,
	FOREIGN KEY (`merchant_id`) REFERENCES `merchant`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "statement_state" CHECK("statement"."state" IN ('issued', 'disputed', 'final')),
	CONSTRAINT "statement_sums" CHECK("statement"."points" >= 0 AND "statement"."fen" >= 0),
	CONSTRAINT "statement_final" CHECK(("statement"."state" = 'final') = ("statement"."final_at" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `statement_month` ON `statement` (`merchant_id`,`month`);--> statement-breakpoint
CREATE INDEX `statement_state_idx` ON `statement` (`state`,`month`);--> statement-breakpoint
CREATE TABLE `statement_line` (
	`redemption_id` text PRIMARY KEY NOT NULL,
	`statement_id` text NOT NULL,
	`points` integer NOT NULL,
	`fen` integer NOT NULL,
	`struck_at` integer,
	FOREIGN KEY (`redemption_id`) REFERENCES `redemption`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`statement_id`) REFERENCES `statement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `statement_line_statement` ON `statement_line` (`statement_id`);