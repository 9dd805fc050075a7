/** Many blockages at once: each row decides for itself, a preview writes nothing. */
import { Refusal } from '#kernel/refusals.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { actOnBlockages } from '../../contract/index.ts';
import { actOnRow } from './act-on-blockage.ts';
import { openBlockage } from './step-blockage.ts';

type Body = ServerInput<typeof actOnBlockages>['body'];

async function actOnOne(blockageId: string, { isPreview, action, note, authorityOrgId }: Body, context: Context) {
  let title = '';
  try {
    const row = await openBlockage(context, blockageId, isPreview ? 'read' : 'write');
    title = row.title;
    const body = { action, note, revision: row.revision, ...(authorityOrgId === undefined ? {} : { authorityOrgId }) };
    await actOnRow(row, body as never, context, isPreview);
    return { blockageId, title, isDone: true, reason: null };
  } catch (error) {
    // A refusal comes before anything is written, so the other rows stand.
    if (error instanceof Refusal) return { blockageId, title, isDone: false, reason: error.detail };
    throw error;
  }
}

export const actOnBlockagesUseCase = useCase(actOnBlockages, async ({ body }, context) => {
  const items: Awaited<ReturnType<typeof actOnOne>>[] = [];
  for (const blockageId of new Set(body.blockageIds)) items.push(await actOnOne(blockageId, body, context));
  return { items, done: items.filter(({ isDone }) => isDone).length };
});
