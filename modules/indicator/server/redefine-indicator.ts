import { formatMoment } from '#kernel/calendar.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { redefineIndicator } from '../contract/index.ts';
import { readDefinition } from './define-indicator.ts';
import { definitionStore, nameKey } from './definition-store.ts';
import { permits } from './permit.ts';
import { indicatorRefusals } from './refusals.ts';
import { checkDefinition, insertDefinition } from './store-definition.ts';

export const redefineIndicatorUseCase = useCase(
  redefineIndicator,
  async ({ params, body }, context) => {
    const { tx, now, refuse } = context;
    refuse.unless(permits(context, 'indicator.define'));
    await definitionStore.takeTurn(tx);
    const all = await definitionStore.listCurrent(tx);
    const current = all.find(({ indicator_id }) => indicator_id === params.indicatorId);
    if (current === undefined) return refuse(indicatorRefusals.not_found());
    if (current.version !== body.expectedVersion) return refuse(indicatorRefusals.definition_changed({ version: current.version }));
    const input = body.definition;
    if (input.unit !== current.unit) return refuse(indicatorRefusals.definition_fixed({ field: '单位' }));
    if (input.frequency !== current.frequency) return refuse(indicatorRefusals.definition_fixed({ field: '频率' }));
    const definition = { indicatorId: params.indicatorId, version: current.version + 1, input, reason: body.reason };
    const resolved = checkDefinition(definition, all, context);
    await tx.run(definitionStore.advanceHead, {
      region: tx.region,
      indicatorId: params.indicatorId,
      name: input.name,
      nameKey: nameKey(input.name),
      aliases: input.aliases,
      version: current.version,
      at: formatMoment(now),
    });
    await insertDefinition(definition, resolved, context);
    return { indicatorId: params.indicatorId, definition: await readDefinition(params.indicatorId, context) };
  },
  { statusOf: () => 201 },
);
