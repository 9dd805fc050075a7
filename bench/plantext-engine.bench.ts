/**
 * Speed of the whole plan compiler, text to ledger.
 *
 *   node bench/plantext-engine.bench.ts
 *
 * Gates (plantext 5 and 12): at least 10 MB/s on the Guzhen plan repeated to 8 MB, the plan alone within 15 ms warm,
 * time(2n)/time(n) <= 2.3 up to 8 MB, hostile texts within three times the normal cost per byte. Beside them, without a
 * gate: the bare scan of the same characters and the recognisers of numbers, units and times of
 * @microsoft/recognizers-text-suite on a slice of the same text.
 *
 * The speed is the median of pairs on the 8 MB text, in a thread with the memory the server gives to a large file, after
 * a warm-up: a server compiles all day, and machine code for what runs once per text comes with the number of texts.
 */
import { isMainThread, Worker } from 'node:worker_threads';
import recognizers from '@microsoft/recognizers-text-suite';
import { compilePlan } from '../libs/plantext/index.ts';
import { compileLimits } from '../modules/plan/server/compile-limits.ts';
import { bytesOf, conclude, gate, interleave, leastOf, median, megabytesOf, repeatTo, scan, sink, time, timesOf } from './measure.ts';
import { readPlan } from './plan-text.ts';

const PAIRS = 7;
const SPEED_MB = 8;
/** Plans compiled before the clock runs, and then the whole text. */
const WARM_UP_PLANS = 300;
const WARM_UP_TEXTS = 2;
const MIN_MB_PER_S = 10;
const MAX_PLAN_MS = 15;
const MAX_DOUBLING = 2.3;
const MAX_HOSTILE = 3;
const SLICE_BYTES = 4096;

const SHA = '0'.repeat(64);
const compile = (text: string): void => {
  sink.value ^= compilePlan({ text, sha256: SHA, format: 'txt' }).outline.length;
};

const plan = readPlan();
const unit = `${plan.text}\n`;
const perSecond = (text: string, ms: number): number => (megabytesOf(text) / ms) * 1000;

const speed = (): number => {
  const text = repeatTo(unit, SPEED_MB);
  for (let i = 0; i < WARM_UP_PLANS; i++) compile(unit);
  for (let i = 0; i < WARM_UP_TEXTS; i++) compile(text);
  const [scanMs = 0, compileMs = 0] = interleave([() => time(scan, text), () => time(compile, text)], PAIRS);
  const rate = perSecond(text, compileMs);
  console.log(
    `      ${plan.name} repeated to ${megabytesOf(text).toFixed(1)} MB, ${PAIRS} pairs: bare scan ${perSecond(text, scanMs).toFixed(0)} MB/s, engine ${rate.toFixed(2)} MB/s`,
  );
  gate(`whole engine >= ${MIN_MB_PER_S} MB/s`, rate >= MIN_MB_PER_S, `${rate.toFixed(2)} MB/s, ${(compileMs / scanMs).toFixed(0)} times the bare scan`);
  return compileMs / megabytesOf(text);
};

const alone = (): void => {
  const times = timesOf([() => time(compile, plan.text)], 60)[0] ?? [];
  const best = Math.min(...times);
  gate(`${plan.name} alone <= ${MAX_PLAN_MS} ms warm`, median(times) <= MAX_PLAN_MS, `median ${median(times).toFixed(1)} ms, best ${best.toFixed(1)} ms of ${times.length}`);
};

const doubling = (): void => {
  for (const mb of [1, 2, 4]) {
    const small = repeatTo(unit, mb);
    const large = small + small;
    const [a = 1, b = 1] = leastOf([() => time(compile, small), () => time(compile, large)], mb === 4 ? 2 : 4);
    gate(`time(${mb * 2} MB)/time(${mb} MB) <= ${MAX_DOUBLING}`, b / a <= MAX_DOUBLING, `${(b / a).toFixed(2)} (${perSecond(large, b).toFixed(2)} MB/s)`);
  }
};

/** First characters of the plan up to so many bytes. */
const slice = (): string => {
  let end = 0;
  while (bytesOf(plan.text.slice(0, end + 1)) <= SLICE_BYTES && end < plan.text.length) end++;
  return plan.text.slice(0, end);
};

const recognise = (text: string): void => {
  const culture = recognizers.Culture.Chinese;
  for (const read of [recognizers.recognizeNumber, recognizers.recognizePercentage, recognizers.recognizeDateTime, recognizers.recognizeDimension, recognizers.recognizeCurrency])
    sink.value ^= read(text, culture).length;
};

const against = (): void => {
  const text = slice();
  recognise(text);
  compile(text);
  const [theirs = 0, ours = 0] = interleave([() => time(recognise, text), () => time(compile, text)], PAIRS);
  console.log(
    `      ${bytesOf(text)} bytes, ${PAIRS} pairs: recognizers-text (number, percentage, date-time, dimension, currency; zh-cn) ${theirs.toFixed(0)} ms, whole engine ${ours.toFixed(1)} ms, factor ${(theirs / ours).toFixed(0)}`,
  );
};

const HOSTILE: Readonly<Record<string, string>> = {
  'digit run of 1 MB': '1'.repeat(1_000_000),
  '1-1-1-': '1-'.repeat(500_000),
  '((((': '('.repeat(1_000_000),
  一一一: '一'.repeat(333_000),
  '、、、': '、'.repeat(333_000),
  'unmatched quotes': '“'.repeat(333_000),
  'unmatched quotes with text': '“甲乙丙'.repeat(83_000),
  '10,000 nested brackets': `${'('.repeat(10_000)}${')'.repeat(10_000)}\n`.repeat(50),
  'one sentence of promises': '推进青石水库建设，力争2027年投产，'.repeat(20_000),
  'one line of 5 MB': '统筹推进水利建设，完善配套设施。'.repeat(104_000),
};

const hostile = (normal: number): void => {
  for (const [name, text] of Object.entries(HOSTILE)) {
    const mb = megabytesOf(text);
    const [ms = 0] = interleave([() => time(compile, text)], mb > 2 ? 1 : 3);
    gate(`${name} <= ${MAX_HOSTILE}x`, ms / mb <= normal * MAX_HOSTILE, `${(ms / mb / normal).toFixed(2)}x (${mb.toFixed(1)} MB)`);
  }
};

const run = (): void => {
  const normal = speed();
  alone();
  against();
  doubling();
  hostile(normal);
  conclude();
};

if (isMainThread) {
  const thread = new Worker(new URL(import.meta.url), { resourceLimits: compileLimits });
  thread.once('exit', (code) => {
    process.exitCode = code;
  });
} else run();
