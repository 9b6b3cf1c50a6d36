/** Words on getting in and using a place, and on whether it fits: what every row of a list needs. */
export const access = {
  join: '、',
  features: {
    step_free: { yes: '进门没有台阶', no: '进门有台阶', name: '进门台阶' },
    ground_floor: { yes: '都在一楼', no: '不止一层', name: '楼层' },
    lift: { yes: '有电梯', no: '没有电梯', name: '电梯' },
    accessible_toilet: { yes: '有无障碍卫生间', no: '没有无障碍卫生间', name: '无障碍卫生间' },
    low_counter: { yes: '有低位柜台', no: '没有低位柜台', name: '低位柜台' },
    hearing_loop: { yes: '有助听设备', no: '没有助听设备', name: '助听设备' },
    nursing_room: { yes: '有母婴室', no: '没有母婴室', name: '母婴室' },
    accessible_parking: { yes: '有无障碍车位', no: '没有无障碍车位', name: '无障碍车位' },
    tactile_paving: { yes: '有盲道到门口', no: '没有盲道', name: '盲道' },
    voice_prompts: { yes: '有语音提示', no: '没有语音提示', name: '语音提示' },
    writing_pad: { yes: '有手写板', no: '没有手写板', name: '手写板' },
  },
  fit: {
    yes: '合用',
    no: (features: string) => `不便：${features}`,
    noMany: (count: number, features: string) => `${count} 处不便：${features}`,
    unknown: (features: string) => `没核实：${features}`,
    unknownMany: (first: string, count: number) => `没核实：${first}等 ${count} 样`,
  },
  passedBy: (name: string, minutes: number, features: string) =>
    `更近的${name}（${minutes} 分钟）${features}`,
};
