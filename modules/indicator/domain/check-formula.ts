/** What a formula means before any figure is known: its unit, its references, and that it does not depend on itself. */
import { frequencyLabel } from '../contract/period.ts';
import type { Frequency } from '../contract/period.ts';
import { unitLabel } from '../contract/unit.ts';
import type { Aggregation } from '../contract/words.ts';
import { referencesOf } from './formula.ts';
import type { Formula, FormulaFunction } from './formula.ts';
import { isPure, productType, pure, sameType, shareType, sumType, typeName, typeOfUnit } from './unit-type.ts';
import type { UnitType } from './unit-type.ts';

export interface FormulaSubject {
  readonly name: string;
  readonly unit: string;
  readonly frequency: Frequency;
  readonly aggregation: Aggregation;
}

export interface FormulaProblem {
  readonly code: 'formula_reference' | 'formula_unit' | 'formula_frequency' | 'formula_cycle';
  readonly message: string;
}

const problem = (code: FormulaProblem['code'], message: string): FormulaProblem => ({ code, message });
class UnitFault extends Error {}

type Lookup = (ref: string) => FormulaSubject | undefined;

const isShareLike = (type: UnitType): boolean => type.kind !== 'plain';

function typeOfCall(name: FormulaFunction, args: readonly UnitType[], refs: readonly FormulaSubject[]): UnitType {
  const [first = pure, second = pure] = args;
  switch (name) {
    case 'growth':
      if (isShareLike(first)) throw new UnitFault(`${typeName(first)}的变化用百分点表示：请写成 [指标] − 上年同期([指标])`);
      return shareType;
    case 'realGrowth':
    case 'constant':
      if (second.kind !== 'index') throw new UnitFault('价格指数的单位应为「指数（上年=100）」');
      if (isShareLike(first)) throw new UnitFault(`按可比价计算的应是现价数值，不是${typeName(first)}`);
      return name === 'constant' ? first : shareType;
    case 'share':
      if (isShareLike(first) || !sameType(first, second)) throw new UnitFault(`占比的两项应是同一种量，现在是${typeName(first)}与${typeName(second)}`);
      return shareType;
    case 'sum': {
      const bad = refs.find(({ aggregation, frequency }) => aggregation !== 'flow' || frequency === 'cumulative');
      if (bad !== undefined) throw new UnitFault(`「${bad.name}」不是可以逐期相加的流量（存量、比率、增速和累计数不能累计）`);
      return first;
    }
    case 'average': {
      const bad = refs.find(({ aggregation }) => aggregation === 'ratio' || aggregation === 'rate');
      if (bad !== undefined) throw new UnitFault(`「${bad.name}」是比率，各期不能直接平均；请用分子、分母分别累计后再相除`);
      return first;
    }
    default:
      return first;
  }
}

function typeOf(formula: Formula, lookup: Lookup): UnitType {
  switch (formula.kind) {
    case 'number':
      return pure;
    case 'ref': {
      const subject = lookup(formula.ref);
      return subject === undefined ? pure : typeOfUnit(subject.unit);
    }
    case 'negate':
      return typeOf(formula.of, lookup);
    case 'call':
      return typeOfCall(
        formula.name,
        formula.args.map((arg) => typeOf(arg, lookup)),
        formula.args.flatMap(referencesOf).flatMap((ref) => lookup(ref) ?? []),
      );
    case 'binary': {
      const [left, right] = [typeOf(formula.left, lookup), typeOf(formula.right, lookup)];
      if (formula.op === '+' || formula.op === '-') {
        const sum = sumType(left, right, formula.op);
        if (sum === undefined) throw new UnitFault(`${typeName(left)}与${typeName(right)}不能相${formula.op === '+' ? '加' : '减'}`);
        return sum;
      }
      const product = productType(left, right, formula.op);
      if (product === undefined) throw new UnitFault(`${typeName(left)}与${typeName(right)}不能相${formula.op === '*' ? '乘' : '除'}`);
      return product;
    }
  }
}

function referenceProblems(formula: Formula, own: FormulaSubject, lookup: Lookup): readonly FormulaProblem[] {
  return referencesOf(formula).flatMap((ref) => {
    const subject = lookup(ref);
    if (subject === undefined) return [problem('formula_reference', `没有名为「${ref.slice(0, 60)}」的指标。请先建立该指标，或核对名称`)];
    if (subject.frequency === own.frequency) return [];
    return [problem('formula_frequency', `「${subject.name}」是${frequencyLabel[subject.frequency]}数据，「${own.name}」是${frequencyLabel[own.frequency]}数据，不能一起计算`)];
  });
}

/** Every problem of a formula for an indicator, empty when it is sound. Cycles are found by `findCycle`. */
export function checkFormula(formula: Formula, own: FormulaSubject, lookup: Lookup): readonly FormulaProblem[] {
  const problems = referenceProblems(formula, own, lookup);
  if (problems.length > 0) return problems;
  if (referencesOf(formula).length === 0) return [problem('formula_reference', '公式里没有任何指标。固定的数值请直接填报')];
  try {
    const result = typeOf(formula, lookup);
    const declared = typeOfUnit(own.unit);
    if (sameType(result, declared)) return [];
    const hint = declared.kind === 'share' && isPure(result) ? '。两个量之比要表示成百分数，请用 占比(部分, 全部)' : '';
    return [problem('formula_unit', `公式算出的是${typeName(result)}，而指标的单位是「${unitLabel(own.unit)}」${hint}`)];
  } catch (error) {
    if (error instanceof UnitFault) return [problem('formula_unit', error.message)];
    throw error;
  }
}

/**
 * The first cycle that is reachable from `start` when every indicator uses those that `uses` names: the ids along it,
 * beginning and ending with the same one. Iterative, so that a long chain cannot exhaust the stack.
 */
export function findCycle(start: string, uses: (id: string) => readonly string[]): readonly string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const pending: { readonly id: string; readonly rest: string[] }[] = [];
  const enter = (id: string): void => {
    path.push(id);
    pending.push({ id, rest: [...uses(id)] });
  };
  enter(start);
  while (pending.length > 0) {
    const top = pending.at(-1) as (typeof pending)[number];
    const next = top.rest.shift();
    if (next === undefined) {
      done.add(top.id);
      path.pop();
      pending.pop();
    } else if (path.includes(next)) {
      return [...path.slice(path.indexOf(next)), next];
    } else if (!done.has(next)) {
      enter(next);
    }
  }
  return undefined;
}
