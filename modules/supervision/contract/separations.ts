import { defineSeparations } from '#identity/contract';

/** Which acts of the module want two people; the reasons of orders name the act that was refused. */
export const supervisionSeparations = defineSeparations({
  'order.judge-work': {
    rule: 'S2',
    first: '办理、反馈、申请办结、会签',
    second: '初审、终审、销号',
    code: 'order.own_work',
    reason: '您参与了本单的办理，不能由您审核或销号。请由未参与办理的人员进行。',
  },
  'order.finalise': { rule: 'S2', first: '初审', second: '终审', code: 'order.same_reviewer', reason: '初审与终审不能是同一人。请由另一位有权人员终审。' },
  'order.close': { rule: 'S2', first: '终审', second: '销号', code: 'order.same_closer', reason: '终审人不能销号。请由核验员或办公室其他人员核验后销号。' },
  'order.decide-change': { rule: 'S4', first: '申请延期或中止', second: '审批', code: 'order.own_application', reason: '申请人不能审批自己的申请。请由其他有权人员办理。' },
  'blockage.confirm': {
    rule: 'S2',
    first: '答复需协调事项',
    second: '确认解决或提出异议',
    code: 'blockage.own_answer',
    reason: '答复人不能确认自己的答复，须由提出单位的其他人员确认。',
  },
  'order.rule-objection': {
    rule: 'S13',
    first: '提出颜色异议',
    second: '裁定异议',
    code: 'order.own_application',
    reason: '提出异议的人不能裁定自己的异议。请由其他有权人员办理。',
  },
});
