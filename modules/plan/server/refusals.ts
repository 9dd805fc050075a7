/** The module's refusals, with status and Chinese text. */
import { refusals } from '#kernel/refusals.ts';
import { supersededReason } from '../domain/index.ts';

/** The field concerned; null = the whole record. */
export interface ReviewPlace {
  readonly record: string;
  readonly field: string | null;
}
const placeFacts = ({ record, field }: ReviewPlace) => ({ record, field: field ?? '' });

export const planRefusals = refusals('plan', {
  not_found: { status: 404, title: '没有找到方案', detail: () => '没有这个方案。它可能属于别的地区，或地址有误；请从方案列表进入。' },
  version_not_found: { status: 404, title: '没有找到方案版本', detail: () => '没有这个方案版本。请从方案页面选择版本。' },
  file_changed: {
    status: 409,
    title: '文件与预览时不同',
    detail: (facts: { expected: string; found: string }) =>
      `导入的文件（摘要 ${facts.found.slice(0, 12)}…）与预览时的文件（${facts.expected.slice(0, 12)}…）不同。请重新预览后再导入。`,
    facts: (facts: { expected: string; found: string }) => ({ expected: facts.expected, found: facts.found }),
  },
  upper_not_found: { status: 404, title: '没有找到上级方案', detail: () => '没有这个上级方案的版本。请先导入上级方案，再从方案列表中选择它的版本。' },
  upper_is_same_plan: { status: 422, title: '不能与自身对照', detail: () => '上级方案与本方案是同一个方案。请选择上级方案；同一方案的两个版本请用「版本比较」。' },
  version_superseded: {
    status: 409,
    title: '已有更新的版本',
    detail: (facts: { ordinal: number }) => supersededReason(facts.ordinal),
    facts: ({ ordinal }) => ({ latestOrdinal: ordinal }),
  },
  record_not_found: {
    status: 404,
    title: '没有找到记录',
    detail: (facts: { record: string }) => `这个版本里没有编号为「${facts.record.slice(0, 60)}」的记录。请刷新页面后从记录列表中选择。`,
    facts: ({ record }) => ({ record }),
  },
  review_field_unknown: {
    status: 422,
    title: '没有这个字段',
    detail: (facts: ReviewPlace) => `记录「${facts.record.slice(0, 60)}」没有可以提意见的字段「${facts.field ?? ''}」。请从页面列出的字段中选择，或对整条记录提意见。`,
    facts: placeFacts,
  },
  review_value_invalid: {
    status: 422,
    title: '修改后的值不符合要求',
    detail: (facts: ReviewPlace & { message: string }) => `${facts.message}。请改正后重新提交。`,
    facts: placeFacts,
  },
  review_note_missing: {
    status: 422,
    title: '没有写明理由',
    detail: (_facts: ReviewPlace) => '修改或不采纳要写明理由，例如依据的文件或核对的结果。请填写「理由」后重新提交。',
    facts: placeFacts,
  },
  review_value_missing: {
    status: 422,
    title: '没有写明修改后的值',
    detail: (_facts: ReviewPlace) => '意见是「修改」，但没有写明修改后的值。请填写「修改为」，或改选「采纳」「不采纳」。',
    facts: placeFacts,
  },
  review_value_unexpected: {
    status: 422,
    title: '不需要修改后的值',
    detail: (_facts: ReviewPlace) => '只有「修改」才带修改后的值；整条记录只能采纳或不采纳。请去掉「修改为」，或对具体字段提出修改。',
    facts: placeFacts,
  },
  review_unchanged: {
    status: 422,
    title: '与机器读出的值相同',
    detail: (_facts: ReviewPlace) => '修改后的值与机器读出的值相同。如果机器读得对，请选「采纳」。',
    facts: placeFacts,
  },
  review_repeated: { status: 422, title: '同一字段出现两次', detail: (_facts: ReviewPlace) => '一次提交中同一记录的同一字段出现了两条意见。请只保留一条。', facts: placeFacts },
  review_outdated: {
    status: 409,
    title: '已有新的意见',
    detail: (_facts: ReviewPlace) => '在您查看之后，已有人对这个字段提出了新的意见。请刷新后看过新的意见再提交。',
    facts: placeFacts,
  },
  reviews_changed: { status: 409, title: '预览之后有新的意见', detail: () => '预览之后，这个版本又有了新的意见，导入可能会覆盖它们。请重新导出任务分解表，或重新预览后再导入。' },
  task_table_invalid: {
    status: 422,
    title: '任务分解表有错误',
    detail: (facts: { first: string; count: number }) =>
      `${facts.first}${facts.count > 1 ? `（另有 ${facts.count - 1} 处）` : ''}。什么也没有导入；请按预览列出的行和列改正后重新上传。`,
  },
});
