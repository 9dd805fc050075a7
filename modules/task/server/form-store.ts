/** The registry of forms: every asked field has the code of its fact. */
import { dayOf, formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { nameOfActor, signatureOf } from '#kernel/signature.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { CellKind, FormEvery } from '../contract/index.ts';
import { grouped } from './task-rows.ts';

const listForms = statement({
  name: 'task.list-forms',
  class: 'router',
  text: `select f.form_id, f.title, f.purpose, f.every, f.asked_by, f.asked_by_name, f.expires_on, f.over_budget_reason, f.approved_at from task.form f where f.region_code = $1 order by f.form_id desc limit 1000`,
  params: { region: 'text' },
  row: {
    form_id: 'uuid',
    title: 'text',
    purpose: 'text',
    every: 'text',
    asked_by: 'text',
    asked_by_name: 'text',
    expires_on: 'date',
    over_budget_reason: 'text?',
    approved_at: 'timestamptz?',
  },
});
const listFields = statement({
  name: 'task.list-form-fields',
  class: 'router',
  text: `select f.form_id, f.label, f.fact, f.cell_kind from task.form_field f where f.region_code = $1 order by f.form_id, f.ordinal`,
  params: { region: 'text' },
  row: { form_id: 'uuid', label: 'text', fact: 'text', cell_kind: 'text' },
});
const listUnits = statement({
  name: 'task.list-form-units',
  class: 'router',
  text: `select u.form_id, u.org_id from task.form_unit u where u.region_code = $1 order by u.form_id, u.org_id`,
  params: { region: 'text' },
  row: { form_id: 'uuid', org_id: 'uuid' },
});
const insertForm = statement({
  name: 'task.insert-form',
  class: 'router',
  text: `insert into task.form (region_code, form_id, title, purpose, every, asked_by, asked_by_name, created_at, expires_on, over_budget_reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  params: { region: 'text', formId: 'uuid', title: 'text', purpose: 'text', every: 'text', by: 'text', byName: 'text', at: 'timestamptz', expiresOn: 'date', reason: 'text?' },
  row: {},
});
const insertFields = statement({
  name: 'task.insert-form-fields',
  class: 'router',
  text: `insert into task.form_field (region_code, form_id, ordinal, label, fact, cell_kind) select $1, $2, f.ordinal, f.label, f.fact, f.kind from unnest($3::int4[], $4::text[], $5::text[], $6::text[]) as f (ordinal, label, fact, kind)`,
  params: { region: 'text', formId: 'uuid', ordinals: 'int4[]', labels: 'text[]', facts: 'text[]', kinds: 'text[]' },
  row: {},
});
const insertUnits = statement({
  name: 'task.insert-form-units',
  class: 'router',
  text: `insert into task.form_unit (region_code, form_id, org_id) select $1, $2, u from unnest($3::uuid[]) as u`,
  params: { region: 'text', formId: 'uuid', orgIds: 'uuid[]' },
  row: {},
});
const approveForm = statement({
  name: 'task.approve-form',
  class: 'router',
  text: `update task.form set approved_by = $3, approved_at = $4 where region_code = $1 and form_id = $2 and approved_at is null`,
  params: { region: 'text', formId: 'uuid', by: 'text', at: 'timestamptz' },
  row: {},
});

export interface StoredForm {
  readonly formId: string;
  readonly title: string;
  readonly purpose: string;
  readonly every: FormEvery;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly expiresOn: string;
  readonly overBudgetReason: string | null;
  /** day of approval; null while it waits */
  readonly approvedOn: string | null;
  readonly fields: readonly { readonly label: string; readonly fact: string; readonly cellKind: CellKind }[];
  readonly orgIds: readonly string[];
}

export const formStore = {
  /** newest first, with fields and units: three statements */
  async list(tx: Tx): Promise<readonly StoredForm[]> {
    const forms = await tx.many(listForms, { region: tx.region });
    const fields = grouped(await tx.many(listFields, { region: tx.region }), ({ form_id }) => form_id);
    const units = grouped(await tx.many(listUnits, { region: tx.region }), ({ form_id }) => form_id);
    return forms.map((row) => ({
      formId: row.form_id,
      title: row.title,
      purpose: row.purpose,
      every: row.every as FormEvery,
      askedBy: row.asked_by,
      askedByName: row.asked_by_name,
      expiresOn: row.expires_on,
      overBudgetReason: row.over_budget_reason,
      approvedOn: row.approved_at === null ? null : dayOf(parseMoment(row.approved_at)).toString(),
      fields: (fields.get(row.form_id) ?? []).map(({ label, fact, cell_kind }) => ({ label, fact, cellKind: cell_kind as CellKind })),
      orgIds: (units.get(row.form_id) ?? []).map(({ org_id }) => org_id),
    }));
  },

  async insert(context: Context, form: Pick<StoredForm, 'formId' | 'title' | 'purpose' | 'every' | 'expiresOn' | 'overBudgetReason' | 'fields' | 'orgIds'>): Promise<void> {
    const { tx, actor, now } = context;
    const { formId, title, purpose, every, expiresOn, fields, orgIds } = form;
    await tx.run(insertForm, {
      region: tx.region,
      formId,
      title,
      purpose,
      every,
      by: signatureOf(actor),
      byName: nameOfActor(actor),
      at: formatMoment(now),
      expiresOn,
      reason: form.overBudgetReason,
    });
    await tx.run(insertFields, {
      region: tx.region,
      formId,
      ordinals: fields.map((_, index) => index + 1),
      labels: fields.map(({ label }) => label),
      facts: fields.map(({ fact }) => fact),
      kinds: fields.map(({ cellKind }) => cellKind),
    });
    await tx.run(insertUnits, { region: tx.region, formId, orgIds: [...new Set(orgIds)] });
  },

  approve: ({ tx, actor, now }: Context, formId: string) => tx.run(approveForm, { region: tx.region, formId, by: signatureOf(actor), at: formatMoment(now) }),
};
