/** A worker process that dies by SIGKILL at a named point: argv = connection, region, moment, statement, which time, whose work. */
import { writeSync } from 'node:fs';
import { regionCodeSchema } from '#kernel/ids.ts';
import { watchStatements } from '#kernel/server/db.ts';
import { runDueWork } from '#kernel/server/work.ts';
import { workRuntime } from '../harness/work-runtime.ts';
import { trialWork } from './trial-work.ts';

const [appUrl = '', region = '', at = '', point = '', nth = '1', whose = 'trial'] = process.argv.slice(2);
// Loading the whole product takes longer than the trial's work.
const modules = whose === 'product' ? (await import('../../app/modules.server.ts')).serverModules : [trialWork];
const runtime = workRuntime({ appUrl, region: regionCodeSchema.parse(region), at, modules });
let seen = 0;
let running = 0;
watchStatements(({ name }) => {
  running += 1;
  if (name !== point) return;
  seen += 1;
  if (seen < Number(nth)) return;
  writeSync(1, `in flight ${running}\n`);
  process.kill(process.pid, 'SIGKILL');
});
await runDueWork(runtime, runtime.clock.now());
writeSync(1, 'done\n');
await runtime.close();
