/** Something is done once: adopted, recognised, opened; by a last day, within a span, or with an owner for each of its parts. */
import type { TargetOf, Verdict } from '../contract/index.ts';
import { isValidOn, ofFacet } from './facts.ts';
import type { Fact } from './facts.ts';
import { inputOf, outcomeOf, verdict } from './judged.ts';
import type { Ground } from './judged.ts';

type Kind = 'done' | 'deadline' | 'issued';
interface Proofs {
  readonly all: readonly Fact[];
  /** the earliest that is still valid on the day */
  readonly first: Fact | undefined;
}

function proofsOf({ facts, on }: Ground): Proofs {
  const all = ofFacet(facts, 'actual');
  const [first] = all.filter((fact) => isValidOn(fact, on)).sort((a, b) => (a.occurredOn < b.occurredOn ? -1 : 1));
  return { all, first };
}

const ending = ({ validUntil }: Fact): string => (validUntil === null ? '证明被撤回就不再达标。' : `证明有效期至${validUntil}，次日起不再达标。`);

function unproven({ target }: Ground<TargetOf<Kind>>, { all }: Proofs, boundary: string): Verdict {
  const sentence = all.length > 0 ? `${target.what}的证明已失效，未达标。` : `没有「${target.what}」办成的证明。`;
  return verdict(target.kind, { outcome: 'unmet', sentence, boundary, change: '取得有效的证明文件就达标。', inputs: [inputOf('已失效', `${all.length}份`, all)] });
}

const proven = (first: Fact): Partial<Verdict> => ({ inputs: [inputOf('证明', first.occurredOn, [first])], share: '1', factsUntil: first.to });

/** Done once, and still valid on the day. */
export function judgeDone(ground: Ground<TargetOf<'done'>>): Verdict {
  const { target, window } = ground;
  const proofs = proofsOf(ground);
  const boundary = `${target.what}：在${window.to}以前办成，证明在当日有效`;
  const { first } = proofs;
  if (first === undefined) return unproven(ground, proofs, boundary);
  const isLate = first.occurredOn > window.to;
  return verdict('done', {
    outcome: outcomeOf(!isLate),
    sentence: `${target.what}于${first.occurredOn}办成${isLate ? `，晚于${window.to}，未按期` : '，达标'}。`,
    boundary,
    change: isLate ? '已晚于期限；有更早办成的证明，或以决定改期后重新判定。' : ending(first),
    ...proven(first),
  });
}

/** 3-5年: done by the earlier end is ahead of time, by the later end in time. Both ends belong to the span. */
export function judgeDeadline(ground: Ground<TargetOf<'deadline'>>): Verdict {
  const { target, window } = ground;
  const proofs = proofsOf(ground);
  const boundary = `${target.what}：最迟${window.to}办成（${target.earliest}以前为提前），证明在当日有效`;
  const { first } = proofs;
  if (first === undefined) return unproven(ground, proofs, boundary);
  const isLate = first.occurredOn > window.to;
  const when = isLate ? `，晚于最迟的${window.to}，未按期` : first.occurredOn <= target.earliest ? `，在${target.earliest}以前，提前达标` : `，在${window.to}以前，按期达标`;
  return verdict('deadline', {
    outcome: outcomeOf(!isLate),
    sentence: `${target.what}于${first.occurredOn}办成${when}。`,
    boundary,
    change: isLate ? '已晚于期限；有更早办成的证明，或以决定改期后重新判定。' : ending(first),
    ...proven(first),
  });
}

/** The list of the later day first; of one day the one with the later id, which is the later list (ids are version 7). */
const byListing = (a: Fact, b: Fact): number => (a.to === b.to ? (a.evidenceId < b.evidenceId ? 1 : -1) : a.to < b.to ? 1 : -1);

/**
 * A document the plan orders is there when it is issued and every clause in it has a responsible unit. The proof says how
 * many of its clauses have one (num of den); the newest list decides.
 */
export function judgeIssued(ground: Ground<TargetOf<'issued'>>): Verdict {
  const { target, window } = ground;
  const proofs = proofsOf(ground);
  const boundary = `${target.what}：在${window.to}以前印发，文件里的每一条都有责任单位`;
  const { first, all } = proofs;
  if (first === undefined) return unproven(ground, proofs, boundary);
  const [listed] = all.filter((fact) => isValidOn(fact, ground.on) && fact.num !== null && fact.den !== null).sort(byListing);
  const isLate = first.occurredOn > window.to;
  const issued = `${target.what}于${first.occurredOn}印发${isLate ? `，晚于${window.to}` : ''}`;
  const common = { boundary, ...proven(first), share: null };
  if (listed === undefined) {
    const what = '文件自身的条款清单与责任单位';
    return verdict('issued', { outcome: 'unknown', sentence: `${issued}；无法判定：缺少${what}。`, change: `登记${what}并核实后判定。`, missing: [what], ...common });
  }
  const open = Number(listed.den) - Number(listed.num);
  const isMet = !isLate && open === 0;
  return verdict('issued', {
    outcome: outcomeOf(isMet),
    sentence: `${issued}，共${listed.den}条，${open === 0 ? '都有责任单位' : `${open}条没有责任单位`}，${isMet ? '达标' : '未达标'}。`,
    change: isMet
      ? '文件废止，或新列的条款没有责任单位，就不再达标。'
      : open > 0
        ? `余下${open}条确定责任单位就${isLate ? '只差按期一项' : '达标'}。`
        : '已晚于期限；以决定改期后重新判定。',
    ...common,
    inputs: [inputOf('印发', first.occurredOn, [first]), inputOf('有责任单位的条款', `${listed.num}/${listed.den}`, [listed])],
    share: open === 0 ? '1' : null,
  });
}
