import { useCase } from '#kernel/server/use-case.ts';
import { checkValues } from '../contract/index.ts';
import { checkEntries } from './check-entries.ts';
import { permits } from './permit.ts';

export const checkValuesUseCase = useCase(checkValues, async ({ body }, context) => {
  context.refuse.unless(permits(context, 'indicator.enter'));
  return { items: (await checkEntries(body.entries, context)).items.map(({ checked }) => checked) };
});
