/** For whom something is, in words. */
export const audience = {
  names: { elder: '老人', child: '孩子', parent: '亲子', disabled: '残障人士' },
  all: '所有人',
  /** Of an activity for grown-ups with children. */
  parents: '家长',
  join: '、',
  ages: {
    both: (min: number, max: number) => `${min}–${max} 岁`,
    min: (min: number) => `${min} 岁以上`,
    max: (max: number) => `${max} 岁以下`,
  },
};
