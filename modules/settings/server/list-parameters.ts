import { parseDay } from '#kernel/calendar.ts';
import { declaredParams } from '#kernel/param.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import type { Context } from '#kernel/server/context.ts';
import { listParamRows } from '#kernel/server/param-store.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { exportParameters, listParameters, parameterLevelLabel } from '../contract/index.ts';
import { moduleTitleOf } from './param-names.ts';
import { parameterActions, presentParameter, presentRow, settersOf } from './present-parameter.ts';

async function readAll(context: Context) {
  const keys = declaredParams();
  const rows = await listParamRows(
    context.tx,
    keys.map(({ code }) => code),
    { region: context.tx.region },
  );
  return { keys, rows, nameOf: await settersOf([...rows.values()].flat(), context) };
}

export const listParametersUseCase = useCase(listParameters, async ({ query }, context) => {
  const { keys, rows, nameOf } = await readAll(context);
  const on = query.on === undefined ? context.today : parseDay(query.on);
  const words = query.q?.trim().toLowerCase() ?? '';
  const all = keys.map((key) => presentParameter(key, rows.get(key.code) ?? [], { on, nameOf }));
  const items = all.filter(
    (one) =>
      (words === '' || one.label.toLowerCase().includes(words) || one.code.includes(words)) &&
      (query.level === undefined || one.current?.level === query.level) &&
      (query.module === undefined || one.module === query.module),
  );
  const modules = [...new Set(keys.map(({ code }) => moduleTitleOf(code)))].sort().map((title) => ({ name: title, title }));
  return { on: on.toString(), items, modules, actions: parameterActions(context.actor) };
});

export const exportParametersUseCase = useCase(
  exportParameters,
  async (_input, context) => {
    const { keys, rows, nameOf } = await readAll(context);
    const bytes = await renderXlsx('参数表', [
      {
        name: '参数表',
        preface: [`参数表（全部历史取值，截至${context.today.toString()}）`],
        columns: [
          { title: '模块', width: 14 },
          { title: '参数', width: 28 },
          { title: '编码', width: 26 },
          { title: '层级', width: 10 },
          { title: '生效日期', width: 12, kind: 'day' },
          { title: '截止日期', width: 12, kind: 'day' },
          { title: '值', width: 40 },
          { title: '依据文件', width: 30 },
          { title: '条款', width: 16 },
          { title: '理由', width: 24 },
          { title: '录入人', width: 12 },
        ],
        rows: keys.flatMap((key) =>
          (rows.get(key.code) ?? []).map((row) => {
            const shown = presentRow(key, row, nameOf);
            return [
              moduleTitleOf(key.code),
              key.label,
              key.code,
              parameterLevelLabel[shown.level],
              shown.from,
              shown.to,
              shown.text,
              shown.source.document,
              shown.source.article ?? null,
              shown.reason,
              shown.setBy,
            ];
          }),
        ),
      },
    ]);
    return xlsxReply(`参数表-${context.today.toString()}.xlsx`, bytes);
  },
  { present: presentFile },
);
