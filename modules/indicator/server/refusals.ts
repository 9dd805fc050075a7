/** The module's refusals, with status and Chinese text. */
import { refusals } from '#kernel/refusals.ts';

interface PeriodPlace {
  readonly indicator: string;
  readonly label: string;
  readonly link: string;
}
const placeFacts = ({ link }: PeriodPlace) => ({ link });

export const indicatorRefusals = refusals('indicator', {
  not_found: { status: 404, title: '没有找到指标', detail: () => '没有这个指标。它可能属于别的地区，或地址有误；请从指标列表进入。' },
  observation_not_found: { status: 404, title: '没有找到统计数', detail: () => '这个指标在这一地区和时期还没有填报过统计数。请核对地区和时期，或先填报。' },
  name_taken: {
    status: 409,
    title: '指标名称已有',
    detail: (facts: { name: string }) => `已经有名称或别名是「${facts.name}」的指标。请打开那个指标，或换一个名称。`,
    facts: ({ name }) => ({ name }),
  },
  definition_changed: {
    status: 409,
    title: '口径已被调整',
    detail: (facts: { version: number }) => `在您查看之后，口径已有第 ${facts.version} 版。请刷新后看过新版本再调整。`,
    facts: ({ version }) => ({ version }),
  },
  definition_fixed: {
    status: 422,
    title: '单位、频率不能改',
    detail: (facts: { field: string }) => `「${facts.field}」改变后，以往的数值就失去意义。请另建一个指标，或保留原来的${facts.field}。`,
  },
  definition_incomplete: { status: 422, title: '口径不完整', detail: (facts: { problem: string }) => `${facts.problem}。请改正后重新提交。` },
  part_not_found: { status: 422, title: '没有找到组成部分', detail: () => '组成部分中有不存在的指标，或其单位与总数不能相加。请从指标列表中选择同一种量的指标。' },
  formula_syntax: {
    status: 422,
    title: '公式写法有误',
    detail: (facts: { problem: string; at: number }) => `${facts.problem}。请改正公式。`,
    facts: ({ at }) => ({ at }),
  },
  formula_reference: { status: 422, title: '公式引用的指标有误', detail: (facts: { problem: string }) => `${facts.problem}。` },
  formula_unit: { status: 422, title: '公式的单位不符', detail: (facts: { problem: string }) => `${facts.problem}。请核对公式或指标的单位。` },
  formula_frequency: { status: 422, title: '公式的频率不符', detail: (facts: { problem: string }) => `${facts.problem}。请改用同一频率的指标。` },
  formula_cycle: { status: 422, title: '公式循环', detail: (facts: { path: string }) => `公式绕了一圈又用到自己：${facts.path}。请去掉其中一处引用。` },
  computed: {
    status: 422,
    title: '由公式计算，不能填报',
    detail: (facts: { indicator: string }) => `「${facts.indicator}」由公式计算。请填报公式所用的指标，它会自动算出。`,
  },
  area_unnamed: {
    status: 422,
    title: '没有写明地区名称',
    detail: (facts: { area: string }) => `「${facts.area}」还没有数列，也不在行政区划表中。第一次填报时请写明地区名称。`,
  },
  entry_invalid: {
    status: 422,
    title: '统计数有误',
    detail: (facts: { first: string; count: number }) => `${facts.first}${facts.count > 1 ? `（另有 ${facts.count - 1} 处）` : ''}。什么也没有保存；请改正后重新提交。`,
  },
  entry_unconfirmed: {
    status: 422,
    title: '有疑点，需要说明',
    detail: (facts: { first: string; count: number }) =>
      `${facts.first}${facts.count > 1 ? `（另有 ${facts.count - 1} 处疑点）` : ''}。什么也没有保存；如果数值无误，请逐处写明原因（不少于规定字数）并再次确认。`,
    facts: ({ count }) => ({ count }),
  },
  entry_repeated: {
    status: 422,
    title: '同一时期出现两次',
    detail: (facts: { indicator: string; label: string }) => `一次提交中「${facts.indicator}」${facts.label}出现了两次。请只保留一个。`,
  },
  period_taken: {
    status: 409,
    title: '这一时期已有人填报',
    detail: (facts: PeriodPlace) => `「${facts.indicator}」${facts.label}已有人先填报。请打开已填报的数值（${facts.link}）核对后再决定是否修订。`,
    facts: placeFacts,
  },
  period_changed: {
    status: 409,
    title: '数值已有变动',
    detail: (facts: PeriodPlace) => `在您查看之后，「${facts.indicator}」${facts.label}的数值有了变动。请打开它的修订记录（${facts.link}）看过后再提交。`,
    facts: placeFacts,
  },
  period_waiting: {
    status: 409,
    title: '这一时期的数值正在审核',
    detail: (facts: PeriodPlace) => `「${facts.indicator}」${facts.label}已提交审核，不能再填。请等审核结束，或请审核人退回（${facts.link}）。`,
    facts: placeFacts,
  },
  due_wrong: { status: 422, title: '目标时期有误', detail: (facts: { example: string }) => `目标时期的写法应与指标的频率一致，例如 ${facts.example}。请改正「目标时期」。` },
  peer_set_not_found: { status: 404, title: '没有找到对照组', detail: () => '没有这个对照组。请从对照组列表中选择，或先登记名单。' },
  peer_list_taken: { status: 409, title: '这一天已有名单', detail: (facts: { from: string }) => `这个对照组从 ${facts.from} 起已有名单。名单不能改写；请换一个起始日期。` },
  peer_repeated: { status: 422, title: '成员重复', detail: (facts: { name: string }) => `名单中「${facts.name}」出现了两次。请只保留一个。` },
  link_exists: { status: 409, title: '已经对应', detail: () => '这个指标已经对应这一条款。请刷新页面查看。' },
  link_not_found: { status: 404, title: '没有找到对应关系', detail: () => '没有这一对应关系，或已经取消。请刷新页面查看。' },
  sheet_invalid: {
    status: 422,
    title: '填报表有错误',
    detail: (facts: { first: string; count: number }) =>
      `${facts.first}${facts.count > 1 ? `（另有 ${facts.count - 1} 处）` : ''}。什么也没有导入；请按预览列出的行和列改正后重新上传。`,
  },
  sheet_changed: { status: 409, title: '文件与预览时不同', detail: () => '导入的文件与预览时的文件不同。请重新预览后再导入。' },
  sheet_conflict: {
    status: 409,
    title: '有冲突要先决定',
    detail: (facts: { count: number }) => `有 ${facts.count} 格在导出之后被别人改过。请在合并页面逐格选择保留哪一个数，再导入。`,
    facts: ({ count }) => ({ count }),
  },
  sheet_too_large: { status: 422, title: '填报表过大', detail: (facts: { limit: number }) => `一张填报表最多 ${facts.limit} 行。请减少指标或时期后重新导出。` },
});
