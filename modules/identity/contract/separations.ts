import { defineSeparations } from './separation.ts';

/** Which acts of the module want two people. */
export const identitySeparations = defineSeparations({
  'identity.approve-recovery': {
    rule: 'S13',
    first: '申请找回账号',
    second: '批准找回账号',
    code: 'account.same_administrator',
    reason: '申请人不能批准自己提出的找回。请另一名安全管理员批准。',
  },
  'identity.give-grant': {
    rule: 'S13',
    first: '接受授权',
    second: '授予、结束授权',
    code: 'identity.grant_to_self',
    reason: '不能给自己授权或结束自己的授权。请由另一名安全管理员办理。',
  },
});
