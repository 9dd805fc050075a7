/** The module's refusals, with status and Chinese text. Those of parameters and the calendar are the kernel's. */
import { refusals } from '#kernel/refusals.ts';

export const settingsRefusals = refusals('settings', {
  calendar_invalid: {
    status: 422,
    title: '放假安排表有错误',
    detail: (facts: { first: string; count: number }) =>
      `${facts.first}${facts.count > 1 ? `（另有 ${facts.count - 1} 处）` : ''}。什么也没有导入；请按预览列出的行改正后重新上传。`,
  },
  notice_known: {
    status: 409,
    title: '通知已经导入',
    detail: (facts: { documentNo: string }) => `文号「${facts.documentNo}」的通知已经在工作日历里。如安排有变动，请导入后发的通知；后发的通知优先。`,
  },
  span_too_long: { status: 422, title: '时间跨度过大', detail: () => '一次最多查看三年的职责，且结束日期不能早于开始日期。请缩小日期范围。' },
  no_inbox: { status: 422, title: '没有收件箱', detail: () => '只有以个人账号登录的人员才有提醒。请用自己的账号登录后重试。' },
});
