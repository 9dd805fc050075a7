import { defineSeparations } from '#identity/contract';

/** Which acts of the module want two people. */
export const taskSeparations = defineSeparations({
  'task.sign-report': { rule: 'S1', first: '填报', second: '审签', code: 'task.own_report', reason: '填报人不能审签自己的填报。请由单位的另一位负责人审签。' },
  'task.review-report': { rule: 'S1', first: '填报、审签', second: '审核', code: 'task.own_report', reason: '填报人和审签人不能审核自己的填报。请由另一人审核。' },
  'task.verify-closing': {
    rule: 'S2',
    first: '申请销号',
    second: '核验销号',
    code: 'task.own_verification',
    reason: '核验人不能是牵头或配合单位的人员，也不能是申请人。请由其他单位的核验员办理。',
  },
  'task.grant-unlock': { rule: 'S8', first: '申请解锁', second: '批准解锁', code: 'task.own_unlock', reason: '解锁的申请人和批准人不能是同一人。请由另一人决定。' },
  'task.approve-form': { rule: 'S13', first: '拟定填报表', second: '批准填报表', code: 'task.own_form', reason: '填报表的拟定人和批准人不能是同一人。请由另一人批准。' },
});
