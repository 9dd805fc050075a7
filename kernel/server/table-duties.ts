/** A source of duties that are rows of tables: the module writes one query, this asks it for a person and for the region. */
import { permissionSpec, permissionsOfRole } from '../access.ts';
import { statement } from './db.ts';
import type { ValuesOf } from './db.ts';
import { defineDutySource } from './duty-sources.ts';
import type { DutyOffice, DutySource } from './duty-sources.ts';

const row = { id: 'text', kind: 'text', title: 'text', due_on: 'date?', href: 'text?', user_id: 'uuid?', org_id: 'uuid?', office: 'text?' } as const;

const officeOf = (found: ValuesOf<typeof row>): { readonly office?: DutyOffice } =>
  found.user_id === null && found.office !== null ? { office: { roles: permissionSpec(found.office).roles, orgId: found.org_id } } : {};

export interface TableDuties {
  readonly name: string;
  readonly label: string;
  /**
   * Query of all open duties of region $1 with the columns of `row`. `user_id` is the person named; when it is null the
   * duty waits for whoever holds permission `office` at unit `org_id` (null = anywhere).
   */
  readonly open: string;
  readonly move: DutySource['move'];
}

export function defineTableDuties({ name, label, open, move }: TableDuties): DutySource {
  const columns = 'd.id, d.kind, d.title, d.due_on, d.href, d.user_id, d.org_id, d.office';
  const listOpen = statement({
    name: `${name}.list-open-duties`,
    class: 'router',
    text: `select ${columns} from (${open}) d
           where (d.user_id = $2 and (d.org_id = $3 or (d.org_id is null and ($3 is null or d.office = any ($4)))))
             or (d.user_id is null and d.office = any ($4) and (d.org_id is null or d.org_id = $3))
           order by d.due_on nulls last, d.id`,
    params: { region: 'text', userId: 'uuid', orgId: 'uuid?', offices: 'text[]' },
    row,
  });
  const listHeld = statement({ name: `${name}.list-held-duties`, class: 'router', text: `select ${columns} from (${open}) d order by d.id`, params: { region: 'text' }, row });
  return defineDutySource({
    name,
    label,
    listOpen: async (tx, { userId, orgId, role }) => {
      const found = await tx.many(listOpen, { region: tx.region, userId, orgId, offices: role === undefined ? [] : [...permissionsOfRole(role)] });
      return found.map((one) => ({ id: one.id, kind: one.kind, title: one.title, dueOn: one.due_on, href: one.href, ...officeOf(one) }));
    },
    move,
    listHeld: async (tx) =>
      (await tx.many(listHeld, { region: tx.region })).map((one) => ({ id: one.id, kind: one.kind, title: one.title, userId: one.user_id, ...officeOf(one) })),
  });
}
