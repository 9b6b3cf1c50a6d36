CREATE TABLE `search_draft` (
	`id` integer PRIMARY KEY NOT NULL,
	`import_job_id` text NOT NULL,
	`facility_id` text NOT NULL,
	`name` text NOT NULL,
	`syllables` text DEFAULT '' NOT NULL,
	`more` text NOT NULL,
	CONSTRAINT "search_draft_id" CHECK("search_draft"."id" < 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_draft_one` ON `search_draft` (`facility_id`,`import_job_id`);--> statement-breakpoint
ALTER TABLE `import_job` ADD `drafted_row_no` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Indexing a place costs many times what writing it costs. So an import drafts the words of its places ahead, part by part, in
-- `search_text` already but as rows that no entry leads to; in the moment in which the places come, each entry takes over
-- the draft that says the same. Where none does, it is indexed then: the index says what the register says in either case.

-- Whatever has words in `search_text`. A draft that an entry took over has none of its own any more.
CREATE VIEW search_worded AS
  SELECT id, name, syllables, more FROM search_entry
  UNION ALL SELECT id, name, syllables, more FROM search_draft d
  WHERE NOT EXISTS (SELECT 1 FROM search_entry WHERE id = d.id);
--> statement-breakpoint
DROP VIEW search_terms;
--> statement-breakpoint
CREATE VIEW search_terms AS
  SELECT id, syllables, replace(syllables, ' ', '') AS letters,
    (SELECT group_concat(substr(e.syllables, place, 1), '') FROM search_place
      WHERE place <= length(e.syllables) AND substr(' ' || e.syllables, place, 1) = ' ') AS initials,
    name || ' ' || more || coalesce((
      SELECT ' ' || group_concat(alike.word, ' ')
      FROM (SELECT lower(substr(e.name, place, 12)) AS rest FROM search_place WHERE place < length(e.name))
      CROSS JOIN synonym_word borne
        ON borne.word BETWEEN substr(rest, 1, 2) AND rest AND instr(rest, borne.word) = 1
      CROSS JOIN synonym_word alike ON alike.synonym_id = borne.synonym_id), '') AS text
  FROM search_worded e;
--> statement-breakpoint
-- Places as they are found: a part of `search_source`, which is asked for them alone where thousands come.
CREATE VIEW search_facility AS
  SELECT f.id AS facility_id, f.name, f.syllables,
    trim(coalesce((SELECT group_concat(value, ' ') FROM json_each(f.aliases)), '')
      || ' ' || coalesce(f.sign, '') || ' ' || f.address
      || ' ' || (SELECT name FROM community WHERE id = f.community_id)) AS more
  FROM facility f WHERE f.retired_at IS NULL;
--> statement-breakpoint
DROP VIEW search_source;
--> statement-breakpoint
CREATE VIEW search_source AS
  SELECT 'facility' AS kind, facility_id AS ref_id, facility_id, name, syllables, more FROM search_facility
  UNION ALL
  SELECT 'service', id, NULL, name, syllables,
    coalesce((SELECT group_concat(value, ' ') FROM json_each(aliases)), '')
  FROM service
  UNION ALL
  SELECT 'estate', e.id, NULL, e.name, e.syllables,
    (SELECT name FROM community WHERE id = e.community_id)
  FROM estate e
  UNION ALL
  SELECT kind, ref_id, facility_id, name, syllables, more FROM search_inside;
--> statement-breakpoint
-- The entries of places, each with the id of the draft that says the same; null where none does.
CREATE VIEW search_facility_entry AS
  SELECT (SELECT d.id FROM search_draft d WHERE d.facility_id = s.facility_id
      AND d.name = s.name AND d.syllables = s.syllables AND d.more = s.more
      AND NOT EXISTS (SELECT 1 FROM search_entry WHERE id = d.id)) AS draft_id,
    facility_id, name, syllables, more
  FROM search_facility s;
--> statement-breakpoint

-- `search_draft_place` drafts a place, unless its entry has these words already. `more` as in `search_source`.
CREATE VIEW search_draft_place AS
  SELECT '' AS import_job_id, '' AS facility_id, '' AS name, '' AS syllables, '[]' AS aliases, '' AS address, '' AS community_id;
--> statement-breakpoint
CREATE TRIGGER search_draft_place_run INSTEAD OF INSERT ON search_draft_place
BEGIN
  DELETE FROM search_draft WHERE import_job_id = NEW.import_job_id AND facility_id = NEW.facility_id;
  INSERT INTO search_draft (id, import_job_id, facility_id, name, syllables, more)
    SELECT min(0, coalesce((SELECT min(id) FROM search_draft), 0), coalesce((SELECT min(id) FROM search_entry), 0)) - 1,
      NEW.import_job_id, NEW.facility_id, NEW.name, NEW.syllables, said.more
    FROM (SELECT trim(coalesce((SELECT group_concat(value, ' ') FROM json_each(NEW.aliases)), '')
      || ' ' || coalesce((SELECT sign FROM facility WHERE id = NEW.facility_id), '') || ' ' || NEW.address
      || ' ' || (SELECT name FROM community WHERE id = NEW.community_id)) AS more) said
    WHERE NOT EXISTS (SELECT 1 FROM search_entry e WHERE e.kind = 'facility' AND e.ref_id = NEW.facility_id
      AND e.name = NEW.name AND e.syllables = NEW.syllables AND e.more = said.more);
END;
--> statement-breakpoint
CREATE TRIGGER search_draft_insert AFTER INSERT ON search_draft
BEGIN
  INSERT INTO search_write SELECT id, syllables, letters, initials, text FROM search_terms WHERE id = NEW.id;
END;
--> statement-breakpoint
-- A draft that an entry took over leaves its words to it.
CREATE TRIGGER search_draft_delete AFTER DELETE ON search_draft
  WHEN NOT EXISTS (SELECT 1 FROM search_entry WHERE id = OLD.id)
BEGIN
  DELETE FROM search_text WHERE rowid = OLD.id;
END;
--> statement-breakpoint
DROP TRIGGER search_entry_insert;
--> statement-breakpoint
CREATE TRIGGER search_entry_insert AFTER INSERT ON search_entry
  WHEN NOT EXISTS (SELECT 1 FROM search_draft WHERE id = NEW.id)
BEGIN
  INSERT INTO search_write SELECT id, syllables, letters, initials, text FROM search_terms WHERE id = NEW.id;
END;
--> statement-breakpoint
-- What becomes of an entry becomes of the draft that it took over.
DROP TRIGGER search_entry_update;
--> statement-breakpoint
CREATE TRIGGER search_entry_update AFTER UPDATE ON search_entry
  WHEN NEW.name <> OLD.name OR NEW.syllables <> OLD.syllables OR NEW.more <> OLD.more
BEGIN
  DELETE FROM search_draft WHERE id = NEW.id;
  INSERT INTO search_retext VALUES (NEW.id);
END;
--> statement-breakpoint
DROP TRIGGER search_entry_delete;
--> statement-breakpoint
CREATE TRIGGER search_entry_delete AFTER DELETE ON search_entry
BEGIN
  DELETE FROM search_draft WHERE id = OLD.id;
  DELETE FROM search_text WHERE rowid = OLD.id;
END;
--> statement-breakpoint
DROP TRIGGER search_facility_insert;
--> statement-breakpoint
CREATE TRIGGER search_facility_insert AFTER INSERT ON facility
BEGIN
  INSERT INTO search_entry (id, kind, ref_id, facility_id, name, syllables, more)
    SELECT draft_id, 'facility', facility_id, facility_id, name, syllables, more FROM search_facility_entry
    WHERE facility_id = NEW.id;
END;
--> statement-breakpoint
-- Where a draft says what a place is called now, its entry gives way to it.
DROP TRIGGER search_facility_update;
--> statement-breakpoint
CREATE TRIGGER search_facility_update
  AFTER UPDATE OF name, syllables, aliases, sign, address, community_id, retired_at ON facility
  WHEN NEW.name <> OLD.name OR NEW.syllables <> OLD.syllables OR NEW.aliases <> OLD.aliases
    OR NEW.sign IS NOT OLD.sign OR NEW.address <> OLD.address OR NEW.community_id <> OLD.community_id
    OR (NEW.retired_at IS NULL) <> (OLD.retired_at IS NULL)
BEGIN
  DELETE FROM search_entry WHERE kind = 'facility' AND ref_id = NEW.id
    AND EXISTS (SELECT 1 FROM search_facility_entry WHERE facility_id = NEW.id AND draft_id IS NOT NULL);
  INSERT INTO search_entry (id, kind, ref_id, facility_id, name, syllables, more)
    SELECT draft_id, 'facility', facility_id, facility_id, name, syllables, more FROM search_facility_entry
    WHERE facility_id = NEW.id AND draft_id IS NOT NULL;
  INSERT INTO search_refresh VALUES ('facility', NEW.id);
  INSERT INTO search_refresh SELECT 'scene', id FROM scene WHERE facility_id = NEW.id;
  INSERT INTO search_refresh SELECT 'venue', id FROM venue WHERE facility_id = NEW.id;
  INSERT INTO search_refresh SELECT 'canteen', id FROM canteen WHERE facility_id = NEW.id;
  INSERT INTO search_refresh SELECT 'activity', id FROM activity WHERE facility_id = NEW.id;
END;
--> statement-breakpoint
DROP TRIGGER search_synonym_insert;
--> statement-breakpoint
CREATE TRIGGER search_synonym_insert AFTER INSERT ON synonym
BEGIN
  INSERT INTO synonym_word (word, synonym_id) SELECT lower(value), NEW.id FROM json_each(NEW.words);
  INSERT INTO search_retext SELECT id FROM search_worded
    WHERE EXISTS (SELECT 1 FROM json_each(NEW.words) WHERE instr(lower(name), lower(value)) > 0);
END;
--> statement-breakpoint
DROP TRIGGER search_synonym_update;
--> statement-breakpoint
CREATE TRIGGER search_synonym_update AFTER UPDATE OF words ON synonym
BEGIN
  DELETE FROM synonym_word WHERE synonym_id = NEW.id;
  INSERT INTO synonym_word (word, synonym_id) SELECT lower(value), NEW.id FROM json_each(NEW.words);
  INSERT INTO search_retext SELECT id FROM search_worded
    WHERE EXISTS (SELECT 1 FROM json_each(OLD.words) WHERE instr(lower(name), lower(value)) > 0)
      OR EXISTS (SELECT 1 FROM json_each(NEW.words) WHERE instr(lower(name), lower(value)) > 0);
END;
--> statement-breakpoint
DROP TRIGGER search_synonym_delete;
--> statement-breakpoint
CREATE TRIGGER search_synonym_delete AFTER DELETE ON synonym
BEGIN
  DELETE FROM synonym_word WHERE synonym_id = OLD.id;
  INSERT INTO search_retext SELECT id FROM search_worded
    WHERE EXISTS (SELECT 1 FROM json_each(OLD.words) WHERE instr(lower(name), lower(value)) > 0);
END;
--> statement-breakpoint
-- A new place has no scenes yet: what it is looked up by stands in its own row.
DROP TRIGGER facility_facet_insert;
--> statement-breakpoint
CREATE TRIGGER facility_facet_insert AFTER INSERT ON facility WHEN NEW.retired_at IS NULL
BEGIN
  INSERT INTO facility_facet (facility_id, category, level, community_id, estate_id, pinyin, band, lng, lat)
    SELECT NEW.id, category, NEW.level, NEW.community_id, NEW.estate_id, NEW.pinyin, CAST(NEW.lat * 1000 AS INTEGER), NEW.lng, NEW.lat
    FROM (SELECT '' AS category UNION ALL SELECT NEW.category);
END;
