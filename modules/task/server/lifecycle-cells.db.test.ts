import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissionSpec } from '#kernel/access.ts';
import { lifecycleCells } from '#kernel/lifecycle.ts';
import type { CellOutcome } from '#kernel/lifecycle.ts';
import { roles } from '#identity/contract';
import type { Role } from '#identity/contract';
import { openApp } from '../../../tests/access/open-app.ts';
import type { TestApp } from '../../../tests/access/open-app.ts';
import { acceptedTasks } from '../../../tests/harness/accepted-tasks.ts';
import { callersOf } from '../../../tests/harness/machine-over-http.ts';
import type { Answer, Callers, Sent } from '../../../tests/harness/machine-over-http.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../tests/harness/task-world.ts';
import { assignmentLifecycle, itemLifecycle, reportLifecycle, roundLifecycle } from '../domain/index.ts';
import { getTaskUseCase } from './get-task.ts';
import { getDebtUseCase } from './get-debt.ts';
import { listRoundsUseCase } from './rounds.ts';
import { saveReportUseCase } from './save-report.ts';

/**
 * Every (state × action × role) of the machines through the HTTP API, expected from the tables. A guard
 * of business counts as allowed: right and state were in order. Actions of the system have no way in at all.
 */
const database = databaseForFile();
let world: TaskWorld;
let app: TestApp;
let callers: Callers;
let taskId = '';
let assignmentId = '';
let roundId = '';
let reportId = '';
const reason = '测试';

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', units: 1 });
  const [task] = await acceptedTasks(world, 2026, [{ units: [0], change: { tier: 'monthly' } }]);
  taskId = task?.taskId ?? '';
  assignmentId = [...(task?.assignments.values() ?? [])][0] ?? '';
  await world.moveTo('2026-04-01T00:00:00+08:00');
  roundId = (await world.run(listRoundsUseCase, { query: {} }, world.office('dispatcher'))).items[0]?.round.roundId ?? '';
  const unit = world.units[0] as (typeof world.units)[number];
  await write(
    `insert into task.assignment (region_code, assignment_id, task_id, org_id, role, state, refusals, is_ruled, accepted_at, from_on, machine_version, revision)
     values ($1, gen_random_uuid(), $2, $3, 'co', 'ended', 0, false, now(), '2026-03-02', 1, 1)`,
    [world.region, taskId, unit.orgId],
  );
  const saved = await world.run(
    saveReportUseCase,
    { params: { roundId, assignmentId }, body: { expectedRevision: 0, content: { done: '进展' } } },
    world.staff(unit, 'unit_reporter'),
  );
  reportId = saved.reportId;
  app = await openApp(database().appUrl, { region: world.region, clock: world.runtime.clock });
  callers = callersOf(app);
});
afterAll(async () => {
  callers.close();
  await app.close();
  await world.close();
});

const write = (text: string, values: readonly unknown[]) => world.seed.write(text, values);
const rolesOf = (permission: string) => permissionSpec(permission).roles;
const send = async (role: Role, sent: Sent): Promise<Answer> => callers.send(await callers.holder(role, world.units[0]?.orgId ?? ''), sent);
const post = (role: Role, path: string, body: unknown): Promise<Answer> => send(role, { path, body });
const people: readonly Role[] = roles.filter((role) => role !== 'visitor');

function outcomeOf(code: string | undefined): CellOutcome {
  if (code === undefined) return 'allowed';
  if (code.startsWith('access.') || code === 'lifecycle.system_only' || code === 'lifecycle.unknown_action' || code === 'request.invalid') return 'forbidden';
  return code === 'lifecycle.wrong_state' || code === 'task.not_issued' ? 'wrong-state' : 'allowed';
}
/** The refusal of the request, or of the one row that it is about. */
function codeOf({ code, json, status }: Answer): string | undefined {
  if (status >= 500) throw new Error(`a fault: ${JSON.stringify(json)}`);
  return code ?? (json as { readonly items?: readonly { readonly code: string | null }[] } | null)?.items?.[0]?.code ?? undefined;
}

interface Machine {
  readonly states: readonly string[];
  readonly steps: readonly {
    readonly action: string;
    readonly from: readonly (string | null)[];
    readonly to: string;
    readonly permission: string | null;
    readonly label: string;
  }[];
}

/** Compares every cell of a machine; `put` brings the object into a state, `attempt` takes the action as a role. */
async function compare(
  machine: Machine,
  put: (state: string) => Promise<void>,
  attempt: (action: string, role: Role) => Promise<Answer>,
  { skipped = [], abreast = 1 }: { readonly skipped?: readonly string[]; readonly abreast?: number } = {},
): Promise<number> {
  const cells = lifecycleCells(machine as never, people, rolesOf as never) as readonly {
    readonly state: string | null;
    readonly action: string;
    readonly role: string;
    readonly outcome: CellOutcome;
  }[];
  const wrong: string[] = [];
  let compared = 0;
  const judge = async (state: string, cell: (typeof cells)[number]): Promise<string | undefined> => {
    const code = codeOf(await attempt(cell.action, cell.role as Role));
    const outcome = outcomeOf(code);
    compared += 1;
    if (outcome !== cell.outcome) wrong.push(`${state} ${cell.action} ${cell.role}: ${outcome} (${code ?? 'done'}) instead of ${cell.outcome}`);
    return code;
  };
  for (const state of machine.states) {
    await put(state);
    const own = cells.filter((one) => one.state === state && !skipped.includes(one.action));
    for (let at = 0; at < own.length; ) {
      // Attempts that change nothing may run side by side.
      const codes = await Promise.all(own.slice(at, at + abreast).map((cell) => judge(state, cell)));
      at += abreast;
      if (abreast === 1 && codes[0] === undefined) await put(state);
    }
  }
  expect(wrong).toEqual([]);
  return compared;
}

describe('状态表的每一格（状态×操作×角色）都与接口一致', () => {
  test('任务分工', async () => {
    const setOthers = (state: string) =>
      write(`update task.assignment set state = $4 where region_code = $1 and task_id = $2 and assignment_id <> $3`, [world.region, taskId, assignmentId, state]);
    const put = async (state: string): Promise<void> => {
      await setOthers('ended');
      await write(
        `update task.assignment set state = $3, refusals = 2, refusal_ground = 'not-ours', refusal_note = '测试', accepted_at = now(), from_on = '2026-03-02', to_on = null, revision = 1 where region_code = $1 and assignment_id = $2`,
        [world.region, assignmentId, state],
      );
      // A unit that has left the task cannot see it any more; here it stays as a co-unit.
      if (state === 'changed' || state === 'ended') await setOthers('accepted');
      const isDraft = state === 'draft' || state === 'consulting';
      await write(`update task.task set item_state = $3 where region_code = $1 and task_id = $2`, [world.region, taskId, isDraft ? null : 'advancing']);
    };
    const attempt = (action: string, role: Role): Promise<Answer> =>
      ['consult', 'issue', 'drop'].includes(action)
        ? post(role, '/api/tasks/steps', { action, taskIds: [taskId], reason })
        : post(role, `/api/assignments/${assignmentId}/steps`, { action, expectedRevision: 1, reason, ground: 'overlap', personId: world.units[0]?.people.unit_reporter });
    // A new draft is an object of its own, so it cannot be tried on one that exists.
    const compared = await compare(assignmentLifecycle, put, attempt, { skipped: ['draft'] });
    expect(compared).toBe(7 * 12 * people.length);
    await put('accepted');
  }, 240_000);

  test('台账事项', async () => {
    const put = (state: string) => write(`update task.task set item_state = $3, revision = 1 where region_code = $1 and task_id = $2`, [world.region, taskId, state]);
    const attempt = (action: string, role: Role) => post(role, `/api/tasks/${taskId}/item-steps`, { action, expectedRevision: 1, reason });
    expect(await compare(itemLifecycle, put, attempt)).toBe(6 * 9 * people.length);
    await put('advancing');
  });

  test('进展填报', async () => {
    const put = async (state: string): Promise<void> => {
      const isSigned = !['draft', 'signing', 'returned'].includes(state);
      await write(
        `update task.report set state = $3, revision = 1, signed_by = case when $4 then 'user:01900000-0000-7000-8000-0000000000b1' end, signed_at = case when $4 then now() end, first_signed_at = case when $4 then now() end,
           signer_opened_at = null, reviewer_opened_at = null, written_by = 'user:01900000-0000-7000-8000-0000000000b2' where region_code = $1 and report_id = $2`,
        [world.region, reportId, state, isSigned],
      );
    };
    const attempt = (action: string, role: Role): Promise<Answer> =>
      action === 'save'
        ? send(role, { method: 'PUT', path: `/api/rounds/${roundId}/debts/${assignmentId}/report`, body: { expectedRevision: 9, content: { done: '进展' } } })
        : post(role, '/api/reports/steps', { action, reportIds: [reportId], isPreview: true, reason, ground: 'unclear' });
    expect(await compare(reportLifecycle, put, attempt, { abreast: 4 })).toBe(9 * 14 * people.length);
    await put('draft');
  }, 240_000);

  test('调度轮次', async () => {
    const put = (state: string) => write(`update task.round set state = $3 where region_code = $1 and round_id = $2`, [world.region, roundId, state]);
    // Only the summary has a way in; what the system does by itself has no address at all.
    const attempt = (action: string, role: Role): Promise<Answer> =>
      action === 'summarise'
        ? post(role, `/api/rounds/${roundId}/summaries`, { summary: '说明' })
        : Promise.resolve({ status: 409, code: 'lifecycle.unknown_action', detail: '', json: null });
    expect(await compare(roundLifecycle, put, attempt)).toBe(5 * 5 * people.length);
    await put('open');
  });

  test('答复里的按钮就是状态表里从当前状态出发的行，允许与否与办理时一致', async () => {
    const unit = world.units[0] as (typeof world.units)[number];
    for (const role of ['unit_deputy', 'unit_liaison'] as const) {
      await write(`update task.assignment set state = 'awaiting' where region_code = $1 and assignment_id = $2`, [world.region, assignmentId]);
      const view = (await world.run(getTaskUseCase, { params: { taskId } }, world.staff(unit, role))).assignments.find((one) => one.assignmentId === assignmentId);
      expect(view?.actions.map(({ action }) => action)).toEqual(['accept', 'refuse', 'change']);
      for (const { action, allowed } of view?.actions ?? []) {
        const code = codeOf(await post(role, `/api/assignments/${assignmentId}/steps`, { action, expectedRevision: 999 }));
        expect(code === 'task.changed_meanwhile', `${role} ${action} ${code}`).toBe(allowed);
      }
    }
    await write(`update task.assignment set state = 'accepted' where region_code = $1 and assignment_id = $2`, [world.region, assignmentId]);
    const form = await world.run(getDebtUseCase, { params: { roundId, assignmentId } }, world.staff(unit, 'unit_reporter'));
    expect(form.actions.map(({ label }) => label)).toEqual(['保存', '提交']);
  });
});
