import { useCase } from '#kernel/server/use-case.ts';
import { getOrgTree } from '../contract/index.ts';
import { offer } from './identity-actions.ts';
import { orgReads } from './org-reads.ts';

export const getOrgTreeUseCase = useCase(getOrgTree, async ({ query }, { tx, today, actor }) => {
  const on = query.on ?? today.toString();
  return { on, items: [...(await orgReads.treeOn(tx, on))], actions: [offer(actor, 'identity.administer-people')] };
});
