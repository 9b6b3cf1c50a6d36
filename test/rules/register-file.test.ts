/** Registers as files: every format and encoding that comes in, read to the same rows; and files that can't be read. */
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { FileFault } from '../../site/src/lib/registerFile/fault.ts';
import { fillOf } from '../../site/src/lib/registerFile/fill.ts';
import { partsAfter } from '../../site/src/lib/registerFile/parts.ts';
import { readFile } from '../../site/src/lib/registerFile/readFile.ts';
import { csvTemplate } from '../../site/src/lib/registerFile/template.ts';

const HEADINGS = ['名称', '级别', '类别', '社区', '地址', '经度', '纬度', '电话'];
const ROW = [
  '万和书房',
  '社区级',
  '书房',
  '万和社区',
  '绿汀路 1 号，\n东门',
  '119.9995',
  '30.2896',
  '0571-88886666',
];
const CELLS = {
  name: '万和书房',
  level: '社区级',
  category: '书房',
  community: '万和社区',
  address: '绿汀路 1 号，\n东门',
  lng: '119.9995',
  lat: '30.2896',
  phone: '0571-88886666',
};

const csv = (mark: string, lines: string[][] = [HEADINGS, ROW]) =>
  lines
    .map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(mark))
    .join('\r\n');
const utf8 = (text: string) => new TextEncoder().encode(text);
const json = (data: unknown) => utf8(JSON.stringify(data));

const fault = (bytes: Uint8Array, options = {}) =>
  readFile(bytes, options).then(
    () => 'read',
    (error: unknown) => (error instanceof FileFault ? [error.code, error.value] : error),
  );

async function xlsx(
  data: Parameters<typeof writeXlsxFile>[0],
  sheet = '设施',
): Promise<Uint8Array> {
  return new Uint8Array(await writeXlsxFile(data as never, { sheet } as never).toBuffer());
}

describe('a table as text', () => {
  test.each([
    ['UTF-8', utf8(csv(','))],
    ['UTF-8 with its mark', utf8(`\uFEFF${csv(',')}`)],
    ['UTF-8 with semicolons', utf8(csv(';'))],
    ['UTF-8 with tabs', utf8(csv('\t'))],
    ['UTF-8 that names its separator', utf8(`sep=;\r\n${csv(';')}`)],
    ['GB18030, as Excel in China writes it', new Uint8Array(iconv.encode(csv(','), 'gb18030'))],
    ['UTF-16 with its mark', new Uint8Array(iconv.encode(csv('\t'), 'utf16le', { addBOM: true }))],
    ['UTF-16 without it', new Uint8Array(iconv.encode(csv('\t'), 'utf16le'))],
  ])('%s', async (_, bytes) => {
    const read = await readFile(bytes);
    expect(read.format).toBe('csv');
    expect(read.rows.map(({ cells }) => cells)).toEqual([CELLS]);
  });

  test('a title above the headings, empty lines and rare characters keep their row numbers', async () => {
    const rare = ['㐂𠮷茶室', ...ROW.slice(1)];
    const lines = [['仓前街道设施登记表'], HEADINGS, [''], rare, ['', '']];
    const read = await readFile(new Uint8Array(iconv.encode(csv(',', lines), 'gb18030')));
    expect(read.rows).toMatchObject([{ rowNo: 4, cells: { name: '㐂𠮷茶室' } }]);
  });

  test('headings in English, with units and stars, and such as nobody knows', async () => {
    const headings = [
      'Name*',
      'LEVEL',
      'Category',
      'community',
      'Address',
      '经度（°）',
      'Latitude',
      '负责人',
    ];
    const read = await readFile(utf8(csv(',', [headings, ROW])));
    expect(read.rows[0]?.cells).toMatchObject({
      name: '万和书房',
      lng: '119.9995',
      lat: '30.2896',
    });
    expect(read.unknown).toEqual(['负责人']);
  });

  test('a row longer than the headings is said to be', async () => {
    const read = await readFile(utf8(csv(',', [HEADINGS, [...ROW, '多的', '', '出来']])));
    expect(read.rows[0]?.faults).toEqual([{ code: 'row.tooManyCells', value: '多的、出来' }]);
  });

  test('the template is read as it is', async () => {
    const read = await readFile(utf8(`\uFEFF${csvTemplate()}`));
    expect([read.rows.length, read.unknown]).toEqual([1, []]);
  });
});

describe('a workbook', () => {
  test('has dates as days, times, numbers as text, and its first sheet or the one named', async () => {
    const headings = [...HEADINGS, '核对日期', '面积'];
    const cells = [
      ...ROW.slice(0, 5),
      119.9995,
      30.2896,
      13800000001,
      new Date('2026-11-20T00:00:00Z'),
      120.5,
    ];
    const data = [
      headings.map((value) => ({ value })),
      cells.map((value) =>
        value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value },
      ),
    ];
    const bytes = await xlsx(data as never);
    for (const options of [{}, { sheet: '设施' }]) {
      const read = await readFile(bytes, options);
      expect([read.format, read.sheet]).toEqual(['xlsx', '设施']);
      expect(read.rows[0]?.cells).toMatchObject({
        lng: '119.9995',
        phone: '13800000001',
        checkedOn: '2026-11-20',
        areaM2: '120.5',
      });
    }
    expect(await fault(bytes, { sheet: '别的' })).toEqual(['file.sheet', '设施']);
  });
});

describe('GeoJSON', () => {
  const point = { type: 'Point', coordinates: [119.995, 30.292] };
  const properties = {
    name: '万和书房',
    level: 'community',
    category: 'reading',
    community: 'wanhe',
    address: '绿汀路 1 号',
    lift: true,
  };
  const collection = (...features: unknown[]) => json({ type: 'FeatureCollection', features });

  test('is WGS-84; a feature is a row, its id the number', async () => {
    const read = await readFile(
      collection({ type: 'Feature', id: 'wanhe-1', geometry: point, properties }),
    );
    expect([read.format, read.datum]).toEqual(['geojson', 'wgs84']);
    expect(read.rows).toEqual([
      {
        rowNo: 1,
        cells: {
          ...{ id: 'wanhe-1', name: '万和书房', level: 'community', category: 'reading' },
          ...{
            community: 'wanhe',
            address: '绿汀路 1 号',
            lift: '有',
            lng: '119.995',
            lat: '30.292',
          },
        },
      },
    ]);
  });

  test('says which feature has no point, no place or no properties', async () => {
    const read = await readFile(
      collection(
        { type: 'Feature', geometry: { type: 'Polygon', coordinates: [] }, properties },
        { type: 'Feature', geometry: null, properties },
        { type: 'Feature', geometry: point, properties: null },
      ),
    );
    expect(read.rows.map(({ faults }) => faults?.[0]?.code)).toEqual([
      'geometry.notPoint',
      'geometry.none',
      'properties.none',
    ]);
  });
});

describe('HSDS 3', () => {
  const location = {
    id: '3a19ff88-4620-4d17-9830-ac1d859eb5d5',
    location_type: 'physical',
    name: '万和服务站',
    alternate_name: '万和站',
    latitude: 30.292,
    longitude: 119.995,
    addresses: [{ id: 'a', address_1: '绿汀路 1 号', city: '杭州', country: 'CN' }],
    transportation: '三路车',
  };
  const weekly = {
    id: 's',
    freq: 'WEEKLY',
    byday: 'MO,FR',
    opens_at: '18:00:00',
    closes_at: '02:00',
  };
  const service = {
    id: 'x',
    name: '咨询',
    status: 'active',
    fees_description: '免费',
    assured_date: '2026-01-02',
  };
  const taken = {
    id: location.id,
    name: '万和服务站',
    aliases: '万和站',
    address: '绿汀路 1 号，杭州',
    lng: '119.995',
    lat: '30.292',
    phone: '0571-88886666',
    hours: '周一、周五 18:00-次日02:00',
  };
  const phones = [{ id: 'p', number: '0571-88886666' }];

  test.each([
    [
      'a service',
      { ...service, service_at_locations: [{ id: 'y', location, phones, schedules: [weekly] }] },
    ],
    [
      'a list of services',
      {
        contents: [
          {
            ...service,
            service_at_locations: [{ id: 'y', location }],
            phones,
            schedules: [weekly],
          },
        ],
      },
    ],
    ['a service at a location', { id: 'y', service, location, phones, schedules: [weekly] }],
    [
      'an organisation',
      {
        id: 'o',
        name: '某机构',
        locations: [{ ...location, phones, schedules: [weekly] }],
        services: [service],
      },
    ],
    [
      'tables in one file',
      {
        'locations.csv': [{ ...location, addresses: undefined }],
        'addresses.csv': location.addresses.map((one) => ({ ...one, location_id: location.id })),
        'phones.csv': phones.map((one) => ({ ...one, location_id: location.id })),
        'service_at_location.csv': [{ id: 'y', location_id: location.id, service_id: 'x' }],
        'services.csv': [service],
        'schedules.csv': [{ ...weekly, service_at_location_id: 'y' }],
      },
    ],
  ])('%s', async (_, data) => {
    const read = await readFile(json(data));
    expect([read.format, read.rows.length]).toEqual(['hsds', 1]);
    expect(read.rows[0]?.cells).toMatchObject(taken);
    expect(read.rows[0]?.faults?.[0]).toMatchObject({
      code: 'hsds.leftOut',
      value: expect.stringContaining('transportation'),
    });
  });

  test('what a list doesn’t say is not said to be empty: it would take away what the register has', async () => {
    const { id, name, latitude, longitude, addresses } = location;
    const bare = { id, location_type: 'physical', name, latitude, longitude, addresses };
    const read = await readFile(json({ contents: [{ id: 'x', location: bare }] }));
    expect(Object.keys(read.rows[0]?.cells ?? {}).sort()).toEqual([
      ...['address', 'id', 'lat', 'lng', 'name'],
    ]);
  });

  test('a rule that no week shows, and a place that is not on the earth, are said and left out', async () => {
    const odd = { ...weekly, bymonthday: '2,3', description: '每月二日' };
    const read = await readFile(json({ ...location, latitude: 100, schedules: [odd] }), {
      fill: fillOf(['级别=社区级', '社区=万和社区', 'lng=120.0', '纬度=30.29']),
    });
    expect(read.rows[0]).toMatchObject({
      cells: { hours: '', lng: '120.0', lat: '30.29', level: '社区级', community: '万和社区' },
      faults: [
        { code: 'hsds.schedule', value: '每月二日' },
        { code: 'hsds.leftOut', value: expect.stringContaining('latitude 100') },
      ],
    });
  });
});

describe('a file that can’t be read', () => {
  const missing = HEADINGS.filter((one) => one !== '经度' && one !== '社区');
  test.each<[string, Uint8Array, unknown]>([
    ['nothing in it', new Uint8Array(), ['file.empty', '']],
    ['empty lines', utf8('\r\n,,\r\n'), ['file.empty', '']],
    [
      'no reading fits',
      new Uint8Array([0x61, 0xff, 0xff, 0x2c, 0x80, 0x0a]),
      ['file.encoding', ''],
    ],
    ['a workbook of before 2007', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), ['file.xls', '']],
    [
      'a workbook with a password',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...iconv.encode('EncryptedPackage', 'utf16le')]),
      ['file.encrypted', ''],
    ],
    ['half a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]), ['file.zip', '']],
    ['an open quote', utf8(`${csv(',')}\r\n"甲`), ['file.quotes', expect.any(String)]],
    ['half a JSON', utf8('{"type": "Feat'), ['file.json', '']],
    ['a single feature', json({ type: 'Feature' }), ['file.geojson', 'Feature']],
    ['JSON of another kind', json({ hello: 1 }), ['file.hsds', '']],
    ['no headings', utf8('甲,乙,丙\r\n1,2,3'), ['file.noHeadings', '甲、乙、丙']],
    ['columns missing', utf8(csv(',', [missing, ROW])), ['file.columnsMissing', '社区、经度']],
    ['a column twice', utf8(csv(',', [[...HEADINGS, 'name'], ROW])), ['file.columnTwice', 'name']],
    ['only headings', utf8(csv(',', [HEADINGS])), ['file.noRows', '']],
    [
      'too many rows',
      utf8(`${csv(',', [HEADINGS])}\r\n${'甲,乙\r\n'.repeat(50_001)}`),
      ['file.tooManyRows', '50001'],
    ],
    ['too large', new Uint8Array(30 * 1024 * 1024 + 1), ['file.tooLarge', '']],
  ])('%s', async (_, bytes, expected) => expect(await fault(bytes)).toEqual(expected));

  test('a column that is filled for all rows may be missing', async () => {
    const read = await readFile(utf8(csv(',', [missing, ROW])), {
      fill: { community: '万和社区', lng: '119.9995' },
    });
    expect(read.rows[0]?.cells).toMatchObject({ community: '万和社区', lng: '119.9995' });
  });
});

test('rows go up in parts that a request holds, from the one on that is missing', () => {
  const row = (rowNo: number, length: number) => ({ rowNo, cells: { name: '长'.repeat(length) } });
  const short = Array.from({ length: 1201 }, (_, index) => row(index + 2, 4));
  expect(partsAfter(short, 0).map((part) => part.length)).toEqual([500, 500, 201]);
  expect(partsAfter(short, 1000).map((part) => part[0]?.rowNo)).toEqual([1001]);
  const long = Array.from({ length: 200 }, (_, index) => row(index + 2, 5000));
  for (const part of partsAfter(long, 0)) {
    expect(JSON.stringify(part).length).toBeLessThan(310_000);
  }
});
