/**
 * No short piece of text, repeated, makes the compiler slower than its length: for each piece, four times the text may
 * take at most MAX_GROWTH times the least time (4 when linear, 16 when square).
 *
 *   node bench/plantext-hostile.bench.ts
 *
 * The pieces are what each extractor reacts to, alone and as the words of a measure. The big hostile texts are gated
 * against the normal cost per byte in plantext-outline and plantext-engine.
 */
import { compilePlan } from '../libs/plantext/index.ts';
import { conclude, gate, leastOf, sink, time } from './measure.ts';

const MAX_GROWTH = 6;
const TURNS = 3;
const SHORT = 100_000;
const SHA = '0'.repeat(64);
const HEAD = '某县行动方案\n一、重点任务\n（一）做强基地\n1.改造茶园。';

const PIECES = [
  ['(', '（', '(1)', '“', '《', '》', '、', '1', '1-', '一', '亿', '等', '的'],
  ['增长5%、', '建设5个', '与平均差距', '总投资5亿元,', '每年定期常态化', '三大主导', '“三品', '《规划》见附件1'],
  ['建设、', '和及与', '加快推进', '规划建设云安大桥、', '编制规划', '争创国家级', '将云安打造成为', '云雾茶叶产业园岭云高速公路'],
  ['（责任单位：市教育局', '水厂、', '、、、、局、、', '市教育局和市财政局及', '发挥好成立由会同'],
  ['（一）做强基地\n1.改造茶园。定期调度，聚焦绿茶、红茶、白茶三大品类，落实“三品”。（责任单位：县农业农村局、县财政局，各乡镇、街道）\n'],
].flat();

const compile = (text: string): void => {
  sink.value ^= compilePlan({ text, sha256: SHA, format: 'txt' }).outline.length;
};

/** A list of bodies that does not end. */
const DUTY = `${HEAD}\n责任单位：`;

for (const head of ['', HEAD, DUTY]) {
  for (const piece of PIECES) {
    const textOf = (letters: number): string => `${head}${piece.repeat(Math.ceil(letters / piece.length))}`;
    const [short, long] = [textOf(SHORT), textOf(SHORT * 4)];
    compile(short);
    const [one = 1, four = 1] = leastOf([() => time(compile, short), () => time(compile, long)], TURNS);
    const name = `${head === '' ? '' : head === DUTY ? '责任单位：' : '…'}${piece.slice(0, 12).replaceAll('\n', '⏎')} x 4 <= ${MAX_GROWTH} times`;
    gate(name, four / one <= MAX_GROWTH, `${(four / one).toFixed(2)} (${four.toFixed(1)} ms)`);
  }
}
conclude();
