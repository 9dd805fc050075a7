import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { WordsFilter } from '#ui/filter-bar.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  type AuditActor,
  auditActorLabel,
  auditActors,
  auditFormatLabel,
  auditFormats,
  type AuditKind,
  auditKindLabel,
  auditKinds,
  type AuditLine,
  auditNetworkLabel,
  exportAudit,
  listAudit,
} from '../contract/index.ts';
import { DayField } from './form-field.tsx';
import { momentWords } from './moment-words.ts';
import './identity.css';

interface AuditSearch {
  readonly q?: string | undefined;
  readonly kind?: AuditKind | undefined;
  readonly who?: AuditActor | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly cursor?: string | undefined;
}

const columns: readonly Column<AuditLine>[] = [
  { key: 'at', title: '时间', render: ({ at }) => momentWords(at) },
  {
    key: 'actor',
    title: '办理人',
    render: ({ actorName, onBehalfOf, network }) => (
      <>
        {actorName}
        {network !== null && <small className="muted block">{auditNetworkLabel[network]}</small>}
        {onBehalfOf !== null && <small className="muted block">代{onBehalfOf}</small>}
      </>
    ),
  },
  {
    key: 'action',
    title: '操作',
    render: ({ kind, actionLabel, about, purpose }) => (
      <>
        {actionLabel}
        {about !== null && <small className="block">查看了 {about.name} 的信息</small>}
        {purpose !== null && <small className="muted block">{purpose}</small>}
        {kind === 'view' && about === null && <small className="muted block">{auditKindLabel[kind]}</small>}
      </>
    ),
  },
  { key: 'subject', title: '对象', wideOnly: true, render: ({ subject }) => <span className="audit-subject">{subject ?? '—'}</span> },
];

interface FilterProps extends Pick<PageProps<unknown, AuditSearch>, 'search' | 'setSearch'> {
  readonly choices: readonly { readonly action: string; readonly label: string }[];
}

const Filters = ({ search, setSearch, choices }: FilterProps) => (
  <search className="filter-bar audit-filters">
    <WordsFilter label="按办理人姓名" value={search.q} onChange={(q) => setSearch({ q, cursor: undefined })} />
    <WordsFilter label="按对象编号" value={search.subject} onChange={(subject) => setSearch({ subject, cursor: undefined })} />
    <Select<string>
      aria-label="按操作筛选"
      placeholder="全部操作"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      className="filter-words"
      {...(search.action === undefined ? {} : { value: search.action })}
      options={choices.map(({ action, label }) => ({ value: action, label }))}
      onChange={(action: string | undefined) => setSearch({ action, cursor: undefined })}
    />
    <Select<AuditActor>
      aria-label="按办理人类别筛选"
      placeholder="全部办理人"
      allowClear
      className="filter-select"
      {...(search.who === undefined ? {} : { value: search.who })}
      options={auditActors.map((value) => ({ value, label: auditActorLabel[value] }))}
      onChange={(who: AuditActor | undefined) => setSearch({ who, cursor: undefined })}
    />
    <Select<AuditKind>
      aria-label="按类别筛选"
      placeholder="全部类别"
      allowClear
      className="filter-select"
      {...(search.kind === undefined ? {} : { value: search.kind })}
      options={auditKinds.map((value) => ({ value, label: auditKindLabel[value] }))}
      onChange={(kind: AuditKind | undefined) => setSearch({ kind, cursor: undefined })}
    />
    <DayField label="从" value={search.from ?? ''} onChange={(from) => setSearch({ from: from === '' ? undefined : from, cursor: undefined })} />
    <DayField label="到" value={search.to ?? ''} onChange={(to) => setSearch({ to: to === '' ? undefined : to, cursor: undefined })} />
  </search>
);

/** The audit trail: find, page, export. Looking is itself recorded. */
export const Page = ({ search, setSearch }: PageProps<unknown, AuditSearch>) => {
  const { q, kind, who, action, subject, from, to } = search;
  const filters = { q, kind, who, action, subject, from, to };
  const query = useQuery(pageQueryOf(listAudit, { query: { ...filters, cursor: search.cursor } }));
  const next = query.data?.nextCursor ?? undefined;
  return (
    <PageFrame
      title="审计"
      note="谁在什么时候办理了什么、查看了谁的信息、为什么。记录只增不改；本次查阅也会留痕。"
      actions={auditFormats.map((format) => (
        <a key={format} className="plain-button" href={buildUrl(exportAudit, { query: { ...filters, format } })} download>
          导出 {auditFormatLabel[format]}
        </a>
      ))}
    >
      <Filters search={search} setSearch={setSearch} choices={query.data?.actionChoices ?? []} />
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="审计记录"
          columns={columns}
          rows={query.data?.items ?? []}
          rowKey={({ auditId }) => auditId}
          loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
          empty={<EmptyState title="没有符合条件的记录" hint="放宽日期或条件后再查。" />}
          paging={{
            note: '最近的在前',
            ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
            ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
          }}
        />
      )}
    </PageFrame>
  );
};
