/** Rounds (调度) and the reports that units owe in them. */

export const roundStates = ['planned', 'open', 'closed', 'summarised', 'sealed'] as const;
export type RoundState = (typeof roundStates)[number];
export const roundStateLabel = { planned: '预定', open: '开放', closed: '截止', summarised: '汇总', sealed: '封账' } satisfies Record<RoundState, string>;

export const reportStates = ['draft', 'signing', 'reviewing', 'returned', 'approved', 'confirmed', 'locked', 'unapproved', 'correcting'] as const;
export type ReportState = (typeof reportStates)[number];
export const reportStateLabel = {
  draft: '草稿',
  signing: '待单位审签',
  reviewing: '待审核',
  returned: '退回',
  approved: '已核定',
  confirmed: '已核定（终）',
  locked: '已锁定',
  unapproved: '未核定封存',
  correcting: '更正待核',
} satisfies Record<ReportState, string>;

/** The unit's own judgement: kept as the first voice, never turned into a light. */
export const judgements = ['normal', 'at-risk', 'behind'] as const;
export type Judgement = (typeof judgements)[number];
export const judgementLabel = { normal: '正常', 'at-risk': '有风险', behind: '滞后' } satisfies Record<Judgement, string>;

export const returnGrounds = ['unclear', 'no-proof', 'figure', 'not-this-period', 'copied'] as const;
export type ReturnGround = (typeof returnGrounds)[number];
export const returnGroundLabel = {
  unclear: '内容不清楚',
  'no-proof': '缺少佐证材料',
  figure: '数据有误',
  'not-this-period': '不是本期进展',
  copied: '照抄上期',
} satisfies Record<ReturnGround, string>;

/** What the unit says about a fact that the system already holds. */
export const factAnswers = ['confirmed', 'disputed'] as const;
export type FactAnswer = (typeof factAnswers)[number];
export const factAnswerLabel = { confirmed: '确认', disputed: '有异议' } satisfies Record<FactAnswer, string>;

/** Where a debt of a round stands on a day; derived, never stored. */
export const debtStandings = ['waiting', 'silent', 'returned', 'in-hand', 'on-time', 'late', 'dropped'] as const;
export type DebtStanding = (typeof debtStandings)[number];
export const debtStandingLabel = {
  waiting: '未报',
  silent: '逾期未报',
  returned: '退回待改',
  'in-hand': '单位审签中',
  'on-time': '按时',
  late: '迟报',
  dropped: '分工已变更',
} satisfies Record<DebtStanding, string>;
