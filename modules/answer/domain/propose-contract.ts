/** What an evidence contract could look like, read from a record of the ledger. A person edits and another approves it. */
import type { CompiledPlan, DocumentRecord, MilestoneRecord, ProjectRecord, RecurringRecord, TargetRecord } from '#libs/plantext/index.ts';
import type { ContractBody, Slot, Target, TargetDirection } from '../contract/index.ts';
import type { SurveySentence } from './survey-sentences.ts';

export interface ProposalGround {
  readonly plan: CompiledPlan;
  readonly text: string;
  /** first and last year that targets name */
  readonly firstYear: number;
  readonly lastYear: number;
}

/** Years come from the targets; a text without any year gets none invented: the five years from its first document are a proposal only. */
export function proposalGroundOf(plan: CompiledPlan, text: string): ProposalGround {
  const years = plan.targets.flatMap(({ period }) => (period?.year === undefined ? [] : [period.year])).filter((year) => year > 1990 && year < 2100);
  const mentioned = [...text.matchAll(/(20[0-9]{2})年/g)].map(([, year]) => Number(year));
  const known = years.length > 0 ? years : mentioned.length > 0 ? mentioned : [2020];
  const firstYear = Math.min(...known);
  const lastYear = Math.max(...known);
  return { plan, text, firstYear: firstYear === lastYear ? firstYear - (years.length > 0 ? 5 : 0) : firstYear, lastYear: years.length > 0 ? lastYear : firstYear + 5 };
}

type Body = Omit<ContractBody, 'target' | 'doneMeans' | 'from' | 'to' | 'bonusOnly'>;
/** What a draft asks for unless a person writes otherwise; dated parameters give the values in force. */
export interface ProposalRules {
  /** days after which a figure is too old to speak */
  readonly freshDays: number;
  readonly minGrade: ContractBody['minGrade'];
}
export const defaultProposalRules: ProposalRules = { freshDays: 550, minGrade: 'B' };

/** The draft by the rules in force; what does not grow old goes on not to. */
export const renewProposal = (body: ContractBody, { freshDays, minGrade }: ProposalRules): ContractBody => ({
  ...body,
  minGrade,
  freshDays: body.freshDays === null ? null : freshDays,
});

const figures: Body = { accepts: ['value', 'count'], ...defaultProposalRules, sources: [], tolerance: null };
const works: Body = { accepts: ['value', 'milestone', 'document'], ...defaultProposalRules, freshDays: null, sources: [], tolerance: null };
const proofs: Body = { accepts: ['document', 'milestone', 'attestation', 'agreement'], ...defaultProposalRules, freshDays: null, sources: [], tolerance: null };
const happenings: Body = {
  accepts: ['case', 'count', 'document', 'agreement', 'milestone', 'attestation'],
  ...defaultProposalRules,
  freshDays: null,
  sources: [],
  tolerance: null,
};

interface Span {
  readonly from: string;
  readonly to: string;
  /** true when the text names no year and the end is only proposed */
  readonly isProposed: boolean;
}

function spanOf(period: { readonly year?: number | undefined; readonly rel: string } | null, { firstYear, lastYear }: ProposalGround): Span {
  const year = period?.year;
  const from = year !== undefined && period?.rel === 'in' ? year : Math.min(firstYear, year ?? firstYear);
  return { from: `${from}-01-01`, to: `${year ?? lastYear}-12-31`, isProposed: year === undefined && period === null };
}

const directionOf = ({ comparator }: TargetRecord): TargetDirection => (comparator === '<=' || comparator === '<' || comparator === 'decrease' ? 'down' : 'up');
const isWork = ({ action, unit }: TargetRecord): boolean => action !== undefined && unit !== null && ['mu', 'ha', 'm2', 'km', 'm'].includes(unit);
const nameOf = ({ indicator, head, scope, value }: TargetRecord): string => (indicator?.text ?? head?.text ?? scope?.text ?? value.text).slice(0, 100).toWellFormed();

type Comparator = Extract<Target, { kind: 'level' }>['comparator'];
const comparators: readonly string[] = ['>=', '>', '<=', '<', '=', 'reach', '~'];
const isComparator = (text: string): text is Comparator => comparators.includes(text);

function measured(kind: 'level' | 'growth' | 'ratio', target: TargetRecord): Target | null {
  if (target.number === null || !isComparator(target.comparator)) return null;
  const aggregate = kind === 'level' && isWork(target) ? 'sum' : 'latest';
  return {
    kind,
    comparator: target.comparator,
    number: target.number,
    unit: target.unit,
    direction: directionOf(target),
    aggregate,
    whole: kind === 'growth' && target.period?.rel === 'in',
  };
}

/** 5G网络覆盖率: the text is silent on population or area. */
const isOpenCoverage = ({ indicator, unit }: TargetRecord): boolean => unit === '%' && /(?:[45]G|网络|信号)[^人口面积]*覆盖率$/.test(indicator?.text ?? '');

function rate(target: TargetRecord): Target | null {
  const made = measured('ratio', target);
  if (made?.kind !== 'ratio' || !isOpenCoverage(target) || made.number.includes(':')) return made;
  return { kind: 'coverage', what: nameOf(target), comparator: made.comparator, number: made.number, unit: '%' };
}

const isYearly = ({ period }: TargetRecord): boolean => period?.every === 'year';
const sameHead = (a: TargetRecord, b: TargetRecord): boolean => a.node === b.node && a.head?.text === b.head?.text && isYearly(a) === isYearly(b);

/** How many of the slots of a threshold named bodies have taken over (各…不少于1个). */
function assignedOf(target: TargetRecord, { plan }: ProposalGround): number {
  if (target.distributive === true || target.threshold === undefined) return 0;
  const box = (node: string): string => node.replace(/\.[kq][0-9]+(?:~[0-9]+)?$/, '');
  const taken = plan.targets.filter((other) => other.distributive === true && box(other.node) === box(target.node) && other.threshold?.number === target.threshold?.number);
  return taken.reduce((sum, { number }) => sum + Number(number ?? 0), 0);
}

const slotOf = (target: TargetRecord, ground: ProposalGround): Slot => ({
  count: Math.max(1, Number(target.number ?? 1)),
  threshold: target.threshold?.number ?? null,
  unit: target.threshold?.unit ?? null,
  assigned: Math.min(Number(target.number ?? 0), assignedOf(target, ground)),
});

/** Quotas of one sentence are filled together, so that a project never fills two of them. */
function quota(target: TargetRecord, ground: ProposalGround): Target {
  const siblings =
    target.distributive === true
      ? [target]
      : ground.plan.targets.filter((other) => other.cls === 'count' && other.threshold !== undefined && other.distributive !== true && sameHead(other, target));
  const all = siblings.some(({ id }) => id === target.id) ? siblings : [target];
  const sentence =
    ground.text
      .slice(Math.max(0, target.value.start - 40), target.value.start)
      .split(/[。；;]/)
      .at(-1) ?? '';
  return {
    kind: 'quota',
    slots: all.map((one) => slotOf(one, ground)),
    only: all.length > 1 ? all.findIndex(({ id }) => id === target.id) : null,
    perSubject: target.threshold === undefined && sentence.includes('领导'),
    // 四大班子领导: each leader or each team is open; the parameter says, both are computed.
    ...(target.threshold === undefined && /班子[^，,]{0,4}领导/.test(sentence) ? { byTeam: true } : {}),
    yearly: isYearly(target),
    what: nameOf(target),
  };
}

function relation(text: string): 'above' | 'near' | 'narrowed' {
  if (/缩小/.test(text)) return 'narrowed';
  return /接近|趋近|持平/.test(text) ? 'near' : 'above';
}

function issuersOf(text: string): string[] {
  const found = [...text.matchAll(/(国家|[省市县])(?=[级、和及与]|下达)/g)].map(([, issuer = '']) => issuer);
  return found.length > 0 ? [...new Set(found)] : ['上级'];
}

const referenceOf = ({ reference, value }: TargetRecord): string => (reference?.text ?? value.text).slice(0, 100);

type Class = TargetRecord['cls'];
const makers: Readonly<Record<Class, (target: TargetRecord, ground: ProposalGround) => Target | null>> = {
  growth: (target) => measured('growth', target),
  level: (target) => measured('level', target),
  share: (target) => measured('ratio', target),
  rate,
  ratio: (target) => measured('ratio', target),
  density: (target) => measured('ratio', target),
  magnitude: ({ number, unit }) => (number === null ? null : { kind: 'magnitude', number, unit, aggregate: 'latest' }),
  completeness: (target) => ({ kind: 'completeness', list: nameOf(target) }),
  relative: (target) => ({ kind: 'benchmark', relation: relation(target.value.text), series: referenceOf(target), direction: 'up' }),
  rank: (target) => ({ kind: 'rank', peerSet: referenceOf(target), direction: 'up' }),
  delegated: (target) => ({ kind: 'delegated', issuers: issuersOf(target.value.text), direction: 'up' }),
  directional: (target) => ({ kind: 'directional', direction: target.comparator === 'decrease' ? 'down' : 'up', unit: target.unit }),
  count: (target, ground) =>
    target.threshold !== undefined || isYearly(target) ? quota(target, ground) : { kind: 'validity', count: Math.max(1, Number(target.number ?? 1)), what: nameOf(target) },
};

const bodyOf: Readonly<Record<Target['kind'], Body>> = {
  level: figures,
  growth: figures,
  ratio: figures,
  range: figures,
  magnitude: figures,
  benchmark: figures,
  rank: figures,
  delegated: figures,
  directional: figures,
  completeness: happenings,
  composite: happenings,
  quota: happenings,
  validity: proofs,
  done: proofs,
  deadline: proofs,
  issued: proofs,
  survey: figures,
  coverage: figures,
};

/** Marks an end that the text does not give. */
export const proposedEnd = '（原文没有写期限，截止日为建议，须以决定确认）';

function ofTarget(target: TargetRecord, ground: ProposalGround): ContractBody | null {
  const made = makers[target.cls](target, ground);
  if (made === null) return null;
  const { isProposed, ...span } = spanOf(target.period, ground);
  const body = made.kind === 'level' && made.aggregate === 'sum' ? works : bodyOf[made.kind];
  return { ...body, target: made, doneMeans: `${nameOf(target)}${target.value.text}${isProposed ? proposedEnd : ''}`, ...span, bonusOnly: target.modality === 'strive' };
}

/** Strength decides what done means: winning, being included, starting, or the county's own part. */
function titleGoal({ kind, control, object }: MilestoneRecord): string {
  const name = object?.text ?? '';
  if (control === 'support') return `${name}：本地区承担的事项办成`;
  if (control === 'seek') return `${name}：取得纳入通知`;
  if (kind === 'completion' || kind === 'deadline') return `${name}：完成`;
  return kind === 'start' ? `${name}：申报受理或启动文件印发` : kind === 'positioning' ? `${name}：取得认可文件` : `${name}：取得认定文件`;
}

const done = (what: string, ground: ProposalGround, { period, isBonus }: { readonly period: TargetRecord['period']; readonly isBonus: boolean }): ContractBody => {
  const { isProposed, ...span } = spanOf(period, ground);
  const name = what.slice(0, 150).toWellFormed();
  return { ...proofs, target: { kind: 'done', what: name }, doneMeans: `${name}${isProposed ? proposedEnd : ''}`, ...span, bonusOnly: isBonus };
};

/** 3-5年 counts from the first year of the plan where the text gives no start: both ends are a proposal. */
function ofMilestone(record: MilestoneRecord, ground: ProposalGround): ContractBody {
  const body = done(titleGoal(record), ground, { period: record.period, isBonus: record.modality === 'strive' });
  const span = record.period?.span;
  if (span === undefined || span.unit !== 'year' || body.target.kind !== 'done') return body;
  const first = record.period?.year ?? ground.firstYear;
  return {
    ...body,
    target: { kind: 'deadline', what: body.target.what, earliest: `${first + span.min}-12-31` },
    from: `${first}-01-01`,
    to: `${first + span.max}-12-31`,
    doneMeans: `${body.target.what}（${record.period?.source.text ?? ''}，自${first}年起算）`,
  };
}

function ofDocument(record: DocumentRecord, ground: ProposalGround): ContractBody {
  const body = done(`${record.object.text}：印发并确定各条责任单位`, ground, { period: record.period, isBonus: false });
  return { ...body, target: { kind: 'issued', what: record.object.text.slice(0, 150).toWellFormed() } };
}
const ofProject = ({ name, status }: ProjectRecord, ground: ProposalGround): ContractBody =>
  done(`${name.text}：${status?.stage === 'start' ? '开工' : status?.stage === 'plan' || status?.stage === 'prepare' ? '完成前期并开工' : '建成投用'}`, ground, {
    period: null,
    isBonus: false,
  });

/** 定期 without a rhythm is proposed quarterly; the sentence says so. */
function ofRecurring({ duty, every, times, frequency }: RecurringRecord, ground: ProposalGround): ContractBody {
  const perYear: Readonly<Record<string, number>> = { year: 1, halfyear: 2, quarter: 4, month: 12, week: 52 };
  const count = every === null ? 4 : (perYear[every] ?? 4) * Math.max(1, Number(times ?? 1));
  const what = duty.text.slice(0, 100).toWellFormed();
  return {
    ...happenings,
    target: { kind: 'quota', slots: [{ count, threshold: null, unit: null, assigned: 0 }], only: null, perSubject: false, yearly: true, what },
    doneMeans: `${what}每年${count}次${every === null ? `（原文只写「${frequency.text}」，按每季度一次建议）` : ''}`,
    from: `${ground.firstYear}-01-01`,
    to: `${ground.lastYear}-12-31`,
    bonusOnly: false,
  };
}

/** Trend with the sampling error: same questions, year by year (T25-22). */
export function ofSurvey({ what, period }: SurveySentence, ground: ProposalGround): ContractBody {
  const { isProposed, ...span } = spanOf(period, ground);
  const name = what.slice(0, 150).toWellFormed();
  return {
    ...figures,
    target: { kind: 'survey', what: name, direction: 'up' },
    doneMeans: `${name}：同样问卷的抽样调查，提高超出抽样误差${isProposed ? proposedEnd : ''}`,
    ...span,
    bonusOnly: false,
  };
}

/** The proposal for a record; null when the text gives nothing to judge by, which a decision must then add. */
export function proposeContract(recordId: string, ground: ProposalGround): ContractBody | null {
  const { plan } = ground;
  const target = plan.targets.find(({ id }) => id === recordId);
  if (target !== undefined) return ofTarget(target, ground);
  const milestone = plan.milestones.find(({ id }) => id === recordId);
  if (milestone !== undefined) return ofMilestone(milestone, ground);
  const document = plan.documents.find(({ id }) => id === recordId);
  if (document !== undefined) return ofDocument(document, ground);
  const recurring = plan.recurring.find(({ id }) => id === recordId);
  if (recurring !== undefined) return ofRecurring(recurring, ground);
  const project = plan.projects.find(({ id }) => id === recordId);
  return project === undefined ? null : ofProject(project, ground);
}
