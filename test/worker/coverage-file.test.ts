/** Every number of the coverage page, worked out again from the downloaded table and nothing else; on the reference district. */
import { env } from 'cloudflare:workers';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadReferenceDistrict } from '../../drizzle/demo/load.ts';
import type { Coverage } from '../../worker/features/circle/schema.ts';
import { linliAt, NOW } from './world.ts';

type Line = Record<string, string>;

const linli = linliAt();
let page: Coverage;
let reached: Line[];
let floors: Line[];

beforeAll(async () => {
  await loadReferenceDistrict(env.DB, NOW);
  page = (await linli.get('/api/v1/coverage')).body as Coverage;
  const text = String((await linli.get('/api/v1/coverage.csv')).body).replace(/^\uFEFF/, '');
  const { data, errors } = Papa.parse<Line>(text, {
    header: true,
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  reached = data.filter((line) => line.记录 === '覆盖');
  floors = data.filter((line) => line.记录 === '面积');
});

const numberIn = (line: Line, column: string) => Number(line[column]);
const sumOf = (lines: readonly Line[], column: string) =>
  lines.reduce((sum, line) => sum + numberIn(line, column), 0);
/** One line for each estate: what is said of an estate stands in every line of it. */
const estatesIn = (lines: readonly Line[]) =>
  lines.filter((line) => line.项目 === page.requirements[0]?.id);

describe('the table of the coverage', () => {
  it('has all of the reference district', () => {
    expect([reached.length, floors.length]).toEqual([49 * page.requirements.length, 412]);
  });

  it('gives every way as straight line × 1.3 to ten metres', () => {
    for (const line of reached) {
      expect([line.算法, numberIn(line, '步行（米）')]).toEqual([
        '直线估算',
        Math.round((numberIn(line, '直线（米）') * 1.3) / 10) * 10,
      ]);
    }
  });

  it('gives as reached what is no further than the circle', () => {
    for (const line of reached) {
      const inside = numberIn(line, '步行（米）') <= numberIn(line, '最远步行（米）');
      expect([line.小区, line.项目, line.达到]).toEqual([line.小区, line.项目, inside ? '1' : '0']);
    }
  });

  it('adds up to the households that each requirement is kept for', () => {
    for (const { id, householdsMet, households } of page.requirements) {
      const lines = reached.filter((line) => line.项目 === id);
      const met = lines.filter((line) => line.达到 === '1');
      expect([id, sumOf(met, '户数'), sumOf(lines, '户数')]).toEqual([
        id,
        householdsMet,
        households,
      ]);
    }
  });

  it('ranks the gaps as the page does', () => {
    const missedBy = (id: string | undefined) =>
      reached.filter((line) => line.小区编号 === id && line.达到 === '0').length;
    const gaps = estatesIn(reached)
      .map((line) => ({ name: line.小区, id: line.小区编号 ?? '', line }))
      .map(({ line, ...rest }) => ({ ...rest, missed: missedBy(rest.id), line }))
      .map(({ line, ...rest }) => ({ ...rest, gap: numberIn(line, '户数') * rest.missed }))
      .sort((a, b) => b.gap - a.gap || b.missed - a.missed || (a.id < b.id ? -1 : 1));
    expect(gaps).toEqual(
      page.estates.map(({ name, id, missed, gap }) => ({ name, id, missed, gap })),
    );
  });

  it('adds up to the floor for each hundred households, by community, zone and in all', () => {
    const { subdistrict, zones, communities } = page.floorArea;
    const perHundred = (inside: (line: Line) => boolean) => {
      const counted = floors.filter((line) => line.计入面积 === '1' && inside(line));
      const households = sumOf(estatesIn(reached).filter(inside), '户数');
      return Math.round((sumOf(counted, '建筑面积（平方米）') / households) * 10_000) / 100;
    };
    for (const { name, m2PerHundredHouseholds } of communities) {
      expect([name, perHundred((line) => line.社区 === name)]).toEqual([
        name,
        m2PerHundredHouseholds,
      ]);
    }
    for (const { name, m2PerHundredHouseholds } of zones) {
      expect([name, perHundred((line) => line.片区 === name)]).toEqual([
        name,
        m2PerHundredHouseholds,
      ]);
    }
    expect(perHundred(() => true)).toBe(subdistrict.m2PerHundredHouseholds);
  });
});
