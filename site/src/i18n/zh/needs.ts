/** Words of 合我用 that other pages say too. The picker has its own (pickNeeds.ts), and so has how places answer it (access.ts). */
export const needs = {
  names: {
    wheelchair: '轮椅',
    rollator: '助行器',
    stroller: '婴儿车',
    sight: '看不清',
    hearing: '听不清',
    step_free: '走不了台阶',
    nursing_room: '母婴室',
  },
  join: '、',
  link: '合我用',
  linkEmpty: '轮椅、婴儿车、听不清…选一次，处处告诉您合不合用',
  change: '改',
  onlyFitting: '藏起不合用的',
};
