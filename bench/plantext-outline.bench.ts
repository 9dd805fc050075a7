/**
 * Speed of layers L1–L3 of the plan compiler, against a bare scan of the same characters in the same run.
 *
 *   node bench/plantext-outline.bench.ts
 *
 * Gates (plantext 5 and 12): at least 10 MB/s of text; time(2n)/time(n) <= 2.3 up to 16 MB; hostile texts within three
 * times the normal cost per byte. Pairs are interleaved and medians compared, so that load of the machine hits both.
 */
import { parseText } from '../libs/plantext/parse.ts';
import { bytesOf, conclude, gate, interleave, leastOf, LETTERS_PER_MB, repeatTo, scan, sink, time } from './measure.ts';

const PAIRS = 7;
const MIN_MB_PER_S = 10;
/** MB/s of the bare scan on the quiet two-core machine the gate was set on. */
const QUIET_SCAN = 800;
const MAX_DOUBLING = 2.3;
const MAX_HOSTILE = 3;

/** An own plan of about 2 kB; its parts are repeated, so numbering restarts as in several plans set one behind another. */
const PARAGRAPH = [
  '一、重点任务',
  '（一）完善水利设施，提升保障能力',
  '立足当前，着眼长远，统筹推进水源、渠系、堤防和管护能力建设，持续提升防洪、供水和生态保障水平，为全县经济社会发展提供支撑。',
  '1.建设水源工程。统筹当地水与外调水，优化布局，完善网络。(1)新建水库。到2025年，建成小型水库3座，新增库容1200万立方米，总投资2.6亿元，解决沿线12个行政村、3.5万人的用水问题。(2)加固病险水库。完成除险加固8座（含中型1座），健全监测预警体系，落实巡查责任，确保安全度汛。',
  '专栏1 水源工程建设行动 新建水库。实施青石、白云、双河三座水库工程，完善配套管网，同步推进移民安置。加快前期论证，落实建设资金。 加固水库。对八座病险水库实施除险加固，完善雨水情测报设施，提高调度水平。 |',
  '2.完善灌排体系。以节水增效为重点，推进灌区现代化改造。(3)改造骨干渠道。改造渠道45公里，配套建筑物210座，灌溉水利用系数提高到0.58以上。（牵头单位：县水务局；配合单位：县财政局、县农业农村局）(4)治理中小河流。完成治理长度30公里，恢复岸线生态功能。（县水务局、县自然资源局负责）',
  '（二）强化用水管理，推进节约集约',
  '坚持以水定城、以水定地、以水定人、以水定产，把水资源作为刚性约束，健全用水总量和强度双控制度，推动用水方式转变。',
  '3.严格取用水管理。健全取水许可和计量监控制度，推广“水权交易”，规范地下水开采。(5)强化计量。规模以上取水口在线计量率达到100%。(6)严控超采。地下水开采量控制在3000万立方米以内。',
  '——节水型社会建设取得明显成效。万元地区生产总值用水量下降12%，城市公共供水管网漏损率控制在9%以内，再生水利用率达到25%。',
].join('\n');

const UNIT = `${PARAGRAPH}\n`;
const textOf = (mb: number): string => repeatTo(UNIT, mb);

const parse = (text: string): void => {
  sink.value ^= parseText(text).nodes.length;
};

const speed = (): number => {
  const text = textOf(2);
  const mb = bytesOf(text) / LETTERS_PER_MB;
  for (let i = 0; i < 3; i++) parse(text);
  const [scanMs = 0, parseMs = 0] = interleave([() => time(scan, text), () => time(parse, text)], PAIRS);
  console.log(
    `      bare scan ${((mb / scanMs) * 1000).toFixed(0)} MB/s, L1-L3 ${((mb / parseMs) * 1000).toFixed(1)} MB/s, factor ${(parseMs / scanMs).toFixed(1)} (${mb.toFixed(1)} MB, ${PAIRS} pairs)`,
  );
  // a loaded machine slows the bare scan as well: the gate shrinks by the same share
  const load = Math.min(1, ((mb / scanMs) * 1000) / QUIET_SCAN);
  gate(`speed >= ${MIN_MB_PER_S} MB/s x ${load.toFixed(2)} (load)`, (mb / parseMs) * 1000 >= MIN_MB_PER_S * load, `${((mb / parseMs) * 1000).toFixed(1)} MB/s`);
  return parseMs / mb;
};

const doubling = (): void => {
  for (const mb of [2, 4, 8]) {
    const small = textOf(mb);
    const large = textOf(mb * 2);
    const turns = mb === 8 ? 3 : 5;
    const [a = 1, b = 1] = leastOf([() => time(parse, small), () => time(parse, large)], turns);
    gate(`time(${mb * 2} MB)/time(${mb} MB) <= ${MAX_DOUBLING}`, b / a <= MAX_DOUBLING, (b / a).toFixed(2));
  }
};

const HOSTILE: Readonly<Record<string, string>> = {
  '10,000 nested brackets, many times': `${'('.repeat(10_000)}${')'.repeat(10_000)}\n`.repeat(50),
  'one line of 5 MB': '统筹推进水利建设，完善配套设施。'.repeat(104_000),
  '一 x 1e6': '一'.repeat(1_000_000),
  '((((': '('.repeat(3_000_000),
  '1-1-1-': '1-1-1-'.repeat(500_000),
  '、、、': '、'.repeat(1_000_000),
  'unmatched quotes': '“'.repeat(1_000_000),
  'unmatched quotes with text': '“甲乙丙'.repeat(250_000),
  digits: '1'.repeat(3_000_000),
  'open book titles, line by line': '《关于推进水利建设\n'.repeat(100_000),
};

const hostile = (normal: number): void => {
  for (const [name, text] of Object.entries(HOSTILE)) {
    const mb = bytesOf(text) / LETTERS_PER_MB;
    const [ms = 0] = interleave([() => time(parse, text)], 3);
    gate(`${name} <= ${MAX_HOSTILE}x`, ms / mb <= normal * MAX_HOSTILE, `${(ms / mb / normal).toFixed(2)}x (${mb.toFixed(1)} MB)`);
  }
};

const normal = speed();
doubling();
hostile(normal);
conclude();
