/** The cast of a story about daily work: units with their staff, the office, and the acts of both as the server runs them. */
import type { EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { Refusal } from '#kernel/refusals.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { RawInput, UseCase } from '#kernel/server/use-case.ts';
import type { Role } from '#identity/contract';
import { importPlanUseCase } from '#plan/server';
import { peopleSeeder } from '../tests/harness/seed-people.ts';
import { bridgePlan } from '../tests/harness/task-world.ts';
import type { TaskUnit } from '../tests/harness/task-world.ts';
import { testActor } from '../tests/harness/test-actor.ts';
import { stageHand } from '../tests/harness/world.ts';
import type { World } from '../tests/harness/world.ts';

const staffRoles = ['unit_head', 'unit_deputy', 'unit_liaison', 'unit_reporter'] as const;
const officeRoles = ['office_director', 'dispatcher', 'data_reviewer', 'supervisor', 'verifier', 'county_leader', 'lg_leader', 'assessor'] as const;
type StaffRole = (typeof staffRoles)[number];
type OfficeRole = (typeof officeRoles)[number];

export interface Stage {
  readonly world: World;
  readonly planId: string;
  readonly units: readonly TaskUnit[];
  /** somebody of the office; the person of a role is always the same */
  office(role: OfficeRole): Actor;
  staff(unit: TaskUnit, role: StaffRole): Actor;
  unit(name: string): TaskUnit;
  /** one more person with one post, in the office when no unit is named */
  person(name: string, role: Role, unit?: TaskUnit): Promise<Actor>;
  run<E extends EndpointSpec>(useCase: UseCase<E>, raw: RawInput, actor: Actor): Promise<Reply<E>>;
  /** the code with which an act is refused; `done` when it was not */
  refusal<E extends EndpointSpec>(useCase: UseCase<E>, raw: RawInput, actor: Actor): Promise<string>;
  /** moves the clock and lets the worker do what is due; nobody clicks */
  moveTo(moment: string): Promise<void>;
}

/** Names of units are of the story only. `plan` left out = four measures about bridges. */
export async function openStage(world: World, cast: { readonly units: readonly string[]; readonly plan?: string }): Promise<Stage> {
  const seed = peopleSeeder(world.pool, world.region);
  const units: TaskUnit[] = [];
  for (const name of cast.units) {
    const orgId = await seed.org({ name });
    const people = {} as Record<StaffRole, string>;
    for (const role of staffRoles) {
      people[role] = await seed.person({ name: `${name}${role}` });
      await seed.grant({ userId: people[role], role, orgId });
    }
    units.push({ orgId, name, people });
  }
  const office = new Map<string, string>();
  for (const role of officeRoles) {
    const userId = await seed.person({ name: role });
    await seed.grant({ userId, role });
    office.set(role, userId);
  }
  const { run } = world;
  await world.work();
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: Buffer.from(cast.plan ?? bridgePlan, 'utf8') };
  const { planId } = await run(stageHand(), importPlanUseCase, { body: {}, file });
  return {
    world,
    planId,
    units,
    office: (role) => testActor({ roles: [role], userId: office.get(role) ?? '', displayName: role }),
    staff: (unit, role) => testActor({ roles: [role], orgs: [unit.orgId], userId: unit.people[role], displayName: `${unit.name}${role}` }),
    unit: (name) => {
      const found = units.find((one) => one.name === name);
      if (found === undefined) throw new Error(`no unit ${name}`);
      return found;
    },
    person: async (name, role, unit) => {
      const userId = await seed.person({ name });
      await seed.grant({ userId, role, orgId: unit?.orgId ?? null });
      return testActor({ roles: [role], userId, displayName: name, ...(unit === undefined ? {} : { orgs: [unit.orgId] }) });
    },
    run: (useCase, raw, actor) => run(actor, useCase, raw),
    refusal: async (useCase, raw, actor) => {
      try {
        await run(actor, useCase, raw);
        return 'done';
      } catch (error) {
        if (error instanceof Refusal) return error.code;
        throw error;
      }
    },
    moveTo: async (moment) => {
      world.goTo(moment);
      await world.work();
    },
  };
}
