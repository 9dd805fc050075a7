import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ActionButton } from '#ui/action-button.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  decideValues,
  entryFlagLabel,
  listWaiting,
  qualityLabel,
  submitValues,
  unitLabel,
  type ValueDecision,
  valueDecisionLabel,
  type WaitingFigure,
  type WaitingState,
  waitingStateLabel,
  waitingStates,
} from '../contract/index.ts';
import { AsOf, asOfNote } from './as-of.tsx';
import { indicatorPaths } from './indicator-paths.ts';
import { figureWords, momentWords } from './words.ts';
import { Labelled } from './labelled.tsx';
import './indicator.css';

interface WaitingSearch {
  readonly state?: WaitingState | undefined;
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly knownOn?: string | undefined;
}

type Act = ValueDecision | 'submit';
const actsOf: Readonly<Record<WaitingState, readonly Act[]>> = {
  submitted: ['approve', 'return'],
  draft: ['submit'],
  returned: ['submit'],
  approved: ['lock', 'unapprove'],
  locked: [],
};
const actLabel: Readonly<Record<Act, string>> = { ...valueDecisionLabel, submit: '提交审核' };
const keyOf = (one: Pick<WaitingFigure, 'seriesId' | 'period'>): string => `${one.seriesId} ${one.period}`;

const Doubts = ({ figure }: { readonly figure: WaitingFigure }) => (
  <>
    {figure.correctionReason !== null && <p>修订理由：{figure.correctionReason}</p>}
    {figure.flags.map(({ flag, explanation }) => (
      <p key={flag} className="doubt">
        {entryFlagLabel[flag]}：{explanation}
      </p>
    ))}
    {figure.correctionReason === null && figure.flags.length === 0 && <span className="muted">无</span>}
  </>
);

const columnsFor = (chosen: ReadonlySet<string>, toggle: (key: string) => void, knownOn: string | undefined): readonly Column<WaitingFigure>[] => [
  {
    key: 'choose',
    title: '选择',
    render: (one) => (
      <input type="checkbox" aria-label={`选择 ${one.indicator} ${one.areaName}${one.label}`} checked={chosen.has(keyOf(one))} onChange={() => toggle(keyOf(one))} />
    ),
  },
  {
    key: 'figure',
    title: '指标与时期',
    render: (one) => (
      <Link to={indicatorPaths.revisions(one.indicatorId, one.area, one.period) as never} search={{ knownOn } as never}>
        {one.indicator}，{one.areaName}
        {one.label}
      </Link>
    ),
  },
  { key: 'value', title: '数值', align: 'right', render: (one) => <b>{figureWords(one.value, one.gap)}</b> },
  { key: 'now', title: '现行', align: 'right', wideOnly: true, render: (one) => one.effectiveValue ?? '—' },
  { key: 'unit', title: '单位', wideOnly: true, render: (one) => unitLabel(one.unit) },
  { key: 'quality', title: '质量', wideOnly: true, render: (one) => qualityLabel[one.quality] },
  { key: 'doubts', title: '疑点与理由', render: (one) => <Doubts figure={one} /> },
  { key: 'source', title: '来源', wideOnly: true, render: (one) => one.source.document },
  { key: 'by', title: '填报', wideOnly: true, render: (one) => `${one.enteredBy}，${momentWords(one.updatedAt)}` },
];

/** Figures that wait for their next step, many at once, with the result of each. */
export const Page = ({ search, setSearch }: PageProps<unknown, WaitingSearch>) => {
  const queries = useQueryClient();
  const state = search.state ?? 'submitted';
  const query = useQuery(pageQueryOf(listWaiting, { query: { state, q: search.q, cursor: search.cursor, knownOn: search.knownOn } }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Act>();
  const [reason, setReason] = useState('');
  const items = query.data?.items ?? [];
  const picked = items.filter((one) => chosen.has(keyOf(one)));
  const act = useMutation({
    mutationFn: async (what: Act) => {
      const targets = picked.map(({ seriesId, period, revision }) => ({ seriesId, period, revision }));
      const reply = what === 'submit' ? await call(submitValues, { body: { items: targets } }) : await call(decideValues, { body: { decision: what, items: targets, reason } });
      const names = new Map(picked.map((one) => [keyOf(one), `${one.indicator}，${one.areaName}${one.label}`]));
      return reply.results.map((result) => ({ ...result, name: names.get(keyOf(result)) ?? '' }));
    },
    onSuccess: () => {
      setChosen(new Set());
      setAsked(undefined);
      setReason('');
      void queries.invalidateQueries();
    },
  });
  const toggle = (key: string): void => setChosen((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]));
  const offerOf = (what: Act) => {
    const offer = query.data?.actions.find((one) => one.action === (what === 'submit' ? 'indicator.enter' : 'indicator.approve'));
    if (offer === undefined) return undefined;
    const label = `${actLabel[what]}${picked.length === 0 ? '' : ` ${picked.length} 个`}`;
    return picked.length === 0 && offer.allowed ? { ...offer, label, allowed: false, reason: '先在表中选择数值' } : { ...offer, label };
  };
  const press = (what: Act): void => (what === 'return' || what === 'unapprove' ? setAsked(what) : act.mutate(what));
  const refused = act.data?.filter((result) => !result.done) ?? [];
  const next = query.data?.nextCursor ?? undefined;
  return (
    <PageFrame
      title="统计数核定"
      note={`填报人不能核定自己填的数；逐行给出结果。${asOfNote(search.knownOn)}`}
      actions={
        <>
          <AsOf knownOn={search.knownOn} onChange={(day) => setSearch({ knownOn: day, cursor: undefined })} />
          {actsOf[state].map((what) => {
            const offer = offerOf(what);
            return offer === undefined ? null : (
              <ActionButton key={what} offer={offer} primary={what === 'approve' || what === 'submit'} busy={act.isPending} onAct={() => press(what)} />
            );
          })}
        </>
      }
    >
      <search className="filter-bar">
        <Input.Search
          aria-label="按指标名称查找"
          placeholder="按指标名称查找"
          allowClear
          className="filter-words"
          defaultValue={search.q ?? ''}
          onSearch={(text) => setSearch({ q: text.trim() === '' ? undefined : text.trim(), cursor: undefined })}
        />
        <Select<WaitingState>
          aria-label="状态"
          className="indicator-filter"
          value={state}
          options={waitingStates.map((value) => ({ value, label: waitingStateLabel[value] }))}
          onChange={(value) => {
            setChosen(new Set());
            setSearch({ state: value, cursor: undefined });
          }}
        />
        <Button onClick={() => setChosen(new Set(picked.length === items.length ? [] : items.map(keyOf)))}>
          {picked.length === items.length && items.length > 0 ? '取消全选' : '全选本页'}
        </Button>
      </search>
      {act.error !== null && <ProblemNotice problem={asProblem(act.error)} />}
      {act.data !== undefined && (
        <div role="status">
          <p>
            完成 {act.data.length - refused.length} 个{refused.length > 0 ? `，未完成 ${refused.length} 个：` : '。'}
          </p>
          <ul>
            {refused.map((result) => (
              <li key={keyOf(result)}>
                {result.name}：{result.reason}
              </li>
            ))}
          </ul>
        </div>
      )}
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="统计数"
          columns={columnsFor(chosen, toggle, search.knownOn)}
          rows={items}
          rowKey={keyOf}
          loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
          empty={<EmptyState title={`没有「${waitingStateLabel[state]}」的统计数`} hint="换一个状态查看。" />}
          paging={{
            note: query.data === undefined ? '' : `共${query.data.total}个`,
            ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
            ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
          }}
        />
      )}
      {asked !== undefined && (
        <Dialog
          title={`${actLabel[asked]} ${picked.length} 个数`}
          onClose={() => setAsked(undefined)}
          footer={
            <>
              <Button onClick={() => setAsked(undefined)}>取消</Button>
              <BusyButton type="primary" disabled={reason.trim() === ''} busy={act.isPending} onClick={() => act.mutate(asked)}>
                确定
              </BusyButton>
            </>
          }
        >
          <Labelled className="reason-field">
            理由
            <Input.TextArea value={reason} rows={3} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          </Labelled>
        </Dialog>
      )}
    </PageFrame>
  );
};
