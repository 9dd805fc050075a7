/** A county with an office, units with staff and a plan; its clock is moved by hand. For tests of module task and later ones. */
import { parseMoment } from '#kernel/calendar.ts';
import type { EndpointSpec, Reply } from '#kernel/endpoint.ts';
import type { RegionCode } from '#kernel/ids.ts';
import { Refusal } from '#kernel/refusals.ts';
import { commandLine } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { RawInput, UseCase } from '#kernel/server/use-case.ts';
import { runDueWork } from '#kernel/server/work.ts';
import type { ActiveModule } from '#kernel/server/work.ts';
import type { Role } from '#identity/contract';
import { importPlanUseCase } from '#plan/server';
import { serverModules } from '../../app/modules.server.ts';
import { randomRegion } from '../access/open-app.ts';
import { peopleSeeder } from './seed-people.ts';
import { testActor } from './test-actor.ts';
import { workRuntime } from './work-runtime.ts';
import type { WorkRuntime } from './work-runtime.ts';

/** Four measures, one with a deadline of its own. */
export const bridgePlan = `青澜县桥梁建设工作方案
一、总体要求
建设安全便捷的桥梁。
二、重点任务
（一）建设桥梁
1.新建桥梁。(1)新建清溪桥。新建清溪大桥一座，连接城东城西。(2)加固旧桥。加固老石桥，消除隐患。
2.管护桥梁。(3)制定管护办法。制定桥梁管护办法，明确责任。(4)巡查桥梁。每月巡查桥梁不少于2次。
`;

const unitRoles = ['unit_head', 'unit_deputy', 'unit_liaison', 'unit_reporter'] as const;
const officeRoles = ['office_director', 'dispatcher', 'data_reviewer', 'supervisor', 'verifier', 'county_leader', 'lg_leader', 'assessor'] as const;

export interface TaskUnit {
  readonly orgId: string;
  readonly name: string;
  readonly people: Readonly<Record<(typeof unitRoles)[number], string>>;
}

export interface TaskWorld {
  readonly runtime: WorkRuntime;
  readonly region: RegionCode;
  readonly units: readonly TaskUnit[];
  readonly planId: string;
  readonly seed: ReturnType<typeof peopleSeeder>;
  /** somebody of the office; the person of a role is always the same */
  office(role: (typeof officeRoles)[number]): Actor;
  staff(unit: TaskUnit, role: (typeof unitRoles)[number]): Actor;
  actor(role: Role, orgs?: readonly string[]): Actor;
  run<E extends EndpointSpec>(useCase: UseCase<E>, raw: RawInput, actor: Actor): Promise<Reply<E>>;
  refused<E extends EndpointSpec>(useCase: UseCase<E>, raw: RawInput, actor: Actor): Promise<Refusal>;
  /** moves the clock and lets the worker do what is due */
  moveTo(moment: string): Promise<void>;
  close(): Promise<void>;
}

async function seedUnits(seed: ReturnType<typeof peopleSeeder>, count: number): Promise<TaskUnit[]> {
  const units: TaskUnit[] = [];
  for (let index = 1; index <= count; index += 1) {
    const name = `测试${index}局`;
    const orgId = await seed.org({ name });
    const people = {} as Record<(typeof unitRoles)[number], string>;
    for (const role of unitRoles) {
      people[role] = await seed.person({ name: `${name}${role}` });
      await seed.grant({ userId: people[role], role, orgId });
    }
    units.push({ orgId, name, people });
  }
  return units;
}

export async function openTaskWorld(
  appUrl: string,
  options: { readonly at: string; readonly units?: number; readonly plan?: string; readonly modules?: readonly ActiveModule[]; readonly region?: RegionCode },
): Promise<TaskWorld> {
  const region = options.region ?? randomRegion();
  const runtime = workRuntime({ appUrl, region, at: options.at, modules: options.modules ?? serverModules });
  const seed = peopleSeeder(runtime.pool, region);
  const units = await seedUnits(seed, options.units ?? 3);
  const officePeople = new Map<string, string>();
  for (const role of officeRoles) {
    const userId = await seed.person({ name: `测试${role}` });
    await seed.grant({ userId, role });
    officePeople.set(role, userId);
  }
  const run: TaskWorld['run'] = async (useCase, raw, actor) => (await runUseCase(useCase, raw, { actor, requestId: null }, runtime)).reply;
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: Buffer.from(options.plan ?? bridgePlan, 'utf8') };
  // The worker counts occasions from the first time it runs.
  await runDueWork(runtime, parseMoment(options.at));
  const imported = await run(importPlanUseCase, { body: {}, file }, commandLine(['plan.import']));
  return {
    runtime,
    region,
    units,
    planId: imported.planId,
    seed,
    office: (role) => testActor({ roles: [role], userId: officePeople.get(role) ?? '', displayName: `测试${role}` }),
    staff: (unit, role) => testActor({ roles: [role], orgs: [unit.orgId], userId: unit.people[role], displayName: `${unit.name}${role}` }),
    actor: (role, orgs) => testActor({ roles: [role], ...(orgs === undefined ? {} : { orgs }) }),
    run,
    refused: async (useCase, raw, actor) => {
      try {
        await run(useCase, raw, actor);
      } catch (error) {
        if (error instanceof Refusal) return error;
        throw error;
      }
      throw new Error(`${useCase.endpoint.id} was expected to be refused`);
    },
    moveTo: async (moment) => {
      runtime.clock.moveTo(moment);
      await runDueWork(runtime, parseMoment(moment));
    },
    close: () => runtime.close(),
  };
}
