import { useCase } from '#kernel/server/use-case.ts';
import { enterValues } from '../contract/index.ts';
import { checkEntries } from './check-entries.ts';
import { permits } from './permit.ts';
import { storeEntries } from './store-entries.ts';

export const enterValuesUseCase = useCase(
  enterValues,
  async ({ body }, context) => {
    context.refuse.unless(permits(context, 'indicator.enter'));
    const checks = await checkEntries(body.entries, context);
    return { items: await storeEntries(checks, body, context) };
  },
  { statusOf: () => 201 },
);
