import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { defineIndicator } from '../contract/index.ts';
import type { Definition, DefinitionInput, IndicatorId, Stamp } from '../contract/index.ts';
import { definitionStore, nameKey } from './definition-store.ts';
import { actorNames, permits } from './permit.ts';
import { presentDefinition } from './present-definition.ts';
import { checkDefinition, insertDefinition } from './store-definition.ts';

/** Reads the newest version back as it is stored. */
export async function readDefinition(indicatorId: string, context: Pick<Context, 'tx'>): Promise<Definition> {
  const all = await definitionStore.listCurrent(context.tx);
  const names = new Map(all.map((row) => [row.indicator_id, row.name]));
  const row = all.find(({ indicator_id }) => indicator_id === indicatorId);
  if (row === undefined) throw new Error('a definition that was just stored is missing');
  return presentDefinition(row, { nameOf: (id) => names.get(id) ?? '', personOf: await actorNames(context.tx, [row.made_by]) });
}

/** Also called by the seed. */
export async function storeIndicator(input: DefinitionInput, stamp: Stamp, context: Context): Promise<string> {
  const { tx, now, newId } = context;
  await definitionStore.takeTurn(tx);
  const indicatorId = newId();
  const definition = { indicatorId, version: 1, input, reason: '' };
  const resolved = checkDefinition(definition, await definitionStore.listCurrent(tx), context);
  await tx.run(definitionStore.insertHead, {
    region: tx.region,
    indicatorId,
    name: input.name,
    nameKey: nameKey(input.name),
    aliases: input.aliases,
    stamp,
    at: formatMoment(now),
  });
  await insertDefinition(definition, resolved, context);
  return indicatorId;
}

export const defineIndicatorUseCase = useCase(
  defineIndicator,
  async ({ body }, context) => {
    context.refuse.unless(permits(context, 'indicator.define'));
    const indicatorId = await storeIndicator(body.definition, body.stamp, context);
    return { indicatorId: indicatorId as IndicatorId, definition: await readDefinition(indicatorId, context) };
  },
  { statusOf: () => 201 },
);
