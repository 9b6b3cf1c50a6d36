import type { RowProblemCode } from '../../../../worker/features/imports/rules/problems.ts';
import type { FileFaultCode } from '../../lib/registerFile/fault.ts';

/** What is wrong, and what to do: `value` is what stands in the cell, `hint` what would be right. */
type Words = (value: string, hint: string) => { what: string; fix: string };

const say =
  (what: string, fix: string): Words =>
  () => ({ what, fix });

/** `3 周八` → `从第 3 个字起：周八。` */
const whereIn = (hint: string) => `从第 ${hint.replace(' ', ' 个字起：')}。`;

/** Every problem of a row, for the clerk who has the table open beside it. */
export const importProblems: Record<RowProblemCode, Words> = {
  'row.tooManyCells': (value) => ({
    what: `这一行比表头多出几格：${value}`,
    fix: '看看是不是地址里的逗号把一格分成了两格，把多出来的并回去。',
  }),
  'geometry.none': say('没有位置。', '给它加上一个点（Point）。'),
  'geometry.notPoint': (value) => ({
    what: `位置是${value}，不是一个点。`,
    fix: '改成门口的一个点（Point）。',
  }),
  'properties.none': say('没有属性。', '补上名称、级别、类别、社区、地址。'),
  'hsds.leftOut': (value) => ({
    what: `这些没有对应的栏，不会导入：${value}`,
    fix: '不用改。要留的话，写进简介。',
  }),
  'hsds.schedule': (value) => ({
    what: `开放时间的规则没法写成每周的时间：${value}`,
    fix: '这一处会记成“不详”，导入后请在登记里补上。',
  }),
  'cell.error': say('这一格是公式出错的结果。', '在表里把公式改对，或者直接填值。'),
  'text.control': say('里面有看不见的字符或乱码。', '把这一格删空，重新打一遍。'),
  'text.tooLong': (_, hint) => ({ what: '太长了。', fix: `最多 ${hint} 个字，请写短一点。` }),
  'digits.wide': (_, hint) => ({
    what: '用了全角的数字或字母。',
    fix: `已经当成“${hint}”，不用改。`,
  }),
  'id.bad': say(
    '编号的写法不对。',
    '编号用小写字母、数字、“-”和“_”，字母或数字开头，最多 64 个。不知道就留空。',
  ),
  'id.made': (_, hint) => ({ what: '没有编号。', fix: `会编成“${hint}”，不用改。` }),
  'id.taken': (value, hint) => ({
    what: `没有编号，自动编的“${value}”已经是“${hint}”的编号。`,
    fix: '是同一处改了名，就把这个编号填上；不是，就自己编一个填上。',
  }),
  'id.twice': (value, hint) => ({
    what: `编号“${value}”和第 ${hint} 行的一样。`,
    fix: '一处一个编号。不是同一处就换一个；是同一处就删掉一行。',
  }),
  'id.retired': (value, hint) => ({
    what: `“${value}”是已经撤销的“${hint}”的编号。`,
    fix: '换一个编号。撤销的地方不能再用导入恢复。',
  }),
  'id.alias': (value, hint) => ({
    what: `“${value}”是旧编号，现在是“${hint}”。`,
    fix: `把编号改成“${hint}”。`,
  }),
  'name.empty': say('没有名称。', '填上这个地方的名称。'),
  'place.twice': (value, hint) => ({
    what: `和第 ${hint} 行同名，位置也一样：${value}`,
    fix: '是同一处就删掉一行；不是，就把名称或位置改对。',
  }),
  'place.exists': (value, hint) => ({
    what: `登记册里已经有“${value}”，就在这个位置，编号是“${hint}”。`,
    fix: `是同一处，就把编号填成“${hint}”；不是，就把名称改得分得开。`,
  }),
  'aliases.tooMany': (_, hint) => ({ what: '别名太多。', fix: `最多 ${hint} 个，用顿号分开。` }),
  'level.empty': say('没有级别。', '填“街道级”“社区级”或“小区级”。'),
  'level.unknown': say('没有这个级别。', '填“街道级”“社区级”或“小区级”。'),
  'category.empty': say('没有类别。', '从模板的类别里选一个填上。'),
  'category.unknown': (_, hint) => ({
    what: '没有这个类别。',
    fix: hint ? `是不是“${hint}”？全部类别见模板。` : '从模板的类别里选一个。',
  }),
  'zone.unknown': (_, hint) => ({ what: '没有这个片区。', fix: `有：${hint}。也可以留空。` }),
  'community.empty': say('没有社区。', '填上它在哪个社区。'),
  'community.unknown': (_, hint) => ({ what: '没有这个社区。', fix: `有：${hint}。` }),
  'community.otherZone': (_, hint) => ({
    what: '这个社区不在这一行写的片区。',
    fix: `它在“${hint}”。把片区改对，或者留空。`,
  }),
  'estate.missing': say('小区级的地方要写小区。', '填上小区，或者把级别改成“社区级”。'),
  'estate.unknown': (_, hint) => ({
    what: '没有这个小区。',
    fix: hint ? `这个社区有：${hint}。` : '先把社区填对。',
  }),
  'estate.otherCommunity': (_, hint) => ({
    what: '这个小区不在这一行写的社区。',
    fix: `它在“${hint}”。把社区或小区改对。`,
  }),
  'estate.notNeeded': say('不是小区级，小区这一格不会导入。', '不用改；它要是小区级，就改级别。'),
  'address.empty': say('没有地址。', '填上路名和门牌号。'),
  'position.empty': say('没有经度或纬度。', '在地图上点一下门口，抄下经度和纬度。'),
  'position.swapped': (_, hint) => ({
    what: '经度和纬度好像填反了。',
    fix: `对调过来：经度、纬度是 ${hint}。`,
  }),
  'position.outside': (_, hint) => ({
    what: `这个位置不在本街道：${hint}。`,
    fix: '看看是不是少了或错了一位数字。真的在街道外，导入时选“允许街道外的位置”。',
  }),
  'position.farFromCommunity': (_, hint) => ({
    what: '位置离这个社区的小区有点远。',
    fix: hint ? `坐标系会不会是 ${hint}？请核对。` : '核对一下社区和位置。没错就不用改。',
  }),
  'position.coarse': say(
    '经纬度的小数不到 4 位，会差十几米以上。',
    '有准一点的就换上；没有也能导入。',
  ),
  'number.bad': say('不是数字。', '经纬度写成 120.003456 这样的小数，不要度分秒。'),
  'datum.unknown': (_, hint) => ({ what: '不认识这个坐标系。', fix: `写 ${hint}，或者留空。` }),
  'datum.suspected': (_, hint) => ({
    what: '坐标系好像不对：照这个坐标系，位置偏了几百米。',
    fix: `应该是 ${hint}。改“坐标系”这一格，或者导入时换一个。`,
  }),
  'phone.bad': say(
    '电话的写法不对。',
    '只写一个：手机 11 位，座机带区号，如 0571-88886666；没有就留空。Excel 里把这一栏设成“文本”。',
  ),
  'area.bad': (_, hint) => ({
    what: '面积不是数字，或者太大。',
    fix: `写平方米数，如 120，最大 ${hint}。`,
  }),
  'area.empty': say('没有面积，会记成 0。', '知道的话补上平方米数。'),
  'hours.season': (_, hint) => ({
    what: `日期看不懂，${whereIn(hint)}`,
    fix: '写成“5月1日至9月30日：每天 06:00-21:00”。',
  }),
  'hours.day': (_, hint) => ({
    what: `哪一天看不懂，${whereIn(hint)}`,
    fix: '写“每天”“周一至周五”“周六、周日”“节假日”这样的日子。',
  }),
  'hours.time': (_, hint) => ({
    what: `时间看不懂，${whereIn(hint)}`,
    fix: '写成 08:30-12:00，几段之间用逗号。',
  }),
  'hours.noTimes': (_, hint) => ({
    what: `没有写几点，${whereIn(hint)}`,
    fix: '在日子后面写上 08:30-17:30、24小时 或 休息。',
  }),
  'hours.order': (_, hint) => ({
    what: `关门比开门早，${whereIn(hint)}`,
    fix: '过了半夜的写成 18:00-次日02:00。',
  }),
  'hours.overlap': (_, hint) => ({
    what: `同一天的两段时间重在一起，${whereIn(hint)}`,
    fix: '把两段分开，或者并成一段。',
  }),
  'hours.rest': (_, hint) => ({
    what: `单双周不能写休息，${whereIn(hint)}`,
    fix: '只写开门的那一周：单周周六 09:00-12:00。',
  }),
  'audience.unknown': (_, hint) => ({
    what: `没有这种人群：${hint}。`,
    fix: '从“老人、孩子、亲子、残障人士、所有人”里选，用顿号分开。',
  }),
  'access.unknown': say('看不懂。', '填“有”“无”或“不详”，要补充就写在括号里：有（北门坡道）。'),
  'checkedOn.bad': say('没有这一天。', '写成 2026-11-25 这样。'),
  'checkedOn.older': (_, hint) => ({
    what: `登记册里 ${hint} 已经核对过，比这一行新。`,
    fix: '看看这张表是不是旧的。照样导入，就改回这一行的内容和日期。',
  }),
  'checkedOn.future': (_, hint) => ({
    what: '核对日期还没到。',
    fix: `写真的去看过的那天，不晚于 ${hint}。`,
  }),
};

/** Why a file can't be read at all. */
export const fileFaults: Record<FileFaultCode, (value: string) => string> = {
  'file.empty': () => '文件是空的。请选填好了的表。',
  'file.encoding': () =>
    '文件里的字读不出来。请在 Excel 里“另存为”，选“CSV UTF-8”或“Excel 工作簿（.xlsx）”。',
  'file.xls': () => '这是旧的 .xls 文件。请在 Excel 里“另存为”，选“Excel 工作簿（.xlsx）”。',
  'file.encrypted': () => '这个文件设了密码。请去掉密码，再存一次。',
  'file.zip': () => '这个文件打不开，可能没有存完整。请在 Excel 里打开，再存一次。',
  'file.sheet': (value) => `没有这个名字的工作表。文件里有：${value}。`,
  'file.quotes': (value) =>
    `第 ${value} 行有引号没有成对，后面的都粘在一起了。请把这一行的引号改好。`,
  'file.json': () => '这个文件不完整，JSON 读到一半就断了。请重新导出一次。',
  'file.geojson': (value) => `GeoJSON 要是一个 FeatureCollection，这个文件是 ${value}。`,
  'file.hsds': () => '这个 JSON 文件里没有 HSDS 的地点（location），也不是 GeoJSON。',
  'file.noHeadings': (value) =>
    `没有找到表头。前几行里要有“名称、级别、类别、社区、地址、经度、纬度”。读到的是：${value}`,
  'file.columnsMissing': (value) => `少了这几栏：${value}。请照模板补上，或者在下面统一填。`,
  'file.columnTwice': (value) => `这几栏有两次：${value}。请留一栏。`,
  'file.noRows': () => '只有表头，下面没有一行。',
  'file.tooManyRows': (value) => `一次最多 50,000 行，这个文件有 ${value} 行。请分成几个文件。`,
  'file.tooLarge': () => '文件超过 30 MB。请分成几个文件。',
};
