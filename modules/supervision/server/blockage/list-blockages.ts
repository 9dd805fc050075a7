/** Blockages within the actor's reach, longest waiting first; and the dated table of authorities. */
import { scope } from '#kernel/access.ts';
import { formatMoment } from '#kernel/calendar.ts';
import { presentAction } from '#kernel/decision.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { registerPreface } from '#kernel/server/documents/register-preface.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { findOrg, listOrgNames } from '#identity/server';
import { dayPart, idPart, readCursor } from '#kernel/read-cursor.ts';
import {
  authoritySet,
  blockageLevelLabel,
  blockageLevels,
  blockageStateLabel,
  blockageTypeLabel,
  exportBlockages,
  listAuthorities,
  listBlockages,
  setAuthority,
} from '../../contract/index.ts';
import type { BlockageLevel, BlockageStanding, BlockageType } from '../../contract/index.ts';
import { openBlockageStates } from '../../domain/index.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { supervisionRefusals } from '../refusals.ts';
import { blockageRows, blockageTable } from './blockage-rows.ts';
import type { BlockageRow } from './blockage-rows.ts';
import { loadBlockageRules, presentBlockage } from './step-blockage.ts';

/** $2…$10 */
const source = `from supervision.blockage b
  where b.region_code = $1
    and exists (select from unnest($2::text[], $10::text[]) g (o, p)
      where (g.o is null or g.o = b.raised_org_id::text or g.o = b.authority_org_id::text) and (g.p is null or starts_with(b.plan_path, g.p)))
    and ($3::text is null or b.title ilike $3 or b.number ilike $3 or b.what ilike $3 or b.object_title ilike $3)
    and ($4::text[] is null or b.state = any ($4))
    and ($5::text is null or b.type = $5)
    and ($6::text is null or b.level = $6)
    and ($7::text is null or b.state = $7)
    and ($8::uuid is null or b.raised_org_id = $8 or b.authority_org_id = $8)
    and ($9::text is null or b.object_ref = $9)`;
const filterParams = {
  region: 'text',
  orgs: 'text?[]',
  pattern: 'text?',
  states: 'text[]?',
  type: 'text?',
  level: 'text?',
  state: 'text?',
  orgId: 'uuid?',
  object: 'text?',
  paths: 'text?[]',
} as const;

const listPage = statement({
  name: 'supervision.list-blockages',
  class: 'router',
  text: `select ${blockageTable.columns('b')} ${source} and ($11::date is null or (b.opened_on, b.blockage_id) > ($11, $12::uuid)) order by b.opened_on, b.blockage_id limit $13`,
  params: { ...filterParams, afterKey: 'date?', afterId: 'uuid?', limit: 'int8' },
  row: blockageTable.row,
});
const countAll = statement({
  name: 'supervision.count-blockages',
  class: 'router',
  text: `select b.level, count(*)::int4 as total, count(*) filter (where b.state = 'closed')::int4 as closed,
           sum(b.missed_promises)::int4 as missed,
           count(*) filter (where b.promised_on is not null and b.missed_promises = 0 and b.closed_on is not null and b.closed_on <= b.promised_on)::int4 as kept
         ${source} group by b.level`,
  params: filterParams,
  row: { level: 'text', total: 'int4', closed: 'int4', missed: 'int4', kept: 'int4' },
});
const medianOf = statement({
  name: 'supervision.median-days-of-blockages',
  class: 'router',
  text: `select percentile_disc(0.5) within group (order by b.closed_on - b.opened_on)::int4 as days ${source} and b.state = 'closed'`,
  params: filterParams,
  row: { days: 'int4?' },
});

type Filter = ServerInput<typeof exportBlockages>['query'];
const statesOf: Readonly<Record<BlockageStanding, readonly string[] | null>> = { open: openBlockageStates, closed: ['closed', 'withdrawn', 'joined'], all: null };

function filterValues(query: Filter, { tx, actor, today }: Context) {
  const words = query.q ?? '';
  const { orgs, paths } = scope(actor, 'blockage.read', tx.region, today);
  return {
    region: tx.region,
    orgs,
    paths,
    pattern: words === '' ? null : containsPattern(words),
    states: statesOf[query.standing],
    type: query.type ?? null,
    level: query.level ?? null,
    state: query.state ?? null,
    orgId: query.orgId ?? null,
    object: query.object ?? null,
  };
}

async function present(rows: readonly BlockageRow[], context: Context) {
  const rules = await loadBlockageRules(context);
  const orgNames = await listOrgNames(
    context.tx,
    rows.flatMap(({ raised_org_id, authority_org_id }) => [raised_org_id, authority_org_id]),
    context.today,
  );
  return rows.map((row) => presentBlockage(row, { today: context.today, orgNames, rules }));
}

const placeOf = (cursor: string | undefined): { readonly key: string | null; readonly id: string | null } =>
  readCursor(cursor, { key: dayPart, id: idPart }) ?? { key: null, id: null };

export const listBlockagesUseCase = useCase(listBlockages, async ({ query }, context) => {
  const { tx, actor } = context;
  const values = filterValues(query, context);
  const limit = query.limit ?? defaultPageSize;
  const place = placeOf(query.cursor);
  const rows = await tx.many(listPage, { ...values, afterKey: place.key, afterId: place.id, limit: String(limit + 1) });
  const counts = await tx.many(countAll, values);
  const sum = (pick: (row: (typeof counts)[number]) => number): number => counts.reduce((total, row) => total + pick(row), 0);
  const page = cutPage(rows, limit, (row) => [row.opened_on, row.blockage_id]);
  return {
    items: await present(page.rows, context),
    nextCursor: page.nextCursor,
    total: sum(({ total }) => total),
    byLevel: Object.fromEntries(blockageLevels.map((level) => [level, counts.find((row) => row.level === level)?.total ?? 0])) as Record<BlockageLevel, number>,
    longDays: (await loadBlockageRules(context)).clock.groupDays,
    medianDays: (await tx.one(medianOf, values)).days,
    solvedAtUnit: { count: counts.find(({ level }) => level === 'unit')?.closed ?? 0, of: sum(({ closed }) => closed) },
    promises: { kept: sum(({ kept }) => kept), missed: sum(({ missed }) => missed) },
    actions: [presentAction('raise', '提出需协调事项', decidePermission(actor, 'blockage.raise'))],
  };
});

const exportLimit = '20000';

export const exportBlockagesUseCase = useCase(
  exportBlockages,
  async ({ query }, context) => {
    const rows = await context.tx.many(listPage, { ...filterValues(query, context), afterKey: null, afterId: null, limit: exportLimit });
    const items = await present(rows, context);
    const isDemo = rows.some(({ stamp }) => stamp === 'demo');
    const bytes = await renderXlsx('需协调事项', [
      {
        name: '需协调事项',
        preface: registerPreface({ title: '需协调事项', at: context.now, count: items.length, counter: '项', isDemo }),
        columns: [
          { title: '编号', width: 20 },
          { title: '类型', width: 14 },
          { title: '事项', width: 40 },
          { title: '对象', width: 30 },
          { title: '提出单位', width: 20 },
          { title: '协调单位', width: 20 },
          { title: '层级', width: 14 },
          { title: '状态', width: 12 },
          { title: '受阻起始日', width: 12, kind: 'day' },
          { title: '已等待天数', width: 12, kind: 'number' },
          { title: '承诺日期', width: 12, kind: 'day' },
          { title: '失信次数', width: 10, kind: 'number' },
        ],
        rows: items.map((one) => [
          one.number,
          blockageTypeLabel[one.type],
          one.title,
          one.objectTitle,
          one.raisedBy.name,
          one.authority.name,
          blockageLevelLabel[one.level],
          blockageStateLabel[one.state],
          one.sinceOn,
          String(one.daysOpen),
          one.promisedOn,
          String(one.missedPromises),
        ]),
        frozenColumns: 1,
      },
    ]);
    return xlsxReply(`需协调事项-${context.today.toString()}.xlsx`, bytes);
  },
  { present: presentFile },
);

async function presentAuthorities(context: Context) {
  const rows = await blockageRows.authorities(context.tx);
  const names = await listOrgNames(
    context.tx,
    rows.map(({ org_id }) => org_id),
    context.today,
  );
  return {
    items: rows.map((row) => ({
      authorityId: row.authority_id,
      type: row.type as BlockageType,
      level: row.level as BlockageLevel,
      org: { orgId: row.org_id, name: names.get(row.org_id) ?? '' },
      fromOn: row.from_on,
      toOn: row.to_on,
      source: row.source,
    })),
    actions: [presentAction('set', '登记权责', decidePermission(context.actor, 'blockage.authority'))],
  };
}

export const listAuthoritiesUseCase = useCase(listAuthorities, (_input, context) => presentAuthorities(context));

export const setAuthorityUseCase = useCase(setAuthority, async ({ body }, context) => {
  const { tx, today } = context;
  if ((await findOrg(tx, body.orgId, today)) === undefined) throw supervisionRefusals.org_not_found({ what: '协调单位' });
  const same = (await blockageRows.authorities(tx)).filter(({ type, level }) => type === body.type && level === body.level);
  const clash = same.find(({ from_on, to_on }) => from_on >= body.fromOn || (to_on !== null && to_on >= body.fromOn));
  if (clash !== undefined) throw supervisionRefusals.authority_overlap({ what: `${clash.from_on}至${clash.to_on ?? '长期'}` });
  for (const row of same) if (row.to_on === null) await blockageRows.endAuthority(tx, row, body.fromOn);
  const authorityId = context.newId();
  await blockageRows.insertAuthority(tx, {
    authority_id: authorityId,
    type: body.type,
    level: body.level,
    org_id: body.orgId,
    from_on: body.fromOn,
    to_on: null,
    source: body.source,
    made_by: context.actor.id,
    made_at: formatMoment(context.now),
  });
  await record(context, authoritySet, { authorityId, type: body.type, level: body.level, orgId: body.orgId, fromOn: body.fromOn, source: body.source });
  return presentAuthorities(context);
});
