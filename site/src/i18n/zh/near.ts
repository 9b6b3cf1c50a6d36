/** The few words that every list of places needs: what for, from where, at whose pace, open or not. */
export const near = {
  verbs: { read: '去阅读', fitness: '去健身', dine: '去就餐', medical: '去就医' },
  state: {
    always: '一直开着',
    until: (time: string) => `开到 ${time}`,
    closes: (time: string) => `${time} 关门`,
    opens: (time: string) => `${time} 开`,
    closed: '没开，何时开打电话问',
    unknown: '没报开门，打电话问',
    tomorrow: '明天',
    nextDay: '次日',
    opensAt: '开门',
  },
  from: (name: string) => `从${name}出发`,
  here: (metres: string) => `从您现在的位置出发，误差约 ${metres}`,
  changePlace: '换地方',
  changePlaceLong: '换一个出发的地方',
  zoneLabel: (letter: string, name: string) => `${letter} ${name}片区`,
  pace: {
    title: '按谁的步子算',
    names: { ordinary: '普通', slow: '慢走', wheelchair: '轮椅' },
    note: (rate: string) => `分钟按路程和每秒 ${rate} 米估算，实际以路况为准。`,
    straightNote: (rate: string) =>
      `路程是直线估算：直线 × 1.3。分钟按每秒 ${rate} 米算，实际以路况为准。`,
  },
  fault: {
    network: '没接上网，开没开还不知道。',
    server: '没有查到，系统出了点问题。',
  },
};
