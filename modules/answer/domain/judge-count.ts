/** Things that are counted: members of a list, slots of a quota, valid certificates, named parts. */
import { visitSubjectLabel } from '../contract/index.ts';
import type { Slot, TargetOf, Verdict, VisitSubject } from '../contract/index.ts';
import { isValidOn, factValue, within } from './facts.ts';
import type { Fact } from './facts.ts';
import { compareFigures, formatDecimal, parseDecimal, percentOf, showFigure, whole } from './figures.ts';
import type { Fraction } from './figures.ts';
import { inputOf, outcomeOf, unknown, verdict } from './judged.ts';
import type { Ground } from './judged.ts';
import { used } from './judge-params.ts';

const actualOf = ({ facts }: Ground): readonly Fact[] => facts.filter(({ facet }) => facet === 'actual');
const ratio = (part: number, all: number): Fraction => ({ num: parseDecimal(String(part)), den: parseDecimal(String(all)) });
const shareText = (part: number, all: number): string | null => (all === 0 ? null : formatDecimal(parseDecimal(String(part)).dividedBy(all).toDecimalPlaces(6)));
const lastDay = (facts: readonly Fact[]): string | null =>
  facts
    .map(({ to }) => to)
    .sort()
    .at(-1) ?? null;

/** One fact per subject: the strongest; envelopes come sorted by strength. */
export function onePerSubject(facts: readonly Fact[]): readonly Fact[] {
  const seen = new Map<string, Fact>();
  for (const fact of facts) if (fact.subject !== null && !seen.has(fact.subject)) seen.set(fact.subject, fact);
  return [...seen.values()];
}

/** 全覆盖: every member of a named list; 99.95% is not 100%. */
export function judgeCompleteness(ground: Ground<TargetOf<'completeness'>>): Verdict {
  const { target, facts, on, window } = ground;
  const boundary = `名单「${target.list}」中每一个都办成（100%）`;
  const members = onePerSubject(facts.filter((fact) => fact.facet === 'member' && fact.from <= on && isValidOn(fact, on)));
  if (members.length === 0) return unknown('completeness', { what: `名单「${target.list}」`, boundary });
  const done = new Map(onePerSubject(within(actualOf(ground), window).filter((fact) => isValidOn(fact, on))).map((fact) => [fact.subject, fact]));
  const covered = members.flatMap((member) => done.get(member.subject) ?? []);
  const open = members.flatMap(({ subject }) => (subject !== null && !done.has(subject) ? [subject] : [])).sort();
  const isMet = open.length === 0;
  const percent = isMet ? '100%' : `约${percentOf(ratio(covered.length, members.length), 2)}`;
  return verdict('completeness', {
    outcome: outcomeOf(isMet),
    sentence: `名单${members.length}个，已办成${covered.length}个（${percent}），${isMet ? '达标' : `还有${open.length}个：${open.slice(0, 20).join('、')}${open.length > 20 ? '等' : ''}`}。`,
    boundary,
    change: isMet ? '名单增加成员，或某一个的证据撤回，就不再达标。' : `余下${open.length}个全部办成就达标。`,
    inputs: [inputOf('名单', `${members.length}个`, members), inputOf('已办成', `${covered.length}个`, covered)],
    parts: open.slice(0, 200).map((label) => ({ label, outcome: 'unmet', text: '未办成' })),
    share: shareText(covered.length, members.length),
    factsUntil: lastDay(covered),
  });
}

/** Certificates that are valid on the day and were won in the window; one that lapses is subtracted the day after its last day. */
export function judgeValidity(ground: Ground<TargetOf<'validity'>>): Verdict {
  const { target, on, window } = ground;
  const all = onePerSubject(actualOf(ground).filter((fact) => fact.occurredOn >= window.from && fact.occurredOn <= window.to));
  const valid = all.filter((fact) => isValidOn(fact, on));
  const lapsed = all.filter((fact) => !isValidOn(fact, on));
  const isMet = valid.length >= target.count;
  const ending = valid
    .flatMap(({ validUntil }) => (validUntil === null ? [] : [validUntil]))
    .sort()
    .at(0);
  return verdict('validity', {
    outcome: outcomeOf(isMet),
    sentence: `${on}有效${valid.length}个${lapsed.length > 0 ? `（另有${lapsed.length}个已到期，不计）` : ''}，要求${target.count}个，${isMet ? '达标' : `还差${target.count - valid.length}个`}。`,
    boundary: `${target.what}：有效证书不少于${target.count}个`,
    change: `${isMet ? '证书撤销或到期会减少个数。' : `再有${target.count - valid.length}个有效证书就达标。`}${ending === undefined ? '' : `最早的一个到${ending}到期，次日起减一个。`}`,
    inputs: [inputOf('有效', `${valid.length}个`, valid), ...(lapsed.length > 0 ? [inputOf('已到期', `${lapsed.length}个`, lapsed)] : [])],
    parts: all.map((fact) => ({ label: fact.subject ?? '', outcome: outcomeOf(isValidOn(fact, on)), text: fact.validUntil === null ? '长期有效' : `有效期至${fact.validUntil}` })),
    share: shareText(Math.min(valid.length, target.count), target.count),
    factsUntil: lastDay(valid),
  });
}

interface Item {
  readonly fact: Fact;
  readonly value: Fraction;
}
export interface FilledSlot {
  readonly index: number;
  readonly slot: Slot;
  readonly items: readonly Fact[];
}

const fits = (item: Item, slot: Slot): boolean => slot.threshold === null || compareFigures(item.value, whole(parseDecimal(slot.threshold))) >= 0;
const heightOf = ({ threshold }: Slot): Fraction => whole(parseDecimal(threshold ?? '0'));

/** An item fills one slot only; the higher slots are filled first, what is left over may fill a lower one. */
export function fillSlots(slots: readonly Slot[], facts: readonly Fact[]): readonly FilledSlot[] {
  const items = facts
    .flatMap((fact): Item[] => {
      const value = factValue(fact, slots[0]?.unit ?? null) ?? (slots.every(({ threshold }) => threshold === null) ? whole(parseDecimal('0')) : undefined);
      return value === undefined ? [] : [{ fact, value }];
    })
    .sort((a, b) => compareFigures(b.value, a.value));
  let left = items;
  const filled = slots
    .map((slot, index) => ({ slot, index }))
    .sort((a, b) => compareFigures(heightOf(b.slot), heightOf(a.slot)))
    .map(({ slot, index }) => {
      const taken = left.filter((item) => fits(item, slot)).slice(0, slot.count);
      left = left.filter((item) => !taken.includes(item));
      return { index, slot, items: taken.map(({ fact }) => fact) };
    });
  return filled;
}

/** The calendar year of the day; after the window its last year. */
const yearOf = (on: string, { from, to }: { readonly from: string; readonly to: string }): { readonly from: string; readonly to: string } => {
  const year = (on < to ? on : to).slice(0, 4);
  const inside = { from: `${year}-01-01`, to: `${year}-12-31` };
  return { from: inside.from < from ? from : inside.from, to: inside.to > to ? to : inside.to };
};

const slotName = ({ threshold, unit }: Slot, what: string): string => (threshold === null ? what : `${showFigure(whole(parseDecimal(threshold)), unit)}以上的${what}`);
/** Whole shares that should be there by the end of the last full quarter. */
const duePace = (count: number, on: string): number => Math.floor((count * Math.floor((Number(on.slice(5, 7)) - 1) / 3)) / 4);

function judgeSlots(ground: Ground<TargetOf<'quota'>>, window: { readonly from: string; readonly to: string }): Verdict {
  const { target, on } = ground;
  const facts = actualOf(ground).filter((fact) => fact.occurredOn >= window.from && fact.occurredOn <= window.to);
  const items = [...onePerSubject(facts), ...facts.filter(({ subject }) => subject === null)];
  const all = fillSlots(target.slots, items);
  const filled = target.only === null ? all : all.filter(({ index }) => index === target.only);
  const slots = filled.map(({ slot }) => slot);
  const isMet = filled.every(({ slot, items: taken }) => taken.length >= slot.count);
  const needed = slots.reduce((sum, { count }) => sum + count, 0);
  const got = filled.reduce((sum, { items: taken }) => sum + taken.length, 0);
  const late = filled.filter(({ slot, items: taken }) => target.yearly && taken.length < duePace(slot.count, on));
  const unassigned = slots.reduce((sum, { count, assigned }) => sum + (assigned > 0 ? count - assigned : 0), 0);
  return verdict('quota', {
    outcome: outcomeOf(isMet),
    sentence: `${window.from.slice(0, 4)}年：${filled.map(({ slot, items: taken }) => `${slotName(slot, target.what)}${taken.length}/${slot.count}`).join('，')}，${isMet ? '达标' : '未达标'}。${unassigned > 0 ? `另有${unassigned}个名额没有分到具体单位。` : ''}`,
    boundary: `${target.yearly ? '每个自然年' : '期内'}${slots.map((slot) => `${slotName(slot, target.what)}不少于${slot.count}个`).join('，')}；一个只占一个名额`,
    change: isMet
      ? '任何一个被撤回，名额重新计算。'
      : `补足余下名额就达标。${late.length > 0 ? `按季度进度已落后：${late.map(({ slot, items: taken }) => `${slotName(slot, target.what)}应有${duePace(slot.count, on)}，实有${taken.length}`).join('；')}。` : ''}`,
    inputs: filled.map(({ slot, items: taken }) => inputOf(slotName(slot, target.what), `${taken.length}个`, taken)),
    parts: filled.map(({ slot, items: taken }) => ({
      label: slotName(slot, target.what),
      outcome: outcomeOf(taken.length >= slot.count),
      text: `${taken.length}/${slot.count}${slot.assigned > 0 ? `，已分配${slot.assigned}，未分配${slot.count - slot.assigned}` : ''}`,
    })),
    share: shareText(got, needed),
    factsUntil: lastDay(items),
  });
}

interface SubjectRow {
  readonly label: string;
  readonly count: number;
}

/** 班子·姓名 → 班子. */
const teamOf = (subject: string): string => subject.split('·')[0] ?? subject;

/** Rows by person and by team: both are computed, one decides. */
function subjectRows(members: readonly Fact[], done: readonly Fact[]): Readonly<Record<VisitSubject, readonly SubjectRow[]>> {
  const names = members.flatMap(({ subject }) => (subject === null ? [] : [subject]));
  const countOf = (isMine: (subject: string) => boolean): number => done.filter(({ subject }) => subject !== null && isMine(subject)).length;
  return {
    leader: names.map((label) => ({ label, count: countOf((subject) => subject === label) })),
    team: [...new Set(names.map(teamOf))].map((label) => ({ label, count: countOf((subject) => teamOf(subject) === label) })),
  };
}

/** Each counted subject has its own quota; the list of subjects comes as members. */
function judgePerSubject(ground: Ground<TargetOf<'quota'>>, window: { readonly from: string; readonly to: string }): Verdict {
  const { target, facts, on, params } = ground;
  const need = target.slots[0]?.count ?? 1;
  const isByTeam = target.byTeam === true;
  const basis: VisitSubject = isByTeam && params.visitSubject.value === 'team' ? 'team' : 'leader';
  const params0 = isByTeam ? [used(params.visitSubject)] : [];
  const boundary = `${isByTeam ? visitSubjectLabel[basis] : '每一个对象'}每年${target.what}不少于${need}次`;
  const members = onePerSubject(facts.filter((fact) => fact.facet === 'member' && isValidOn(fact, on)));
  if (members.length === 0) return unknown('quota', { what: '计次对象的名单', boundary, params: params0 });
  const done = actualOf(ground).filter((fact) => fact.occurredOn >= window.from && fact.occurredOn <= window.to);
  const both = subjectRows(members, done);
  const rows = both[basis];
  const isFull = ({ count }: SubjectRow): boolean => count >= need;
  const isMet = rows.every(isFull);
  const open = rows.filter((row) => !isFull(row));
  const other = both[basis === 'team' ? 'leader' : 'team'];
  const beside = isByTeam ? `另按${visitSubjectLabel[basis === 'team' ? 'leader' : 'team']}计，${other.length}个中${other.filter(isFull).length}个满${need}次（参考）。` : '';
  const part = ({ label, count }: SubjectRow) => ({ label, outcome: outcomeOf(count >= need), text: `${count}/${need}次` });
  return verdict('quota', {
    outcome: outcomeOf(isMet),
    sentence: `${window.from.slice(0, 4)}年：${rows.length}个对象中${rows.length - open.length}个满${need}次，${isMet ? '达标' : `未满的有${open.map(({ label, count }) => `${label}（${count}次）`).join('、')}`}。${beside}`,
    boundary,
    change: isMet ? '次数被撤回就重新计算；每年1月1日从零起算。' : `每一个都满${need}次就达标。`,
    inputs: [inputOf('名单', `${members.length}个`, members), inputOf('次数', `${done.length}次`, done)],
    params: params0,
    parts: [...rows.map(part), ...(isByTeam ? other.map((row) => ({ ...part(row), label: `${row.label}（参考）` })) : [])],
    share: shareText(rows.length - open.length, rows.length),
    factsUntil: lastDay(done),
  });
}

export function judgeQuota(ground: Ground<TargetOf<'quota'>>): Verdict {
  const { target, on, window } = ground;
  const year = target.yearly ? yearOf(on, window) : window;
  return target.perSubject ? judgePerSubject(ground, year) : judgeSlots(ground, year);
}

/** m of n named parts, each with evidence of its own. */
export function judgeComposite(ground: Ground<TargetOf<'composite'>>): Verdict {
  const { target, on } = ground;
  const bySubject = new Map(onePerSubject(actualOf(ground).filter((fact) => isValidOn(fact, on))).map((fact) => [fact.subject, fact]));
  const rows = target.parts.map((part) => ({ part, fact: bySubject.get(part) }));
  const met = rows.flatMap(({ fact }) => fact ?? []);
  const isMet = met.length >= target.need;
  return verdict('composite', {
    outcome: outcomeOf(isMet),
    sentence: `${target.parts.length}个组成部分中${met.length}个有证据，要求${target.need}个，${isMet ? '达标' : '未达标'}。`,
    boundary: `${target.parts.join('、')}中不少于${target.need}个`,
    change: isMet ? '任何一部分的证据失效就重新计算。' : `再有${target.need - met.length}个部分取得证据就达标。`,
    inputs: rows.map(({ part, fact }) => inputOf(part, fact === undefined ? '没有证据' : `截至${fact.to}`, fact === undefined ? [] : [fact])),
    parts: rows.map(({ part, fact }) => ({ label: part, outcome: outcomeOf(fact !== undefined), text: fact === undefined ? '没有证据' : `截至${fact.to}` })),
    share: shareText(Math.min(met.length, target.need), target.need),
    factsUntil: lastDay(met),
  });
}
