/** Taking a register in: at the desk and on the command line. */
type Effect = { added: number; changed: number; same: number };

const effectWords = ({ added, changed, same }: Effect) =>
  added + changed === 0
    ? `${same} 处都和登记册一样`
    : `新增 ${added} 处，改动 ${changed} 处，${same} 处不变`;

export const imports = {
  title: '导入设施',
  usage: `npm run import -- 文件 [--datum wgs84|gcj02|bd09] [--sheet 工作表] [--set 社区=万和社区] [--anywhere] [--commit]
不写 --commit 只检查，什么都不改。写法见 docs/import.md。`,
  read: (file: string, rows: number, datum: string) =>
    `${file}：读到 ${rows} 行，坐标系 ${datum.toUpperCase()}。`,
  unknown: (headings: string) => `这几栏登记册里没有，不会导入：${headings}`,
  problem: '【要改】',
  note: '【提醒】',
  row: (rowNo: number) => `第 ${rowNo} 行`,
  wholeRow: '整行',
  found: (problems: number, notes: number) =>
    problems > 0
      ? `${problems} 个问题要改，${notes} 条提醒。什么都没有改动。`
      : `没有要改的问题，${notes} 条提醒。`,
  would: (effect: Effect) => `导入后：${effectWords(effect)}。文件里没有的地方照旧。`,
  dryRun: '这次只检查，什么都没有改动。要导入，请加 --commit。',
  done: (effect: Effect) =>
    effect.added + effect.changed === 0
      ? `办好了，什么都没有变：${effectWords(effect)}。`
      : `导入好了：${effectWords(effect)}。`,

  sheet: '设施',
  sheetWords: '填什么',
  /** One row, so that everybody sees how it is meant. */
  example: {
    name: '例：某某书房',
    zone: '和合万家',
    community: '万和社区',
    address: '绿汀路 1 号',
    lng: '119.999500',
    lat: '30.289600',
    datum: 'GCJ-02',
    phone: '0571-00000000',
    areaM2: '120',
    hours: '周一至周五 08:30-12:00,13:30-17:30；周六、周日 09:00-17:00；节假日 休息',
    audience: '所有人',
    step_free: '有（北门坡道）',
    lift: '无',
    nursing_room: '不详',
    checkedOn: '2026-11-25',
  },
  hoursForms:
    '每天 09:00-17:00；周一至周五 08:30-12:00,13:30-17:30；单周周六 09:00-12:00；节假日 休息；每天 18:00-次日02:00；24小时；不详',
  choose: '选文件',
  file: '设施表',
  fileHelp: 'Excel（.xlsx）、CSV、GeoJSON，或者 HSDS 的 JSON。先只检查，不会改登记册。',
  templateCsv: '下载模板（CSV）',
  templateXlsx: '下载模板（Excel）',
  templateHelp: '第一行是栏名，第二行是一个例子。填的时候把例子删掉。',
  datum: '经纬度是哪种坐标系',
  datums: {
    gcj02: '高德、腾讯地图上抄的（GCJ-02）',
    bd09: '百度地图上抄的（BD-09）',
    wgs84: 'GPS、手机定位、GeoJSON（WGS-84）',
  },
  datumAsFile: '照文件的：GeoJSON 是 WGS-84，别的当 GCJ-02',
  datumHelp: '表里有“坐标系”一栏的，以那一栏为准。',
  more: '文件里缺的，统一填',
  moreHelp: '只填到空的格子里。从别的系统导出的文件，往往没有级别和社区。',
  anywhere: '允许街道外的位置',
  anywhereLabel: '位置',
  anywhereNote: '平常不要选：选了就查不出位置填错。',
  progress: '传了多少',
  quoted: (value: string) => `“${value}”`,
  keep: '照文件里的',
  check: '检查这个文件',
  sending: (sent: number, total: number) => `正在传第 ${sent} 行，共 ${total} 行`,
  stopped: '传到一半断了。网络好了按“再试一次”，已经传的不用再传。',
  again: '换一个文件',
  reportOf: (file: string) => `${file} 的检查结果`,
  rows: (rows: number) => `${rows} 行`,
  cleanTitle: '没有要改的问题',
  badTitle: (problems: number) => `有 ${problems} 个问题要改`,
  badText: '登记册没有任何改动。请在表里照着改好，存一下，再选一次文件。',
  notes: (notes: number) => `另有 ${notes} 条提醒，不改也能导入。`,
  moreRows: (shown: number) => `再看后面的（已列出 ${shown} 条）`,
  changes: {
    title: '导入后会变的地方',
    added: '登记册里没有，新增',
    field: (field: string, before: string, after: string) => `${field}：${before} → ${after}`,
    more: (shown: number) => `再看后面的（已列出 ${shown} 处）`,
    cut: (shown: number) => `只列出前 ${shown} 处。全部的在导入设施那一页能看到。`,
  },
  commit: '导入登记册',
  sure: (effect: Effect) => `导入？${effectWords(effect)}。`,
  sureText: '一次全部办好，或者一处都不改。文件里没有的地方照旧，不会删除。',
  no: '先不导入',
  discard: '作废这次检查',
  see: '去看设施',
  recent: '最近的导入',
  none: '还没有导入过',
  noneText: '选一个文件，先检查，没有问题再导入。',
  states: { receiving: '还没导入', committed: '导入了', discarded: '作废了' },
  onlyAdmin: {
    title: '这里不归您',
    text: '导入设施由街道管理员办。一处一处地改，请到“登记”。',
    back: '回到今天',
  },
  fileNeeded: '请先选一个文件。',
};
