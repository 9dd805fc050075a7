/** The register of people as a workbook: the same columns as the import reads. */
import { registerPreface } from '#kernel/server/documents/register-preface.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { exportPeople, personStatusLabel, stampLabel } from '../contract/index.ts';
import { peopleFilterOf } from './list-people.ts';
import { peopleReads } from './people-reads.ts';
import { presentPeople } from './present-people.ts';

export const maxExportedPeople = 20_000;

const columns = [
  { title: '姓名', width: 14 },
  { title: '状态', width: 8 },
  { title: '岗位', width: 60 },
  { title: '数据性质', width: 8 },
];

export const exportPeopleUseCase = useCase(
  exportPeople,
  async ({ query }, context) => {
    const rows = await peopleReads.list(context.tx, await peopleFilterOf(query, context), 'name', { place: undefined, limit: maxExportedPeople });
    const people = await presentPeople(rows, context);
    const cells = people.map(({ displayName, status, posts, stamp }) => [displayName, personStatusLabel[status], posts.join('；'), stampLabel[stamp]]);
    const bytes = await renderXlsx('工作人员名册', [
      {
        name: '人员',
        preface: registerPreface({ title: '工作人员名册', at: context.now, count: people.length, counter: '人', isDemo: people.some(({ stamp }) => stamp === 'demo') }),
        columns,
        rows: cells,
      },
    ]);
    return xlsxReply(`工作人员名册-${context.today.toString()}.xlsx`, bytes);
  },
  { present: presentFile },
);
