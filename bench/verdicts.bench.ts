/**
 * Verdicts at the size of a province: 300 counties × 77 measures × 60 months.
 *
 *   node --expose-gc bench/verdicts.bench.ts
 *
 * 1. All verdicts from facts, as they stood at the end of every month (1,386,000), with the figure per verdict; gate: time
 *    grows with the number of counties only.
 * 2. The board of one county in a database of that size through the use case, p95, against its own SQL raw; and against
 *    the same counts aggregated from the raw history, which the stored states spare.
 * 3. The dashboard of all counties: states of every measure at the end of every month, counted by month, read by the application
 *    behind its walls, p95, against the same SQL raw; and the median against the SQL that one would write without walls.
 * 4. One new observation: judging its clause again, against judging the whole county again.
 */
import { join } from 'node:path';
import pg from 'pg';
import { parseMoment } from '#kernel/calendar.ts';
import { regionCodeSchema } from '#kernel/ids.ts';
import { commandLine } from '#kernel/server/actor.ts';
import { createPool, watchStatements } from '#kernel/server/db.ts';
import type { Statement } from '#kernel/server/db.ts';
import { changeUrl } from '#kernel/server/postgres/connect.ts';
import { openEmbedded } from '#kernel/server/postgres/open-embedded.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import { clauseState, defaultJudgeParams } from '../modules/answer/domain/index.ts';
import type { Fact } from '../modules/answer/domain/index.ts';
import type { ContractBody } from '../modules/answer/contract/index.ts';
import { getBoardUseCase } from '../modules/answer/server/get-board.ts';
import { readMaterial, recompute } from '../modules/answer/server/recompute.ts';
import { serverModules } from '../app/modules.server.ts';
import { buildTemplate, createClone, dropClone } from '../tests/harness/database-template.ts';
import { inWriting } from '../tests/harness/write-context.ts';
import { conclude, gate, leastOf, median, sink } from './measure.ts';

const COUNTIES = 300;
const MEASURES = 77;
const MONTHS = 60;
const MAX_DOUBLING = 2.3;
const MAX_BOARD_FACTOR = 4;
const MAX_DASHBOARD_FACTOR = 2;
const MAX_INCREMENT = 0.2;

const two = (n: number): string => String(n).padStart(2, '0');
const monthEnd = (month: number): string => `${2020 + Math.floor(month / 12)}-${two((month % 12) + 1)}-28`;

const ratioContract: ContractBody = {
  accepts: ['value'],
  minGrade: 'B',
  freshDays: 550,
  sources: [],
  tolerance: null,
  target: { kind: 'ratio', comparator: '>=', number: '80', unit: '%', direction: 'up', aggregate: 'latest', whole: false },
  doneMeans: '比率达到80%',
  from: '2020-01-01',
  to: '2025-12-31',
  bonusOnly: false,
};

const factsOf = (index: number): readonly Fact[] =>
  Array.from({ length: MONTHS }, (_, month): Fact => {
    const day = monthEnd(month);
    return {
      evidenceId: `e${index}-${month}`,
      kind: 'value',
      facet: 'actual',
      voice: 'signal',
      value: null,
      unit: '%',
      num: String(250 + ((index * 7 + month) % 80)),
      den: '366',
      from: `${day.slice(0, 8)}01`,
      to: day,
      validUntil: null,
      subject: null,
      orgId: null,
      source: { module: 'bench', type: 'value', id: `${index}-${two(month)}`, part: '' },
      occurredOn: day,
      grade: 'B',
      stamp: 'real',
      status: 'live',
    };
  });

const days = Array.from({ length: MONTHS }, (_, month) => monthEnd(month));
/** Histories of one county; all counties are judged from them, each verdict anew. */
const county = Array.from({ length: MEASURES }, (_, index) => factsOf(index));

/** Milliseconds of this process's own work: what else runs on the machine is no part of how the rules grow. */
function judgeCounties(counties: number): number {
  const start = process.cpuUsage();
  for (let nth = 0; nth < counties; nth += 1) {
    for (const facts of county) {
      for (const on of days) {
        const { state } = clauseState({ kind: 'target', excludedBecause: null, contract: ratioContract, facts, on, params: defaultJudgeParams, stamps: ['real'] });
        sink.value ^= state.length;
      }
    }
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

judgeCounties(1);
const [single = 1, double = 1] = leastOf([() => judgeCounties(4), () => judgeCounties(8)], 5);
const allMs = judgeCounties(COUNTIES);
const verdicts = COUNTIES * MEASURES * MONTHS;
console.log(`      ${verdicts} verdicts from facts in ${(allMs / 1000).toFixed(1)} s of work, ${((allMs * 1000) / verdicts).toFixed(1)} µs each`);
gate(`time(8 counties)/time(4 counties) <= ${MAX_DOUBLING}`, double / single <= MAX_DOUBLING, (double / single).toFixed(2));

const hex = (prefix: string, number: string): string => `('${prefix}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const at = '2025-01-15T09:00:00+08:00';

/** A province of histories, written as rows: foreign keys and walls are set aside for the seeding only. */
async function seed(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const run = (sql: string, values: readonly unknown[] = []): Promise<unknown> => client.query(sql, [...values]);
  await run('set session_replication_role = replica');
  const regions = `generate_series(1, ${COUNTIES}) as r`;
  const clauses = `${regions}, generate_series(1, ${MEASURES}) as m`;
  const region = '(600000 + r)::text';
  const plan = hex('01900001', 'r');
  const version = hex('01900002', 'r');
  await run(`insert into plan.plan (region_code, plan_id, title, latest_ordinal, created_at, updated_at) select ${region}, ${plan}, '方案', 1, '${at}', '${at}' from ${regions}`);
  await run(
    `insert into plan.version (region_code, version_id, plan_id, ordinal, title, title_key, file_name, file_sha256, file_bytes, text_sha256, format, encoding, char_count, body, ledger_schema,
       compiler_version, ledger, ledger_sha256, counts, imported_by, imported_at)
     select ${region}, ${version}, ${plan}, 1, '方案', '方案', 'a.txt', repeat('a', 64), 1, repeat('a', 64), 'txt', 'utf-8', 1, '文', 'luoshi.plan/1', '1', '{}', repeat('a', 64), $1, 'bench', '${at}'
     from ${regions}`,
    [
      JSON.stringify({
        nodes: {},
        targets: 0,
        milestones: 0,
        documents: 0,
        recurring: 0,
        conditions: 0,
        projects: 0,
        actors: 0,
        terms: 0,
        references: 0,
        findings: { error: 0, warning: 0, info: 0 },
      }),
    ],
  );
  await run(`insert into answer.registered_version select ${region}, ${version}, ${plan}, 1, repeat('a', 64), '${at}' from ${regions}`);
  await run(`insert into answer.clause select ${region}, ${plan}, 'c' || m, '${at}', '/p/' from ${clauses}`);
  await run(
    `insert into answer.clause_place (region_code, version_id, clause_key, plan_id, version_ordinal, ordinal, kind, node_id, group_node, group_kind, group_label, group_title, title, quote, spans, recorded_at)
     select ${region}, ${version}, 'c' || m, ${plan}, 1, m, 'target', 'm' || m, 'm' || m, 'measure', '(' || m || ')', '举措', '比率达到80%', '比率达到80%', '[]', '${at}' from ${clauses}`,
  );
  await run(`insert into answer.contract select ${region}, ${hex('01900003', 'r * 100 + m')}, ${plan}, 'c' || m, 1, $1, null, '', 'a', '${at}' from ${clauses}`, [
    JSON.stringify(ratioContract),
  ]);
  await run(`insert into answer.contract_decision select ${region}, ${hex('01900003', 'r * 100 + m')}, 'approved', '', 'b', '${at}' from ${clauses}`);
  const facts = `${clauses}, generate_series(0, ${MONTHS - 1}) as t`;
  const evidence = hex('01900004', '(r * 100 + m) * 100 + t');
  const day = `(date '2020-01-28' + make_interval(months => t))::date`;
  await run(
    `insert into kernel.evidence (region_code, evidence_id, kind, facet, voice, unit, num, den, from_on, to_on, source_module, source_type, source_id, source_part, source_version, source_hash, occurred_on,
       recorded_at, recorded_by, grade, stamp, note)
     select ${region}, ${evidence}, 'value', 'actual', 'signal', '%', 250 + (m * 7 + t) % 80, 366, ${day} - 27, ${day}, 'bench', 'value', r || '-' || m || '-' || t, '', 1, repeat('a', 64), ${day}, ${day} + time '09:00', 'bench', 'B', 'real', ''
     from ${facts}`,
  );
  await run(`insert into kernel.evidence_anchor select ${region}, ${plan} || '/c' || m, ${evidence} from ${facts}`);
  await run(`insert into kernel.evidence_status select ${region}, ${evidence}, 1, 'live', '', ${day} + time '09:00', 'bench' from ${facts}`);
  await run(
    `insert into answer.current_state (region_code, plan_id, clause_key, ordinal, fingerprint, state, reason, recorded_at, live_count, evidence_count)
     select ${region}, ${plan}, 'c' || m, ${MONTHS}, 'x', 'met', '2024-12-28的数为80%，达标。', '${at}', ${MONTHS}, ${MONTHS} from ${clauses}`,
  );
  await run(
    `insert into answer.state (region_code, plan_id, clause_key, ordinal, as_of_on, state, reason, rule, recorded_at, live_count, evidence_count)
     select ${region}, ${plan}, 'c' || m, t + 1, ${day}, case when (m * 7 + t) % 80 >= 43 then 'met' else 'unmet' end, '比率按月计算。', 'bench', ${day} + time '09:30', t + 1, t + 1 from ${facts}`,
  );
  await run('analyze');
  await client.end();
}

const p95 = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** One region after the other: so the wall is a condition of the index, asked once per region and not for every row (ADR 0048). */
const dashboard = `select c.as_of_on, c.state, sum(c.clauses)::int4 as clauses from unnest($1::text[]) r (code) cross join lateral (
  select s.as_of_on, s.state, count(*) as clauses from answer.state s where s.region_code = r.code group by s.as_of_on, s.state) c
group by c.as_of_on, c.state order by c.as_of_on, c.state`;
/** What one would write where no wall stands. */
const plainDashboard = `select s.as_of_on, s.state, count(*)::int4 as clauses from answer.state s where s.region_code = any ($1::text[]) group by s.as_of_on, s.state order by s.as_of_on, s.state`;

/** 1,386,000 states read by turns: behind the walls as the application's role; raw, in both forms, as the owner of the server. */
async function measureDashboard(appUrl: string, adminUrl: string): Promise<void> {
  const regions = Array.from({ length: COUNTIES }, (_, index) => String(600_001 + index));
  const [walled, raw] = [new pg.Client({ connectionString: appUrl }), new pg.Client({ connectionString: adminUrl })];
  await Promise.all([walled.connect(), raw.connect()]);
  const times = { walled: [] as number[], same: [] as number[], plain: [] as number[] };
  for (let turn = 0; turn < 20; turn += 1) {
    const shown: string[] = [];
    times.walled.push(
      await timed(async () => {
        await walled.query('begin isolation level repeatable read read only');
        await walled.query("select set_config('app.regions', $1, true)", [regions.join(',')]);
        const { rows } = await walled.query<{ clauses: number }>(dashboard, [regions]);
        await walled.query('commit');
        if (rows.reduce((sum, { clauses }) => sum + clauses, 0) !== verdicts) throw new Error('the dashboard does not count what was seeded');
        shown.push(JSON.stringify(rows));
      }),
    );
    times.same.push(await timed(async () => shown.push(JSON.stringify((await raw.query(dashboard, [regions])).rows))));
    times.plain.push(await timed(async () => shown.push(JSON.stringify((await raw.query(plainDashboard, [regions])).rows))));
    if (new Set(shown).size !== 1) throw new Error('the forms of the dashboard count differently');
  }
  await Promise.all([walled.end(), raw.end()]);
  const [walledMs, sameMs, plainMs] = [p95(times.walled), p95(times.same), p95(times.plain)];
  console.log(`      dashboard of ${verdicts} states p95 ${walledMs.toFixed(0)} ms, its SQL raw p95 ${sameMs.toFixed(0)} ms, plain SQL raw p95 ${plainMs.toFixed(0)} ms`);
  gate(`dashboard p95 <= ${MAX_DASHBOARD_FACTOR} x its SQL raw`, walledMs / sameMs <= MAX_DASHBOARD_FACTOR, (walledMs / sameMs).toFixed(2));
  const factor = median(times.walled) / median(times.plain);
  gate(`dashboard median <= ${MAX_DASHBOARD_FACTOR} x plain SQL raw`, factor <= MAX_DASHBOARD_FACTOR, factor.toFixed(2));
}

async function measureDatabase(appUrl: string, adminUrl: string): Promise<void> {
  const pool = createPool({ connectionString: appUrl, max: 2 });
  const actor = commandLine(serverModules.flatMap(({ permissions }) => Object.keys(permissions)));
  const clock = { now: () => parseMoment('2025-01-20T09:00:00+08:00') };
  const planOf = (nth: number): string => `01900001-0000-7000-8000-${nth.toString(16).padStart(12, '0')}`;
  const regionOf = (nth: number) => regionCodeSchema.parse(String(600_000 + nth));
  const board = (nth: number) =>
    runUseCase(getBoardUseCase, { params: { planId: planOf(nth) }, query: {} }, { actor, requestId: null }, { pool, clock, region: regionOf(nth), limits: { importBytes: 1 } });
  const seen: Pick<Statement, 'name' | 'class' | 'text'>[] = [];
  const stop = watchStatements((statement) => seen.push(statement));
  const shown = (await board(1)).reply;
  stop();
  if (shown.measures !== MEASURES || shown.counts['met'] !== MEASURES) throw new Error('the board does not show what was seeded');
  const raw = new pg.Client({ connectionString: adminUrl });
  // After a failure the database is dropped under this connection: what failed is to be told, not that.
  raw.on('error', () => undefined);
  await raw.connect();
  /** The statements of the board as they are, with the parameters they were given, in one transaction on one connection. */
  const rawBoard = async (nth: number): Promise<void> => {
    const values: Readonly<Record<number, readonly unknown[]>> = {
      2: [regionOf(nth), planOf(nth)],
      3: [regionOf(nth), planOf(nth), null],
      4: [regionOf(nth), planOf(nth), null, at],
    };
    await raw.query('begin isolation level repeatable read read only');
    for (const { text, name } of seen) {
      const count = Math.max(...[...text.matchAll(/\$([0-9])/g)].map(([, digit]) => Number(digit)));
      const isOfVersion = text.includes('p.version_id = $2') || text.includes('version_id = $2');
      // A reader of the whole plan: the third value of a statement about the places of a version is how far they reach.
      const ofVersion = [regionOf(nth), planOf(nth).replace('01900001', '01900002'), [null]].slice(0, count);
      const list = isOfVersion ? ofVersion : (values[count] ?? []);
      await raw.query({ name, text, values: [...list] });
    }
    await raw.query('commit');
  };
  const history = (nth: number) =>
    raw.query(
      `select a.anchor, count(*), max(e.to_on) from kernel.evidence_anchor a join kernel.evidence e using (region_code, evidence_id)
       cross join lateral (select s.status from kernel.evidence_status s where s.region_code = e.region_code and s.evidence_id = e.evidence_id order by s.ordinal desc limit 1) s
       where a.region_code = $1 and a.anchor >= $2 || '/' and a.anchor < $2 || '0' and s.status = 'live' group by 1`,
      [regionOf(nth), planOf(nth)],
    );
  const times = { useCase: [] as number[], raw: [] as number[], history: [] as number[] };
  for (let turn = 0; turn < 200; turn += 1) {
    const nth = 1 + ((turn * 37) % COUNTIES);
    times.useCase.push(await timed(() => board(nth)));
    times.raw.push(await timed(() => rawBoard(nth)));
    if (turn % 4 === 0) times.history.push(await timed(() => history(nth)));
  }
  console.log(
    `      board p95 ${p95(times.useCase).toFixed(1)} ms, its SQL raw p95 ${p95(times.raw).toFixed(1)} ms, counting raw history p95 ${p95(times.history).toFixed(1)} ms (${seen.length} statements)`,
  );
  gate(`board p95 <= ${MAX_BOARD_FACTOR} x its SQL raw`, p95(times.useCase) / p95(times.raw) <= MAX_BOARD_FACTOR, (p95(times.useCase) / p95(times.raw)).toFixed(2));
  await raw.end();

  const one: number[] = [];
  const whole: number[] = [];
  const keys = Array.from({ length: MEASURES }, (_, index) => `c${index + 1}`);
  for (let turn = 0; turn < 10; turn += 1) {
    const nth = 1 + ((turn * 53) % COUNTIES);
    const write = <T>(work: Parameters<typeof inWriting<T>>[1]) => inWriting({ pool, region: regionOf(nth), at: '2025-01-20T09:00:00+08:00' }, work);
    one.push(await timed(() => write((context) => recompute(context, planOf(nth), ['c1']))));
    whole.push(await timed(() => write((context) => recompute(context, planOf(nth), keys))));
    const [material] = await write((context) => readMaterial(context, planOf(nth), { keys: ['c1'], knownAt: clock.now() }));
    if (material?.evidence.length !== MONTHS) throw new Error('the clause does not have its facts');
  }
  console.log(`      one clause judged again ${median(one).toFixed(1)} ms, the whole county ${median(whole).toFixed(1)} ms`);
  gate(`one new observation / whole county <= ${MAX_INCREMENT}`, median(one) / median(whole) <= MAX_INCREMENT, (median(one) / median(whole)).toFixed(3));
  await pool.end();
}

const server = await openEmbedded(join(import.meta.dirname, '../.luoshi/bench-pg'), () => undefined);
try {
  const opened = { adminUrl: server.adminUrl, appUrl: server.appUrl, migratorUrl: server.migratorUrl };
  const template = await buildTemplate(opened);
  const name = await createClone({ ...opened, template });
  try {
    const adminUrl = changeUrl(server.adminUrl, { database: name });
    const seededMs = await timed(() => seed(adminUrl));
    console.log(`      ${verdicts} observations of ${COUNTIES} counties seeded in ${(seededMs / 1000).toFixed(0)} s`);
    await measureDashboard(changeUrl(server.appUrl, { database: name }), adminUrl);
    await measureDatabase(changeUrl(server.appUrl, { database: name }), adminUrl);
  } finally {
    await dropClone({ ...opened, template }, name);
  }
} finally {
  await server.close();
}
conclude();
