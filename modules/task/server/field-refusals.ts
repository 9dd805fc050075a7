/** Refusals with one line per field: an invalid task, an edited table, a lost race. */
import type { ProblemField } from '#kernel/problem.ts';
import { Refusal } from '#kernel/refusals.ts';
import { differencesOf } from '../domain/index.ts';
import type { FieldValues } from '../domain/index.ts';

const withRest = (fields: readonly ProblemField[]): string => `${fields[0]?.message ?? '内容有误'}${fields.length > 1 ? `（另有 ${fields.length - 1} 处）` : ''}`;

export function invalidTask(fields: readonly ProblemField[]): Refusal {
  return new Refusal({ code: 'task.task_invalid', status: 422, title: '任务内容有误', detail: `${withRest(fields)}。请改正后重试。`, fields: fields.slice(0, 50) });
}

export function invalidSheet(fields: readonly ProblemField[]): Refusal {
  return new Refusal({
    code: 'task.sheet_invalid',
    status: 422,
    title: '任务分解表有误',
    detail: `${withRest(fields)}。没有保存任何内容，请改正后重新导入。`,
    fields: fields.slice(0, 50),
  });
}

const words = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '（空）';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `「${[...text].slice(0, 60).join('')}${[...text].length > 60 ? '…' : ''}」`;
};

/** The second of two writers: what the other changed, what can be merged, what a person must choose. */
export function changedMeanwhile(
  who: { readonly name: string; readonly revision: number },
  texts: { readonly base: FieldValues; readonly theirs: FieldValues; readonly mine: FieldValues },
  labels: Readonly<Record<string, string>>,
): Refusal {
  const differences = differencesOf(texts.base, texts.theirs, texts.mine).filter(({ base, theirs }) => JSON.stringify(base) !== JSON.stringify(theirs));
  const fields = differences.map(({ field, theirs, mine, isMergeable }) => ({
    path: field,
    label: labels[field] ?? field,
    message: isMergeable
      ? `「${labels[field] ?? field}」对方改为${words(theirs)}，您没有改，可以直接采用`
      : `「${labels[field] ?? field}」对方改为${words(theirs)}，您改为${words(mine)}，请选择`,
  }));
  const detail = `在您编辑期间，${who.name}已保存了第 ${who.revision} 版${fields.length === 0 ? '' : `，有 ${fields.length} 处与您看到的不同`}。您的内容没有丢失，请比较后合并保存。`;
  return new Refusal({ code: 'task.changed_meanwhile', status: 409, title: '内容已被别人修改', detail, facts: { revision: who.revision }, fields });
}
