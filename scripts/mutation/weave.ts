/** Puts every mutant of a source beside the original, behind a switch: one copy of the tree, one start, one mutant at a time. */
import ts from 'typescript';

/** An expression and what stands in its place when the guard is away. */
export interface Woven {
  readonly id: number;
  readonly at: number;
  readonly from: string;
  readonly to: string;
}

const endOf = ({ at, from }: Pick<Woven, 'at' | 'from'>): number => at + from.length;

function weave(text: string, base: number, sites: readonly Woven[]): string {
  let woven = '';
  let done = base;
  for (let rest = sites; rest.length > 0; ) {
    const [outer, ...others] = rest as [Woven, ...Woven[]];
    const inner = others.filter((one) => endOf(one) <= endOf(outer));
    if (others.some((one) => one.at < endOf(outer) && endOf(one) > endOf(outer))) throw new Error(`mutants overlap: ${outer.from}`);
    woven += text.slice(done - base, outer.at - base);
    woven += `(globalThis.luoshiAway?.(${outer.id}) ? (${outer.to}) : (${weave(outer.from, outer.at, inner)}))`;
    done = endOf(outer);
    rest = others.filter((one) => one.at >= done);
  }
  return woven + text.slice(done - base);
}

/** The text with a switch at each site; sites may lie in each other, the wider ones are asked first. */
export function wovenText(text: string, sites: readonly Woven[]): string {
  const sorted = [...sites].sort((a, b) => a.at - b.at || endOf(b) - endOf(a));
  return weave(text, 0, sorted);
}

const commonStart = (a: string, b: string): number => {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
};

interface Change {
  readonly at: number;
  readonly from: string;
  readonly to: string;
}

/** The part of a change that differs. */
function coreOf({ at, from, to }: Change): Change {
  const start = commonStart(from, to);
  const [restFrom, restTo] = [from.slice(start), to.slice(start)];
  const end = commonStart([...restFrom].reverse().join(''), [...restTo].reverse().join(''));
  return { at: at + start, from: restFrom.slice(0, restFrom.length - end), to: restTo.slice(0, restTo.length - end) };
}

/** A statement that is taken away as a whole: a condition that never holds, a call that is not made. */
function withoutStatement(source: ts.SourceFile, { at, from }: Change): Change | undefined {
  const start = at + (from.length - from.trimStart().length);
  const end = at + from.trimEnd().length;
  let found: Change | undefined;
  const see = (node: ts.Node): void => {
    if (node.getStart() === start && node.end === end) {
      if (ts.isIfStatement(node)) found = { at: node.expression.getStart(), from: node.expression.getText(), to: 'false' };
      if (ts.isExpressionStatement(node)) found = { at: node.expression.getStart(), from: node.expression.getText(), to: 'void 0' };
    }
    node.forEachChild(see);
  };
  see(source);
  return found;
}

/** The expression around a change: the smallest that holds it; where something is put in front of an expression, that whole expression. */
function aroundChange(source: ts.SourceFile, core: Change): ts.Node | undefined {
  let found: ts.Node | undefined;
  const size = (node: ts.Node): number => node.end - node.getStart();
  const see = (node: ts.Node): void => {
    if (ts.isExpression(node) && !ts.isPropertyAssignment(node.parent ?? node)) {
      const holds = core.from === '' ? node.getStart() === core.at : node.getStart() <= core.at && node.end >= endOf(core);
      const isBetter = found === undefined || (core.from === '' ? size(node) > size(found) : size(node) < size(found));
      if (holds && isBetter) found = node;
    }
    node.forEachChild(see);
  };
  see(source);
  return found;
}

/** A change of a text as the change of one expression, so that it can be switched. */
export function asExpression(file: string, text: string, change: Change): Change {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const whole = change.to.trim() === '' ? withoutStatement(source, change) : undefined;
  if (whole !== undefined) return whole;
  const exact = aroundChange(source, change);
  if (exact?.getStart() === change.at && exact.end === endOf(change)) return change;
  const core = coreOf(change);
  const node = aroundChange(source, core);
  if (node === undefined) throw new Error(`${file}: not a change of an expression: ${change.from}`);
  const [start, from] = [node.getStart(), node.getText()];
  return { at: start, from, to: `${from.slice(0, core.at - start)}${core.to}${from.slice(core.at - start + core.from.length)}` };
}
