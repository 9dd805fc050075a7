/** The module's refusals, with status and Chinese text. Refusals of guards carry the codes of the domain and come as 409. */
import { refusals } from '#kernel/refusals.ts';
import type { OrderContentField } from '../contract/index.ts';
import { orderContentFieldLabel } from '../contract/index.ts';

interface Conflict {
  readonly field: OrderContentField;
  readonly theirs: unknown;
  readonly mine: unknown;
}
const what = (facts: { readonly what: string }) => facts;

export const supervisionRefusals = refusals('supervision', {
  order_not_found: { status: 404, title: '没有找到督办单', detail: () => '没有这张督办单，或它不在您的查看范围内。请从督办单列表进入。' },
  blockage_not_found: { status: 404, title: '没有找到事项', detail: () => '没有这个需协调事项，或它不在您的查看范围内。请从列表进入。' },
  change_not_found: { status: 404, title: '没有找到申请', detail: () => '没有这项延期或中止申请。请刷新督办单后重试。' },
  party_not_found: { status: 404, title: '没有这个配合单位', detail: () => '该单位不是这张督办单的配合单位。请刷新督办单后重试。' },
  org_not_found: { status: 422, title: '没有这个单位', detail: (facts: { what: string }) => `「${facts.what}」不是今天在册的单位。请重新选择。`, facts: what },
  person_not_found: { status: 422, title: '没有这个人员', detail: () => '指定的责任人不是在岗人员。请重新选择。' },
  person_missing: { status: 422, title: '缺少责任人', detail: () => '签收时须指定一名在岗的责任人。请选择责任人后再签收。' },
  note_missing: { status: 422, title: '缺少说明', detail: (facts: { what: string }) => `「${facts.what}」须写明理由或内容。请填写说明后再提交。`, facts: what },
  due_missing: { status: 422, title: '缺少时限', detail: (facts: { what: string }) => `「${facts.what}」须给出新的办理时限。请填写后再提交。`, facts: what },
  due_unfit: { status: 422, title: '时限不合要求', detail: (facts: { reason: string }) => facts.reason },
  lead_is_co: {
    status: 422,
    title: '牵头单位重复',
    detail: (facts: { what: string }) => `「${facts.what}」已是牵头单位，不能同时作为配合单位。一张督办单只有一个牵头单位；请从配合单位中删去，或改换牵头单位。`,
    facts: what,
  },
  not_editable: { status: 409, title: '不能修改', detail: () => '督办单已经审定，内容不能修改。需要调整时限的请申请延期；需要改换单位的请转办。' },
  order_changed: {
    status: 409,
    title: '已被他人修改',
    detail: () => '您打开之后，这一事项已经有了新的变动，您的操作没有保存。请刷新后查看最新情况再操作。',
  },
  edit_conflict: {
    status: 409,
    title: '修改有冲突',
    detail: (facts: { readonly conflicts: readonly Conflict[] }) =>
      `他人同时修改了${facts.conflicts.map(({ field, theirs, mine }) => `「${orderContentFieldLabel[field]}」（对方：${String(theirs)}；您：${String(mine)}）`).join('、')}。没有冲突的部分可以合并；请核对这些字段后重新保存。`,
    facts: (facts: { readonly conflicts: readonly Conflict[] }) => ({ fields: facts.conflicts.map(({ field }) => field).join(',') }),
  },
  similar_open: {
    status: 409,
    title: '已有同一事项的督办单',
    detail: (facts: { numbers: string }) => `同一来源、同一单位已有在办的督办单：${facts.numbers}。请并办，或在「不并办的理由」中写明为什么另立。`,
    facts: ({ numbers }) => ({ numbers }),
  },
  circle: { status: 409, title: '关系成环', detail: () => '这样关联会使督办单互为来源。请核对要并入的督办单。' },
  same_order: { status: 422, title: '不能关联自身', detail: () => '不能把督办单并入它自己。请选择另一张督办单。' },
  split_too_few: { status: 422, title: '拆分不足两项', detail: () => '拆分至少要有两张子单。只改换单位的请用转办。' },
  change_open: { status: 409, title: '已有申请在办', detail: () => '这张督办单已有一项申请尚未办结。请等它办结，或先补充材料。' },
  change_unfit: { status: 422, title: '不能申请', detail: (facts: { reason: string }) => facts.reason },
  blockage_needed: { status: 422, title: '缺少需协调事项', detail: () => '以「等待要素」为由中止，须关联一项未关闭的需协调事项。请先在需协调事项中提出。' },
  colour_not_higher: { status: 409, title: '颜色没有升高', detail: () => '直接定色只能升高颜色。请选择更高的颜色。' },
  no_colour: { status: 409, title: '没有颜色', detail: () => '这张督办单还没有交办或没有定色，没有可以提出异议的颜色。' },
  objection_late: {
    status: 409,
    title: '异议已过期限',
    detail: (facts: { until: string; days: number }) =>
      `对颜色的异议应在定色后${facts.days}个工作日内提出，期限是${facts.until}，现在已不能提出。请照常办理；确有错误的请向领导小组办公室书面说明。`,
    facts: ({ until }) => ({ until }),
  },
  objection_exists: { status: 409, title: '已有异议', detail: () => '对现在的颜色已经提出过异议，同一颜色只能提出一次。请等待裁定或按裁定办理。' },
  objection_not_found: { status: 404, title: '没有找到异议', detail: () => '没有这项异议，或它不属于这张督办单。请刷新督办单后重试。' },
  objection_decided: { status: 409, title: '异议已裁定', detail: () => '这项异议已由他人裁定。请刷新督办单查看结果。' },
  review_not_found: { status: 404, title: '没有待复核的事项', detail: () => '没有这项复核，或它已经办结。请刷新督办单后重试。' },
  publication_exists: { status: 409, title: '已在公示', detail: () => '本轮办结结果已经公示，不能重复公示。内容有误的，请先停止公示并说明理由，再重新公示。' },
  publication_not_needed: { status: 409, title: '不需要公示', detail: () => '按「销号条件」，这张督办单销号前不需要公示，可以直接销号。' },
  publication_not_found: { status: 404, title: '没有找到公示', detail: () => '没有这次公示，或它已经停止。请刷新督办单后重试。' },
  letter_not_found: { status: 404, title: '没有找到文书', detail: () => '没有这份文书，或它不属于这张督办单。请刷新督办单后重试。' },
  letter_needs_red: {
    status: 409,
    title: '不能印发',
    detail: (facts: { what: string }) => `「${facts.what}」只用于红色警示单。其他颜色的请用催办通知单，或由县领导签批定为红色后再印发。`,
    facts: what,
  },
  circular_paused: { status: 409, title: '暂不能通报', detail: (facts: { reason: string }) => facts.reason },
  meeting_missing: { status: 422, title: '缺少约谈的时间或地点', detail: () => '约谈通知书须写明「约谈日期」和「约谈地点」。请填写后再印发。' },
  letter_not_due: { status: 409, title: '不需要发函', detail: () => '该单位本年度黄色、红色督办单不足两张，不需要发函。' },
  answer_missing: { status: 422, title: '缺少答复', detail: () => '请选择答复结果：已解决、部分解决或不能解决。部分或不能解决的须写明理由和依据。' },
  promise_missing: { status: 422, title: '缺少承诺日期', detail: () => '请填写承诺解决的日期（今天或以后）。' },
  authority_missing: {
    status: 422,
    title: '没有协调单位',
    detail: (facts: { what: string }) => `权责表里没有「${facts.what}」的协调单位。请先在权责表中登记，或直接指定协调单位。`,
    facts: what,
  },
  authority_overlap: {
    status: 409,
    title: '有效期重叠',
    detail: (facts: { what: string }) => `同类型同层级已有有效期重叠的权责：${facts.what}。请先结束原有权责，或改换起止日期。`,
    facts: what,
  },
  since_later: { status: 422, title: '起始日有误', detail: () => '受阻起始日不能晚于今天。请改正后重试。' },
  ruling_unfit: { status: 422, title: '起止日有误', detail: () => '裁定的起始日不能晚于截止日。请改正后重试。' },
  rules_overlap: { status: 409, title: '有效期重叠', detail: (facts: { reason: string }) => facts.reason },
  day_in_future: {
    status: 422,
    title: '日期未到',
    detail: (facts: { today: string }) => `灯号只能看到今天（${facts.today}）为止；以后的变化见「预告」。请改选今天或以前的日期。`,
    facts: ({ today }) => ({ today }),
  },
  object_not_found: { status: 404, title: '没有找到判灯对象', detail: () => '没有这个判灯对象的事实。请从任务或条款页面进入。' },
});

/** Codes that guards of the domain give; they are refused as 409 by `refuse.unless`. */
export const guardCodes = [
  'lifecycle.system_only',
  'lifecycle.unknown_action',
  'lifecycle.wrong_state',
  'order.own_work',
  'order.own_unit',
  'order.same_reviewer',
  'order.same_closer',
  'order.other_colour',
  'order.parties_open',
  'order.rebound_late',
  'order.not_checked',
  'order.not_published',
  'order.still_public',
  'order.own_application',
  'blockage.not_raiser',
  'blockage.own_answer',
  'blockage.not_authority',
  'blockage.at_top',
] as const;
