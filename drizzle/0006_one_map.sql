CREATE TABLE `walk_edge` (
	`network_id` text NOT NULL,
	`from_node` integer NOT NULL,
	`to_node` integer NOT NULL,
	`metres` real NOT NULL,
	`step_free` integer NOT NULL,
	PRIMARY KEY(`network_id`, `from_node`, `to_node`),
	FOREIGN KEY (`network_id`) REFERENCES `walk_network`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "walk_edge_metres" CHECK("walk_edge"."metres" > 0)
);
--> statement-breakpoint
CREATE TABLE `walk_network` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`source` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`nodes` integer NOT NULL,
	`edges` integer NOT NULL,
	`state` text NOT NULL,
	CONSTRAINT "walk_network_state" CHECK("walk_network"."state" IN ('loading', 'in_force', 'replaced'))
);
--> statement-breakpoint
CREATE TABLE `walk_node` (
	`network_id` text NOT NULL,
	`id` integer NOT NULL,
	`lng` real NOT NULL,
	`lat` real NOT NULL,
	PRIMARY KEY(`network_id`, `id`),
	FOREIGN KEY (`network_id`) REFERENCES `walk_network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `walk_node_place` ON `walk_node` (`network_id`,`lat`,`lng`);--> statement-breakpoint
CREATE TABLE `condition` (
	`id` text PRIMARY KEY NOT NULL,
	`facility_id` text NOT NULL,
	`scene_id` text,
	`effect` text NOT NULL,
	`text` text NOT NULL,
	`from_at` integer NOT NULL,
	`until_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`lifted_at` integer,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`scene_id`) REFERENCES `scene`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "condition_effect" CHECK("condition"."effect" IN ('closed', 'limited', 'note')),
	CONSTRAINT "condition_interval" CHECK("condition"."from_at" < "condition"."until_at")
);
--> statement-breakpoint
CREATE INDEX `condition_facility` ON `condition` (`facility_id`,`until_at`);--> statement-breakpoint
CREATE INDEX `condition_until` ON `condition` (`until_at`);--> statement-breakpoint
CREATE TABLE `entrance` (
	`id` text PRIMARY KEY NOT NULL,
	`facility_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`lng` real NOT NULL,
	`lat` real NOT NULL,
	`step_free` text NOT NULL,
	`note` text,
	`sort` integer NOT NULL,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "entrance_kind" CHECK("entrance"."kind" IN ('main', 'side')),
	CONSTRAINT "entrance_step_free" CHECK("entrance"."step_free" IN ('yes', 'no', 'unknown')),
	CONSTRAINT "entrance_position" CHECK("entrance"."lng" BETWEEN 73 AND 136 AND "entrance"."lat" BETWEEN 3 AND 54)
);
--> statement-breakpoint
CREATE INDEX `entrance_facility` ON `entrance` (`facility_id`,`sort`);--> statement-breakpoint
CREATE TABLE `facility_alias` (
	`old_id` text PRIMARY KEY NOT NULL,
	`facility_id` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "facility_alias_reason" CHECK("facility_alias"."reason" IN ('merged', 'renumbered')),
	CONSTRAINT "facility_alias_other" CHECK("facility_alias"."old_id" <> "facility_alias"."facility_id")
);
--> statement-breakpoint
CREATE INDEX `facility_alias_facility` ON `facility_alias` (`facility_id`);--> statement-breakpoint
CREATE TABLE `map_shape` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`ref_id` text,
	`geometry` text NOT NULL,
	`sort` integer NOT NULL,
	CONSTRAINT "map_shape_kind" CHECK("map_shape"."kind" IN ('zone', 'community', 'estate', 'water', 'street', 'ring', 'core'))
);
--> statement-breakpoint
CREATE TABLE `service` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`pinyin` text NOT NULL,
	`syllables` text DEFAULT '' NOT NULL,
	`aliases` text NOT NULL,
	`category` text NOT NULL,
	`summary` text NOT NULL,
	`audience` text NOT NULL,
	`eligibility` text,
	`min_age` integer,
	`max_age` integer,
	`papers` text NOT NULL,
	`fee_fen` integer,
	`fee_note` text,
	`demo` integer NOT NULL,
	CONSTRAINT "service_fee" CHECK("service"."fee_fen" IS NULL OR "service"."fee_fen" >= 0),
	CONSTRAINT "service_ages" CHECK("service"."min_age" IS NULL OR "service"."max_age" IS NULL OR "service"."min_age" <= "service"."max_age")
);
--> statement-breakpoint
CREATE TABLE `service_at` (
	`id` text PRIMARY KEY NOT NULL,
	`service_id` text NOT NULL,
	`facility_id` text NOT NULL,
	`scene_id` text,
	`hours` text,
	`note` text,
	FOREIGN KEY (`service_id`) REFERENCES `service`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`scene_id`) REFERENCES `scene`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `service_at_facility` ON `service_at` (`facility_id`);--> statement-breakpoint
CREATE INDEX `service_at_service` ON `service_at` (`service_id`);--> statement-breakpoint
CREATE TABLE `import_job` (
	`id` text PRIMARY KEY NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`file_name` text NOT NULL,
	`format` text NOT NULL,
	`datum` text NOT NULL,
	`rows_total` integer NOT NULL,
	`state` text NOT NULL,
	`ended_at` integer,
	CONSTRAINT "import_job_format" CHECK("import_job"."format" IN ('csv', 'xlsx', 'geojson', 'hsds')),
	CONSTRAINT "import_job_datum" CHECK("import_job"."datum" IN ('wgs84', 'gcj02', 'bd09')),
	CONSTRAINT "import_job_rows" CHECK("import_job"."rows_total" > 0),
	CONSTRAINT "import_job_state" CHECK("import_job"."state" IN ('receiving', 'committed', 'discarded')),
	CONSTRAINT "import_job_ended" CHECK(("import_job"."state" = 'receiving') = ("import_job"."ended_at" IS NULL))
);
--> statement-breakpoint
CREATE INDEX `import_job_by` ON `import_job` (`created_by`,`created_at`);--> statement-breakpoint
CREATE TABLE `import_row` (
	`job_id` text NOT NULL,
	`row_no` integer NOT NULL,
	`facility_id` text,
	`data` text,
	`problems` text NOT NULL,
	PRIMARY KEY(`job_id`, `row_no`),
	FOREIGN KEY (`job_id`) REFERENCES `import_job`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_row_facility` ON `import_row` (`job_id`,`facility_id`);--> statement-breakpoint
CREATE TABLE `search_entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`ref_id` text NOT NULL,
	`facility_id` text,
	`name` text NOT NULL,
	`syllables` text DEFAULT '' NOT NULL,
	`more` text NOT NULL,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "search_entry_kind" CHECK("search_entry"."kind" IN ('facility', 'scene', 'service', 'venue', 'canteen', 'activity', 'estate'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entry_ref` ON `search_entry` (`kind`,`ref_id`);--> statement-breakpoint
CREATE INDEX `search_entry_facility` ON `search_entry` (`facility_id`);--> statement-breakpoint
CREATE TABLE `synonym` (
	`id` text PRIMARY KEY NOT NULL,
	`words` text NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `banner` (
	`id` text PRIMARY KEY NOT NULL,
	`scope_kind` text NOT NULL,
	`scope_id` text NOT NULL,
	`tone` text NOT NULL,
	`text` text NOT NULL,
	`from_at` integer NOT NULL,
	`until_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`lifted_at` integer,
	CONSTRAINT "banner_scope" CHECK("banner"."scope_kind" IN ('subdistrict', 'zone', 'community', 'facility')),
	CONSTRAINT "banner_everywhere" CHECK(("banner"."scope_kind" = 'subdistrict') = ("banner"."scope_id" = '*')),
	CONSTRAINT "banner_tone" CHECK("banner"."tone" IN ('plain', 'warm')),
	CONSTRAINT "banner_interval" CHECK("banner"."from_at" < "banner"."until_at")
);
--> statement-breakpoint
CREATE INDEX `banner_until` ON `banner` (`until_at`);--> statement-breakpoint
CREATE TABLE `report` (
	`id` text PRIMARY KEY NOT NULL,
	`facility_id` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`resident_id` text,
	`address_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`answer` text,
	FOREIGN KEY (`facility_id`) REFERENCES `facility`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resident_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "report_subject" CHECK("report"."subject" IN ('hours', 'phone', 'position', 'access', 'gone', 'other')),
	CONSTRAINT "report_state" CHECK("report"."state" IN ('open', 'accepted', 'declined')),
	CONSTRAINT "report_decided" CHECK(("report"."state" = 'open') = ("report"."decided_by" IS NULL) AND ("report"."state" = 'open') = ("report"."decided_at" IS NULL))
);
--> statement-breakpoint
CREATE INDEX `report_state_at` ON `report` (`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `report_facility` ON `report` (`facility_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `report_address` ON `report` (`address_hash`,`created_at`);--> statement-breakpoint
ALTER TABLE `activity` ADD `syllables` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `canteen` ADD `syllables` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `estate` ADD `syllables` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `facility` ADD `syllables` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `facility` ADD `aliases` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `facility` ADD `checked_by` text;--> statement-breakpoint
ALTER TABLE `facility` ADD `revised_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `facility` ADD `retired_at` integer;--> statement-breakpoint
CREATE INDEX `facility_community` ON `facility` (`community_id`);--> statement-breakpoint
CREATE INDEX `facility_category` ON `facility` (`category`);--> statement-breakpoint
CREATE INDEX `facility_place` ON `facility` (`lat`,`lng`);--> statement-breakpoint
ALTER TABLE `scene` ADD `syllables` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `venue` ADD `syllables` text DEFAULT '' NOT NULL;--> statement-breakpoint
-- What is asked of a place from now on, nobody has checked yet.
UPDATE `facility` SET `access` = json_patch('{"tactile_paving":{"answer":"unknown"},"voice_prompts":{"answer":"unknown"},"writing_pad":{"answer":"unknown"}}', `access`);
