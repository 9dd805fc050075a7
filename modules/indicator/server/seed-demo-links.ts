/** In a demonstration the published figures speak for the targets that bear their name, as a dispatcher would confirm. Development and tests only. */
import { declaredPermissions } from '#kernel/access.ts';
import { systemActor } from '#kernel/server/actor.ts';
import { runUseCase, runWrite } from '#kernel/server/use-case.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { definitionStore } from './definition-store.ts';
import { linkClauseUseCase } from './link-clause.ts';
import { suggestLinksUseCase } from './suggest-links.ts';

/** Returns the number of links made; those that stand are left as they are. */
export async function seedDemoLinks(runtime: Runtime): Promise<number> {
  const call = { actor: systemActor('demo-dispatcher', declaredPermissions()), requestId: null };
  const indicators = await runWrite(runtime, call, ({ tx }) => definitionStore.listCurrent(tx));
  let made = 0;
  for (const { indicator_id: indicatorId } of indicators) {
    const { reply } = await runUseCase(suggestLinksUseCase, { params: { indicatorId }, query: {} }, call, runtime);
    for (const { anchor, recordName, quote, isLinked } of reply.items) {
      if (isLinked) continue;
      await runUseCase(linkClauseUseCase, { params: { indicatorId }, body: { anchor, recordName, quote } }, call, runtime);
      made += 1;
    }
  }
  return made;
}
