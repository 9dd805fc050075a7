import { refusals } from '#kernel/refusals.ts';

export const accountRefusals = refusals('account', {
  name_invalid: { status: 422, title: '账号名不能用', detail: (facts: { text: string }) => `${facts.text}。请改正后重试。` },
  name_taken: { status: 409, title: '账号名已有人用', detail: () => '已有相同或看上去相同的账号名（不分大小写、全角半角和形近的字母数字）。请换一个。' },
  exists: { status: 409, title: '已有账号', detail: () => '此人已有账号。要更改账号名请用「改名」。' },
  missing: { status: 409, title: '没有账号', detail: () => '此人还没有账号。请先开通。' },
  changed_since: { status: 409, title: '已被他人修改', detail: () => '此人的资料刚被他人修改。请刷新页面，看过新的内容后再操作。' },
  not_staff: { status: 409, title: '不是工作人员', detail: () => '群众和企业的账号由本人注册，不能由管理员开通。' },
  not_active: { status: 409, title: '不在用', detail: () => '此人已停用或离任，不能开通账号。请先恢复使用。' },
  unknown: { status: 404, title: '没有这个账号', detail: () => '没有这个账号，或它属于演示数据。请核对账号名。' },
  own: { status: 409, title: '不能办理本人的账号', detail: () => '不能为自己申请或批准找回。请由另外两名安全管理员办理。' },
  same_administrator: { status: 409, title: '要另一名管理员批准', detail: () => '申请人不能批准自己提出的找回。请另一名安全管理员批准。' },
  recovery_waiting: { status: 409, title: '已有找回申请', detail: () => '该账号已有一件待批准的找回申请。请先处理它。' },
  recovery_unknown: { status: 404, title: '没有这件申请', detail: () => '没有这件找回申请。请刷新页面。' },
  recovery_decided: { status: 409, title: '已经处理', detail: () => '这件找回申请已经处理过。请刷新页面。' },
  code_wrong: { status: 401, title: '代码不正确', detail: () => '一次性代码不正确、已过期或已经用过。请核对后重试，或请管理员重新办理。' },
  setup_closed: { status: 409, title: '首次设置已经完成', detail: () => '首次设置已经完成，不再开放。请由系统管理员开通账号。' },
});
