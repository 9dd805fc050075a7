/**
 * The language of derived indicators: figures, indicators in square brackets, + − × ÷, brackets and a few named
 * functions. It is read by this file alone, by recursive descent; nothing of it is ever run as code.
 *
 *   [城镇居民人均可支配收入] ÷ [农村居民人均可支配收入]      占比([第一产业增加值], [地区生产总值])      增速([地区生产总值])
 */
export interface FunctionSpec {
  readonly label: string;
  readonly aliases: readonly string[];
  /** what stands in the brackets, for messages and the help of the form */
  readonly usage: string;
  readonly arity: readonly [number, number];
}

/** Functions with their official word; English names are accepted too. */
export const formulaFunctions = {
  growth: { label: '增速', aliases: ['growth'], usage: '增速(指标)：比上年同期增长的百分数', arity: [1, 1] },
  realGrowth: { label: '可比价增速', aliases: ['real_growth'], usage: '可比价增速(现价指标, 价格指数)：扣除价格因素', arity: [2, 2] },
  constant: { label: '可比价', aliases: ['constant'], usage: '可比价(现价指标, 价格指数)：按上年价格', arity: [2, 2] },
  share: { label: '占比', aliases: ['share'], usage: '占比(部分, 全部)：百分数', arity: [2, 2] },
  lag: { label: '上期', aliases: ['lag'], usage: '上期(指标) 或 上期(指标, 期数)', arity: [1, 2] },
  lastYear: { label: '上年同期', aliases: ['last_year'], usage: '上年同期(指标)', arity: [1, 1] },
  sum: { label: '累计', aliases: ['sum'], usage: '累计(指标, 期数)：含本期的最近几期之和', arity: [2, 2] },
  average: { label: '平均', aliases: ['avg'], usage: '平均(指标, 期数)：含本期的最近几期的算术平均', arity: [2, 2] },
} as const satisfies Readonly<Record<string, FunctionSpec>>;
export type FormulaFunction = keyof typeof formulaFunctions;
const functionNames = Object.keys(formulaFunctions) as FormulaFunction[];

export type Formula =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'ref'; readonly ref: string }
  | { readonly kind: 'negate'; readonly of: Formula }
  | { readonly kind: 'binary'; readonly op: BinaryOp; readonly left: Formula; readonly right: Formula }
  | { readonly kind: 'call'; readonly name: FormulaFunction; readonly args: readonly Formula[]; readonly periods: number };
export type BinaryOp = '+' | '-' | '*' | '/';

/** What is wrong with a formula as text; `at` counts characters from 0. */
export class FormulaFault extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.name = 'FormulaFault';
    this.at = at;
  }
}

export const maxFormulaChars = 1000;
const maxDepth = 40;
const maxSteps = 120;

const opOf: Readonly<Record<string, BinaryOp>> = { '+': '+', '＋': '+', '-': '-', '－': '-', '−': '-', '–': '-', '*': '*', '×': '*', '＊': '*', '/': '/', '÷': '/', '／': '/' };
const opText: Readonly<Record<BinaryOp, string>> = { '+': ' + ', '-': ' − ', '*': ' × ', '/': ' ÷ ' };

interface Token {
  readonly kind: 'number' | 'ref' | 'name' | 'op' | 'open' | 'close' | 'comma' | 'end';
  readonly text: string;
  readonly at: number;
}

const marks: Readonly<Record<string, Token['kind']>> = { '(': 'open', '（': 'open', ')': 'close', '）': 'close', ',': 'comma', '，': 'comma' };
const isDigit = (c: string): boolean => c >= '0' && c <= '9';
const isNameChar = (c: string): boolean => /^[A-Za-z_\u4e00-\u9fff]$/.test(c);

function takeWhile(text: string, from: number, accepts: (c: string) => boolean): string {
  let to = from;
  while (to < text.length && accepts(text[to] as string)) to += 1;
  return text.slice(from, to);
}

function readReference(text: string, at: number): Token {
  const close = text[at] === '[' ? ']' : '】';
  const end = text.indexOf(close, at);
  const name = end < 0 ? '' : text.slice(at + 1, end).trim();
  if (name === '') throw new FormulaFault(`第 ${at + 1} 个字符处的指标没有写完整，应写成 [指标名称]`, at);
  return { kind: 'ref', text: name, at };
}

function nextToken(text: string, at: number): Token & { readonly end: number } {
  const c = text[at];
  if (c === undefined) return { kind: 'end', text: '', at, end: at };
  if (c === '[' || c === '【') return { ...readReference(text, at), end: text.indexOf(c === '[' ? ']' : '】', at) + 1 };
  const mark = marks[c];
  if (mark !== undefined) return { kind: mark, text: c, at, end: at + 1 };
  const op = opOf[c];
  if (op !== undefined) return { kind: 'op', text: op, at, end: at + 1 };
  if (isDigit(c)) {
    const figure = takeWhile(text, at, (one) => isDigit(one) || one === '.');
    if (!/^[0-9]{1,20}(\.[0-9]{1,20})?$/.test(figure)) throw new FormulaFault(`「${figure.slice(0, 30)}」不是有效的数字`, at);
    return { kind: 'number', text: figure, at, end: at + figure.length };
  }
  const name = takeWhile(text, at, isNameChar);
  if (name !== '') return { kind: 'name', text: name, at, end: at + name.length };
  throw new FormulaFault(`第 ${at + 1} 个字符「${c}」不能出现在公式里`, at);
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; ; ) {
    while (at < text.length && (text[at] as string).trim() === '') at += 1;
    const { end, ...token } = nextToken(text, at);
    tokens.push(token);
    if (token.kind === 'end') return tokens;
    at = end;
  }
}

/** One pass over the tokens; every method reads one construct and leaves the place behind it. */
class Reader {
  private place = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  private get here(): Token {
    return this.tokens[this.place] as Token;
  }

  private take(kind: Token['kind'], wanted: string): Token {
    const token = this.here;
    if (token.kind !== kind) throw new FormulaFault(token.kind === 'end' ? `公式没有写完：缺少${wanted}` : `第 ${token.at + 1} 个字符处应为${wanted}`, token.at);
    this.place += 1;
    return token;
  }

  whole(): Formula {
    const formula = this.chain(['+', '-'], () => this.chain(['*', '/'], () => this.factor()));
    if (this.here.kind !== 'end') throw new FormulaFault(`第 ${this.here.at + 1} 个字符处多出「${this.here.text.slice(0, 30)}」，缺少运算符或括号不成对`, this.here.at);
    return formula;
  }

  private chain(ops: readonly string[], part: () => Formula): Formula {
    let left = part();
    while (this.here.kind === 'op' && ops.includes(this.here.text)) {
      const op = this.take('op', '运算符').text as BinaryOp;
      left = { kind: 'binary', op, left, right: part() };
    }
    return left;
  }

  private inner(): Formula {
    this.depth += 1;
    if (this.depth > maxDepth) throw new FormulaFault(`括号不能超过 ${maxDepth} 层`, this.here.at);
    const formula = this.chain(['+', '-'], () => this.chain(['*', '/'], () => this.factor()));
    this.depth -= 1;
    return formula;
  }

  private factor(): Formula {
    const token = this.here;
    if (token.kind === 'op' && token.text === '-') return this.negated();
    this.place += 1;
    if (token.kind === 'number') return { kind: 'number', text: token.text };
    if (token.kind === 'ref') return { kind: 'ref', ref: token.text };
    if (token.kind === 'name') return this.call(token);
    if (token.kind === 'open') {
      const formula = this.inner();
      this.take('close', '右括号');
      return formula;
    }
    throw new FormulaFault(token.kind === 'end' ? '公式没有写完：缺少数字或 [指标名称]' : `第 ${token.at + 1} 个字符处应为数字、[指标名称] 或函数`, token.at);
  }

  private negated(): Formula {
    this.take('op', '负号');
    this.depth += 1;
    if (this.depth > maxDepth) throw new FormulaFault('负号连写过多', this.here.at);
    const of = this.factor();
    this.depth -= 1;
    return { kind: 'negate', of };
  }

  private call(token: Token): Formula {
    const name = functionNames.find((one) => formulaFunctions[one].label === token.text || (formulaFunctions[one].aliases as readonly string[]).includes(token.text));
    if (name === undefined) {
      throw new FormulaFault(
        `没有函数「${token.text.slice(0, 30)}」。指标要写在方括号里，如 [${token.text.slice(0, 30)}]；可用的函数：${functionNames.map((one) => formulaFunctions[one].label).join('、')}`,
        token.at,
      );
    }
    this.take('open', '左括号');
    const args = [this.inner()];
    while (this.here.kind === 'comma') {
      this.place += 1;
      args.push(this.inner());
    }
    this.take('close', '右括号');
    return callOf(name, args, token.at);
  }
}

const countsPeriods: ReadonlySet<FormulaFunction> = new Set(['lag', 'sum', 'average']);

function callOf(name: FormulaFunction, args: readonly Formula[], at: number): Formula {
  const { arity, usage } = formulaFunctions[name];
  if (args.length < arity[0] || args.length > arity[1]) throw new FormulaFault(`「${formulaFunctions[name].label}」的写法是 ${usage}`, at);
  if (!countsPeriods.has(name)) return { kind: 'call', name, args, periods: 1 };
  const count = args[1];
  const periods = count === undefined ? 1 : count.kind === 'number' && /^[0-9]{1,3}$/.test(count.text) ? Number(count.text) : 0;
  if (periods < 1 || periods > maxSteps) throw new FormulaFault(`「${formulaFunctions[name].label}」的期数应为 1 至 ${maxSteps} 的整数`, at);
  return { kind: 'call', name, args: args.slice(0, 1), periods };
}

/** Reads a formula. Throws FormulaFault with a Chinese message that names the place. */
export function parseFormula(text: string, maxChars = maxFormulaChars): Formula {
  if (text.length > maxChars) throw new FormulaFault(`公式不能超过 ${maxChars} 个字`, maxChars);
  return new Reader(tokensOf(text)).whole();
}

/** Every indicator that the formula names, once each, in order. */
export function referencesOf(formula: Formula): readonly string[] {
  const found = (one: Formula): readonly string[] => {
    if (one.kind === 'ref') return [one.ref];
    if (one.kind === 'negate') return found(one.of);
    if (one.kind === 'binary') return [...found(one.left), ...found(one.right)];
    return one.kind === 'call' ? one.args.flatMap(found) : [];
  };
  return [...new Set(found(formula))];
}

/** The formula with every reference replaced, e.g. names by ids when it is stored. */
export function mapReferences(formula: Formula, replace: (ref: string) => string): Formula {
  switch (formula.kind) {
    case 'number':
      return formula;
    case 'ref':
      return { kind: 'ref', ref: replace(formula.ref) };
    case 'negate':
      return { kind: 'negate', of: mapReferences(formula.of, replace) };
    case 'binary':
      return { ...formula, left: mapReferences(formula.left, replace), right: mapReferences(formula.right, replace) };
    case 'call':
      return { ...formula, args: formula.args.map((arg) => mapReferences(arg, replace)) };
  }
}

const strength = (formula: Formula): number => (formula.kind === 'binary' ? (formula.op === '+' || formula.op === '-' ? 1 : 2) : formula.kind === 'negate' ? 2.5 : 3);

/** Canonical text; reading it again gives the same formula. */
export function writeFormula(formula: Formula): string {
  const wrap = (one: Formula, least: number): string => (strength(one) < least ? `(${writeFormula(one)})` : writeFormula(one));
  switch (formula.kind) {
    case 'number':
      return formula.text;
    case 'ref':
      return `[${formula.ref}]`;
    case 'negate':
      return `−${wrap(formula.of, 2.5)}`;
    case 'binary':
      return `${wrap(formula.left, strength(formula))}${opText[formula.op]}${wrap(formula.right, strength(formula) + 0.5)}`;
    case 'call': {
      const args = formula.args.map(writeFormula);
      return `${formulaFunctions[formula.name].label}(${[...args, ...(countsPeriods.has(formula.name) ? [String(formula.periods)] : [])].join(', ')})`;
    }
  }
}
