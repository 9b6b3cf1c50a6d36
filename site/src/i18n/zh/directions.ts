/** Words of the way to a place: which door, which map. */
export const directions = {
  title: '怎么去',
  door: (name: string) => `走${name}`,
  doorAbout: (steps: string, note: string | null) => {
    if (!note) return `：${steps}`;
    return note.includes(steps) ? `：${note}` : `：${steps}，${note}`;
  },
  yourDoor: '照您的需要，请走这个门',
  thisDoor: '请走这个门',
  otherDoors: '别的门',
  join: '、',
  stepFree: { yes: '没有台阶', no: '有台阶', unknown: '台阶没核实' },
  /** Of a door, for the map: `果岭幸福满仓共同体（东门）`. */
  atDoor: (place: string, door: string) => `${place}（${door}）`,
  maps: { amap: '高德地图', tencent: '腾讯地图', baidu: '百度地图' },
  mapsTitle: '用哪个地图',
  mapsNote: '选过的会记在这台手机上，下次“带我去”就用它。',
  openIn: (map: string, place: string) => `用${map}走到${place}`,
  lastUsed: '上次用的',
  native: '打开微信地图',
  qrShow: '显示二维码，用别的手机扫',
  qr: (place: string) => `走到${place}的二维码`,
  qrNote: '用别的手机扫一下，就在那台手机上打开高德地图。',
};
