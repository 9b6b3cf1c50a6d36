/** Words of 开放数据: what other people's programs and pages may take from here. */
export const data = {
  title: '开放数据',
  lead: '登记册里的设施，谁都可以拿去用：做表、画图、接到自己的系统里。不用申请，不用登录。',
  download: {
    title: '下载',
    note: '点下去就是此刻的登记册，不是旧文件。',
    sets: [
      {
        title: '全部设施',
        text: (facilities: string) =>
          `${facilities} 处，一处一行：名称、级别、类别、地址、电话、开放时间、无障碍条件。改好的表格，工作人员还能原样导回来。`,
        files: [
          { label: '表格（CSV，Excel 能开）', href: '/api/v1/facilities.csv' },
          { label: '地图数据（GeoJSON）', href: '/api/v1/facilities.geojson' },
        ],
      },
      {
        title: '小区覆盖',
        text: (_: string) =>
          '每个小区走 5、10、15 分钟够得着什么、缺什么。“覆盖”那一页上的数，用这张表都能重新算出来。',
        files: [
          { label: '表格（CSV，Excel 能开）', href: '/api/v1/coverage.csv' },
          { label: '地图数据（GeoJSON）', href: '/api/v1/coverage.geojson' },
        ],
      },
    ],
    part: '只要一部分？到“身边”筛好，页底的“下载”只给列出来的那些。',
    toNear: '到“身边”去筛',
    toCoverage: '看“覆盖”那一页',
  },
  embed: {
    title: '放到自己的网页里',
    text: '物业、学校、医院的网页上，贴一段代码就有这张图，跟着登记册一起更新。',
    go: '挑一挑，拿代码',
  },
  programs: {
    title: '给程序用',
    interfaces: [
      {
        title: '接口说明（OpenAPI 3.1）',
        text: '这个网站自己用的接口，都写在这一份说明里。查设施、场地、菜单、活动不用登录。',
        label: '打开 openapi.json',
        href: '/api/v1/openapi.json',
      },
      {
        title: '公共服务目录（HSDS 3）',
        text: '各地公共服务目录之间互通用的国际格式：机构、服务、地点、时间。',
        label: '打开 /api/v1/hsds',
        href: '/api/v1/hsds',
      },
      {
        title: '网页清单（sitemap）',
        text: '所有公开网页的地址，给搜索引擎用。设施、食堂、事项的网页里还写着机器能读的一份（schema.org）。',
        label: '打开 sitemap.xml',
        href: '/sitemap.xml',
      },
    ],
    calendar: '自己的预约、订餐、活动，登录后在“我的”里可以接到手机日历（iCalendar）。',
    toProfile: '去开日历地址',
  },
  before: {
    title: '用之前要知道',
    points: [
      '坐标：CSV 表格里是国内地图用的 GCJ-02，表里写明了；GeoJSON 和网页里机器读的那一份是 WGS-84。混着用，会偏出四五百米。',
      '时间都是北京时间。“26:00”是第二天凌晨 2 点。',
      '没人核实过的，写“不详”，不当“没有”用。',
      '里面没有任何人的信息：没有预约，没有名单。',
      '请一分钟内不要要太多次；没变的文件，再要时我们只答“没变”（ETag）。',
    ],
    demo: '现在是演示数据，地方和号码都是样例，请不要当真的发布出去。',
    licence: '正式启用后，数据怎么授权由街道写在这里。',
  },
};
