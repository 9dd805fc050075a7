/** Registering a form: a fact that is held and fresh, or is asked already, is refused at design time. */
import { scope } from '#kernel/access.ts';
import { presentAction } from '#kernel/decision.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import { signatureOf } from '#kernel/signature.ts';
import { decideApart } from '#identity/contract';
import { listOrgNames } from '#identity/server';
import { approveForm, draftForm, formApproved, formRegistered, listForms, taskSeparations } from '../contract/index.ts';
import { heldFacts, isOverBudget, minutesOf } from '../domain/index.ts';
import { cellsOfForm, readUnitBurdens } from './burden.ts';
import { formStore } from './form-store.ts';
import type { StoredForm } from './form-store.ts';
import { cellMinutesOn } from './list-debts.ts';
import { requireLivingOrg } from './org-checks.ts';
import { taskRefusals } from './refusals.ts';

type Fields = StoredForm['fields'];

const squeeze = (text: string): string => text.replace(/[\s（）()、，。：:]/g, '');

/** Asked elsewhere: an approved form that has not expired. A label that reads the same counts as the same fact. */
export function requireUnknownFacts(context: Context, fields: Fields, others: readonly StoredForm[]): void {
  const today = context.today.toString();
  const live = others.filter((form) => form.approvedOn !== null && form.expiresOn >= today);
  fields.forEach(({ fact, label }, index) => {
    const isSame = (other: { readonly fact: string; readonly label: string }): boolean => other.fact === fact || squeeze(other.label) === squeeze(label);
    if (fields.slice(0, index).some(isSame)) context.refuse(taskRefusals.fact_twice({ label }));
    const held = heldFacts.find(isSame);
    if (held !== undefined) context.refuse(taskRefusals.fact_held({ label, source: held.source }));
    const asking = live.find((form) => form.fields.some(isSame));
    if (asking !== undefined) context.refuse(taskRefusals.fact_asked({ label, form: asking.title }));
  });
}

async function requireBudget(context: Context, form: Pick<StoredForm, 'fields' | 'orgIds' | 'every'>, all: readonly StoredForm[]): Promise<void> {
  const { budget, adHocForms, ...minutes } = await cellMinutesOn(context);
  const month = Temporal.PlainYearMonth.from(context.today).toString();
  const burdens = await readUnitBurdens(context, month, { forms: all, minutes });
  const own = minutesOf(cellsOfForm(form), minutes);
  const names = await listOrgNames(context.tx, form.orgIds, context.today);
  for (const orgId of form.orgIds) {
    const unit = names.get(orgId) ?? orgId;
    const burden = burdens.get(orgId);
    const total = new Decimal(burden?.minutes ?? '0').add(own).toFixed(1);
    if (isOverBudget(total, budget)) context.refuse(taskRefusals.over_budget({ unit, minutes: total, budget }));
    if (form.every === 'once' && (burden?.adHocForms ?? 0) >= adHocForms) context.refuse(taskRefusals.ad_hoc_limit({ unit, limit: adHocForms }));
  }
}

async function presentForms(context: Context, forms: readonly StoredForm[]) {
  const { tx, today, actor } = context;
  const minutes = await cellMinutesOn(context);
  const names = await listOrgNames(
    tx,
    forms.flatMap(({ orgIds }) => orgIds),
    today,
  );
  return forms.map((form) => {
    const isExpired = form.expiresOn < today.toString();
    return {
      formId: form.formId,
      title: form.title,
      purpose: form.purpose,
      every: form.every,
      state: isExpired ? ('expired' as const) : form.approvedOn === null ? ('draft' as const) : ('approved' as const),
      askedBy: form.askedByName,
      expiresOn: form.expiresOn,
      overBudgetReason: form.overBudgetReason,
      minutes: minutesOf(cellsOfForm(form), minutes),
      fields: form.fields.map((field) => ({ ...field })),
      units: form.orgIds.map((orgId) => ({ orgId, name: names.get(orgId) ?? orgId })),
      actions: form.approvedOn === null && !isExpired ? [presentAction('approve', '批准', decidePermission(actor, 'form.approve'))] : [],
    };
  });
}

async function presentOne(context: Context, formId: string) {
  const form = (await formStore.list(context.tx)).find((one) => one.formId === formId);
  const [view] = form === undefined ? [] : await presentForms(context, [form]);
  if (view === undefined) throw new Error('the form vanished within its own transaction');
  return view;
}

/** A unit sees what is asked of it; what is asked of others is for those who see their load. */
function isSeen({ orgIds }: StoredForm, { actor, tx, today }: Context): boolean {
  const { orgs } = scope(actor, 'burden.read', tx.region, today);
  return orgs.includes(null) || orgIds.some((orgId) => orgs.includes(orgId));
}

export const listFormsUseCase = useCase(listForms, async (_input, context) => ({
  items: await presentForms(
    context,
    (await formStore.list(context.tx)).filter((form) => isSeen(form, context)),
  ),
  heldFacts: heldFacts.map((fact) => ({ ...fact })),
  actions: [presentAction('form.draft', '登记填报表', decidePermission(context.actor, 'form.draft'))],
}));

export const draftFormUseCase = useCase(
  draftForm,
  async ({ body }, context) => {
    const { tx, today, refuse } = context;
    if (body.expiresOn < today.toString()) return refuse(taskRefusals.day_early({ field: '到期日', least: today.toString() }));
    for (const orgId of new Set(body.orgIds)) await requireLivingOrg(context, orgId, '填报单位');
    const all = await formStore.list(tx);
    requireUnknownFacts(context, body.fields, all);
    if (body.overBudgetReason === undefined) await requireBudget(context, { fields: body.fields, orgIds: body.orgIds, every: body.every }, all);
    const formId = context.newId();
    await formStore.insert(context, { formId, ...body, title: body.title.trim(), purpose: body.purpose.trim(), overBudgetReason: body.overBudgetReason ?? null });
    await record(context, formRegistered, { formId, title: body.title.trim() });
    return { form: await presentOne(context, formId) };
  },
  { statusOf: () => 201 },
);

export const approveFormUseCase = useCase(
  approveForm,
  async ({ params }, context) => {
    const { tx, refuse, actor } = context;
    const all = await formStore.list(tx);
    const form = all.find(({ formId }) => formId === params.formId);
    if (form === undefined) return refuse(taskRefusals.form_not_found());
    if (form.approvedOn !== null) return refuse(taskRefusals.form_approved());
    if (!decideApart(taskSeparations['task.approve-form'], { first: [form.askedBy], second: signatureOf(actor) }).allowed) return refuse(taskRefusals.own_form());
    requireUnknownFacts(
      context,
      form.fields,
      all.filter(({ formId }) => formId !== params.formId),
    );
    await formStore.approve(context, params.formId);
    await record(context, formApproved, { formId: params.formId, title: form.title });
    return { form: await presentOne(context, params.formId) };
  },
  { statusOf: () => 201 },
);
