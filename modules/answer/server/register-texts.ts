/** The texts of documents that the plan orders and of its missing annexes: upload, adoption, publication, owner. */
import { formatMoment } from '#kernel/calendar.ts';
import type { UploadedFile } from '#kernel/endpoint.ts';
import { cleanFileName } from '#kernel/server/clean-file-name.ts';
import type { Context } from '#kernel/server/context.ts';
import { checkFile, purposeLimits } from '#kernel/server/files/check-file.ts';
import type { CheckedFile } from '#kernel/server/files/check-file.ts';
import { attachFile, putFile } from '#kernel/server/files/files.ts';
import { openTable, requireConfirmed } from '#kernel/server/readers/open-table.ts';
import type { OpenedTable } from '#kernel/server/readers/open-table.ts';
import { record } from '#kernel/server/record.ts';
import { fileRefusals } from '#kernel/standard-refusals.ts';
import { signatureOf } from '#kernel/signature.ts';
import { preparedUseCase, useCase } from '#kernel/server/use-case.ts';
import { xlsxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { listOrgNames } from '#identity/server';
import type { PlanId } from '#plan/contract';
import { readPlan } from '#plan/server';
import {
  actOnTextVersion,
  addTextVersion,
  assignRegisterItem,
  getTextVersion,
  registerItemAssigned,
  registerStageLabel,
  textVersionAdded,
  textVersionFactSaid,
} from '../contract/index.ts';
import type { RegisterItem, TextRegister, TextVersion } from '../contract/index.ts';
import { faultSentence, readAnnexRows } from '../domain/index.ts';
import type { AnnexReading } from '../domain/index.ts';
import { answerRefusals } from './answer-refusals.ts';
import { readAsOf } from './as-of.ts';
import { factOf, readItems, requireItem } from './read-register.ts';
import { stateStore } from './state-store.ts';
import { textStore } from './text-store.ts';

interface Named {
  readonly planId: string;
  readonly register: TextRegister;
  readonly itemKey: string;
}
const nameOf = ({ planId, register, itemKey }: Named): Named => ({ planId, register, itemKey });

async function findItem(named: Named, context: Context): Promise<RegisterItem> {
  await readPlan(named.planId as PlanId, context);
  const items = (await readItems(named.planId, readAsOf(undefined, context), context)) ?? context.refuse(answerRefusals.not_registered());
  return items.find(({ register, itemKey }) => register === named.register && itemKey === named.itemKey) ?? context.refuse(answerRefusals.register_item_not_found());
}

/** For acts: one after the other, and within the reach of the right. */
async function findItemToChange(named: Named, context: Context): Promise<RegisterItem> {
  await stateStore.takeTurn(context.tx, named.planId);
  const item = await findItem(named, context);
  await requireItem(named.planId, named.itemKey, context);
  return item;
}

const csv = 'text/csv';

interface CheckedText extends CheckedFile {
  readonly table?: OpenedTable;
}

/** A file of the register; a table that may fill a slot of figures, CSV too, is opened before the transaction, whatever the slot says. */
async function checkText(register: TextRegister, file: UploadedFile): Promise<CheckedText> {
  const open = () => openTable(file, { maxBytes: purposeLimits.document.maxBytes, origin: '按模板填写的附表' });
  if (register === 'annex' && file.name.toLowerCase().endsWith('.csv')) {
    const table = await open();
    return { name: cleanFileName(file.name), mediaType: csv, bytes: file.bytes, facts: {}, table };
  }
  const checked = checkFile(file, 'document');
  return register === 'annex' && checked.mediaType === xlsxMediaType ? { ...checked, table: await open() } : checked;
}

/** Rows of a slot of figures. There is no dry run: how a CSV was read is shown by the refusal, and confirmed with the next try. */
function rowsFor({ slot }: RegisterItem, { mediaType, table }: CheckedText, isConfirmed: boolean, { refuse }: Context): AnnexReading['rows'] {
  if (slot !== 'figures') return mediaType === csv ? refuse(fileRefusals.type_mismatch({ found: 'CSV 表格', accepted: 'PDF、Word、Excel 或图片' })) : [];
  if (table === undefined) return refuse(answerRefusals.annex_not_table());
  const { rows, faults } = readAnnexRows(table.sheets[0].rows);
  if (faults.length > 0) refuse(answerRefusals.annex_rows({ faults: faultSentence(faults) }));
  requireConfirmed({ reading: { ...table.reading, needsConfirmation: table.isCsv || table.reading.needsConfirmation } }, isConfirmed);
  return rows;
}

export const addTextVersionUseCase = preparedUseCase(addTextVersion, {
  prepare: async ({ file, params }, { files }) => {
    const checked = await checkText(params.register, file);
    if (files === undefined) throw new Error('this runtime has no folder for files');
    return { ...checked, purpose: 'document' as const, sha256: await files.write(checked.bytes) };
  },
  handler: async ({ params, body }, context, file) => {
    const { tx, actor, now, refuse } = context;
    const item = await findItemToChange(params, context);
    if (item.register === 'deliverable' && item.next.length === 0) refuse(answerRefusals.register_closed({ stage: registerStageLabel[item.stage] }));
    const { confirmedReading, ...said } = body;
    const rows = rowsFor(item, file, confirmedReading, context);
    const same = item.versions.find(({ sha256 }) => sha256 === file.sha256);
    if (same !== undefined) refuse(answerRefusals.version_same({ label: same.label }));
    const version = item.versions.length + 1;
    const fileId = await putFile(context, file, { takenAt: null, latitude: null, longitude: null, place: null });
    await attachFile(context, fileId, { type: 'answer.register', id: `${params.planId}/${params.register}/${params.itemKey}` });
    const bytes = file.bytes.length;
    await textStore.addVersion(tx, nameOf(params), {
      version,
      fileId,
      ...said,
      name: file.name,
      mediaType: file.mediaType,
      sha256: file.sha256,
      bytes,
      rows,
      by: signatureOf(actor),
      at: formatMoment(now),
    });
    await record(context, textVersionAdded, { ...nameOf(params), ordinal: String(version), label: body.label, sha256: file.sha256, rows: String(rows.length) });
    return { version, sha256: file.sha256, bytes, rows: rows.length };
  },
});

function requireVersion({ versions }: RegisterItem, wanted: number, { refuse }: Context): TextVersion {
  return versions.find(({ version }) => version === wanted) ?? refuse(answerRefusals.version_not_found());
}

export const getTextVersionUseCase = useCase(
  getTextVersion,
  async ({ params }, context) => {
    const { name, mediaType, sha256 } = requireVersion(await findItem(params, context), params.version, context);
    if (context.files === undefined) throw new Error('this runtime has no folder for files');
    return fileReply(name, mediaType, await context.files.read(sha256));
  },
  { present: presentFile },
);

type Said = Parameters<typeof actOnTextVersionUseCase.handler>[0]['body'];

/** Adopted by a meeting or a number, published at a place and never before it was adopted; saying it again corrects, with a reason. */
function requireFact(version: TextVersion, said: Said, { refuse, today }: Context): void {
  const adopted = factOf(version, 'adopted');
  const published = factOf(version, 'published');
  if (said.act === 'adopted' && said.reference === '') refuse(answerRefusals.version_reference_missing());
  if (said.act === 'published' && said.place === '') refuse(answerRefusals.version_place_missing());
  if (said.act === 'published' && adopted === undefined) refuse(answerRefusals.version_not_adopted({ label: version.label }));
  const after = said.act === 'published' ? (adopted?.on ?? '') : '1949-10-01';
  const before = said.act === 'adopted' ? (published?.on ?? today.toString()) : today.toString();
  if (said.on < after || said.on > before) refuse(answerRefusals.version_day({ after, before }));
  if (factOf(version, said.act) !== undefined && said.reason === '') refuse(answerRefusals.fact_reason_missing());
}

export const actOnTextVersionUseCase = useCase(actOnTextVersion, async ({ params, body }, context) => {
  const { tx, actor, now } = context;
  const { version, ...rest } = params;
  requireFact(requireVersion(await findItemToChange(rest, context), version, context), body, context);
  const { act, ...said } = body;
  await textStore.addFact(tx, nameOf(rest), { kind: act, version, ...said, by: actor.id, at: formatMoment(now) });
  await record(context, textVersionFactSaid, { ...nameOf(rest), ordinal: String(version), ...body });
  return { version: requireVersion(await findItem(rest, context), version, context) };
});

export const assignRegisterItemUseCase = useCase(assignRegisterItem, async ({ params, body }, context) => {
  const { tx, actor, now, today, refuse } = context;
  const item = await findItemToChange(params, context);
  const orgName = (await listOrgNames(tx, [body.orgId], today)).get(body.orgId);
  if (orgName === undefined) return refuse(answerRefusals.register_org_unknown({ title: item.title }));
  if (item.assignments.length > 0 && body.reason === '') refuse(answerRefusals.fact_reason_missing());
  await textStore.addFact(tx, nameOf(params), { kind: 'assigned', ...body, by: actor.id, at: formatMoment(now) });
  await record(context, registerItemAssigned, { ...nameOf(params), ...body, due: body.due ?? '' });
  return { orgId: body.orgId, orgName, due: body.due };
});
