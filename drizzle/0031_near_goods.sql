DROP INDEX `good_merchant`;--> statement-breakpoint
CREATE INDEX `good_category` ON `good` (`category`,`points`,`id`) WHERE "good"."state" = 'offered';--> statement-breakpoint
CREATE INDEX `good_merchant` ON `good` (`merchant_id`,`state`,`category`,`points`);--> statement-breakpoint
CREATE INDEX `shop_lng` ON `shop` (`lng`);--> statement-breakpoint
CREATE INDEX `shop_band` ON `shop` (CAST("lat" * 1000 AS INTEGER),`lng`,`lat`,`merchant_id`) WHERE "shop"."closed_at" IS NULL;