/** Units for trying out: fixed ids, generated names, stamped demo, never a real unit. */
import type { Context } from '#kernel/server/context.ts';
import type { OrgKind } from '../contract/index.ts';
import type { OrgDetails } from '../domain/index.ts';
import { recordOrgFacts } from './record-org-facts.ts';
import type { FactDraft } from './record-org-facts.ts';
import { orgStore } from './org-store.ts';

const idOf = (number: number): string => `01900000-0000-7000-8000-00000de0${String(number).padStart(4, '0')}`;

/** Ids of the demo units by what they are for. */
export const demoOrgIds = Object.freeze({
  team: idOf(1),
  office: idOf(2),
  bureau1: idOf(3),
  bureau2: idOf(4),
  bureau3: idOf(5),
  bureau4: idOf(6),
  section: idOf(7),
  town1: idOf(8),
  town2: idOf(9),
  village: idOf(10),
  park: idOf(11),
  centre: idOf(12),
  company: idOf(13),
  partner: idOf(14),
  merged: idOf(15),
});

const start = '2020-01-01';

function unit(orgId: string, name: string, kind: OrgKind, more: Partial<OrgDetails> = {}): FactDraft {
  const details: OrgDetails = { name, shortName: null, kind, parentId: demoOrgIds.team, uscc: null, divisionCode: '340323', sort: Number(orgId.slice(-4)), ...more };
  return { on: start, body: { act: 'establish', orgId, details } };
}

const ids = demoOrgIds;
const drafts: readonly FactDraft[] = [
  unit(ids.team, '演示县班子', 'team', { parentId: null }),
  unit(ids.office, '演示领导小组办公室', 'workgroup', { shortName: '演示办' }),
  unit(ids.bureau1, '演示一局', 'department', { uscc: '113403230030999900' }),
  unit(ids.bureau2, '演示二局', 'department'),
  unit(ids.bureau3, '演示旧局', 'department'),
  unit(ids.bureau4, '演示四局', 'department'),
  unit(ids.merged, '演示五局', 'department'),
  unit(ids.section, '演示综合股', 'section', { parentId: ids.bureau1 }),
  unit(ids.town1, '演示一镇', 'township', { divisionCode: '340323100' }),
  unit(ids.town2, '演示二镇', 'township', { divisionCode: '340323101' }),
  unit(ids.village, '演示村', 'village', { parentId: ids.town1, divisionCode: '340323100' }),
  unit(ids.park, '演示园区', 'park', { divisionCode: '340323402' }),
  unit(ids.centre, '演示事业中心', 'institution', { parentId: ids.bureau2 }),
  unit(ids.company, '演示一公司', 'enterprise', { parentId: ids.park, uscc: '91340323MA2TXYC14F' }),
  unit(ids.partner, '演示协作区联络组', 'partner', { parentId: null, divisionCode: '310000' }),
  { on: '2025-01-01', body: { act: 'rename', orgId: ids.bureau3, set: { name: '演示三局' } } },
  { on: '2025-07-01', body: { act: 'merge', orgIds: [ids.merged], into: ids.bureau2 } },
];

/** Makes the demo units once; a second call does nothing. Needs a write transaction. */
export async function seedDemoOrgs(context: Context): Promise<void> {
  if ((await orgStore.readRevision(context.tx, demoOrgIds.team)) !== undefined) return;
  await recordOrgFacts(drafts, { reason: '演示数据，由程序生成', document: null, stamp: 'demo' }, context);
}
