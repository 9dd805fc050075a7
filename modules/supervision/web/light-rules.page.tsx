import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { useMe } from '#identity/web';
import { listPlans } from '#plan/contract';
import { getParameter, type ParameterRow, parameterLevelLabel } from '#settings/contract';
import { ActionButton } from '#ui/action-button.tsx';
import { BusyButton } from '#ui/busy-button.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageLoading, Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import type { ActionOffer } from '#kernel/decision.ts';
import { defaultLightRules, type LightRuleSet, lightRuleSetSchema, lightRulesParam, otherLightRules, tryLightRules } from '../contract/index.ts';
import { dropLightDraft, keepLightDraft, keptLightDraft } from './kept-light-draft.ts';
import { LightLinks } from './light-links.tsx';
import { AdoptRules } from './light-rule-adopt.tsx';
import { RuleBands, ruleSetName } from './light-rule-bands.tsx';
import { RuleEditor } from './light-rule-editor.tsx';
import { TrialResult } from './light-rule-trial.tsx';
import './lights.css';
import './supervision.css';

export interface LightRulesSearch {
  /** name of the set that stands beside the one in force */
  readonly other?: string | undefined;
}

const setOf = (value: unknown): LightRuleSet | undefined => lightRuleSetSchema.safeParse(value).data;
const nameOf = (value: unknown): string => {
  const set = setOf(value);
  return set === undefined ? '读不出的规则' : ruleSetName(set);
};

const columns: readonly Column<ParameterRow>[] = [
  { key: 'from', title: '生效', render: (row) => `${row.from}起${row.to === null ? '' : `，至${row.to}`}` },
  { key: 'level', title: '层级', wideOnly: true, render: (row) => parameterLevelLabel[row.level] },
  { key: 'name', title: '规则', render: (row) => nameOf(row.value) },
  { key: 'source', title: '依据', render: ({ source }) => `${source.document}${source.article === undefined ? '' : `，${source.article}`}` },
  { key: 'reason', title: '理由', wideOnly: true, render: (row) => row.reason },
  { key: 'by', title: '录入', wideOnly: true, render: (row) => `${row.setBy} ${row.setAt.slice(0, 10)}` },
];

/** Every set that can be looked at beside the one in force, or begun with. */
const setsOf = (rows: readonly ParameterRow[]): readonly LightRuleSet[] => {
  const all = [...rows.flatMap(({ value }) => setOf(value) ?? []), defaultLightRules, ...otherLightRules];
  return [...new Map(all.map((set) => [ruleSetName(set), set])).values()];
};

const yearsBack = 6;
const yearsUntil = (year: number): readonly number[] => Array.from({ length: yearsBack }, (_, back) => year - back);

interface DraftProps {
  readonly start: LightRuleSet;
  /** it was begun before this page was opened */
  readonly isResumed: boolean;
  readonly onChange: (draft: LightRuleSet) => void;
  readonly thisYear: number;
  /** whether the person may put a set into force; undefined = not offered at all */
  readonly offer: ActionOffer | undefined;
  readonly onClose: () => void;
}

/** A set that nobody has put into force: edited, tried on a year that is over, adopted from a day on. */
const Draft = ({ start, isResumed, thisYear, offer, onChange, onClose }: DraftProps) => {
  const [draft, setDraft] = useState(start);
  const [year, setYear] = useState(thisYear - 1);
  const [planId, setPlanId] = useState('');
  const [isAdopting, setAdopting] = useState(false);
  const plans = useQuery(queryOf(listPlans, { query: { sort: 'updated' } }));
  const trial = useMutation({ mutationFn: () => call(tryLightRules, { body: { year, rules: draft, ...(planId === '' ? {} : { planId }) } }) });
  const change = (next: LightRuleSet): void => {
    setDraft(next);
    onChange(next);
    trial.reset();
  };
  return (
    <section className="supervision-card" aria-label="拟订的规则">
      <h2>拟订的规则</h2>
      {isResumed && <p role="status">这是您上次没有启用的拟订，接着改即可；不再需要的，按「不要了」。</p>}
      <p className="muted">只存在本机的浏览器里，启用以前不影响任何灯号。</p>
      <RuleEditor draft={draft} onChange={change} />
      <div className="light-draft-acts">
        <label>
          用哪一年试算
          <select
            value={year}
            onChange={(event) => {
              setYear(Number(event.target.value));
              trial.reset();
            }}
          >
            {yearsUntil(thisYear).map((one) => (
              <option key={one} value={one}>
                {one}年
              </option>
            ))}
          </select>
        </label>
        <label>
          方案
          <select
            value={planId}
            onChange={(event) => {
              setPlanId(event.target.value);
              trial.reset();
            }}
          >
            <option value="">全部方案</option>
            {(plans.data?.items ?? []).map((plan) => (
              <option key={plan.planId} value={plan.planId}>
                {plan.title}
              </option>
            ))}
          </select>
        </label>
        <BusyButton type="primary" busy={trial.isPending} onClick={() => trial.mutate()}>
          试算
        </BusyButton>
        {offer !== undefined && <ActionButton offer={{ ...offer, label: '启用…' }} onAct={() => setAdopting(true)} />}
        <Button onClick={onClose}>不要了</Button>
      </div>
      {trial.error !== null && <ProblemNotice problem={asProblem(trial.error)} />}
      {trial.data !== undefined && <TrialResult year={year} trial={trial.data} />}
      {isAdopting && <AdoptRules rules={draft} onClose={() => setAdopting(false)} onDone={onClose} />}
    </section>
  );
};

/** The draft of the person at hand: begun now, or left here before. */
const useKeptDraft = (ownerId: string | undefined) => {
  const [begun, setBegun] = useState<LightRuleSet>();
  const [isDropped, setDropped] = useState(false);
  const kept = useMemo(() => (ownerId === undefined ? undefined : keptLightDraft(ownerId)), [ownerId]);
  const left = isDropped ? undefined : kept;
  const keep = (set: LightRuleSet): void => keepLightDraft(ownerId ?? '', set);
  const begin = (set: LightRuleSet): void => {
    keep(set);
    setBegun(set);
  };
  const drop = (): void => {
    dropLightDraft(ownerId ?? '');
    setBegun(undefined);
    setDropped(true);
  };
  return { start: begun ?? left, isResumed: begun === undefined && left !== undefined, keep, begin, drop };
};

/** Which rules colour the lights when, what they say, and what others would have said of the past. */
export const Page = ({ search, setSearch }: PageProps<unknown, LightRulesSearch>) => {
  const { me, can } = useMe();
  const draft = useKeptDraft(me?.userId);
  const query = useQuery(queryOf(getParameter, { params: { code: lightRulesParam.code } }));
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageLoading />;
  const { parameter, rows, on, actions } = query.data;
  const inForce = setOf(parameter.current?.value);
  const sets = setsOf(rows);
  const other = sets.find((set) => ruleSetName(set) === search.other);
  const begin = (set: LightRuleSet): void => {
    const versions = sets.filter(({ name }) => name === set.name).map(({ version }) => version);
    draft.begin({ ...set, version: Math.max(...versions) + 1 });
  };
  return (
    <PageFrame
      title="判灯规则"
      note={
        parameter.current === null
          ? '今天没有生效的规则，不能判灯。'
          : `今天按${nameOf(parameter.current.value)}（${parameter.current.from}起）判灯；灯号由事实按规则算出，不能填写。`
      }
      actions={
        <>
          <LightLinks here="rules" />
          <Button onClick={() => window.print()}>打印</Button>
          {can('light.try-rules') && draft.start === undefined && inForce !== undefined && (
            <Button type="primary" onClick={() => begin(other ?? inForce)}>
              {other === undefined ? '拟订新规则' : '以对照的规则拟订'}
            </Button>
          )}
        </>
      }
    >
      {can('light.try-rules') && draft.start !== undefined && (
        <Draft
          start={draft.start}
          isResumed={draft.isResumed}
          thisYear={Number(on.slice(0, 4))}
          offer={actions.find(({ action }) => action === 'param.set')}
          onChange={draft.keep}
          onClose={draft.drop}
        />
      )}
      <section className="supervision-card" aria-label="现行规则">
        <h2>现行规则</h2>
        <label className="light-other">
          对照
          <select value={search.other ?? ''} onChange={(event) => setSearch({ other: event.target.value === '' ? undefined : event.target.value })}>
            <option value="">不对照</option>
            {sets
              .filter((set) => inForce === undefined || ruleSetName(set) !== ruleSetName(inForce))
              .map((set) => (
                <option key={ruleSetName(set)} value={ruleSetName(set)}>
                  {ruleSetName(set)}
                </option>
              ))}
          </select>
        </label>
        {inForce === undefined ? <EmptyState title="没有生效的规则" /> : <RuleBands set={inForce} other={other} />}
      </section>
      <DataTable
        label="历次规则"
        columns={columns}
        rows={rows}
        rowKey={({ ref }) => ref}
        loading={query.isFetching && query.isPending}
        empty={<EmptyState title="还没有任何规则" />}
        paging={{ note: `共${rows.length}套，旧规则一律保留：它们生效的日子仍按它们判灯` }}
      />
    </PageFrame>
  );
};
