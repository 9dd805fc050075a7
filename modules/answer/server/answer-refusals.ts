/** The module's refusals, with status and Chinese text. */
import { refusals } from '#kernel/refusals.ts';

export const answerRefusals = refusals('answer', {
  not_registered: {
    status: 404,
    title: '条款尚未登记',
    detail: () => '这个方案的条款还没有登记，一般在导入后几秒内自动完成。请稍候刷新；仍然没有时，请调度员在应答总览点「登记条款」。',
  },
  clause_not_found: { status: 404, title: '没有找到条款', detail: () => '没有这个条款。请从应答总览进入。' },
  clause_withdrawn: {
    status: 409,
    title: '条款已撤销',
    detail: (facts: { title: string }) => `条款「${facts.title}」不在方案的最新版本里，不再接受证据和约定。请在最新版本中选择对应的条款。`,
  },
  not_judged: { status: 422, title: '这类条款不评价', detail: () => '远期展望只跟踪，条件和门槛不评价，不需要证据约定。' },
  contract_not_found: { status: 404, title: '没有找到证据约定', detail: () => '没有这份证据约定。请刷新页面后重新选择。' },
  contract_pending: { status: 409, title: '已有待审定的约定', detail: () => '这个条款有一份约定正在等待审定。请先审定它，再起草新的。' },
  contract_decided: { status: 409, title: '约定已经审定过', detail: (facts: { title: string }) => `「${facts.title}」的这份约定已经审定过。请刷新页面；要修改就起草新的一版。` },
  contract_stale: { status: 409, title: '所替代的约定已变化', detail: () => '要替代的约定已经不是现行约定。请刷新页面，在现行约定的基础上重新起草。' },
  contract_overlaps: {
    status: 409,
    title: '约定期间重叠',
    detail: (facts: { from: string; to: string }) => `与现行约定（${facts.from}至${facts.to}）期间重叠。请注明替代它，或改期间使两份不重叠。`,
    facts: ({ from, to }) => ({ from, to }),
  },
  same_person: {
    status: 409,
    title: '须由另一人办理',
    detail: (facts: { act: string }) => `${facts.act}须由另一人办理：自己起草或填报的，不能由自己审定或核实。请转给其他有权限的人员。`,
  },
  release_same: {
    status: 409,
    title: '没有变化',
    detail: (facts: { isPublic: boolean }) => `这份证据已经${facts.isPublic ? '公开' : '不公开'}。请刷新页面。`,
  },
  exclusion_same: { status: 409, title: '没有变化', detail: () => '条款已经是这个状态。请刷新页面。' },
  document_not_found: { status: 404, title: '没有找到文件', detail: () => '没有这个证明文件。请重新上传后再提交。' },
  document_kind: {
    status: 415,
    title: '文件类型不支持',
    detail: () => '证明文件只接受 PDF、图片（PNG、JPG）、Word、Excel、OFD 和纯文本，并且内容要与扩展名一致。请转换后重新上传。',
  },
  in_future: { status: 422, title: '日期在今天之后', detail: (facts: { field: string }) => `「${facts.field}」在今天之后，还没有发生的事不能作为证据。请核对日期。` },
  kind_not_accepted: {
    status: 422,
    title: '证据类型不在约定内',
    detail: (facts: { accepts: string }) => `这个条款的约定只接受：${facts.accepts}。请改选证据类型，或先修改证据约定。`,
  },
  unit_mismatch: {
    status: 422,
    title: '单位不一致',
    detail: (facts: { given: string; wanted: string }) => `「单位」填的是「${facts.given}」，指标的单位是「${facts.wanted}」，不能换算。请改正单位。`,
  },
  impossible: { status: 422, title: '数值不可能', detail: (facts: { problem: string }) => `${facts.problem}。请核对后重新填写。` },
  implausible: {
    status: 422,
    title: '数值可疑，需要说明',
    detail: (facts: { doubts: string }) => `${facts.doubts}。什么也没有保存。请核对单位和数值；确认无误的，写明「异常说明」并勾选「再次确认」后提交。`,
  },
  already_entered: {
    status: 409,
    title: '这一期已经填报过',
    detail: (facts: { from: string; to: string }) => `本单位${facts.from}至${facts.to}的同一项数已经填报，正在生效。请打开那份证据用「更正」改，不要重复填报。`,
    facts: ({ from, to }) => ({ from, to }),
  },
  reference_needs_document: { status: 422, title: '缺少依据', detail: () => '下达值、对照值、同组值、基期值和名单都要有公布文件。请上传文件并填写文号或出处。' },
  not_an_entry: { status: 409, title: '不是人工填报的证据', detail: () => '这份证据由业务系统出具，只能在来源系统中更正或撤销；有疑问可以提出异议。' },
  nothing_to_verify: { status: 409, title: '无需核实', detail: () => '这份证据已经是A级或B级。有疑问请提出异议。' },
  register_item_not_found: { status: 404, title: '没有找到登记事项', detail: () => '没有这个称号、文件或附表。请从登记页面进入。' },
  register_step_forbidden: {
    status: 409,
    title: '当前阶段不能这样登记',
    detail: (facts: { from: string; to: string }) => `当前是「${facts.from}」，不能登记为「${facts.to}」。请刷新页面，按页面列出的下一步办理。`,
  },
  register_needs_document: { status: 422, title: '缺少证明文件', detail: (facts: { stage: string }) => `登记「${facts.stage}」要上传证明文件并填写文号或出处。` },
  register_needs_clauses: {
    status: 422,
    title: '缺少条款清单',
    detail: () => '登记「印发」要列出文件自身的条款；还没有责任单位的也要列出，责任单位可以以后在「执行」里补。请在「文件自身的条款」里每行写一条。',
  },
  register_clauses_unwanted: {
    status: 422,
    title: '这一阶段没有条款清单',
    detail: (facts: { stage: string }) => `「${facts.stage}」不登记文件自身的条款；只有「印发」「执行」登记。请去掉「文件自身的条款」后重新提交。`,
  },
  register_org_unknown: {
    status: 422,
    title: '没有找到责任单位',
    detail: (facts: { title: string }) => `「${facts.title}」的责任单位在当天的组织机构里没有。请从列表中重新选择。`,
  },
  register_day_backwards: { status: 422, title: '日期先后有误', detail: (facts: { before: string }) => `日期不能早于上一步的${facts.before}，也不能在今天之后。请核对日期。` },
  already_frozen: { status: 409, title: '期间已封存', detail: (facts: { from: string; to: string }) => `${facts.from}至${facts.to}已经封存。封存后的更正自动列入更正表。` },
  period_not_over: { status: 422, title: '期间还没有结束', detail: (facts: { to: string }) => `期间到${facts.to}才结束，结束后才能封存。` },
});
