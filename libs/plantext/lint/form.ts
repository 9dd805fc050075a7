/** Form: classes that do not exist, false precision, mixed notation, uneven marks, figures out of scale. */
import type { ParsedText, ProjectAttribute, ProjectRecord, Range, Span } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { sentencesHolding } from '../source/holding.ts';
import { sign } from '../source/signs.ts';
import { isHanCode } from '../source/han.ts';
import { type Draft, groupBy, headingSpan, type LintContext, type LintRule, listNames, MOST_SPANS, quote, spanAt } from './context.ts';
import { countersIn, THING_COUNTERS } from './counters.ts';
import { exceeds, figure, isPlain } from './numbers.ts';
import { headOf, tailOf } from '../source/windows.ts';

/** Classes that no standard knows, with the reason. JTG B01 (roads), GB 50139 (waterways), GB/T 17775 (scenic areas), GB 3838 (water). */
const INVALID_CLASSES: readonly (readonly [RegExp, string])[] = [
  [/[一二三四]级高速公路/gu, '高速公路与一级、二级公路是不同的等级（JTG B01）'],
  [/[五六七八九]级公路/gu, '公路等级只有高速和一至四级（JTG B01）'],
  [/[八九十]级航道/gu, '内河航道等级只有一至七级（GB 50139）'],
  [/[6-9]A级?(?:旅游)?景区/gu, '旅游景区最高为 5A 级（GB/T 17775）'],
  [/[四五六]级甲等医院/gu, '医院等级最高为三级甲等'],
  [/(?:Ⅵ|Ⅶ|VI|六|七)类(?:地表)?水质?/gu, '地表水类别只有Ⅰ至Ⅴ类（GB 3838）'],
];

const CLASS_SIGN = sign(['级高速公路', '级公路', '级航道', 'A级', 'A景区', 'A旅游', '级甲等', '类水', '类地表水']);

/** First places of a pattern in some sentences. */
function classesOf(sentences: readonly Span[], pattern: RegExp): Range[] {
  const out: Range[] = [];
  for (const { text, start } of sentences) {
    if (text.search(pattern) < 0) continue;
    for (const m of text.matchAll(pattern)) out.push({ start: start + m.index, end: start + m.index + m[0].length });
  }
  return out.slice(0, 20);
}

export const invalidClass: LintRule = {
  rule: 'invalid-class',
  severity: 'warning',
  find: (c) => {
    const { view, sentences } = c.parsed;
    const holding = sentencesHolding(sentences, CLASS_SIGN).map(({ start, end }) => ({ text: view.slice(start, end), start, end }));
    return INVALID_CLASSES.flatMap(([pattern, reason]) =>
      classesOf(holding, pattern).map((range): Draft => {
        const span = spanAt(c, range);
        return { message: `${quote(span.text)}不是标准的等级：${reason}`, spans: [span], suggestion: '核对等级名称' };
      }),
    );
  },
};

const THREE_DECIMALS = /[0-9]\.[0-9]{3,}/u;
const hasThreeDecimals = ({ text }: Span): boolean => text.includes('.') && THREE_DECIMALS.test(headOf(text));
const APPROXIMATE = /约|大约|近|左右|上下/u;

export const falsePrecision: LintRule = {
  rule: 'false-precision',
  severity: 'info',
  find: (c) => {
    const attributes = c.ledger.projects.flatMap((p) => Object.values(p.attributes).filter((a) => hasThreeDecimals(a) && (a.approx === true || APPROXIMATE.test(headOf(a.text)))));
    const targets = c.ledger.targets.filter((t) => hasThreeDecimals(t.value) && (t.comparator === '~' || APPROXIMATE.test(headOf(t.value.text))));
    return [...targets.map((t) => t.value), ...attributes].map((v) => ({
      message: `${quote(v.text)}既说“约”又精确到三位小数`,
      spans: [spanAt(c, v)],
      suggestion: '去掉“约”，或少写几位小数',
    }));
  },
};

const METRES = ['m', 'km', 'KM'];
const RUNS_ON = /[A-Za-z0-9²³/]/u;
const DASHES = new CharSet('-－–—');
const MEASURE_WORDS = new CharSet(THING_COUNTERS);
const HAN_NUMERALS = new CharSet('一二两三四五六七八九十');
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** A figure in 公里, 千米 or 米. */
const hasHanLength = (view: string): boolean =>
  ['公里', '千米', '米'].some((word) => {
    for (let at = view.indexOf(word, 1); at > 0; at = view.indexOf(word, at + 1)) if (isDigit(view.charCodeAt(at - 1))) return true;
    return false;
  });

interface Counted {
  readonly han: boolean;
  readonly start: number;
  /** the measure word */
  readonly at: number;
}

/** One or two numerals of one kind, a measure word and four characters of a thing; none inside another. */
function countsOf(parsed: ParsedText): Counted[] {
  const { view } = parsed;
  const out: Counted[] = [];
  let free = 0;
  for (const at of countersIn(parsed)) {
    if (at - 1 < free || !MEASURE_WORDS.has(view.charCodeAt(at))) continue;
    if (!isHanCode(view.charCodeAt(at + 1)) || !isHanCode(view.charCodeAt(at + 2)) || !isHanCode(view.charCodeAt(at + 3)) || !isHanCode(view.charCodeAt(at + 4))) continue;
    const han = HAN_NUMERALS.has(view.charCodeAt(at - 1));
    const first = view.charCodeAt(at - 2);
    const start = at - 2 >= free && (han ? HAN_NUMERALS.has(first) : isDigit(first)) ? at - 2 : at - 1;
    out.push({ han, start, at });
    free = at + 5;
  }
  return out;
}

interface Ways {
  han?: Counted;
  digits?: Counted;
}

/** The same thing counted as 七个 and 7个. */
function mixedNumerals(c: LintContext): Span[] {
  const ways = new Map<string, Ways>();
  for (const counted of countsOf(c.parsed)) {
    const thing = c.parsed.view.slice(counted.at, counted.at + 5);
    let known = ways.get(thing);
    if (known === undefined) {
      known = {};
      ways.set(thing, known);
    }
    if (counted.han) known.han ??= counted;
    else known.digits ??= counted;
  }
  return [...ways.values()].flatMap(({ han, digits }) => (han && digits ? [han, digits].map(({ start, at }) => spanAt(c, { start, end: at + 1 })) : []));
}

function mixedDashes(c: LintContext): Span[] {
  const { text, view } = c.parsed;
  const hits: { mark: string; span: Span }[] = [];
  let free = 0;
  // the view writes every dash as one
  for (let at = view.indexOf('-', 1); at >= 0 && at + 1 < text.length; at = view.indexOf('-', at + 1)) {
    if (!DASHES.has(text.charCodeAt(at)) || at - 1 < free || !isHanCode(text.charCodeAt(at - 1)) || !isHanCode(text.charCodeAt(at + 1))) continue;
    hits.push({ mark: text.charAt(at), span: spanAt(c, { start: Math.max(0, at - 2), end: at + 3 }) });
    free = at + 2;
  }
  const marks = groupBy(hits, (h) => h.mark);
  return marks.size < 2 ? [] : [...marks.values()].flatMap((same) => same.slice(0, 1).map((h) => h.span));
}

export const mixedNotation: LintRule = {
  rule: 'mixed-notation',
  severity: 'info',
  find: (c) => {
    const metres = latinLengths(c.parsed.view);
    const latin = metres.length > 0 && hasHanLength(c.parsed.view) ? metres.map(({ start, end }) => spanAt(c, { start: digitsStart(c.parsed.view, start), end })) : [];
    const parts: { what: string; spans: Span[] }[] = [
      { what: '长度单位有“m”也有“公里”“米”', spans: latin.slice(0, 5) },
      { what: '同一事项的数目有汉字也有阿拉伯数字', spans: mixedNumerals(c).slice(0, 10) },
      { what: '连接号长短不一', spans: mixedDashes(c) },
    ].filter((p) => p.spans.length > 0);
    if (parts.length === 0) return [];
    return [
      {
        message: `写法不统一：${parts
          .map(
            (p) =>
              `${p.what}（${p.spans
                .slice(0, 2)
                .map((s) => s.text)
                .join('、')}）`,
          )
          .join('；')}`,
        spans: parts.flatMap((p) => p.spans).sort((a, b) => a.start - b.start),
        suggestion: '全文统一写法',
      },
    ];
  },
};

/** A digit with m, km or KM behind it that does not run on: from the digit on, in text order. */
function latinLengths(view: string): Range[] {
  const out: Range[] = [];
  for (const unit of METRES) {
    for (let at = view.indexOf(unit); at >= 0; at = view.indexOf(unit, at + unit.length)) {
      const end = at + unit.length;
      if (isDigit(view.charCodeAt(at - 1)) && !RUNS_ON.test(view.charAt(end))) out.push({ start: at - 1, end });
    }
  }
  return out.sort((a, b) => a.start - b.start);
}

function digitsStart(view: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < 12 && /[0-9.]/u.test(view[start - 1] ?? '')) start--;
  return start;
}

/** Box numbers with and without a blank behind them. */
function unevenBoxes(c: LintContext): Draft[] {
  const boxes = c.ledger.outline.filter((n) => n.kind === 'box' && n.label !== null);
  const glued = boxes.filter((n) => !/[\s:：.．、]/u.test(c.parsed.text[n.start + (n.label?.length ?? 0)] ?? ' '));
  if (glued.length === 0 || glued.length * 2 > boxes.length) return [];
  return [
    {
      message: `${glued.length} 个专栏的编号后没有空格，与其他 ${boxes.length - glued.length} 个不一致：${listNames(c, glued)}`,
      spans: glued.map((n) => headingSpan(c, n)),
      suggestion: '编号后统一加空格',
    },
  ];
}

/** A few measures without a title among titled ones. */
function untitledMeasures(c: LintContext): Draft[] {
  const labelled = c.measures.filter((m) => m.label !== null);
  const untitled = labelled.filter((m) => m.title === null);
  if (untitled.length === 0 || untitled.length * 4 > labelled.length) return [];
  return [
    {
      message: `${labelled.length} 条措施中有 ${untitled.length} 条没有标题句：${listNames(c, untitled)}`,
      spans: untitled.map((n) => spanAt(c, { start: n.start, end: n.start + (n.label?.length ?? 1) })),
      suggestion: '补写标题句，便于列入台账',
    },
  ];
}

/** Commas looked at; a text has a habit by then. */
const MOST_COMMAS = 4000;

/** A half-width comma inside full-width text (trap 65), or the other way round. */
function strayCommas(c: LintContext): Draft[] {
  const { text } = c.parsed;
  const between = (ch: string): number[] => {
    const out: number[] = [];
    for (let at = text.indexOf(ch), seen = 0; at >= 0 && seen < MOST_COMMAS; at = text.indexOf(ch, at + 1), seen++)
      if (isHanCode(text.charCodeAt(at - 1)) && isHanCode(text.charCodeAt(at + 1))) out.push(at);
    return out;
  };
  const half = between(',');
  const full = between('，');
  const [few, many, name] = half.length < full.length ? [half, full, '半角'] : [full, half, '全角'];
  if (few.length === 0 || few.length * 20 > many.length) return [];
  return [
    {
      message: `${few.length} 处逗号用了${name}，与全文不一致`,
      spans: few.slice(0, MOST_SPANS).map((at) => spanAt(c, { start: Math.max(0, at - 4), end: Math.min(text.length, at + 5) })),
      suggestion: '统一标点的全角、半角',
    },
  ];
}

export const format: LintRule = { rule: 'format', severity: 'info', find: (c) => [...unevenBoxes(c), ...untitledMeasures(c), ...strayCommas(c)] };

/** Single figures from here on are asked to be confirmed: unit and least value. */
const LARGE_ATTRIBUTES: readonly (readonly [string, string, string])[] = [
  ['t/a', '5000000', '年产能'],
  ['t', '5000000', '产量'],
  ['CNY', '100000000000', '投资'],
  ['lane', '13', '车道数'],
];

export const plausibility: LintRule = {
  rule: 'plausibility',
  severity: 'info',
  find: (c) => {
    const over = c.ledger.targets.filter(
      (t) => t.unit === '%' && t.cls !== 'growth' && isPlain(t.number) && /(?:率|占比|比重|比例)$/u.test(tailOf(t.indicator?.text ?? '')) && exceeds(t.number, '100'),
    );
    const large: { p: ProjectRecord; a: ProjectAttribute; what: string }[] = [];
    for (const p of c.ledger.projects)
      for (const a of Object.values(p.attributes)) {
        const limit = LARGE_ATTRIBUTES.find(([unit, least]) => a.unit === unit && isPlain(a.number) && !exceeds(least, a.number));
        if (limit) large.push({ p, a, what: limit[2] });
      }
    return [
      ...over.map((t): Draft => ({ message: `${quote((t.indicator?.text ?? '') + t.value.text)}超过 100%`, spans: [spanAt(c, t.value)], suggestion: '核对数字' })),
      ...large.map(
        (x): Draft => ({
          message: `项目${quote(x.p.name.text, 24)}的${x.what} ${figure(x.a.number ?? '', x.a.unit)}，量级很大，请确认`,
          spans: [spanAt(c, x.a)],
          suggestion: '核对数量级和单位',
        }),
      ),
    ];
  },
};
