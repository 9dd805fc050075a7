import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ActionButton } from '#ui/action-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  decideValues,
  entryFlagLabel,
  getRevisions,
  type IndicatorId,
  observationActLabel,
  observationStateLabel,
  type Period,
  precisionLabel,
  qualityLabel,
  type Revision,
  submitValues,
  type ValueDecision,
} from '../contract/index.ts';
import { AsOf, asOfNote } from './as-of.tsx';
import { indicatorPaths } from './indicator-paths.ts';
import { figureWords, momentWords } from './words.ts';
import { Labelled } from './labelled.tsx';
import './indicator.css';

const needsReason = (action: string): boolean => action === 'return' || action === 'unapprove';

const RevisionCard = ({ revision, isEffective }: { readonly revision: Revision; readonly isEffective: boolean }) => (
  <li className={isEffective ? 'revision effective' : 'revision'}>
    <h2>
      第 {revision.revision} 次：{figureWords(revision.value, revision.gap)}
      <span className={`state-mark state-${revision.state}`}>{observationStateLabel[revision.state]}</span>
      {isEffective && <span className="muted">现行</span>}
    </h2>
    <dl className="indicator-facts">
      <div>
        <dt>填写的原文</dt>
        <dd>{revision.enteredText === '' ? '（空白）' : revision.enteredText}</dd>
      </div>
      {revision.numerator !== null && (
        <div>
          <dt>分子、分母</dt>
          <dd>
            {revision.numerator} ÷ {revision.denominator}
          </dd>
        </div>
      )}
      <div>
        <dt>质量</dt>
        <dd>
          {qualityLabel[revision.quality]}，{precisionLabel[revision.precision]}
        </dd>
      </div>
      <div>
        <dt>来源</dt>
        <dd>
          {revision.source.link === null ? (
            revision.source.document
          ) : (
            <a href={revision.source.link} rel="noreferrer" target="_blank">
              {revision.source.document}
            </a>
          )}
          {revision.source.publishedOn === null ? '' : `，${revision.source.publishedOn}公布`}
        </dd>
      </div>
      {revision.correctionReason !== null && (
        <div>
          <dt>修订理由</dt>
          <dd>{revision.correctionReason}</dd>
        </div>
      )}
      {revision.flags.map(({ flag, explanation }) => (
        <div key={flag}>
          <dt>{entryFlagLabel[flag]}</dt>
          <dd>{explanation}</dd>
        </div>
      ))}
    </dl>
    <ol className="act-list">
      {revision.acts.map((act) => (
        <li key={`${act.act} ${act.at}`}>
          {momentWords(act.at)}，{act.by} {observationActLabel[act.act]}
          {act.reason === '' ? '' : `：${act.reason}`}
        </li>
      ))}
    </ol>
  </li>
);

interface RevisionSearch {
  readonly knownOn?: string | undefined;
}

/** Every revision of one figure, and the next step for whoever may take it. */
export const Page = ({ params, search, setSearch }: PageProps<{ readonly indicatorId: IndicatorId; readonly area: string; readonly period: Period }, RevisionSearch>) => {
  const { knownOn } = search;
  const queries = useQueryClient();
  const query = useQuery(queryOf(getRevisions, { params, query: { knownOn } }));
  const [asked, setAsked] = useState<string>();
  const [reason, setReason] = useState('');
  const act = useMutation({
    mutationFn: async (action: string) => {
      const data = query.data;
      const newest = data?.revisions[0];
      if (data === undefined || newest === undefined) return undefined;
      const items = [{ seriesId: data.seriesId, period: params.period, revision: newest.revision }];
      return action === 'submit' ? call(submitValues, { body: { items } }) : call(decideValues, { body: { decision: action as ValueDecision, items, reason } });
    },
    onSuccess: () => {
      setAsked(undefined);
      setReason('');
      void queries.invalidateQueries();
    },
  });
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageLoading />;
  const { data } = query;
  const refused = act.data?.results.find((result) => !result.done);
  return (
    <PageFrame
      title={`${data.indicator}，${data.areaName}${data.label}`}
      note={
        <>
          <Link to={indicatorPaths.one(params.indicatorId) as never} search={{ knownOn } as never}>
            回到指标
          </Link>
          　{asOfNote(knownOn)}
        </>
      }
      actions={
        <>
          <AsOf knownOn={knownOn} onChange={(day) => setSearch({ knownOn: day })} />
          {data.actions.map((offer) => (
            <ActionButton
              key={offer.action}
              offer={offer}
              primary={offer.action === 'approve'}
              busy={act.isPending}
              onAct={() => (needsReason(offer.action) ? setAsked(offer.action) : act.mutate(offer.action))}
            />
          ))}
        </>
      }
    >
      {act.error !== null && <ProblemNotice problem={asProblem(act.error)} />}
      {refused !== undefined && <p role="alert">没有完成：{refused.reason}</p>}
      <ul className="revision-list">
        {data.revisions.map((revision) => (
          <RevisionCard key={revision.revision} revision={revision} isEffective={revision.revision === data.effectiveRevision} />
        ))}
      </ul>
      {asked !== undefined && (
        <Dialog
          title={asked === 'return' ? '退回' : '撤销核定'}
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
