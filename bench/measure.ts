/**
 * What the benches share: times, medians of works run turn by turn (so that load of the machine hits all of them), and
 * gates that set the exit code.
 */
export const LETTERS_PER_MB = 1_000_000;

/** Size in UTF-8, the size all speeds are given in. */
export const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');
export const megabytesOf = (text: string): number => bytesOf(text) / LETTERS_PER_MB;

/** Whole copies of a unit until the text is at least this long. */
export const repeatTo = (unit: string, mb: number): string => unit.repeat(Math.ceil((mb * LETTERS_PER_MB) / bytesOf(unit)));

/** Results of works go here, so that no work can be left out as unused. */
export const sink = { value: 0 };

/** The cheapest pass over a text: adds up its character codes. */
export const scan = (text: string): void => {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
  sink.value ^= sum;
};

/** Milliseconds of one run. */
export const time = (work: (text: string) => void, text: string): number => {
  const start = performance.now();
  work(text);
  return performance.now() - start;
};

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Times in ms of several works, run turn by turn; one list per work. */
export const timesOf = (jobs: readonly (() => number)[], turns: number): number[][] => {
  const times: number[][] = jobs.map(() => []);
  for (let t = 0; t < turns; t++) for (const [i, job] of jobs.entries()) times[i]?.push(job());
  return times;
};

/** Medians in ms of several works, run turn by turn. */
export const interleave = (jobs: readonly (() => number)[], turns: number): number[] => timesOf(jobs, turns).map(median);

/**
 * Least milliseconds of several works, run turn by turn, each after a collection of garbage: load and leftovers of the
 * run before only ever add time, so the least is the time of the work itself. `--expose-gc` comes from scripts/bench.ts.
 */
export const leastOf = (jobs: readonly (() => number)[], turns: number): number[] => {
  const clean = jobs.map((job) => () => {
    globalThis.gc?.();
    return job();
  });
  return timesOf(clean, turns).map((times) => Math.min(...times));
};

const failures: string[] = [];

/** Prints a gate with its figure; a gate that fails makes the bench fail. */
export const gate = (name: string, ok: boolean, figure: string): void => {
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(48)} ${figure}`);
  if (!ok) failures.push(name);
};

/** Says which gates failed and sets the exit code. */
export const conclude = (): void => {
  console.log(failures.length === 0 ? `all gates hold (${sink.value})` : `gates that fail: ${failures.join('; ')}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
};
