CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`principal_id` text,
	`act` text NOT NULL,
	`noun` text NOT NULL,
	`noun_id` text NOT NULL,
	`facility_id` text,
	`reason` text,
	`detail` text
);
--> statement-breakpoint
CREATE INDEX `audit_noun` ON `audit` (`noun`,`noun_id`);--> statement-breakpoint
CREATE INDEX `audit_facility_at` ON `audit` (`facility_id`,`at`);--> statement-breakpoint
CREATE TABLE `guard` (
	`code` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `idempotency` (
	`actor_id` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`result_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`actor_id`, `key`)
);
--> statement-breakpoint
CREATE TABLE `activity` (
	`id` text PRIMARY KEY NOT NULL,
	`facility_id` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`category` text NOT NULL,
	`audience` text NOT NULL,
	`min_age` integer,
	`max_age` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "activity_ages" CHECK("activity"."min_age" IS NULL OR "activity"."max_age" IS NULL OR "activity"."min_age" <= "activity"."max_age")
);
--> statement-breakpoint
CREATE INDEX `activity_facility` ON `activity` (`facility_id`);--> statement-breakpoint
CREATE TABLE `activity_session` (
	`id` text PRIMARY KEY NOT NULL,
	`activity_id` text NOT NULL,
	`start_at` integer NOT NULL,
	`end_at` integer NOT NULL,
	`place` text NOT NULL,
	`capacity` integer,
	`wait_capacity` integer NOT NULL,
	`sign_up_from_at` integer NOT NULL,
	`sign_up_until_at` integer NOT NULL,
	`cancel_until_at` integer NOT NULL,
	`state` text NOT NULL,
	`cancel_reason` text,
	`cancelled_at` integer,
	FOREIGN KEY (`activity_id`) REFERENCES `activity`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "activity_session_interval" CHECK("activity_session"."start_at" < "activity_session"."end_at"),
	CONSTRAINT "activity_session_sign_up" CHECK("activity_session"."sign_up_from_at" <= "activity_session"."sign_up_until_at" AND "activity_session"."sign_up_until_at" <= "activity_session"."end_at"),
	CONSTRAINT "activity_session_capacity" CHECK("activity_session"."capacity" IS NULL OR "activity_session"."capacity" >= 0),
	CONSTRAINT "activity_session_wait" CHECK("activity_session"."wait_capacity" >= 0),
	CONSTRAINT "activity_session_cancelled" CHECK(("activity_session"."state" = 'cancelled') = ("activity_session"."cancel_reason" IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX `activity_session_activity` ON `activity_session` (`activity_id`,`start_at`);--> statement-breakpoint
CREATE INDEX `activity_session_start` ON `activity_session` (`start_at`);--> statement-breakpoint
CREATE TABLE `attendee` (
	`registration_id` text NOT NULL,
	`session_id` text NOT NULL,
	`person_id` text NOT NULL,
	`state` text NOT NULL,
	`marked_at` integer,
	`marked_by` text,
	PRIMARY KEY(`registration_id`, `person_id`),
	FOREIGN KEY (`registration_id`) REFERENCES `registration`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`session_id`) REFERENCES `activity_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attendee_state" CHECK("attendee"."state" IN ('held', 'cancelled', 'attended', 'absent'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attendee_once` ON `attendee` (`session_id`,`person_id`) WHERE "attendee"."state" <> 'cancelled';--> statement-breakpoint
CREATE INDEX `attendee_person` ON `attendee` (`person_id`);--> statement-breakpoint
CREATE TABLE `registration` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`resident_id` text NOT NULL,
	`seats` integer NOT NULL,
	`state` text NOT NULL,
	`queue_no` integer NOT NULL,
	`code` text NOT NULL,
	`created_at` integer NOT NULL,
	`promoted_at` integer,
	`ended_at` integer,
	`reason` text,
	FOREIGN KEY (`session_id`) REFERENCES `activity_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "registration_state" CHECK("registration"."state" IN ('registered', 'waiting', 'cancelled', 'released')),
	CONSTRAINT "registration_seats" CHECK("registration"."seats" >= 1),
	CONSTRAINT "registration_code" CHECK(length("registration"."code") = 8)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `registration_code_unique` ON `registration` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `registration_queue` ON `registration` (`session_id`,`queue_no`);--> statement-breakpoint
CREATE INDEX `registration_session_state` ON `registration` (`session_id`,`state`,`queue_no`);--> statement-breakpoint
CREATE INDEX `registration_resident` ON `registration` (`resident_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `calendar_feed` (
	`resident_id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feed_tokenHash_unique` ON `calendar_feed` (`token_hash`);--> statement-breakpoint
CREATE TABLE `canteen` (
	`id` text PRIMARY KEY NOT NULL,
	`facility_id` text NOT NULL,
	`name` text NOT NULL,
	`phone` text,
	`opens_days_ahead` integer NOT NULL,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `canteen_facilityId_unique` ON `canteen` (`facility_id`);--> statement-breakpoint
CREATE TABLE `discount_tier` (
	`id` text PRIMARY KEY NOT NULL,
	`canteen_id` text NOT NULL,
	`name` text NOT NULL,
	`min_age` integer NOT NULL,
	`pays_bp` integer NOT NULL,
	`from_on` text NOT NULL,
	`until_on` text,
	FOREIGN KEY (`canteen_id`) REFERENCES `canteen`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "discount_tier_pays" CHECK("discount_tier"."pays_bp" BETWEEN 0 AND 10000)
);
--> statement-breakpoint
CREATE INDEX `discount_tier_canteen` ON `discount_tier` (`canteen_id`);--> statement-breakpoint
CREATE TABLE `dish` (
	`id` text PRIMARY KEY NOT NULL,
	`canteen_id` text NOT NULL,
	`name` text NOT NULL,
	`tags` text NOT NULL,
	`allergens` text NOT NULL,
	FOREIGN KEY (`canteen_id`) REFERENCES `canteen`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "dish_allergens" CHECK(json_array_length("dish"."allergens") >= 1)
);
--> statement-breakpoint
CREATE INDEX `dish_canteen` ON `dish` (`canteen_id`);--> statement-breakpoint
CREATE TABLE `meal_order` (
	`id` text PRIMARY KEY NOT NULL,
	`menu_id` text NOT NULL,
	`resident_id` text NOT NULL,
	`person_id` text NOT NULL,
	`mode` text NOT NULL,
	`window_id` text,
	`state` text NOT NULL,
	`code` text NOT NULL,
	`list_fen` integer NOT NULL,
	`pay_fen` integer NOT NULL,
	`discount_name` text,
	`pays_bp` integer NOT NULL,
	`cutoff_at` integer NOT NULL,
	`note` text,
	`revision` integer NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`handed_over_by` text,
	FOREIGN KEY (`menu_id`) REFERENCES `menu`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`window_id`) REFERENCES `pickup_window`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "meal_order_state" CHECK("meal_order"."state" IN ('placed', 'cancelled', 'handed_over')),
	CONSTRAINT "meal_order_window" CHECK(("meal_order"."mode" = 'pickup') = ("meal_order"."window_id" IS NOT NULL)),
	CONSTRAINT "meal_order_money" CHECK("meal_order"."pay_fen" BETWEEN 0 AND "meal_order"."list_fen"),
	CONSTRAINT "meal_order_code" CHECK(length("meal_order"."code") = 8)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meal_order_code_unique` ON `meal_order` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `meal_order_person` ON `meal_order` (`menu_id`,`person_id`) WHERE "meal_order"."state" <> 'cancelled';--> statement-breakpoint
CREATE INDEX `meal_order_window_idx` ON `meal_order` (`window_id`,`menu_id`) WHERE "meal_order"."state" <> 'cancelled';--> statement-breakpoint
CREATE INDEX `meal_order_resident` ON `meal_order` (`resident_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `meal_order_line` (
	`order_id` text NOT NULL,
	`menu_item_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`dish_name` text NOT NULL,
	`number` integer NOT NULL,
	`unit_price_fen` integer NOT NULL,
	PRIMARY KEY(`order_id`, `menu_item_id`),
	FOREIGN KEY (`order_id`) REFERENCES `meal_order`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`menu_item_id`) REFERENCES `menu_item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "meal_order_line_quantity" CHECK("meal_order_line"."quantity" BETWEEN 1 AND 20)
);
--> statement-breakpoint
CREATE INDEX `meal_order_line_item` ON `meal_order_line` (`menu_item_id`);--> statement-breakpoint
CREATE TABLE `meal_service` (
	`id` text PRIMARY KEY NOT NULL,
	`canteen_id` text NOT NULL,
	`meal` text NOT NULL,
	`serves_from` text NOT NULL,
	`serves_until` text NOT NULL,
	`cutoff_days_before` integer NOT NULL,
	`cutoff_time` text NOT NULL,
	`dine_in` integer NOT NULL,
	`pickup` integer NOT NULL,
	FOREIGN KEY (`canteen_id`) REFERENCES `canteen`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "meal_service_meal_name" CHECK("meal_service"."meal" IN ('breakfast', 'lunch', 'dinner'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meal_service_meal` ON `meal_service` (`canteen_id`,`meal`);--> statement-breakpoint
CREATE TABLE `menu` (
	`id` text PRIMARY KEY NOT NULL,
	`canteen_id` text NOT NULL,
	`on` text NOT NULL,
	`meal` text NOT NULL,
	`serves_from_at` integer NOT NULL,
	`serves_until_at` integer NOT NULL,
	`cutoff_at` integer NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`canteen_id`) REFERENCES `canteen`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "menu_serves" CHECK("menu"."serves_from_at" < "menu"."serves_until_at" AND "menu"."cutoff_at" <= "menu"."serves_until_at")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `menu_day_meal` ON `menu` (`canteen_id`,`on`,`meal`);--> statement-breakpoint
CREATE TABLE `menu_item` (
	`id` text PRIMARY KEY NOT NULL,
	`menu_id` text NOT NULL,
	`dish_id` text NOT NULL,
	`number` integer NOT NULL,
	`price_fen` integer NOT NULL,
	`portions` integer NOT NULL,
	FOREIGN KEY (`menu_id`) REFERENCES `menu`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`dish_id`) REFERENCES `dish`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "menu_item_price" CHECK("menu_item"."price_fen" >= 0),
	CONSTRAINT "menu_item_portions" CHECK("menu_item"."portions" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `menu_item_number` ON `menu_item` (`menu_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `menu_item_dish` ON `menu_item` (`menu_id`,`dish_id`);--> statement-breakpoint
CREATE TABLE `pickup_window` (
	`id` text PRIMARY KEY NOT NULL,
	`canteen_id` text NOT NULL,
	`meal` text NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`capacity` integer NOT NULL,
	FOREIGN KEY (`canteen_id`) REFERENCES `canteen`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "pickup_window_capacity" CHECK("pickup_window"."capacity" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pickup_window_start` ON `pickup_window` (`canteen_id`,`meal`,`starts_at`);--> statement-breakpoint
CREATE TABLE `calendar_day` (
	`on` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`name` text,
	`source` text NOT NULL,
	CONSTRAINT "calendar_day_type" CHECK("calendar_day"."type" IN ('school_day', 'weekend', 'holiday', 'makeup_workday', 'vacation'))
);
--> statement-breakpoint
CREATE TABLE `community` (
	`id` text PRIMARY KEY NOT NULL,
	`zone_id` text NOT NULL,
	`name` text NOT NULL,
	`pinyin` text NOT NULL,
	FOREIGN KEY (`zone_id`) REFERENCES `zone`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `estate` (
	`id` text PRIMARY KEY NOT NULL,
	`community_id` text NOT NULL,
	`name` text NOT NULL,
	`pinyin` text NOT NULL,
	`households` integer NOT NULL,
	`lng` real NOT NULL,
	`lat` real NOT NULL,
	FOREIGN KEY (`community_id`) REFERENCES `community`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "estate_households" CHECK("estate"."households" > 0)
);
--> statement-breakpoint
CREATE TABLE `facility` (
	`id` text PRIMARY KEY NOT NULL,
	`level` text NOT NULL,
	`category` text NOT NULL,
	`name` text NOT NULL,
	`pinyin` text NOT NULL,
	`summary` text NOT NULL,
	`sign` text,
	`zone_id` text NOT NULL,
	`community_id` text NOT NULL,
	`estate_id` text,
	`address` text NOT NULL,
	`lng` real NOT NULL,
	`lat` real NOT NULL,
	`datum` text NOT NULL,
	`phone` text,
	`area_m_2` integer NOT NULL,
	`hours` text,
	`access` text NOT NULL,
	`audience` text NOT NULL,
	`checked_on` text,
	`demo` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`zone_id`) REFERENCES `zone`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`community_id`) REFERENCES `community`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`estate_id`) REFERENCES `estate`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "facility_level" CHECK("facility"."level" IN ('subdistrict', 'community', 'estate')),
	CONSTRAINT "facility_datum" CHECK("facility"."datum" = 'gcj02'),
	CONSTRAINT "facility_estate" CHECK(("facility"."level" = 'estate') = ("facility"."estate_id" IS NOT NULL)),
	CONSTRAINT "facility_position" CHECK("facility"."lng" BETWEEN 73 AND 136 AND "facility"."lat" BETWEEN 3 AND 54)
);
--> statement-breakpoint
CREATE INDEX `facility_level_idx` ON `facility` (`level`);--> statement-breakpoint
CREATE UNIQUE INDEX `facility_sign` ON `facility` (`sign`);--> statement-breakpoint
CREATE TABLE `hours_exception` (
	`id` text PRIMARY KEY NOT NULL,
	`facility_id` text NOT NULL,
	`scene_id` text,
	`from_on` text NOT NULL,
	`until_on` text NOT NULL,
	`spans` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`scene_id`) REFERENCES `scene`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "hours_exception_days" CHECK("hours_exception"."from_on" <= "hours_exception"."until_on")
);
--> statement-breakpoint
CREATE INDEX `hours_exception_facility` ON `hours_exception` (`facility_id`,`until_on`);--> statement-breakpoint
CREATE INDEX `hours_exception_until` ON `hours_exception` (`until_on`);--> statement-breakpoint
CREATE TABLE `scene` (
	`id` text PRIMARY KEY NOT NULL,
	`facility_id` text NOT NULL,
	`floor` integer NOT NULL,
	`name` text NOT NULL,
	`category` text NOT NULL,
	`summary` text NOT NULL,
	`audience` text NOT NULL,
	`hours` text,
	`sort` integer NOT NULL,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `scene_facility` ON `scene` (`facility_id`,`floor`,`sort`);--> statement-breakpoint
CREATE TABLE `zone` (
	`id` text PRIMARY KEY NOT NULL,
	`letter` text NOT NULL,
	`name` text NOT NULL,
	`operator_name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `zone_letter_unique` ON `zone` (`letter`);--> statement-breakpoint
CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `account_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `code_send` (
	`id` text PRIMARY KEY NOT NULL,
	`number_hash` text NOT NULL,
	`address_hash` text NOT NULL,
	`sent_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `code_send_number` ON `code_send` (`number_hash`,`sent_at`);--> statement-breakpoint
CREATE INDEX `code_send_address` ON `code_send` (`address_hash`,`sent_at`);--> statement-breakpoint
CREATE TABLE `consent` (
	`id` text PRIMARY KEY NOT NULL,
	`resident_id` text NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`version` text NOT NULL,
	`given_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consent_live` ON `consent` (`person_id`,`kind`) WHERE "consent"."withdrawn_at" IS NULL;--> statement-breakpoint
CREATE INDEX `consent_resident` ON `consent` (`resident_id`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`resident_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`relation` text,
	`born_on` text,
	`home_estate_id` text,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`home_estate_id`) REFERENCES `estate`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "person_kind" CHECK(("person"."kind" = 'resident') = ("person"."id" = "person"."resident_id")),
	CONSTRAINT "person_relation" CHECK(("person"."kind" = 'dependant') = ("person"."relation" IS NOT NULL)),
	CONSTRAINT "person_name" CHECK(length(trim("person"."name")) BETWEEN 0 AND 40)
);
--> statement-breakpoint
CREATE INDEX `person_resident` ON `person` (`resident_id`);--> statement-breakpoint
CREATE TABLE `role_grant` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`scope_kind` text NOT NULL,
	`scope_id` text NOT NULL,
	`granted_by` text NOT NULL,
	`granted_at` integer NOT NULL,
	`until_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "role_grant_scope" CHECK(("role_grant"."scope_kind" = 'subdistrict') = ("role_grant"."scope_id" = '*'))
);
--> statement-breakpoint
CREATE INDEX `role_grant_user` ON `role_grant` (`user_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`phone_number` text,
	`phone_number_verified` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `user_phoneNumber_unique` ON `user` (`phone_number`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE TABLE `notice` (
	`id` text PRIMARY KEY NOT NULL,
	`resident_id` text NOT NULL,
	`kind` text NOT NULL,
	`params` text NOT NULL,
	`link` text,
	`created_at` integer NOT NULL,
	`read_at` integer,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notice_resident` ON `notice` (`resident_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`resident_id` text,
	`phone_number` text,
	`template` text NOT NULL,
	`params` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`last_error` text,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "outbox_to" CHECK(("outbox"."resident_id" IS NULL) <> ("outbox"."phone_number" IS NULL)),
	CONSTRAINT "outbox_state" CHECK("outbox"."state" IN ('pending', 'sent', 'dead'))
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`next_at`) WHERE "outbox"."state" = 'pending';--> statement-breakpoint
CREATE TABLE `booking` (
	`id` text PRIMARY KEY NOT NULL,
	`venue_id` text NOT NULL,
	`resident_id` text NOT NULL,
	`person_id` text NOT NULL,
	`start_at` integer NOT NULL,
	`end_at` integer NOT NULL,
	`block_start_at` integer NOT NULL,
	`block_end_at` integer NOT NULL,
	`party_size` integer NOT NULL,
	`purpose` text,
	`state` text NOT NULL,
	`code` text NOT NULL,
	`cancel_until_at` integer NOT NULL,
	`rule_version` integer NOT NULL,
	`week_on` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`reason` text,
	`checked_in_at` integer,
	`checked_in_by` text,
	FOREIGN KEY (`venue_id`) REFERENCES `venue`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "booking_state" CHECK("booking"."state" IN ('booked', 'checked_in', 'cancelled', 'released')),
	CONSTRAINT "booking_interval" CHECK("booking"."start_at" < "booking"."end_at" AND "booking"."end_at" - "booking"."start_at" <= 57600000),
	CONSTRAINT "booking_block" CHECK("booking"."block_start_at" <= "booking"."start_at" AND "booking"."block_end_at" >= "booking"."end_at" AND "booking"."block_end_at" - "booking"."block_start_at" <= 86400000),
	CONSTRAINT "booking_party" CHECK("booking"."party_size" >= 1),
	CONSTRAINT "booking_code" CHECK(length("booking"."code") = 8),
	CONSTRAINT "booking_checked_in" CHECK(("booking"."state" = 'checked_in') = ("booking"."checked_in_at" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `booking_code_unique` ON `booking` (`code`);--> statement-breakpoint
CREATE INDEX `booking_venue_block` ON `booking` (`venue_id`,`block_start_at`) WHERE "booking"."state" IN ('booked', 'checked_in');--> statement-breakpoint
CREATE INDEX `booking_resident` ON `booking` (`resident_id`,`start_at`);--> statement-breakpoint
CREATE TABLE `closure` (
	`id` text PRIMARY KEY NOT NULL,
	`facility_id` text NOT NULL,
	`venue_id` text,
	`start_at` integer NOT NULL,
	`end_at` integer NOT NULL,
	`reason` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`lifted_at` integer,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`venue_id`) REFERENCES `venue`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "closure_interval" CHECK("closure"."start_at" < "closure"."end_at")
);
--> statement-breakpoint
CREATE INDEX `closure_facility` ON `closure` (`facility_id`,`end_at`);--> statement-breakpoint
CREATE TABLE `venue` (
	`id` text PRIMARY KEY NOT NULL,
	`facility_id` text NOT NULL,
	`scene_id` text,
	`parent_id` text,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`pinyin` text NOT NULL,
	`summary` text NOT NULL,
	`category` text NOT NULL,
	`floor` integer,
	`capacity` integer NOT NULL,
	`min_party` integer NOT NULL,
	`max_party` integer NOT NULL,
	`slot_min` integer NOT NULL,
	`min_duration_min` integer NOT NULL,
	`max_duration_min` integer NOT NULL,
	`buffer_before_min` integer NOT NULL,
	`buffer_after_min` integer NOT NULL,
	`opens_days_ahead` integer NOT NULL,
	`closes_before_min` integer NOT NULL,
	`cancel_before_min` integer NOT NULL,
	`max_active` integer NOT NULL,
	`max_per_week` integer NOT NULL,
	`asks_purpose` integer NOT NULL,
	`hours` text NOT NULL,
	`state` text NOT NULL,
	`rule_version` integer NOT NULL,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`scene_id`) REFERENCES `scene`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "venue_kind" CHECK("venue"."kind" IN ('room', 'places', 'court', 'school')),
	CONSTRAINT "venue_party" CHECK("venue"."min_party" >= 1 AND "venue"."max_party" >= "venue"."min_party" AND "venue"."capacity" >= "venue"."max_party"),
	CONSTRAINT "venue_duration" CHECK("venue"."slot_min" > 0 AND "venue"."min_duration_min" > 0 AND "venue"."max_duration_min" >= "venue"."min_duration_min" AND "venue"."max_duration_min" <= 960),
	CONSTRAINT "venue_buffer" CHECK("venue"."buffer_before_min" BETWEEN 0 AND 120 AND "venue"."buffer_after_min" BETWEEN 0 AND 120),
	CONSTRAINT "venue_parent" CHECK("venue"."parent_id" IS NULL OR "venue"."parent_id" <> "venue"."id")
);
--> statement-breakpoint
CREATE INDEX `venue_facility` ON `venue` (`facility_id`);--> statement-breakpoint
CREATE INDEX `venue_parent_idx` ON `venue` (`parent_id`);