/** Words of 覆盖, the planners' page. What is looked for is named in circle.ts. */
export const coverage = {
  title: '覆盖',
  description: '每个小区走 5、10、15 分钟够得着什么、缺什么，缺得最重的在哪里。',
  under: (estates: string, households: string) => `${estates} 个小区，${households} 户`,
  stale: '没接上网，下面是上次建站时算的。',
  fromDesk: '看覆盖：哪个小区缺什么',
  join: '、',
  percent: (share: string) => `${share}%`,
  summary: {
    title: '一眼看清',
    worst: (names: string) => `缺得最重的是${names}。`,
    best: (name: string, share: string) => `最够得着的是${name}：${share} 的住户在圈里。`,
    least: (name: string, share: string) => `最够不着的是${name}：只有 ${share} 的住户在圈里。`,
    none: '每个小区该有的都有了。',
    floor: (m2: string) => `每百户有室内设施 ${m2} 平方米（按登记册算）。`,
  },
  gaps: {
    title: '缺得最重的小区',
    rule: (version: string) => `按“户数 × 缺几样”从大到小排。规则版本 ${version}。`,
    what: (households: string, missed: number, gap: string) =>
      `${households} 户 × 缺 ${missed} 样 = ${gap}`,
    which: (missed: number) => `缺的是哪 ${missed} 样`,
    missing: (minutes: number, count: number) => `走 ${minutes} 分钟，缺 ${count} 样`,
    rest: (count: number) => `看其余 ${count} 个小区`,
    place: (rank: number) => `第 ${rank}`,
  },
  shares: {
    title: '每样有多少住户够得着',
    note: '一个小区按住多少户算轻重。实心是够得着的，斜纹是够不着的。',
    tier: (minutes: number, metres: string) => `走 ${minutes} 分钟（${metres}）`,
    of: (met: string, all: string) => `${met} / ${all} 户`,
  },
  table: {
    title: '小区和项目对照表',
    note: '格子里是步行米数。打斜纹、带“远”字的，超出了该有的圈。表在框里左右、上下都能拉，键盘按方向键。',
    region: '小区和项目对照表，可以滚动',
    estate: '小区',
    households: '户数',
    missed: '缺几样',
    far: '远',
    none: '无',
    tier: (minutes: number) => `${minutes} 分钟`,
  },
  map: {
    title: '在哪里',
    note: '示意图，上北下南。方块是小区，越深缺得越多；标了数的是缺得最重的十个。',
    spoken: (names: string) => `小区位置示意图。缺得最重的依次是${names}。`,
    key: (least: number, most: number) =>
      least === most ? `缺 ${least} 样` : `缺 ${least}–${most} 样`,
  },
  layer: {
    title: '在地图上看一样',
    what: '看哪一样',
    option: (name: string, tier: number) => `${name}（走 ${tier} 分钟）`,
    open: '打开地图',
    label: '各小区够不够得着的地图，下面的文字说的一样。',
    reaches: {
      near: (count: number) => `${count} 个小区够得着：`,
      far: (count: number) => `${count} 个小区太远：`,
      none: (count: number) => `${count} 个小区，全街道都还没有：`,
    },
  },
  floor: {
    title: '每百户设施面积',
    note: (version: string) =>
      `室内设施的建筑面积 ÷ 户数 × 100。设施算在它所在的社区里，不分级别。规则版本 ${version}。`,
    counted: (names: string) =>
      `算进去的类别：${names}。公园绿地、球场、健身点、校园场地常在露天，登记册里没写有没有屋顶，一律不算，所以这个数宁少勿多。`,
    whole: '全街道',
    zone: (name: string) => `${name}片区`,
    m2: (m2: string) => `${m2} 平方米`,
    unknown: '没有住户',
    detail: (places: string, area: string, households: string) =>
      `${places} 处，${area} 平方米，${households} 户`,
    saidTitle: '街道材料里的数，不是这里算的',
    said: (before: string, after: string) =>
      `改造前每百户 ${before} 平方米，改造后 ${after} 平方米。`,
    saidNote: (places: string, area: string) =>
      `材料里说的是 ${places} 处室内空间、${area} 平方米，和我们的登记册不是一张清单，两边不能直接比。`,
  },
  method: {
    title: '怎么算的，怎么验算',
    straight_line: '没有步行路网：路程 = 直线 × 1.3，取整到 10 米。',
    network: (name: string) => `路程沿步行路网“${name}”走最短的路；走不到的按直线 × 1.3 估算。`,
    standard: (version: string) =>
      `从小区中心出发，按普通步子。5、10、15 分钟是步行 300、500、1000 米（GB 50180-2018），正好压线算够得着。哪一级算在哪一圈，规则版本 ${version}。`,
    steps: [
      '下载表格，用 Excel 打开。“记录”一列写“覆盖”的，一行是一个小区的一样；写“面积”的，一行是一处设施。',
      '步行（米）= 直线（米）× 1.3，四舍五入到 10 米（“算法”一列写“直线估算”的行）。',
      '达到 = 步行（米）不超过最远步行（米）时是 1，否则是 0。',
      '某一样的覆盖率：筛出这个项目，达到是 1 的户数之和 ÷ 全部户数之和。',
      '某个小区缺几样：筛出这个小区，数达到是 0 的行；再乘户数，就是排名用的数。',
      '每百户面积：筛出“面积”行里计入面积是 1 的，建筑面积之和 ÷ 户数之和 × 100；分社区、片区就先筛那一列。户数每个小区只加一次。',
    ],
    csv: '下载表格（CSV）',
    geojson: '下载图层（GeoJSON）',
    circle: '看我家的生活圈',
  },
};
