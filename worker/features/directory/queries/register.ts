/**
 * The register held against rows that want to come in. They are given as a subquery of `row_no`, `facility_id`, `id_made`
 * (the file said no number) and `data`, a JSON object of columns of `facility`; a column that isn't in it stays as the register
 * has it.
 */
import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { ACCESS_FEATURES } from '../rules/kinds.ts';
import { community, estate, facility, zone } from '../tables.ts';

/** For a batch: zones, communities and estates, to find those that a row names. */
export function areasStatements(db: Db) {
  return [
    db.select({ id: zone.id, letter: zone.letter, name: zone.name }).from(zone),
    db.select({ id: community.id, zoneId: community.zoneId, name: community.name }).from(community),
    db
      .select({
        id: estate.id,
        communityId: estate.communityId,
        name: estate.name,
        lng: estate.lng,
        lat: estate.lat,
      })
      .from(estate),
  ] as const;
}

/** For a batch: where the estates of the district lie, which is where the district is; none unless `when` holds. */
export function estatePointsQuery(db: Db, when: SQL) {
  return db.select({ lng: estate.lng, lat: estate.lat }).from(estate).where(when);
}

/** For a batch: where the places with these ids are, and when somebody last went to look. */
export function knownQuery(db: Db, ids: readonly string[]) {
  const wanted = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  return db
    .select({
      id: facility.id,
      lng: facility.lng,
      lat: facility.lat,
      checkedOn: facility.checkedOn,
    })
    .from(facility)
    .where(inArray(facility.id, wanted));
}

/** About 30 m: two places of one name nearer than that are one. */
const SAME_PLACE_DEGREES = 0.0003;

/**
 * What only the whole shows, as `row_no, "column", code, value, hint`: a number or a place twice in the rows, one that the
 * register has under another number, or had, and a made number that a place of another name has. The rows are named once:
 * they are read once. D1 takes five terms of a compound SELECT and no more.
 */
export function conflictsIn(rows: SQL): SQL {
  return sql`
    WITH r AS MATERIALIZED (
      SELECT row_no, facility_id AS id, id_made, json_extract(data, '$.name') AS name,
        json_extract(data, '$.lng') AS lng, json_extract(data, '$.lat') AS lat FROM (${rows})),
    fresh AS MATERIALIZED (
      SELECT * FROM r WHERE lat IS NOT NULL AND NOT EXISTS (SELECT 1 FROM facility WHERE id = r.id))
    SELECT row_no, 'id' AS "column", 'id.twice' AS code, id AS value, first AS hint FROM (
      SELECT row_no, id, min(row_no) OVER (PARTITION BY id) AS first FROM r WHERE id IS NOT NULL)
    WHERE row_no > first
    UNION ALL
    SELECT row_no, 'name', 'place.twice', name, first FROM (
      SELECT row_no, id, name, min(row_no) OVER (PARTITION BY name, round(lng, 4), round(lat, 4)) AS first,
        first_value(id) OVER (PARTITION BY name, round(lng, 4), round(lat, 4) ORDER BY row_no) AS first_id
      FROM r WHERE lat IS NOT NULL AND name <> '')
    WHERE row_no > first AND id IS NOT first_id
    UNION ALL
    SELECT r.row_no, 'id', iif(f.retired_at IS NULL, 'id.taken', 'id.retired'), r.id, f.name
    FROM r JOIN facility f ON f.id = r.id
    WHERE iif(f.retired_at IS NULL, r.id_made AND f.name <> r.name,
      NOT EXISTS (SELECT 1 FROM facility_alias WHERE old_id = r.id))
    UNION ALL
    SELECT r.row_no, 'id', 'id.alias', r.id, a.facility_id FROM r JOIN facility_alias a ON a.old_id = r.id
    UNION ALL
    SELECT n.row_no, 'name', 'place.exists', n.name, f.id FROM fresh n JOIN facility f ON f.name = n.name
    WHERE f.retired_at IS NULL AND f.id <> n.id
      AND abs(f.lat - n.lat) < ${SAME_PLACE_DEGREES} AND abs(f.lng - n.lng) < ${SAME_PLACE_DEGREES}`;
}

/** Columns that are taken as they come, and what stands there when a new place doesn't say. */
const PLAIN: Record<string, SQL> = {
  summary: sql`''`,
  phone: sql`NULL`,
  area_m2: sql`0`,
  hours: sql`NULL`,
  audience: sql`'["all"]'`,
  aliases: sql`'[]'`,
  checked_on: sql`NULL`,
};
const COLUMN_OF: Record<string, string> = { area_m2: 'area_m_2' };
/** Columns that each row says. */
const SAID = [
  'level',
  'category',
  'name',
  'pinyin',
  'syllables',
  'zone_id',
  'community_id',
  'estate_id',
  'address',
  'lng',
  'lat',
];
export const TAKEN_COLUMNS = [
  ...SAID,
  ...Object.keys(PLAIN).map((key) => COLUMN_OF[key] ?? key),
  'access',
];

/** A place that nobody has been to look at. */
const UNCHECKED_ACCESS = JSON.stringify(
  Object.fromEntries(ACCESS_FEATURES.map((feature) => [feature, { answer: 'unknown' }])),
);

/** A patch that takes the note from each feature that the rows answer otherwise: it was of the old answer. */
const OUTDATED_NOTES = sql`(SELECT json_group_object(said.key, json('{"note":null}'))
  FROM json_each(r.data, '$.access') AS said
  WHERE said.value ->> '$.answer' IS NOT f.access -> said.key ->> '$.answer')`;

const said = (key: string) => sql.raw(`json_extract(r.data, '$.${key}') AS ${key}`);

function keptOrSaid(key: string, otherwise: SQL): SQL {
  const column = COLUMN_OF[key] ?? key;
  const path = `'$.${key}'`;
  return sql`${sql.raw(`CASE WHEN json_type(r.data, ${path}) IS NOT NULL THEN json_extract(r.data, ${path})
    WHEN f.id IS NOT NULL THEN f.${column} ELSE `)}${otherwise}${sql.raw(` END AS ${column}`)}`;
}

/**
 * The rows as the register would hold them, and whether it has them already: `is_new`, `differs`. What is known of access is
 * kept feature by feature where the rows say nothing of it, and a note as long as the answer is the same.
 */
export function mergedRows(rows: SQL): SQL {
  const columns = [
    ...SAID.map(said),
    ...Object.entries(PLAIN).map(([key, otherwise]) => keptOrSaid(key, otherwise)),
    sql`json_patch(json_patch(coalesce(f.access, ${UNCHECKED_ACCESS}), ${OUTDATED_NOTES}),
      json_extract(r.data, '$.access')) AS access`,
  ];
  const differs = TAKEN_COLUMNS.map((column) => sql.raw(`m.${column} IS NOT f.${column}`));
  return sql`SELECT m.*, f.id IS NULL AS is_new, f.id IS NULL OR ${sql.join(differs, sql` OR `)} AS differs FROM (
    SELECT r.facility_id AS id, r.row_no, ${sql.join(columns, sql`, `)}
    FROM (${rows}) r LEFT JOIN facility f ON f.id = r.facility_id) m
    LEFT JOIN facility f ON f.id = m.id`;
}

/** Those of the merged rows that are new or differ, in the columns that places are found by. */
export function wordedRows(rows: SQL): SQL {
  return sql`SELECT id, name, syllables, aliases, address, community_id FROM (${mergedRows(rows)}) WHERE differs`;
}

/** For a batch: how many places the rows would add, change, and leave as they are. */
export function effectQuery(db: Db, rows: SQL) {
  return db.all<{ added: number; changed: number; same: number }>(sql`SELECT
    coalesce(sum(is_new), 0) AS added, coalesce(sum(differs AND NOT is_new), 0) AS changed,
    coalesce(sum(NOT differs), 0) AS same FROM (${mergedRows(rows)})`);
}

/** What a change is told of, by its name in the record: the column, and whether it holds JSON. A zone follows its community. */
const LOGGED: Record<string, readonly [column: string, isJson?: true]> = {
  name: ['name'],
  aliases: ['aliases', true],
  level: ['level'],
  category: ['category'],
  communityId: ['community_id'],
  estateId: ['estate_id'],
  summary: ['summary'],
  address: ['address'],
  phone: ['phone'],
  lng: ['lng'],
  lat: ['lat'],
  areaM2: ['area_m_2'],
  hours: ['hours', true],
  access: ['access', true],
  audience: ['audience', true],
  checkedOn: ['checked_on'],
};

/** Those of the merged rows that are new or differ, with each field that does as `{field, before, after}`; a new one has none. */
export function changedRows(rows: SQL): SQL {
  const changes = Object.entries(LOGGED).map(([field, [column, isJson]]) => {
    const [before, after] = ['f', 'm'].map((one) =>
      isJson ? `json(${one}.${column})` : `${one}.${column}`,
    );
    return sql.raw(`json(iif(f.${column} IS NOT m.${column},
      json_object('field', '${field}', 'before', ${before}, 'after', ${after}), NULL))`);
  });
  return sql`SELECT m.*, iif(m.is_new, '[]', (SELECT json_group_array(json(value))
      FROM json_each(json_array(${sql.join(changes, sql`, `)})) WHERE type = 'object')) AS fields
    FROM (${mergedRows(rows)}) m LEFT JOIN facility f ON f.id = m.id WHERE m.differs`;
}

/** For a batch: the places that the rows would add or change, in the order of the rows. */
export function changesQuery(db: Db, rows: SQL, limit: number) {
  return db.all<{ row_no: number; id: string; name: string; is_new: number; fields: string }>(
    sql`SELECT row_no, id, name, is_new, fields FROM (${changedRows(rows)}) ORDER BY row_no LIMIT ${limit}`,
  );
}
