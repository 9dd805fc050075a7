/** Errors of the text itself: annex not there, unit left out, comparator broken, references into the void. */
import type { TargetRecord } from '../model.ts';
import { type Draft, groupBy, type LintRule, placesOf, quote, spanAt } from './context.ts';

export const missingAnnex: LintRule = {
  rule: 'missing-annex',
  severity: 'error',
  find: (c) =>
    [
      ...groupBy(
        c.ledger.references.filter((r) => r.kind === 'annex' && r.missing),
        (r) => r.text,
      ).values(),
    ].map((refs) => {
      const first = refs[0]?.text ?? '附件';
      const times = refs.length > 1 ? `（引用 ${refs.length} 处）` : '';
      return {
        message: `正文引用了${quote(first)}${times}，文中没有这份附件，引用的内容无法核对`,
        spans: refs.map((r) => spanAt(c, r)),
        suggestion: `补上${first}，或改写引用它的句子`,
      };
    }),
};

const ONLY_MAGNITUDE = /^[十百千万亿]{1,3}$/u;

export const missingUnit: LintRule = {
  rule: 'missing-unit',
  severity: 'error',
  find: (c) =>
    c.ledger.targets
      .filter((t) => t.number !== null && t.unitText !== null && ONLY_MAGNITUDE.test(t.unitText))
      .map((t): Draft => {
        const read = t.unit === 'CNY' ? `${t.unitText}元` : null;
        const tail = read === null ? '，单位无法确定' : `，按上下文暂读作“${read}”`;
        return { message: `${quote(t.value.text)}的数字缺少计量单位${tail}`, spans: [spanAt(c, t.value)], suggestion: read === null ? '补写计量单位' : `改为“${read}”` };
      }),
};

export const comparatorTypo: LintRule = {
  rule: 'comparator-typo',
  severity: 'error',
  find: (c) => {
    const broken = c.ledger.targets.filter((t) => t.why.some((w) => w.field === 'comparator' && w.code === 'typo.repaired'));
    return [...groupBy<TargetRecord>(broken, (t) => String(t.value.start)).values()].flatMap((same) => {
      const value = same[0]?.value;
      return value ? [{ message: `${quote(value.text)}的比较词不完整，暂按“不少于”读`, spans: [spanAt(c, value)], suggestion: '补全为“不少于”' }] : [];
    });
  },
};

const BOX_REFERENCE_LEADS = ['见', '详见', '按', '如', '参见', '列入'];
const HAN = '零一二三四五六七八九十';
const numberOf = (s: string): number => (/^[0-9]+$/u.test(s) ? Number(s) : HAN.indexOf(s));

/** 见专栏16 in a plan with fifteen boxes. */
export const brokenReference: LintRule = {
  rule: 'broken-reference',
  severity: 'error',
  find: (c) => {
    const { view } = c.parsed;
    let boxes: ReadonlySet<number> | null = null;
    return placesOf(view, '专栏').flatMap((at): Draft[] => {
      if (!BOX_REFERENCE_LEADS.some((w) => view.startsWith(w, at.start - w.length))) return [];
      const digits = /^[0-9]{1,3}|^[一二三四五六七八九十]/u.exec(view.slice(at.end, at.end + 3))?.[0];
      if (digits === undefined) return [];
      boxes ??= new Set(c.ledger.outline.filter((n) => n.kind === 'box').map((n) => numberOf((n.label ?? '').replace(/^专栏\s?/u, '').replace(/[::]/gu, ''))));
      if (boxes.has(numberOf(digits))) return [];
      const span = spanAt(c, { start: at.start, end: at.end + digits.length });
      return [{ message: `正文引用了${quote(span.text)}，文中没有这个专栏（共 ${boxes.size} 个）`, spans: [span], suggestion: '核对专栏编号' }];
    });
  },
};
