/**
 * A count of a long list is called by the class that the heading names: under 百名高端外国专家引进项目 the 200名 of
 * 诺贝尔奖获得者、外国科学院院士和知名专家 are 高端外国专家. Only where list and heading share the class noun; the list stays
 * the head, so nothing that was read is lost.
 */
import { VERBS, VERBS_BACK } from '../lexicon/verb-pack.ts';
import type { Range } from '../model.ts';
import { WordTrie } from '../quantities/word-trie.ts';
import type { NodeContext } from './context.ts';
import type { Figure } from './figure.ts';
import { splitList } from './names.ts';

/** A list this long has no short name of its own. */
const LONG_LIST = 3;
const SHORTEST_CLASS = 4;
const LONGEST_CLASS = 14;

const PROGRAMMES = new WordTrie(
  ['项目', '工程', '计划', '行动'].map((word) => [word, true] as const),
  true,
);
const CLASS_NOUNS = new WordTrie(
  '人才 专家 人员 团队 学者 教师 医生 干部 企业 企业家 学校 医院 基地 园区 平台 机构 项目 产品 品牌 设备 设施'.split(' ').map((word) => [word, true] as const),
  true,
);

/** 百名…, 千家…: how many the heading promises, in round numbers. */
const ROUND_COUNT = /^[十百千万亿]{1,2}[名个家项所位支]/;

/** The class a heading names: 高端外国专家 in 百名高端外国专家引进项目, or null. */
export function classInHeading(view: string, heading: Range): Range | null {
  let { start, end } = heading;
  while (end > start && '。 :'.includes(view.charAt(end - 1))) end--;
  start += ROUND_COUNT.exec(view.slice(start, start + 4))?.[0].length ?? 0;
  const programme = PROGRAMMES.endingAt(view, end, start);
  if (programme === null) return null;
  end = programme.start;
  for (let n = 0; n < 2; n++) end = VERBS_BACK.endingAt(view, end, start)?.start ?? end;
  if (end - start < SHORTEST_CLASS || end - start > LONGEST_CLASS || CLASS_NOUNS.endingAt(view, end, start) === null) return null;
  if (VERBS.startingAt(view, start, end) !== null || /[、和与及，,“”()]/.test(view.slice(start, end))) return null;
  return { start, end };
}

/** Names counts of long lists by the class in the heading of their node. */
export function nameByClass(view: string, figures: readonly Figure[], contextOf: (node: string) => NodeContext | undefined): void {
  for (const f of figures) {
    if (f.cls !== 'count' || f.threshold !== null || f.why.some((w) => w.field === 'indicator')) continue;
    const list = f.indicator ?? f.head;
    const heading = list === null ? null : (contextOf(f.node)?.heading ?? null);
    const name = heading === null || heading.end > f.value.start ? null : classInHeading(view, heading);
    if (list === null || name === null || !view.slice(list.start, list.end).includes(view.slice(name.end - 2, name.end))) continue;
    if (splitList(view, list.start, list.end).length < LONG_LIST) continue;
    f.head = list;
    f.indicator = name;
    f.why.push({ field: 'indicator', code: 'heading.fallback', from: [name] });
  }
}
