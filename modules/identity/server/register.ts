/** Dry run and import of the register: the same reading, all or nothing. */
import { formatMoment } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusals.ts';
import type { UploadedFile } from '#kernel/endpoint.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { openTable, requireConfirmed } from '#kernel/server/readers/open-table.ts';
import type { OpenedTable } from '#kernel/server/readers/open-table.ts';
import { record } from '#kernel/server/record.ts';
import { preparedUseCase } from '#kernel/server/use-case.ts';
import { importRegister, maxRegisterBytes, maxRegisterRows, maxShownErrors, normalReach, previewRegister, registerImported, registerSheetLabel } from '../contract/index.ts';
import type { RegisterError, RegisterSheet } from '../contract/index.ts';
import { divisionCodesIn, readRegister, readRegisterSheet, registerSheetOf } from '../domain/index.ts';
import type { NewHolding, RegisterCell, RegisterRead, RegisterRow } from '../domain/index.ts';
import { divisionStore } from './division-store.ts';
import { orgStore } from './org-store.ts';
import { refusalOfFault } from './org-refusals.ts';
import { peopleReads } from './people-reads.ts';
import { peopleRefusals } from './people-refusals.ts';
import { readFacts, storeFacts, weighFacts } from './record-org-facts.ts';

interface OpenedRegister extends Pick<OpenedTable, 'fileName' | 'sha256' | 'reading'> {
  readonly sheets: Readonly<Record<RegisterSheet, readonly (readonly RegisterCell[])[]>>;
}

const isRegisterSheet = (name: string): boolean => Object.values<string>(registerSheetLabel).includes(name);

/** Opens the file in the limited child process, before any transaction; a CSV is the sheet that its header says. Throws a Refusal `file.*`. */
export async function openRegister(file: UploadedFile): Promise<OpenedRegister> {
  const { sheets, isCsv, ...opened } = await openTable(file, { maxBytes: maxRegisterBytes, origin: '从本系统下载的名册模板', isWanted: isRegisterSheet });
  const only = isCsv ? registerSheetOf(sheets[0].rows) : undefined;
  const tableOf = (sheet: RegisterSheet) => (sheet === only ? sheets[0].rows : (sheets.find(({ name }) => name === registerSheetLabel[sheet])?.rows ?? []));
  return { ...opened, sheets: { units: tableOf('units'), people: tableOf('people') } };
}

const sheetError = (sheet: RegisterSheet, message: string): RegisterError => ({ sheet: registerSheetLabel[sheet], row: 0, column: null, message });

/** Units are the system administrator's, posts the security administrator's; each part of the file asks for its own right. */
function rightErrors(sheets: Readonly<Record<RegisterSheet, readonly RegisterRow[]>>, { actor }: Context): readonly RegisterError[] {
  const wants = { units: 'identity.administer-people', people: 'identity.appoint' } as const;
  return (['units', 'people'] as const).flatMap((sheet) => {
    if (sheets[sheet].length === 0) return [];
    const decision = decidePermission(actor, wants[sheet]);
    return decision.allowed ? [] : [sheetError(sheet, `${decision.reason}请把「${registerSheetLabel[sheet]}」表清空，由有权的管理员另行导入`)];
  });
}

async function divisionsIn(rows: readonly RegisterRow[], { tx, today }: Context): Promise<ReadonlySet<string>> {
  const codes = divisionCodesIn(rows);
  return new Set(codes.length === 0 ? [] : (await divisionStore.byCodes(tx, codes, today.toString())).map(({ code }) => code));
}

const nothing: RegisterRead = { facts: [], people: [], posts: [], unchanged: 0, errors: [] };

/** What the file would do, with every error of every row. */
async function understand(opened: OpenedRegister, context: Context): Promise<RegisterRead> {
  const { tx, newId } = context;
  const units = readRegisterSheet('units', opened.sheets.units.length === 0 ? [] : opened.sheets.units);
  const people = readRegisterSheet('people', opened.sheets.people.length === 0 ? [] : opened.sheets.people);
  const present = (['units', 'people'] as const).filter((sheet) => opened.sheets[sheet].length > 0);
  if (present.length === 0) return { ...nothing, errors: [sheetError('units', '没有找到工作表「单位」或「人员」（CSV 按表头辨认）。请使用从本系统下载的模板')] };
  const headerErrors = [...(present.includes('units') ? units.errors : []), ...(present.includes('people') ? people.errors : [])];
  const rows = { units: units.rows, people: people.rows };
  if (rows.units.length + rows.people.length > maxRegisterRows) return { ...nothing, errors: [sheetError('people', `一次最多导入 ${maxRegisterRows} 行。请分成几个文件`)] };
  const rights = rightErrors(rows, context);
  if (rights.length > 0) return { ...nothing, errors: rights };
  const names = [...new Set(rows.people.map(({ cells }) => cells.get('姓名') ?? ''))];
  const numbers = rows.people.map(({ cells }) => cells.get('人员编号') ?? '').filter((number) => /^[0-9a-f-]{36}$/.test(number));
  const read = readRegister(rows, {
    facts: await readFacts(tx),
    names: await peopleReads.takenNames(tx, names),
    userIds: await peopleReads.known(tx, numbers),
    divisions: await divisionsIn(rows.units, context),
    faultText: (fault) => refusalOfFault(fault).detail,
    newId,
  });
  return { ...read, errors: [...headerErrors, ...read.errors] };
}

export const previewRegisterUseCase = preparedUseCase(previewRegister, {
  prepare: ({ file }) => openRegister(file),
  handler: async (_input, context, opened: OpenedRegister) => {
    const { facts, people, posts, unchanged, errors } = await understand(opened, context);
    const isBad = errors.length > 0;
    return {
      fileName: opened.fileName,
      sha256: opened.sha256,
      fresh: isBad ? { units: 0, people: 0, posts: 0 } : { units: facts.length, people: people.length, posts: posts.length },
      unchanged,
      errors: errors.slice(0, maxShownErrors),
      errorCount: errors.length,
      reading: opened.reading,
    };
  },
});

const insertGrants = statement({
  name: 'identity.insert-grants',
  class: 'router',
  text: `insert into identity.grant (region_code, grant_id, user_id, role, org_id, reach, regions, from_on, to_on, is_delegable, reason, granted_by, granted_at)
         select $1, n.grant_id, n.user_id, n.role, n.org_id, n.reach, array[$1], n.from_on::date, n.to_on::date, true, $9, $10, $11
         from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[]) as n (grant_id, user_id, role, org_id, reach, from_on, to_on)`,
  params: {
    region: 'text',
    grantIds: 'uuid[]',
    userIds: 'uuid[]',
    roles: 'text[]',
    orgIds: 'uuid[]',
    reaches: 'text[]',
    froms: 'text[]',
    tos: 'text?[]',
    reason: 'text',
    by: 'text',
    at: 'timestamptz',
  },
  row: {},
});

const insertPosts = statement({
  name: 'identity.insert-posts',
  class: 'router',
  text: `insert into identity.post (region_code, post_id, user_id, org_id, role, title, is_acting, from_on, to_on, grant_id, reason, appointed_by, appointed_name, appointed_at)
         select $1, n.post_id, n.user_id, n.org_id, n.role, n.title, false, n.from_on::date, n.to_on::date, n.grant_id, $10, $11, $12, $13
         from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[]) as n (post_id, user_id, org_id, role, title, from_on, to_on, grant_id)`,
  params: {
    region: 'text',
    postIds: 'uuid[]',
    userIds: 'uuid[]',
    orgIds: 'uuid[]',
    roles: 'text[]',
    titles: 'text?[]',
    froms: 'text[]',
    tos: 'text?[]',
    grantIds: 'uuid[]',
    reason: 'text',
    by: 'text',
    name: 'text',
    at: 'timestamptz',
  },
  row: {},
});

async function storePosts(posts: readonly NewHolding[], reason: string, { tx, actor, now, newId }: Context): Promise<void> {
  const at = formatMoment(now);
  const grantIds = posts.map(() => newId());
  const shared = {
    region: tx.region,
    userIds: posts.map(({ userId }) => userId),
    orgIds: posts.map(({ orgId }) => orgId),
    roles: posts.map(({ role }) => role),
    froms: posts.map(({ from }) => from),
    tos: posts.map(({ to }) => to),
    grantIds,
    reason,
    by: actor.id,
    at,
  };
  await tx.run(insertGrants, { ...shared, reaches: posts.map(({ role }) => normalReach(role)) });
  await tx.run(insertPosts, { ...shared, postIds: posts.map(() => newId()), titles: posts.map(({ title }) => title), name: actor.displayName });
}

/** One problem field per error, at most 50; the preview lists all of them. */
function invalid(errors: readonly RegisterError[]): Refusal {
  const { code, status, title, detail } = peopleRefusals.register_invalid({ count: errors.length, first: errors[0]?.message ?? '' });
  const fields = errors.slice(0, 50).map(({ sheet, row, column, message }) => ({ path: `file.${sheet}.row${row}`, label: `${sheet}第${row}行${column ?? ''}`, message }));
  return new Refusal({ code, status, title, detail, fields });
}

export const importRegisterUseCase = preparedUseCase(importRegister, {
  prepare: async ({ file, body }) => {
    const opened = await openRegister(file);
    if (opened.sha256 !== body.expectedSha256) throw peopleRefusals.register_changed();
    return opened;
  },
  handler: async ({ body }, context, opened: OpenedRegister) => {
    const { tx, now } = context;
    await orgStore.takeTurn(context);
    const read = await understand(opened, context);
    if (read.errors.length > 0) return context.refuse(invalid(read.errors));
    requireConfirmed(opened, body.confirmedReading);
    const reason = `名册导入：${opened.fileName.slice(0, 200)}`;
    if (read.facts.length > 0) await storeFacts(weighFacts(await readFacts(tx), read.facts), { reason, document: null, isVoid: false, stamp: 'real' }, context);
    if (read.people.length > 0) await peopleReads.insert(tx, read.people, now);
    if (read.posts.length > 0) await storePosts(read.posts, reason, context);
    const counts = { units: read.facts.length, people: read.people.length, posts: read.posts.length };
    await record(context, registerImported, { fileSha256: opened.sha256, units: String(counts.units), people: String(counts.people), posts: String(counts.posts) });
    return counts;
  },
  statusOf: ({ units, people, posts }) => (units + people + posts === 0 ? 200 : 201),
});
