CREATE TABLE `facility_facet` (
	`facility_id` text NOT NULL,
	`category` text NOT NULL,
	`level` text NOT NULL,
	`community_id` text NOT NULL,
	`estate_id` text,
	`pinyin` text NOT NULL,
	`band` integer NOT NULL,
	`lng` real NOT NULL,
	`lat` real NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `facility_facet_one` ON `facility_facet` (`facility_id`,`category`);--> statement-breakpoint
CREATE INDEX `facility_facet_place` ON `facility_facet` (`category`,`level`,`band`,`lng`,`lat`,`facility_id`);--> statement-breakpoint
CREATE INDEX `facility_facet_community_place` ON `facility_facet` (`category`,`community_id`,`level`,`band`,`lng`,`lat`,`facility_id`);--> statement-breakpoint
CREATE INDEX `facility_facet_name` ON `facility_facet` (`category`,`level`,`pinyin`,`facility_id`);--> statement-breakpoint
CREATE INDEX `facility_facet_community_name` ON `facility_facet` (`category`,`community_id`,`level`,`pinyin`,`facility_id`);--> statement-breakpoint
CREATE INDEX `facility_facet_estate` ON `facility_facet` (`estate_id`,`category`);--> statement-breakpoint
CREATE INDEX `facility_lng` ON `facility` (`lng`);--> statement-breakpoint
-- What `facility_facet` holds, worked out from the register. The triggers below keep the table the same as this view.
CREATE VIEW facility_facet_now AS
  SELECT id AS facility_id, '' AS category, level, community_id, estate_id, pinyin, CAST(lat * 1000 AS INTEGER) AS band, lng, lat
    FROM facility WHERE retired_at IS NULL
  UNION
  SELECT id, category, level, community_id, estate_id, pinyin, CAST(lat * 1000 AS INTEGER), lng, lat
    FROM facility WHERE retired_at IS NULL
  UNION
  SELECT f.id, s.category, f.level, f.community_id, f.estate_id, f.pinyin, CAST(f.lat * 1000 AS INTEGER), f.lng, f.lat
    FROM scene s JOIN facility f ON f.id = s.facility_id WHERE f.retired_at IS NULL;
--> statement-breakpoint
CREATE TRIGGER facility_facet_insert AFTER INSERT ON facility
BEGIN
  DELETE FROM facility_facet WHERE facility_id = NEW.id;
  INSERT INTO facility_facet SELECT * FROM facility_facet_now WHERE facility_id = NEW.id;
END;
--> statement-breakpoint
-- Only where something it is looked up by has changed: an import writes every column of every row.
CREATE TRIGGER facility_facet_update AFTER UPDATE ON facility WHEN
  (OLD.id, OLD.category, OLD.level, OLD.community_id, OLD.estate_id, OLD.pinyin, OLD.lng, OLD.lat, OLD.retired_at IS NULL)
  IS NOT
  (NEW.id, NEW.category, NEW.level, NEW.community_id, NEW.estate_id, NEW.pinyin, NEW.lng, NEW.lat, NEW.retired_at IS NULL)
BEGIN
  DELETE FROM facility_facet WHERE facility_id IN (OLD.id, NEW.id);
  INSERT INTO facility_facet SELECT * FROM facility_facet_now WHERE facility_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER facility_facet_delete AFTER DELETE ON facility
BEGIN
  DELETE FROM facility_facet WHERE facility_id = OLD.id;
END;
--> statement-breakpoint
CREATE TRIGGER scene_facet_insert AFTER INSERT ON scene
BEGIN
  DELETE FROM facility_facet WHERE facility_id = NEW.facility_id;
  INSERT INTO facility_facet SELECT * FROM facility_facet_now WHERE facility_id = NEW.facility_id;
END;
--> statement-breakpoint
CREATE TRIGGER scene_facet_update AFTER UPDATE OF category, facility_id ON scene
BEGIN
  DELETE FROM facility_facet WHERE facility_id IN (OLD.facility_id, NEW.facility_id);
  INSERT INTO facility_facet SELECT * FROM facility_facet_now WHERE facility_id = OLD.facility_id;
  INSERT INTO facility_facet
    SELECT * FROM facility_facet_now WHERE facility_id = NEW.facility_id AND NEW.facility_id <> OLD.facility_id;
END;
--> statement-breakpoint
CREATE TRIGGER scene_facet_delete AFTER DELETE ON scene
BEGIN
  DELETE FROM facility_facet WHERE facility_id = OLD.facility_id;
  INSERT INTO facility_facet SELECT * FROM facility_facet_now WHERE facility_id = OLD.facility_id;
END;
--> statement-breakpoint
INSERT INTO facility_facet SELECT * FROM facility_facet_now;
