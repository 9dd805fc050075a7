/**
 * Recurring duties of every plan of this kind. Plans say 定期, 每年, 滚动; the rhythm is our default where the text names none, and
 * says so as its source. A region dates its own rule beside it when a document decides otherwise.
 */
import type { DatedDutyRule, DutyRule, DutySpec } from '#kernel/duty.ts';
import { programStart } from '#kernel/param.ts';

const byDefault = (words: string, rule: DutyRule): readonly DatedDutyRule[] => [{ ...rule, from: programStart, source: { document: '系统默认', article: words } }];

/** The last day of the quarter. */
const quarterEnd = { months: 2, day: 31 };
/** 31 March of the year. */
const endOfMarch = { months: 2, day: 31 };
const halfYearEnd = { months: 5, day: 31 };
const yearEnd = { months: 11, day: 31 };
/** 30 June, 30 September of the year. */
const midYear = { months: 5, day: 30 };
const endOfSeptember = { months: 8, day: 30 };

type Done = Required<Pick<DutySpec, 'doneBy' | 'doneWords'>>;
const byAct = (doneWords: string): Done => ({ doneBy: 'act', doneWords });
/** Until a module of the product does it, whoever owes it registers what was done, with the document. */
const byRecord = (doneWords: string): Done => ({ doneBy: 'record', doneWords });

/** What the leading group and its office owe (duty calendar D01–D05, D09, D15). */
const governance: readonly DutySpec[] = [
  {
    code: 'D01',
    label: '领导小组研究重大问题',
    ownerRole: 'office_director',
    ...byAct('本季度召开的领导小组会议印发纪要'),
    rules: byDefault('方案写「定期」，默认每季度一次', { every: 'quarter', due: quarterEnd }),
  },
  {
    code: 'D02',
    label: '月度调度',
    ownerRole: 'dispatcher',
    ...byAct('当月调度轮次截止封账'),
    rules: byDefault('方案写「定期」，默认每月一次，次月1日开放、5日截止', { every: 'month', opens: { months: 1, day: 1 }, due: { months: 1, day: 5 } }),
  },
  {
    code: 'D02-2',
    label: '季度督查',
    ownerRole: 'supervisor',
    ...byAct('本季度有一次检查完成现场记录'),
    rules: byDefault('方案写「定期」，默认每季度一次', { every: 'quarter', due: quarterEnd }),
  },
  {
    code: 'D03',
    label: '通报任务落实情况',
    ownerRole: 'office_director',
    ...byRecord('印发的通报文号'),
    rules: byDefault('方案写「每年」，默认数据截至12月31日，次年2月28日前印发', { every: 'year', opens: { months: 12, day: 1 }, due: { months: 13, day: 28 } }),
  },
  {
    code: 'D04',
    label: '印发年度考核方案',
    ownerRole: 'assessor',
    ...byRecord('印发的考核方案文号'),
    rules: byDefault('方案写「年终考核」，默认3月31日前定下当年考核方案', { every: 'year', due: endOfMarch }),
  },
  {
    code: 'D04-2',
    label: '年终考核评分',
    ownerRole: 'assessor',
    ...byRecord('考核结果文号'),
    rules: byDefault('方案写「年终」，默认次年1月完成', { every: 'year', opens: { months: 12, day: 1 }, due: { months: 12, day: 31 } }),
  },
  {
    code: 'D05',
    label: '印发年度工作要点',
    ownerRole: 'office_director',
    ...byAct('工作要点在系统中印发'),
    rules: byDefault('方案写「每年」，默认3月31日前印发', { every: 'year', due: endOfMarch }),
  },
  {
    code: 'D09',
    label: '项目融资对接',
    ownerRole: 'office_director',
    ...byRecord('活动通知、签到和成果清单'),
    rules: byDefault('方案写每年不少于4次，默认每季度一次', { every: 'quarter', due: quarterEnd }),
  },
  {
    code: 'D15',
    label: '项目库滚动更新',
    ownerRole: 'dispatcher',
    ...byAct('领导小组会议批准当期项目清单，纪要印发'),
    rules: byDefault('方案写「滚动」，默认每季度一次', { every: 'quarter', due: quarterEnd }),
  },
];

/** 四套班子, each with a duty of its own (D08). */
const teams = ['县委班子', '县人大班子', '县政府班子', '县政协班子'];

/** Inviting investment and partners (D06–D08, D10–D12). */
const investment: readonly DutySpec[] = [
  {
    code: 'D06',
    label: '引进大项目：20亿元以上4个、10亿元以上5个',
    ownerRole: 'invest_group',
    ...byRecord('签约项目清单和协议'),
    rules: byDefault('方案写「每年」，默认按自然年度，6月30日按进度提醒', { every: 'year', due: yearEnd, warns: [midYear] }),
  },
  {
    code: 'D07',
    label: '县领导拜访或邀请客商',
    ownerRole: 'team',
    ...byRecord('拜访或邀请的对象、日期和纪要'),
    rules: byDefault('方案写每年不少于4次，默认每季度一次', { every: 'quarter', due: quarterEnd }),
  },
  ...teams.map(
    (name, index): DutySpec => ({
      code: index === 0 ? 'D08' : `D08-${index + 1}`,
      label: `${name}引进项目1个以上`,
      ownerRole: 'team',
      ...byRecord('引进项目的名称和协议'),
      rules: byDefault('方案写「每年」四套班子各不少于1个，默认按自然年度，9月30日提醒', { every: 'year', due: yearEnd, warns: [endOfSeptember] }),
    }),
  ),
  {
    code: 'D10',
    label: '科技成果路演展示对接',
    ownerRole: 'dispatcher',
    ...byRecord('活动通知和成果清单'),
    rules: byDefault('方案写「定期」，默认每季度一次', { every: 'quarter', due: quarterEnd }),
  },
  {
    code: 'D11',
    label: '驻点招商周报',
    ownerRole: 'invest_group',
    ...byRecord('周报名称'),
    rules: byDefault('方案写「常态化」，默认每周一报，周五前', { every: 'week', due: { days: 4 } }),
  },
  {
    code: 'D12',
    label: '县级对接',
    ownerRole: 'office_director',
    ...byRecord('对接活动纪要'),
    rules: byDefault('方案写「常态长效」，默认每半年一次', { every: 'half-year', due: halfYearEnd }),
  },
  {
    code: 'D12-2',
    label: '园区对接',
    ownerRole: 'park',
    ...byRecord('对接活动纪要'),
    rules: byDefault('方案写「常态长效」，默认每半年一次', { every: 'half-year', due: halfYearEnd }),
  },
];

/** Culture and livelihood (D13, D14, D16). Until the county names a unit, the office's reviewer of data answers for D16. */
const livelihood: readonly DutySpec[] = [
  {
    code: 'D13',
    label: '送戏进万村',
    ownerRole: 'township',
    ...byRecord('演出场次表'),
    rules: byDefault('方案未写次数，默认每村每年1场以上，9月30日提醒', { every: 'year', due: yearEnd, warns: [endOfSeptember] }),
  },
  {
    code: 'D14',
    label: '举办年度节庆赛事',
    ownerRole: 'township',
    ...byRecord('当年节庆赛事安排和总结'),
    rules: byDefault('方案列出节庆赛事名称，默认按当年安排，年内办完', { every: 'year', due: yearEnd, warns: [endOfSeptember] }),
  },
  {
    code: 'D16',
    label: '社会保险待遇领取资格认证',
    ownerRole: 'data_reviewer',
    ...byRecord('认证情况汇总'),
    rules: byDefault('方案未写频次，默认每年一次；责任岗位默认为数据审核员', { every: 'year', due: yearEnd, warns: [endOfSeptember] }),
  },
  {
    code: 'D16-2',
    label: '危险废物申报',
    ownerRole: 'data_reviewer',
    ...byRecord('申报回执'),
    rules: byDefault('方案未写频次，默认每月一次；责任岗位默认为数据审核员', { every: 'month', due: { day: 31 } }),
  },
  {
    code: 'D16-3',
    label: '跨界断面水质联合检测',
    ownerRole: 'data_reviewer',
    ...byRecord('联合检测报告编号'),
    rules: byDefault('方案未写频次，默认每月一次；责任岗位默认为数据审核员', { every: 'month', due: { day: 31 } }),
  },
  {
    code: 'D16-4',
    label: '空气质量日报',
    ownerRole: 'data_reviewer',
    ...byRecord('日报名称'),
    rules: byDefault('方案未写频次，默认每日一次；责任岗位默认为数据审核员', { every: 'day', due: {} }),
  },
];

export const standingDuties: readonly DutySpec[] = [...governance, ...investment, ...livelihood];

/** Duties that no act of the product does: registered by their owner, or found done from the evidence of a clause. */
export const recordedDuties: readonly DutySpec[] = standingDuties.filter(({ doneBy }) => doneBy === 'record');
