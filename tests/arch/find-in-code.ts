// Reads TypeScript as a tree, so that a word in a comment or a string is not taken for code.
import ts from 'typescript';
import type { Source } from './sources.ts';

export interface Hit {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

const parse = ({ path, text }: Source) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

/** Collects what `look` says of every node of a file. */
export const findInCode = (source: Source, look: (node: ts.Node) => string | undefined): Hit[] => {
  const file = parse(source);
  const hits: Hit[] = [];
  const visit = (node: ts.Node): void => {
    const what = look(node);
    if (what !== undefined) hits.push({ path: source.path, line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, what });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return hits;
};

/** `process.env` in any spelling. */
export const readsEnvironment = (node: ts.Node): string | undefined => {
  const isProcess = (e: ts.Expression) => ts.isIdentifier(e) && e.text === 'process';
  if (ts.isPropertyAccessExpression(node) && isProcess(node.expression) && node.name.text === 'env') return 'process.env';
  if (ts.isElementAccessExpression(node) && isProcess(node.expression) && ts.isStringLiteral(node.argumentExpression) && node.argumentExpression.text === 'env')
    return 'process["env"]';
  return undefined;
};

/** The clock and chance: `new Date()` without arguments, `Date()`, `Date.now()`, `Math.random()`, `Temporal.Now`, random ids. A monotonic timer (`performance.now`) measures, it tells no time. */
export const readsClockOrChance = (node: ts.Node): string | undefined => {
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Date' && (node.arguments?.length ?? 0) === 0) return 'new Date()';
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Date') return 'Date()';
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const name = `${node.expression.text}.${node.name.text}`;
    if (['Date.now', 'Math.random', 'Temporal.Now', 'crypto.randomUUID'].includes(name)) return name;
  }
  return undefined;
};

/** Names for a typed-in degree of completion: progress is computed from evidence, never entered. */
export const namesTypedProgress = (node: ts.Node): string | undefined => {
  const named = ts.isPropertyAssignment(node) || ts.isPropertySignature(node) || ts.isParameter(node) || ts.isJsxAttribute(node) || ts.isShorthandPropertyAssignment(node);
  if (!named || node.name === undefined) return undefined;
  const name = node.name.getText().replace(/['"]/g, '');
  return /^(progress(Percent|Rate|Value)?|percentDone|percentComplete|completionPercent|donePercent|完成百分比|进度百分比)$/i.test(name) ? name : undefined;
};

/** A label that asks a person for a degree of completion, in a contract or a form. */
export const asksForProgress = (node: ts.Node): string | undefined => {
  const text = ts.isStringLiteralLike(node) || ts.isJsxText(node) ? node.text.trim() : '';
  return /^「?(完成|进度|形象进度|工作进度|任务完成)(百分比|比例|率|[（(][%％][)）])」?$/.test(text) ? text : undefined;
};

const isQuantifier = (text: string, at: number): boolean => {
  const c = text[at];
  if (c === '*' || c === '+') return true;
  const brace = c === '{' ? /^\{(\d+),(\d*)\}/.exec(text.slice(at, at + 12)) : null;
  return brace !== null && (brace[2] === '' || Number(brace[2]) > 32);
};

/** True when a repeated group itself holds an unbounded repeat: the shape whose backtracking is exponential. */
export const hasNestedRepeat = (pattern: string): boolean => {
  const stack: boolean[] = [false];
  let inClass = false;
  for (let i = 0; i < pattern.length; i += 1) {
    const c = pattern[i];
    if (c === '\\') i += 1;
    else if (inClass) inClass = c !== ']';
    else if (c === '[') inClass = true;
    else if (c === '(') stack.push(false);
    else if (c === ')') {
      const inner = stack.pop() ?? false;
      const repeated = isQuantifier(pattern, i + 1);
      if (inner && repeated) return true;
      if (inner || repeated) stack[stack.length - 1] = true;
      continue;
    }
    if (c !== '\\' && !inClass && isQuantifier(pattern, i)) stack[stack.length - 1] = true;
  }
  return false;
};

export const isNestedRepeat = (node: ts.Node): string | undefined => {
  const literal = ts.isRegularExpressionLiteral(node) ? node.text.slice(1, node.text.lastIndexOf('/')) : undefined;
  const built =
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'RegExp' &&
    node.arguments?.[0] !== undefined &&
    ts.isStringLiteralLike(node.arguments[0])
      ? node.arguments[0].text
      : undefined;
  const pattern = literal ?? built;
  return pattern !== undefined && hasNestedRepeat(pattern) ? `/${pattern}/` : undefined;
};
