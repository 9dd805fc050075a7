import { defineSeparations } from '#identity/contract';

/** Which acts of the module want two people. */
export const indicatorSeparations = defineSeparations({
  'indicator.decide-value': {
    rule: 'S1',
    first: '填报统计数',
    second: '审核统计数',
    code: 'indicator.same_person',
    reason: '这个数值由您本人（或您代理的人、您的代理人）填报，要由另一位有权限的人办理',
  },
});
