/** The register as a workbook that the import reads back, or an empty template with instructions. */
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { exportRegister, isAdminRole, isGrantable, orgKindLabel, registerColumns, registerSheetLabel, roleLabel, roles } from '../contract/index.ts';
import type { Org, RegisterSheet, Role } from '../contract/index.ts';
import { orgReads } from './org-reads.ts';
import { personNames } from './people-names.ts';

const listPostsOn = statement({
  name: 'identity.list-posts-on',
  class: 'router',
  text: `select t.user_id, t.org_id, t.role, t.title, t.from_on, t.to_on from identity.post t
         where t.region_code = $1 and t.from_on <= $2 and (t.to_on is null or t.to_on >= $2)
         order by t.org_id, t.user_id, t.from_on, t.post_id limit 20000`,
  params: { region: 'text', day: 'date' },
  row: { user_id: 'uuid', org_id: 'uuid', role: 'text', title: 'text?', from_on: 'date', to_on: 'date?' },
});

const widths: Readonly<Record<string, number>> = { 单位名称: 26, 上级单位: 30, 单位: 30, 统一社会信用代码: 22, 行政区划代码: 14, 角色: 20, 人员编号: 38 };
const columnsOf = (sheet: RegisterSheet) => [...registerColumns[sheet].needs, ...registerColumns[sheet].takes].map((title) => ({ title, width: widths[title] ?? 14 }));

const instructions: readonly (readonly [string, string])[] = [
  ['怎么用', '在「单位」「人员」两张表里填写，保存后到「单位」页导入。先核对，列出每一处错误；有一处错误就什么也不导入。'],
  ['单位', '每行一个单位。必填：单位名称、类别、设立日期。上级单位写名称；有重名时写成「上级/名称」。'],
  ['人员', '每行一个岗位。必填：姓名、单位、角色、任职日期。同一人有几个岗位，或表中有同名的人，用「人员编号」区分（任意编号，同一编号是同一人）。'],
  ['同名', '名册里已有同名的人、而这里确为另一人时，在「同名另一人」填「是」。'],
  ['日期', '写成 2026-03-02、2026/3/2 或 2026年3月2日。'],
  ['谁能导入', '「单位」表由系统管理员导入，「人员」表由安全管理员导入；没有权限的表请清空。'],
  ['类别可填', Object.values(orgKindLabel).join('、')],
  [
    '角色可填',
    roles
      .filter((role) => isGrantable(role) && !isAdminRole(role))
      .map((role) => roleLabel[role])
      .join('、'),
  ],
];

const unitRow = (org: Org, pathOf: (org: Org) => string): readonly (string | null)[] => [
  org.name,
  orgKindLabel[org.kind],
  org.from,
  org.shortName,
  pathOf(org),
  org.uscc,
  org.divisionCode,
  String(org.sort),
];

async function contentOn(day: string, { tx }: Context) {
  const orgs = await orgReads.treeOn(tx, day);
  const byId = new Map(orgs.map((org) => [org.orgId as string, org]));
  const parentOf = ({ parentId }: Org): Org | undefined => (parentId === null ? undefined : byId.get(parentId));
  const pathOf = (org: Org): string => {
    const parent = parentOf(org);
    const above = parent === undefined ? undefined : parentOf(parent);
    return parent === undefined ? '' : above === undefined ? parent.name : `${above.name}/${parent.name}`;
  };
  const nameOf = (orgId: string): string => {
    const org = byId.get(orgId);
    const parent = org === undefined ? undefined : parentOf(org);
    return org === undefined ? '' : parent === undefined ? org.name : `${parent.name}/${org.name}`;
  };
  const posts = await tx.many(listPostsOn, { region: tx.region, day });
  // Names apart from posts: right after a large import the planner knows no sizes yet and would join row by row.
  const people = await personNames(
    tx,
    posts.map(({ user_id }) => user_id),
  );
  return {
    units: orgs.map((org) => unitRow(org, pathOf)),
    people: posts.map((post) => [people.get(post.user_id) ?? '', nameOf(post.org_id), roleLabel[post.role as Role], post.from_on, post.user_id, post.title, post.to_on, null]),
  };
}

export const exportRegisterUseCase = useCase(
  exportRegister,
  async ({ query }, context) => {
    const day = query.on ?? context.today.toString();
    const isTemplate = query.template === '1';
    const { units, people } = isTemplate ? { units: [], people: [] } : await contentOn(day, context);
    const bytes = await renderXlsx('单位与人员名册', [
      {
        name: '说明',
        columns: [
          { title: '项目', width: 12 },
          { title: '说明', width: 100 },
        ],
        rows: instructions,
      },
      { name: registerSheetLabel.units, columns: columnsOf('units'), rows: units },
      { name: registerSheetLabel.people, columns: columnsOf('people'), rows: people },
    ]);
    return xlsxReply(isTemplate ? '单位与人员名册-模板.xlsx' : `单位与人员名册-${day}.xlsx`, bytes);
  },
  { present: presentFile },
);
