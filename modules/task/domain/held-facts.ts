/**
 * Facts that the system holds and keeps fresh by itself: no form may ask for them again. The code is what a form's field
 * names; a field whose label reads the same counts as the same fact.
 */
export interface HeldFact {
  readonly fact: string;
  readonly label: string;
  readonly source: string;
}

export const heldFacts: readonly HeldFact[] = [
  { fact: 'org.name', label: '单位名称', source: '单位登记簿' },
  { fact: 'org.uscc', label: '统一社会信用代码', source: '单位登记簿' },
  { fact: 'org.division', label: '行政区划代码', source: '单位登记簿' },
  { fact: 'task.title', label: '任务名称', source: '任务台账' },
  { fact: 'task.standard', label: '完成标准', source: '任务台账' },
  { fact: 'task.due', label: '完成时限', source: '任务台账' },
  { fact: 'task.lead', label: '牵头单位', source: '任务台账' },
  { fact: 'task.co', label: '配合单位', source: '任务台账' },
  { fact: 'task.person', label: '具体责任人', source: '签收记录' },
  { fact: 'task.done', label: '本期进展', source: '月度调度' },
  { fact: 'task.next', label: '下期打算', source: '月度调度' },
  { fact: 'task.judgement', label: '单位自评', source: '月度调度' },
  { fact: 'task.milestones', label: '节点完成情况', source: '月度调度' },
  { fact: 'task.count', label: '今年累计次数', source: '月度调度' },
  { fact: 'order.progress', label: '督办办理情况', source: '督办单' },
  { fact: 'inspection.finding', label: '检查发现的问题', source: '督查检查' },
  { fact: 'inspection.rectification', label: '检查问题整改情况', source: '督查检查' },
  { fact: 'plan.clause', label: '方案条款', source: '方案台账' },
  { fact: 'plan.target', label: '目标值', source: '方案台账' },
];
