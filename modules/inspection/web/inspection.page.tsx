import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useOfflineQueue } from '#kernel/web/use-offline-queue.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { useMe } from '#identity/web';
import { EntryList, momentWords } from '#supervision/web';
import { ActionButton } from '#ui/action-button.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  actOnInspection,
  getInspection,
  getInspectionNotice,
  getRectifyNotice,
  type InspectionAct,
  type InspectionDetails,
  type InspectionId,
  inspectionActLabel,
  inspectionStateLabel,
  inspectionVerdictLabel,
  teamMemberStateLabel,
} from '../contract/index.ts';
import { Findings } from './findings.tsx';
import { InspectionActDialog, type PendingAct } from './inspection-act-dialog.tsx';
import { inspectionPaths } from './inspection-paths.ts';
import './inspection.css';
import { RectificationFiles } from './scene-files.tsx';
import { SceneForm } from './scene-form.tsx';

/** A fact that is not there leaves no empty line. */
const factsOf = (one: InspectionDetails): readonly (readonly [string, string])[] => [
  ['状态', `${inspectionStateLabel[one.state]}${one.daysLate > 0 ? `，逾期${one.daysLate}天` : ''}`],
  ['被查单位', one.org.name],
  ['检查日', `${one.plannedOn}${one.isUnannounced ? '（不打招呼）' : ''}`],
  ['检查内容', one.matter],
  ['计划外理由', one.addedReason],
  ['超限理由', one.exceedReason],
  ['到场', one.arrivedAt === null ? '' : `${momentWords(one.arrivedAt)}，${one.arrivedPlace}`],
  ['认定', one.verdict === null ? '' : `${inspectionVerdictLabel[one.verdict]}：${one.finding}`],
  ['整改通知', one.rectifyNumber ?? ''],
  ['整改要求', one.requirement],
  ['整改期限', one.rectifyDueOn ?? ''],
];

const Facts = ({ one }: { readonly one: InspectionDetails }) => (
  <section className="supervision-card">
    <h2>检查 {one.stamp === 'demo' && <span className="demo-stamp">演示</span>}</h2>
    <dl className="supervision-facts">
      {factsOf(one)
        .filter(([, text]) => text !== '')
        .map(([name, text]) => [
          <dt key={name}>{name}</dt>,
          <dd key={`${name}=`} className={name === '状态' && one.daysLate > 0 ? 'order-late' : ''}>
            {text}
          </dd>,
        ])}
      {one.taskId !== null && (
        <>
          <dt>对应任务</dt>
          <dd>
            <Link to={inspectionPaths.task(one.taskId) as never}>{one.taskTitle}</Link>
          </dd>
        </>
      )}
      {one.forOrderId !== null && (
        <>
          <dt>核查的督办单</dt>
          <dd>
            <Link to={inspectionPaths.order(one.forOrderId) as never}>销号前核查的督办单</Link>
          </dd>
        </>
      )}
      {one.orderId !== null && (
        <>
          <dt>督办单</dt>
          <dd>
            <Link to={inspectionPaths.order(one.orderId) as never}>据认定不实立的督办单</Link>
          </dd>
        </>
      )}
    </dl>
    <h2>检查组</h2>
    {one.members.length === 0 ? (
      <p className="muted">还没有定。请在「改期、调整检查组」中补上。</p>
    ) : (
      <ul>
        {one.members.map(({ userId, name, state, reason }) => (
          <li key={userId}>
            {name}
            {state === 'active' ? '' : `（${teamMemberStateLabel[state]}${reason === '' ? '' : `：${reason}`}）`}
          </li>
        ))}
      </ul>
    )}
  </section>
);

/** Acts that are never the expected next one. */
const rarely: ReadonlySet<string> = new Set(['reschedule', 'recuse', 'cancel', 'correct', 'recheck-fail']);
const isAct = (action: string): action is InspectionAct => action in inspectionActLabel;

const Acts = ({ one, onAct }: { readonly one: InspectionDetails; readonly onAct: (act: PendingAct) => void }) => {
  // Allowed acts first; those that are refused stay visible with their reason. 登记现场发现 has its own form below.
  const offers = one.actions
    .filter(({ action }) => isAct(action))
    .sort((a, b) => Number(b.allowed) - Number(a.allowed) || Number(rarely.has(a.action)) - Number(rarely.has(b.action)));
  return (
    <section className="supervision-card" aria-label="可以办理">
      <h2>可以办理</h2>
      {offers.length === 0 ? (
        <p>{one.state === 'cancelled' ? '这次检查已经取消。' : '现在没有可以办理的操作。'}</p>
      ) : (
        <div className="supervision-acts">
          {offers.map((offer, index) => (
            <ActionButton
              key={offer.action}
              offer={offer}
              primary={index === 0 && !rarely.has(offer.action)}
              onAct={() => isAct(offer.action) && onAct({ action: offer.action, label: offer.label })}
            />
          ))}
        </div>
      )}
    </section>
  );
};

/** Whether this device holds an arrival that could not be sent yet: the team may go on noting. */
const useHeldArrival = (inspectionId: string): boolean => {
  const { me } = useMe();
  const { state } = useOfflineQueue(me?.userId ?? '');
  return state.items.some(
    ({ endpointId, input, state: waits }) =>
      endpointId === actOnInspection.id && waits === 'waiting' && (input.params as { inspectionId?: string } | undefined)?.inspectionId === inspectionId,
  );
};

/** One inspection: where it stands, what may be done, what was found, what happened. On a phone the form for the spot comes first. */
export const Page = ({ params }: PageProps<{ readonly inspectionId: InspectionId }, unknown>) => {
  const query = useQuery(queryOf(getInspection, { params }));
  const [pending, setPending] = useState<PendingAct>();
  const isArrivalHeld = useHeldArrival(params.inspectionId);
  const one = query.data;
  if (one === undefined) return query.error === null ? <PageLoading /> : <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const may = (action: string): boolean => one.actions.some((offer) => offer.action === action && offer.allowed);
  return (
    <PageFrame
      title={one.subject}
      note={one.number}
      actions={
        <>
          {one.entries.some(({ action }) => action === 'notify') && (
            <a className="plain-button" href={buildUrl(getInspectionNotice, { params })} download>
              检查通知（Word）
            </a>
          )}
          {one.rectifyNumber !== null && (
            <a className="plain-button" href={buildUrl(getRectifyNotice, { params })} download>
              整改通知（Word）
            </a>
          )}
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <Acts one={one} onAct={setPending} />
      {(may('note') || isArrivalHeld) && <SceneForm key={one.arrivedPlace} inspectionId={one.inspectionId} subject={one.subject} arrivedPlace={one.arrivedPlace} />}
      <div className="supervision-columns">
        <div>
          {one.arrivedAt === null && <Facts one={one} />}
          {one.arrivedAt !== null && <Findings one={one} mayNote={may('note')} />}
          <RectificationFiles one={one} mayAdd={may('rectified')} />
          {one.arrivedAt !== null && <Facts one={one} />}
        </div>
        <section className="supervision-card">
          <h2>来往记录</h2>
          <EntryList entries={one.entries} />
        </section>
      </div>
      {pending !== undefined && <InspectionActDialog key={pending.action} one={one} act={pending} onClose={() => setPending(undefined)} />}
    </PageFrame>
  );
};
