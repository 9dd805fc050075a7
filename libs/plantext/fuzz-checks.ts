/**
 * Mutated plan texts and what must hold for each of them (plantext 13): the compiler never throws, the partition of the
 * text is lossless, every span lies in the text and says what stands there. Used by the property test and by the long
 * run in bench/. Deterministic: a seed gives one text.
 */
import { compilePlan } from './compile.ts';
import type { CompiledPlan } from './model.ts';
import { partitionOf } from './outline/partition.ts';

/** A short plan with one of everything, written for this purpose. */
export const FUZZ_BASE = [
  '青石县水利与产业发展实施方案（2024—2026年）',
  '为落实《省水网建设规划》，结合实际，制定本方案。',
  '一、总体要求',
  '（一）目标',
  '到2026年，供水普及率达到98%以上，规上工业增加值年均增长8.5%，争创国家级节水型示范县1个。',
  '——供水能力增强。新增水厂2座，日供水能力由3万吨提高到5万吨。',
  '二、重点任务',
  '（一）水源工程',
  '1.建设水库。(1)新建水库。2025年底前建成白云水库（总投资2.6亿元，库容1200万立方米），开工建设双河水厂。(2)加固水库。完成8座病险水库除险加固。（牵头单位：县水务局；配合单位：县财政局、各乡镇）',
  '专栏1 水源工程 水库。实施青石、白云水库工程。 水厂。扩建城西水厂至15万吨/日。 |',
  '2.编制节水规划，建立健全“三同时”制度。县水务局每季度通报1次，发挥县河长制办公室作用。',
  '（二）奖补',
  '对年产值首次突破1亿元的企业，给予一次性奖励20万元，见附件1。',
  '指标\t2023年\t2026年\t属性',
  '普及率\t95%\t98%\t约束性',
  '责任单位：县水务局',
  '完成时限：2026年12月底前',
  '附件1',
  '任务分工表',
].join('\n');

const PIECES: readonly string[] =
  '一、|（一）|(3)|1.|①|——|专栏2 |附件|表1 |第一章 |第二条 |。|，|；|：|、|（|）|(|)|“|”|《|》|\n|\r\n|\t|\u3000|\u200b|2025年|10%|3亿元|亿|十五五|每年|不少于|责任单位：|建成|争创|和|等|的|其中|至|-|.|1|二〇二五|\ud83d|\ud83d\ude00|\u0000|\u20000|'.split(
    '|',
  );

/** Numerical Recipes' linear congruential generator: enough to choose places, the same on every machine. */
const generator = (seed: number): ((below: number) => number) => {
  let state = (seed ^ 0x5bd1e995) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** The text of a seed: up to eight cuts, insertions, moves and repeats on a stretch of the base. */
export const mutatedText = (seed: number, base: string = FUZZ_BASE): string => {
  const below = generator(seed);
  let text = below(3) === 0 ? base.slice(below(base.length), below(base.length) + 400) : base;
  for (let turns = 1 + below(8); turns > 0; turns--) {
    const at = below(text.length + 1);
    const end = Math.min(text.length, at + below(40));
    const kind = below(5);
    if (kind === 0) text = text.slice(0, at) + text.slice(end);
    else if (kind === 1) text = text.slice(0, at) + (PIECES[below(PIECES.length)] ?? '') + text.slice(at);
    else if (kind === 2) text = text.slice(0, at) + text.slice(at, end).repeat(2 + below(3)) + text.slice(end);
    else if (kind === 3) text = text.slice(end) + text.slice(at, end) + text.slice(0, at);
    else text = text.slice(0, at) + (PIECES[below(PIECES.length)] ?? '').repeat(1 + below(6)) + text.slice(end);
  }
  return text;
};

const spanFault = (text: string, value: unknown, path: string): string | null => {
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value);
  const { start, end, text: said } = value as { start?: unknown; end?: unknown; text?: unknown };
  if (typeof start === 'number' && typeof end === 'number') {
    if (!(start >= 0 && start <= end && end <= text.length)) return `${path}: ${start}-${end} lies outside the text`;
    if (typeof said === 'string' && said !== text.slice(start, end)) return `${path}: says ${JSON.stringify(said)}, the text has ${JSON.stringify(text.slice(start, end))}`;
  }
  for (const [key, inner] of entries) {
    const fault = spanFault(text, inner, `${path}.${key}`);
    if (fault !== null) return fault;
  }
  return null;
};

/** What is wrong with a ledger of a text, or null. */
export const ledgerFault = (text: string, plan: CompiledPlan): string | null => {
  const joined = partitionOf(text, plan.outline)
    .map((piece) => text.slice(piece.start, piece.end))
    .join('');
  return joined === text ? spanFault(text, plan, 'plan') : 'the partition loses text';
};

/** Compiles a text and checks the ledger. Throws only what the compiler throws. */
export const faultOf = (text: string): string | null => ledgerFault(text, compilePlan({ text, sha256: '0'.repeat(64), format: 'txt' }));
