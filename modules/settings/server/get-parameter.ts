import { z } from 'zod';
import { listParamRows } from '#kernel/server/param-store.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getParameter } from '../contract/index.ts';
import { getDeclared, parameterActions, presentParameter, presentRow, presentStretches, settersOf } from './present-parameter.ts';

export const getParameterUseCase = useCase(getParameter, async ({ params }, context) => {
  const key = getDeclared(params.code, context);
  const rows = (await listParamRows(context.tx, [key.code], { region: context.tx.region })).get(key.code) ?? [];
  const nameOf = await settersOf(rows, context);
  return {
    on: context.today.toString(),
    parameter: presentParameter(key, rows, { on: context.today, nameOf }),
    rows: rows.map((row) => presentRow(key, row, nameOf)).reverse(),
    stretches: presentStretches(key, rows),
    form: z.toJSONSchema(key.schema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
    actions: parameterActions(context.actor),
  };
});
