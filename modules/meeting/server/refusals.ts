import { refusals } from '#kernel/refusals.ts';

export const meetingRefusals = refusals('meeting', {
  not_found: { status: 404, title: '没有找到会议', detail: () => '没有这次会议。请从会议列表进入。' },
  item_not_found: { status: 404, title: '没有找到议题', detail: () => '这次会议没有这个议题。请刷新后重试。' },
  decision_not_found: { status: 404, title: '没有找到决定', detail: () => '这次会议没有这项决定。请刷新后重试。' },
  member_not_found: { status: 404, title: '没有找到成员', detail: () => '会期当日没有这位在任成员。请刷新后重试。' },
  changed: { status: 409, title: '已被他人修改', detail: () => '您打开之后，会议已有新的变动，您的操作没有保存。请刷新后查看最新情况再操作。' },
  note_missing: { status: 422, title: '缺少理由', detail: (facts: { what: string }) => `「${facts.what}」须写明理由。请填写后再提交。`, facts: (facts: { what: string }) => facts },
  secret: { status: 422, title: '不得录入涉密事项', detail: () => '内容含有涉密字样。本系统不处理涉密事项，请按保密规定另行办理。' },
  day_past: { status: 422, title: '会期有误', detail: () => '会期不能早于今天。请改选日期。' },
  day_off: { status: 422, title: '会期有误', detail: (facts: { next: string }) => `会期不是工作日。请改为${facts.next}。`, facts: (facts: { next: string }) => facts },
  leader_twice: { status: 409, title: '组长重复', detail: () => '同一时期只有一位组长。请先结束原组长的任期。' },
  term_unfit: { status: 422, title: '任期有误', detail: () => '任期截止日不能早于起始日；已结束的任期不能再结束。' },
  substitute_missing: { status: 422, title: '缺少代为出席人', detail: () => '代为出席须填写代为出席人和委托依据；其他情形不填。' },
  task_incomplete: {
    status: 422,
    title: '任务类决定不完整',
    detail: (facts: { lacking: string }) => `任务类决定还缺：${facts.lacking}。没有牵头单位、时限和完成标准的任务不能保存。`,
    facts: (facts: { lacking: string }) => facts,
  },
});

/** Codes that the table of states gives. */
export const meetingGuardCodes = ['meeting.no_members', 'meeting.no_quorum', 'meeting.items_open', 'meeting.number_missing', 'meeting.decisions_open'] as const;
