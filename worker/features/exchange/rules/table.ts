/** A record of the register as a row of the table that the import takes in. */
import type { HoursPeriod } from '../../directory/rules/hours.ts';
import { printHours } from '../../directory/rules/hoursText.ts';
import {
  ACCESS_FEATURES,
  type AccessFacts,
  type Audience,
  type Category,
  type Level,
} from '../../directory/rules/kinds.ts';
import {
  ANSWER_WORDS,
  AUDIENCE_WORDS,
  CATEGORY_WORDS,
  type Cells,
  DATUM_WORDS,
  LEVEL_WORDS,
} from '../../directory/rules/registerColumns.ts';

/** What of a record the table has columns for. */
export type TableRecord = {
  id: string;
  name: string;
  aliases: readonly string[];
  level: Level;
  category: string;
  zoneName: string;
  communityName: string;
  estateName: string | null;
  address: string;
  lng: number;
  lat: number;
  phone: string | null;
  areaM2: number;
  hours: HoursPeriod[] | null;
  audience: readonly Audience[];
  summary: string;
  checkedOn: string | null;
  access: AccessFacts;
};

export function cellsOf(record: TableRecord): Required<Cells> {
  const answers = ACCESS_FEATURES.map((feature) => [
    feature,
    ANSWER_WORDS[record.access[feature]?.answer ?? 'unknown'],
  ]);
  return {
    id: record.id,
    name: record.name,
    aliases: record.aliases.join('、'),
    level: LEVEL_WORDS[record.level],
    category: CATEGORY_WORDS[record.category as Category],
    zone: record.zoneName,
    community: record.communityName,
    estate: record.estateName ?? '',
    address: record.address,
    lng: String(record.lng),
    lat: String(record.lat),
    datum: DATUM_WORDS.gcj02,
    phone: record.phone ?? '',
    areaM2: String(record.areaM2),
    hours: printHours(record.hours),
    audience: record.audience.map((one) => AUDIENCE_WORDS[one]).join('、'),
    summary: record.summary,
    checkedOn: record.checkedOn ?? '',
    ...(Object.fromEntries(answers) as Record<(typeof ACCESS_FEATURES)[number], string>),
  };
}
