/** Words for somebody who picked needs, on the page of a place. */
export const myFit = {
  title: '照您的需要看',
  yes: '您要的都有。',
  no: (features: string) => `这里${features}。`,
  unknown: (features: string) => `${features}没有人核实过，去之前请打电话问。`,
  instead: '可以改去',
  insteadNone: '走得到的地方里，没有查到更合用的。打电话问问，工作人员可以接您一下。',
  insteadUnchecked: '走得到的地方里，没有都核实过的。这一处没有已知的不便：',
  minutes: (minutes: number) => `走 ${minutes} 分钟`,
  call: '打电话，请人接一下',
};
