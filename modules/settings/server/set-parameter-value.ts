import { isDeepStrictEqual } from 'node:util';
import { parseDay } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import { fieldsOf } from '#kernel/messages.ts';
import { findOverlap, parameterLevelLabel, paramRefusals, rowInForce, stretchesOf } from '#kernel/param.ts';
import type { ParamKey } from '#kernel/param.ts';
import { describeValue } from '#kernel/param-text.ts';
import type { Context } from '#kernel/server/context.ts';
import { listParamRows, paramStore } from '#kernel/server/param-store.ts';
import type { NewParamRow, ParamRow } from '#kernel/server/param-store.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { invalidRequest } from '#kernel/standard-refusals.ts';
import { parameterValueSet, previewParameterValue, setParameterValue } from '../contract/index.ts';
import { getDeclared, presentRow, settersOf } from './present-parameter.ts';

/** The value by the parameter's own schema; every fault names its field. */
function parseValue(key: ParamKey, value: unknown): unknown {
  const parsed = key.schema.safeParse(value);
  if (parsed.success) return value;
  const faults = fieldsOf('body', key.schema, parsed.error.issues).map(({ path, label, message }) => ({
    path: path.replace(/^body/, 'body.value'),
    label: label === '提交内容' ? key.label : label,
    message: message.replaceAll('「提交内容」', `「${key.label}」`),
  }));
  throw invalidRequest(faults);
}

type Input = Pick<ServerInput<typeof setParameterValue>, 'params' | 'body'>;

interface Planned {
  readonly key: ParamKey;
  readonly rows: readonly ParamRow[];
  readonly added: NewParamRow;
}

/** The row that would be added, or the refusal; the stored rows are those under the parameter's turn. */
async function planRow({ params, body }: Input, context: Context): Promise<Planned> {
  const { tx, today, refuse } = context;
  const key = getDeclared(params.code, context);
  await paramStore.takeTurn(tx, key.code);
  const rows = (await listParamRows(tx, [key.code], { region: tx.region })).get(key.code) ?? [];
  const added: NewParamRow = {
    id: context.newId(),
    code: key.code,
    level: body.level,
    from: parseDay(body.from),
    to: body.to === null ? null : parseDay(body.to),
    value: parseValue(key, body.value),
    source: {
      document: body.source.document,
      ...(body.source.article === undefined ? {} : { article: body.source.article }),
      ...(body.source.link === undefined ? {} : { link: body.source.link }),
    },
    reason: body.reason,
    setBy: context.actor.id,
    setAt: context.now,
  };
  if (body.from < today.toString()) return refuse(paramRefusals.not_retroactive({ today: today.toString() }));
  if (body.to !== null && body.to < body.from) return refuse(paramRefusals.period());
  const clash = findOverlap(rows, added);
  if (clash !== undefined) return refuse(paramRefusals.overlap({ level: parameterLevelLabel[clash.level], from: clash.from.toString(), to: clash.to?.toString() ?? null }));
  const same = rowInForce(
    rows.filter(({ level }) => level === added.level),
    added.from,
  );
  if (same !== undefined && added.to === null && same.to === null && isDeepStrictEqual(same.value, added.value)) return refuse(paramRefusals.unchanged({ from: body.from }));
  return { key, rows, added };
}

const asRow = (added: NewParamRow): ParamRow => ({ ...added, ref: added.id as ParamRow['ref'], revision: 1 });
const dayBefore = (on: PlainDate): string => on.subtract({ days: 1 }).toString();

/** Stretches of days on which the value in force is another one, before and after. */
function changesOf({ key, rows, added }: Planned) {
  const after = [...rows, asRow(added)];
  const edges = [...new Map([...stretchesOf(rows), ...stretchesOf(after)].map(({ from }) => [from.toString(), from])).values()].sort((a, b) =>
    a.toString() < b.toString() ? -1 : 1,
  );
  const textOf = (list: readonly ParamRow[], on: PlainDate): string | null => {
    const row = rowInForce(list, on);
    return row === undefined ? null : describeValue(key.schema, row.value);
  };
  return edges.flatMap((from, index) => {
    const next = edges[index + 1];
    const [was, becomes] = [rowInForce(rows, from), rowInForce(after, from)];
    if (was?.ref === becomes?.ref) return [];
    return [{ from: from.toString(), to: next === undefined ? null : dayBefore(next), before: textOf(rows, from), after: textOf(after, from) }];
  });
}

export const previewParameterValueUseCase = useCase(previewParameterValue, async (input, context) => {
  const planned = await planRow(input, context);
  const inForce = rowInForce([...planned.rows, asRow(planned.added)], planned.added.from);
  const isHidden = inForce !== undefined && inForce.ref !== planned.added.id;
  return { changes: changesOf(planned), hiddenBy: isHidden ? `${parameterLevelLabel[inForce.level]}的值（${inForce.from.toString()}起）更具体，这一天起仍以它为准` : null };
});

export const setParameterValueUseCase = useCase(setParameterValue, async (input, context) => {
  const { key, added } = await planRow(input, context);
  await paramStore.add(context.tx, context.tx.region, added);
  await record(context, parameterValueSet, {
    code: key.code,
    ref: added.id,
    level: added.level,
    from: added.from.toString(),
    to: added.to?.toString() ?? '',
    value: JSON.stringify(added.value),
    document: added.source.document,
    article: added.source.article ?? '',
    reason: added.reason,
  });
  const row = asRow(added);
  return { row: presentRow(key, row, await settersOf([row], context)) };
});
