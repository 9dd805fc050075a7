/** Checks of a report: hard ones stop it, soft ones want an explanation. */
import { Decimal } from 'decimal.js';
import { allowed, denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import type { FactAnswer, Judgement } from '../contract/index.ts';
import type { RoundRules } from './round-window.ts';

export interface ReportContent {
  readonly isNoChange: boolean;
  readonly done: string;
  readonly next: string;
  readonly judgement: Judgement;
  /** how often it was done so far this year, for tasks that are counted; decimal string */
  readonly countToDate: string | null;
  readonly claims: readonly { readonly milestoneId: string; readonly proof: string; readonly photoIds: readonly string[] }[];
  readonly facts: readonly { readonly factId: string; readonly answer: FactAnswer; readonly reason: string }[];
  /** soft check → explanation */
  readonly explanations: Readonly<Record<string, string>>;
}

export interface ReportGround {
  readonly rules: RoundRules;
  readonly lastDone: string | null;
  readonly lastCount: string | null;
  /** own earlier counts, oldest first */
  readonly counts: readonly string[];
  readonly isCounted: boolean;
  /** milestones that are due up to the end of the period and not yet proved */
  readonly dueMilestones: readonly { readonly milestoneId: string; readonly title: string; readonly dueOn: string }[];
  /** facts delivered by modules that wait for an answer */
  readonly factIds: readonly string[];
  readonly noChangeRunning: number;
  /** photos of this report whose bytes were already used in another report */
  readonly reusedPhotos: readonly string[];
}

export interface ReportCheck {
  readonly check: string;
  readonly kind: 'hard' | 'soft';
  /** field of the form */
  readonly field: string;
  readonly message: string;
}

/** 无变化 in one click: limited in a row, and never when a milestone falls due. */
export function decideNoChange({ rules, noChangeRunning, dueMilestones, lastDone }: Pick<ReportGround, 'rules' | 'noChangeRunning' | 'dueMilestones' | 'lastDone'>): Decision {
  const [first] = dueMilestones;
  if (lastDone === null) return denied('task.no_change_first', '第一次填报不能选「无变化」。请写明本期进展。');
  if (first !== undefined) return denied('task.no_change_due', `节点「${first.title}」${first.dueOn} 到期，不能选「无变化」。请填报节点完成情况。`);
  if (noChangeRunning >= rules.noChangeRunning) return denied('task.no_change_limit', `已连续 ${noChangeRunning} 期「无变化」，最多 ${rules.noChangeRunning} 期。请写明本期进展。`);
  return allowed;
}

const hard = (check: string, field: string, message: string): ReportCheck => ({ check, kind: 'hard', field, message });
const soft = (check: string, field: string, message: string): ReportCheck => ({ check, kind: 'soft', field, message });
const lengthOf = (text: string): number => [...text].length;

function textChecks(content: ReportContent, { rules }: ReportGround): readonly ReportCheck[] {
  const checks: ReportCheck[] = [];
  if (!content.isNoChange && content.done.trim() === '') checks.push(hard('done-missing', 'done', '请填写「本期进展」'));
  if (lengthOf(content.done) > rules.doneCharacters)
    checks.push(hard('done-long', 'done', `「本期进展」不能超过 ${rules.doneCharacters} 字，现有 ${lengthOf(content.done)} 字；请删减`));
  if (lengthOf(content.next) > rules.nextCharacters)
    checks.push(hard('next-long', 'next', `「下期打算」不能超过 ${rules.nextCharacters} 字，现有 ${lengthOf(content.next)} 字；请删减`));
  return checks;
}

function countChecks(content: ReportContent, ground: ReportGround): readonly ReportCheck[] {
  if (!ground.isCounted || content.isNoChange) return [];
  if (content.countToDate === null) return [hard('count-missing', 'countToDate', '请填写「今年累计次数」')];
  const count = new Decimal(content.countToDate);
  const checks: ReportCheck[] = [];
  if (ground.lastCount !== null && count.lt(ground.lastCount))
    checks.push(hard('count-falls', 'countToDate', `「今年累计次数」${content.countToDate} 少于上期的 ${ground.lastCount}；累计数只能经更正减少`));
  const sorted = ground.counts.map((one) => new Decimal(one)).sort((a, b) => a.cmp(b));
  const median = sorted[Math.floor(sorted.length / 2)];
  const isTenfold = ground.lastCount !== null && new Decimal(ground.lastCount).gt(0) && count.gte(new Decimal(ground.lastCount).mul(10));
  if (isTenfold || (median?.gt(0) === true && count.gt(median.mul(3)))) checks.push(soft('count-jumps', 'countToDate', '「今年累计次数」比以往大得多，是否单位有误？'));
  return checks;
}

function claimChecks(content: ReportContent, ground: ReportGround): readonly ReportCheck[] {
  const claimed = new Set(content.claims.map(({ milestoneId }) => milestoneId));
  const open = ground.dueMilestones.filter(({ milestoneId }) => !claimed.has(milestoneId));
  return [
    ...content.claims
      .filter(({ proof, photoIds }) => proof.trim() === '' && photoIds.length === 0)
      .map(({ milestoneId }) => hard('proof-missing', `claims.${milestoneId}`, '申报完成的节点须附佐证：写明材料名称文号，或上传照片')),
    ...(content.judgement === 'normal' && open.length > 0 ? [soft('judgement-differs', 'judgement', `节点「${open[0]?.title ?? ''}」已到期未完成，自评却为「正常」`)] : []),
  ];
}

function factChecks(content: ReportContent, ground: ReportGround): readonly ReportCheck[] {
  const answered = new Map(content.facts.map((fact) => [fact.factId, fact]));
  const missing = ground.factIds.filter((factId) => !answered.has(factId)).length;
  return [
    ...(missing > 0 && !content.isNoChange ? [hard('facts-open', 'facts', `还有 ${missing} 项系统已掌握的情况没有确认或提出异议`)] : []),
    ...content.facts
      .filter(({ answer, reason }) => answer === 'disputed' && reason.trim() === '')
      .map(({ factId }) => hard('dispute-reason', `facts.${factId}`, '提出异议须说明理由')),
  ];
}

function otherChecks(content: ReportContent, ground: ReportGround): readonly ReportCheck[] {
  const isCopied = !content.isNoChange && ground.lastDone !== null && content.done.trim() !== '' && content.done.trim() === ground.lastDone.trim();
  return [
    ...(isCopied ? [soft('same-text', 'done', '「本期进展」与上期完全相同')] : []),
    ...(ground.reusedPhotos.length > 0 ? [soft('photo-reused', 'photos', `有 ${ground.reusedPhotos.length} 张照片在别的填报里用过`)] : []),
  ];
}

function noChangeChecks(content: ReportContent, ground: ReportGround): readonly ReportCheck[] {
  const decision = content.isNoChange ? decideNoChange(ground) : allowed;
  return decision.allowed ? [] : [hard('no-change', 'isNoChange', decision.reason)];
}

/** All checks that do not hold, hard ones first. */
export function checkReport(content: ReportContent, ground: ReportGround): readonly ReportCheck[] {
  const found = [textChecks, countChecks, claimChecks, factChecks, otherChecks, noChangeChecks].flatMap((check) => check(content, ground));
  return [...found.filter(({ kind }) => kind === 'hard'), ...found.filter(({ kind }) => kind === 'soft')];
}

/** What still stops the report: hard faults, and soft ones without an explanation of the required length. */
export function failingChecks(content: ReportContent, ground: ReportGround): readonly ReportCheck[] {
  const least = ground.rules.explanationCharacters;
  return checkReport(content, ground).filter(({ kind, check }) => kind === 'hard' || lengthOf((content.explanations[check] ?? '').trim()) < least);
}
