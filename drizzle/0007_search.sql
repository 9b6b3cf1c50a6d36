-- Search keeps itself: what is in the register is in `search_entry`, and what is in `search_entry` in the full-text
-- table, by triggers. No command writes either, so nothing can be there and not be found.

-- Characters in pairs, because `unicode61` takes a whole Chinese phrase for one word; a single one begins a pair.
-- Contentless: the words are only looked up, never read back. `sounds` holds the pinyin from each syllable on, and the
-- initials from each on; `slips` six letters from each letter on, to find what was typed with one wrong letter.
CREATE VIRTUAL TABLE search_text USING fts5(
  characters, sounds, slips,
  content = '', contentless_delete = 1, detail = column, tokenize = 'unicode61 remove_diacritics 0'
);
--> statement-breakpoint

-- The words of the synonym groups, each in a row: a word stands in one group.
CREATE TABLE synonym_word (
  word text PRIMARY KEY NOT NULL,
  synonym_id text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX synonym_word_group ON synonym_word (synonym_id);
--> statement-breakpoint

-- What can be found. A retired place is not in it, nor is what is inside; nor a hidden venue. In two views, because D1
-- joins five SELECTs at most.
CREATE VIEW search_inside AS
  SELECT 'scene' AS kind, s.id AS ref_id, s.facility_id, s.name, s.syllables, f.name AS more
  FROM scene s JOIN facility f ON f.id = s.facility_id WHERE f.retired_at IS NULL
  UNION ALL
  SELECT 'venue', v.id, v.facility_id, v.name, v.syllables, f.name
  FROM venue v JOIN facility f ON f.id = v.facility_id
  WHERE v.state = 'open' AND f.retired_at IS NULL
  UNION ALL
  SELECT 'canteen', c.id, c.facility_id, c.name, c.syllables, f.name
  FROM canteen c JOIN facility f ON f.id = c.facility_id WHERE f.retired_at IS NULL
  UNION ALL
  SELECT 'activity', a.id, a.facility_id, a.title, a.syllables, f.name
  FROM activity a JOIN facility f ON f.id = a.facility_id WHERE f.retired_at IS NULL;
--> statement-breakpoint
CREATE VIEW search_source AS
  SELECT 'facility' AS kind, f.id AS ref_id, f.id AS facility_id, f.name, f.syllables,
    trim(coalesce((SELECT group_concat(value, ' ') FROM json_each(f.aliases)), '')
      || ' ' || coalesce(f.sign, '') || ' ' || f.address
      || ' ' || (SELECT name FROM community WHERE id = f.community_id)) AS more
  FROM facility f WHERE f.retired_at IS NULL
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

-- 1, 2, 3 …: takes a text apart at each of its characters, for a fraction of what a recursion costs. As many as the
-- longest text has characters, and more; what stands behind would not be looked up.
CREATE TABLE search_place (place integer PRIMARY KEY NOT NULL);
--> statement-breakpoint
INSERT INTO search_place
  WITH RECURSIVE n(place) AS (SELECT 1 UNION ALL SELECT place + 1 FROM n WHERE place < 4000) SELECT place FROM n;
--> statement-breakpoint

-- What an entry is found by. The name brings with it all words of a synonym group of which it bears one, so that a
-- look-up needs to know no synonyms.
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
  FROM search_entry e;
--> statement-breakpoint

-- Three procedures, as SQLite knows them: inserting into such a view runs its trigger and stores nothing.
-- `search_write` writes an entry into the full-text table; it is given the text, so that this is worked out once and not
-- for each character.
CREATE VIEW search_write AS SELECT 0 AS id, '' AS syllables, '' AS letters, '' AS initials, '' AS text;
--> statement-breakpoint
CREATE TRIGGER search_write_run INSTEAD OF INSERT ON search_write
BEGIN
  INSERT INTO search_text (rowid, characters, sounds, slips) VALUES (
    NEW.id,
    (SELECT group_concat(substr(NEW.text, place, 2), ' ')
      FROM search_place WHERE place <= length(NEW.text)),
    (SELECT group_concat(replace(substr(NEW.syllables, place), ' ', ''), ' ') FROM search_place
      WHERE place <= length(NEW.syllables) AND substr(' ' || NEW.syllables, place, 1) = ' ')
      || ' ' || (SELECT group_concat(substr(NEW.initials, place), ' ')
      FROM search_place WHERE place <= length(NEW.initials)),
    (SELECT group_concat(substr(NEW.letters, place, 6), ' ')
      FROM search_place WHERE place <= length(NEW.letters)));
END;
--> statement-breakpoint
-- `search_retext` writes the words of an entry anew.
CREATE VIEW search_retext AS SELECT 0 AS id;
--> statement-breakpoint
CREATE TRIGGER search_retext_run INSTEAD OF INSERT ON search_retext
BEGIN
  DELETE FROM search_text WHERE rowid = NEW.id;
  INSERT INTO search_write SELECT id, syllables, letters, initials, text FROM search_terms WHERE id = NEW.id;
END;
--> statement-breakpoint
-- `search_refresh` makes an entry what its source says, and removes it where there is none any more.
CREATE VIEW search_refresh AS SELECT '' AS kind, '' AS ref_id;
--> statement-breakpoint
CREATE TRIGGER search_refresh_run INSTEAD OF INSERT ON search_refresh
BEGIN
  DELETE FROM search_entry WHERE kind = NEW.kind AND ref_id = NEW.ref_id
    AND NOT EXISTS (SELECT 1 FROM search_source WHERE kind = NEW.kind AND ref_id = NEW.ref_id);
  INSERT INTO search_entry (kind, ref_id, facility_id, name, syllables, more)
    SELECT kind, ref_id, facility_id, name, syllables, more FROM search_source
    WHERE kind = NEW.kind AND ref_id = NEW.ref_id
    ON CONFLICT (kind, ref_id) DO UPDATE SET facility_id = excluded.facility_id, name = excluded.name,
      syllables = excluded.syllables, more = excluded.more;
END;
--> statement-breakpoint

CREATE TRIGGER search_entry_insert AFTER INSERT ON search_entry
BEGIN
  INSERT INTO search_write SELECT id, syllables, letters, initials, text FROM search_terms WHERE id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER search_entry_update AFTER UPDATE ON search_entry
  WHEN NEW.name <> OLD.name OR NEW.syllables <> OLD.syllables OR NEW.more <> OLD.more
BEGIN
  INSERT INTO search_retext VALUES (NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_entry_delete AFTER DELETE ON search_entry
BEGIN
  DELETE FROM search_text WHERE rowid = OLD.id;
END;
--> statement-breakpoint

-- The words of the groups, each in a row; and a change of one concerns the entries that bear it.
CREATE TRIGGER search_synonym_insert AFTER INSERT ON synonym
BEGIN
  INSERT INTO synonym_word (word, synonym_id) SELECT lower(value), NEW.id FROM json_each(NEW.words);
  INSERT INTO search_retext SELECT id FROM search_entry
    WHERE EXISTS (SELECT 1 FROM json_each(NEW.words) WHERE instr(lower(name), lower(value)) > 0);
END;
--> statement-breakpoint
CREATE TRIGGER search_synonym_update AFTER UPDATE OF words ON synonym
BEGIN
  DELETE FROM synonym_word WHERE synonym_id = NEW.id;
  INSERT INTO synonym_word (word, synonym_id) SELECT lower(value), NEW.id FROM json_each(NEW.words);
  INSERT INTO search_retext SELECT id FROM search_entry
    WHERE EXISTS (SELECT 1 FROM json_each(OLD.words) WHERE instr(lower(name), lower(value)) > 0)
      OR EXISTS (SELECT 1 FROM json_each(NEW.words) WHERE instr(lower(name), lower(value)) > 0);
END;
--> statement-breakpoint
CREATE TRIGGER search_synonym_delete AFTER DELETE ON synonym
BEGIN
  DELETE FROM synonym_word WHERE synonym_id = OLD.id;
  INSERT INTO search_retext SELECT id FROM search_entry
    WHERE EXISTS (SELECT 1 FROM json_each(OLD.words) WHERE instr(lower(name), lower(value)) > 0);
END;
--> statement-breakpoint

CREATE TRIGGER search_facility_insert AFTER INSERT ON facility
BEGIN
  INSERT INTO search_entry (kind, ref_id, facility_id, name, syllables, more)
    SELECT kind, ref_id, facility_id, name, syllables, more FROM search_source
    WHERE kind = 'facility' AND ref_id = NEW.id;
END;
--> statement-breakpoint
-- What is inside is found by the name of the place too, and goes when the place goes.
CREATE TRIGGER search_facility_update
  AFTER UPDATE OF name, syllables, aliases, sign, address, community_id, retired_at ON facility
  WHEN NEW.name <> OLD.name OR NEW.syllables <> OLD.syllables OR NEW.aliases <> OLD.aliases
    OR NEW.sign IS NOT OLD.sign OR NEW.address <> OLD.address OR NEW.community_id <> OLD.community_id
    OR (NEW.retired_at IS NULL) <> (OLD.retired_at IS NULL)
BEGIN
  INSERT INTO search_refresh VALUES ('facility', NEW.id);
  INSERT INTO search_refresh SELECT 'scene', id FROM scene WHERE facility_id = NEW.id;
  INSERT INTO search_refresh SELECT 'venue', id FROM venue WHERE facility_id = NEW.id;
  INSERT INTO search_refresh SELECT 'canteen', id FROM canteen WHERE facility_id = NEW.id;
  INSERT INTO search_refresh SELECT 'activity', id FROM activity WHERE facility_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER search_facility_delete AFTER DELETE ON facility
BEGIN
  INSERT INTO search_refresh VALUES ('facility', OLD.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_scene_insert AFTER INSERT ON scene
BEGIN
  INSERT INTO search_refresh VALUES ('scene', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_scene_update AFTER UPDATE OF facility_id, name, syllables ON scene
BEGIN
  INSERT INTO search_refresh VALUES ('scene', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_scene_delete AFTER DELETE ON scene
BEGIN
  INSERT INTO search_refresh VALUES ('scene', OLD.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_service_insert AFTER INSERT ON service
BEGIN
  INSERT INTO search_refresh VALUES ('service', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_service_update AFTER UPDATE OF name, syllables, aliases ON service
BEGIN
  INSERT INTO search_refresh VALUES ('service', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_service_delete AFTER DELETE ON service
BEGIN
  INSERT INTO search_refresh VALUES ('service', OLD.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_venue_insert AFTER INSERT ON venue
BEGIN
  INSERT INTO search_refresh VALUES ('venue', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_venue_update AFTER UPDATE OF facility_id, name, syllables, state ON venue
BEGIN
  INSERT INTO search_refresh VALUES ('venue', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_venue_delete AFTER DELETE ON venue
BEGIN
  INSERT INTO search_refresh VALUES ('venue', OLD.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_canteen_insert AFTER INSERT ON canteen
BEGIN
  INSERT INTO search_refresh VALUES ('canteen', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_canteen_update AFTER UPDATE OF facility_id, name, syllables ON canteen
BEGIN
  INSERT INTO search_refresh VALUES ('canteen', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_canteen_delete AFTER DELETE ON canteen
BEGIN
  INSERT INTO search_refresh VALUES ('canteen', OLD.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_activity_insert AFTER INSERT ON activity
BEGIN
  INSERT INTO search_refresh VALUES ('activity', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_activity_update AFTER UPDATE OF facility_id, title, syllables ON activity
BEGIN
  INSERT INTO search_refresh VALUES ('activity', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_activity_delete AFTER DELETE ON activity
BEGIN
  INSERT INTO search_refresh VALUES ('activity', OLD.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_estate_insert AFTER INSERT ON estate
BEGIN
  INSERT INTO search_refresh VALUES ('estate', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_estate_update AFTER UPDATE OF name, syllables, community_id ON estate
BEGIN
  INSERT INTO search_refresh VALUES ('estate', NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_estate_delete AFTER DELETE ON estate
BEGIN
  INSERT INTO search_refresh VALUES ('estate', OLD.id);
END;
--> statement-breakpoint
CREATE TRIGGER search_community_update AFTER UPDATE OF name ON community WHEN NEW.name <> OLD.name
BEGIN
  INSERT INTO search_refresh SELECT 'facility', id FROM facility WHERE community_id = NEW.id;
  INSERT INTO search_refresh SELECT 'estate', id FROM estate WHERE community_id = NEW.id;
END;
--> statement-breakpoint

-- What was there before.
INSERT INTO search_refresh SELECT kind, ref_id FROM search_source;
