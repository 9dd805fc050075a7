/** Load generator of sign-in.bench.ts: sign-ins at an even pace, readers beside them, then a burst. Prints one JSON object. */
const [origin = '', countText = '0', secondsText = '60', password = ''] = process.argv.slice(2);
const count = Number(countText);
const seconds = Number(secondsText);
const headers = { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const p95 = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const times: number[] = [];
let done = 0;
let refused = 0;

const enter = async (account: string, typed = password): Promise<{ status: number; ms: number; wait: number }> => {
  const start = performance.now();
  const reply = await fetch(`${origin}/api/sign-ins`, { method: 'POST', headers, body: JSON.stringify({ account, password: typed }) });
  await reply.arrayBuffer();
  return { status: reply.status, ms: performance.now() - start, wait: Number(reply.headers.get('retry-after') ?? '1') };
};

/** As a browser does it: put off, it comes back after the time that it was told. */
const enterSurely = async (account: string): Promise<void> => {
  for (let tries = 0; tries < 20; tries += 1) {
    const { status, ms, wait } = await enter(account);
    if (status === 200) {
      times.push(ms);
      done += 1;
      return;
    }
    if (status !== 429 && status !== 503) throw new Error(`sign-in: ${status}`);
    refused += 1;
    await pause(wait * 1000);
  }
};

const otherTimes: number[] = [];
let isOver = false;
const readers = Array.from({ length: 4 }, async () => {
  while (!isOver) {
    const start = performance.now();
    const reply = await fetch(`${origin}/api/plans`);
    await reply.arrayBuffer();
    otherTimes.push(performance.now() - start);
    await pause(100);
  }
});

const start = performance.now();
const running: Promise<void>[] = [];
for (let index = 0; index < count; index += 1) {
  const due = (index / count) * seconds * 1000;
  const early = due - (performance.now() - start);
  if (early > 1) await pause(early);
  running.push(enterSurely(`bench.${index}`));
}
await Promise.all(running);
const took = (performance.now() - start) / 1000;
const paced = { done, refused, seconds: took, signInP95: p95(times), othersP95: p95(otherTimes), others: otherTimes.length };
isOver = true;
await Promise.all(readers);

const burstStart = performance.now();
const burst = 300;
let next = 0;
await Promise.all(
  Array.from({ length: 16 }, async () => {
    while (next < burst) {
      const index = next;
      next += 1;
      await enterSurely(`bench.${index}`);
    }
  }),
);
const perSecond = (burst / (performance.now() - burstStart)) * 1000;

const unknown: number[] = [];
const wrong: number[] = [];
for (let index = 0; index < 7; index += 1) {
  unknown.push((await enter(`nobody.${index}`, 'Wrong-Brook-81')).ms);
  wrong.push((await enter(`bench.${1000 + index}`, 'Wrong-Brook-81')).ms);
}
process.stdout.write(JSON.stringify({ ...paced, perSecond, unknownMs: median(unknown), wrongMs: median(wrong) }));
