import { useCase } from '#kernel/server/use-case.ts';
import { checkValues } from '../contract/index.ts';
import { checkEntries } from './check-entries.ts';

export const checkValuesUseCase = useCase(checkValues, async ({ body }, context) => ({ items: (await checkEntries(body.entries, context)).items.map(({ checked }) => checked) }));
