import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ActionOffer } from '#kernel/decision.ts';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ActionButton } from '#ui/action-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  exportHandover,
  getHandover,
  type HandoverAction,
  handoverActionLabel,
  type HandoverId,
  type HandoverState,
  handoverStateLabel,
  type HandoverView,
  stepHandover,
} from '../contract/index.ts';
import { FormField } from './form-field.tsx';
import { HandoverNotes } from './handover-notes.tsx';
import './identity.css';

const path: readonly HandoverState[] = ['planned', 'listed', 'half_checked', 'checked', 'outgoing_signed', 'both_signed', 'effective'];

const Progress = ({ state }: { readonly state: HandoverState }) => (
  <ol className="steps-line" aria-label="办理进程">
    {(path.includes(state) ? path : [...path.slice(0, 6), state]).map((one) => (
      <li key={one} {...(one === state ? { 'aria-current': 'step' as const } : {})}>
        {handoverStateLabel[one]}
      </li>
    ))}
  </ol>
);

const Items = ({ view }: { readonly view: HandoverView }) =>
  view.items.length === 0 ? (
    <p className="muted">{view.state === 'planned' ? '清单还没有生成。' : '这个岗位没有未了事项。'}</p>
  ) : (
    <div className="table-wide">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">序号</th>
            <th scope="col">类别</th>
            <th scope="col">事项</th>
            <th scope="col">时限</th>
            <th scope="col">状态</th>
          </tr>
        </thead>
        <tbody>
          {view.items.map((item) => (
            <tr key={item.ordinal}>
              <td>{item.ordinal}</td>
              <td>{item.kind}</td>
              <td>{item.href === null ? item.title : <Link to={item.href as never}>{item.title}</Link>}</td>
              <td>{item.dueOn ?? '—'}</td>
              <td>{item.isOpen ? '未了' : '已了结'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

const StepDialog = ({ view, action, onClose }: { readonly view: HandoverView; readonly action: Exclude<HandoverAction, 'plan' | 'take_over'>; readonly onClose: () => void }) => {
  const [note, setNote] = useState('');
  const save = useWrite(stepHandover, onClose);
  const submit = (): void =>
    save.mutate({
      params: { handoverId: view.handoverId },
      body: { action, expectedRevision: view.revision, sheetSha256: view.sheetSha256, ...(note === '' ? {} : { note }) },
    });
  return (
    <Dialog
      title={handoverActionLabel[action]}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <BusyButton type="primary" busy={save.isPending} onClick={submit}>
            确认{handoverActionLabel[action]}
          </BusyButton>
        </>
      }
    >
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} onClose={() => save.reset()} />}
      <p>
        {view.postWords}：{view.outgoing.name} → {view.incoming.name}，{view.effectiveOn} 生效，清单 {view.items.length} 项。
      </p>
      <FormField label="说明" hint={action === 'withdraw' ? '撤回要写明原因' : '可不填'}>
        {(id) => <Input.TextArea id={id} rows={2} value={note} onChange={(event) => setNote(event.target.value)} />}
      </FormField>
    </Dialog>
  );
};

const Steps = ({ view }: { readonly view: HandoverView }) => (
  <ol className="timeline">
    {view.steps.map((step) => (
      <li key={`${step.at}${step.action}`}>
        <span>{step.at.slice(0, 16).replace('T', ' ')}</span>
        <span>
          {handoverActionLabel[step.action]}：{step.actor}
          {step.onBehalfOf !== null && `（代${step.onBehalfOf}）`}
          {step.note !== null && <small> {step.note}</small>}
          {step.sheetSha256 !== null && (
            <>
              <br />
              <small>清单摘要 {step.sheetSha256.slice(0, 16)}…</small>
            </>
          )}
        </span>
      </li>
    ))}
  </ol>
);

const stepOf = (offer: ActionOffer): string => offer.action.replace('identity.handover.', '');

/** One hand-over: the sheet, remarks, signatures, and the next step. */
export const Page = ({ params }: PageProps<{ readonly handoverId: HandoverId }, unknown>) => {
  const query = useQuery(queryOf(getHandover, { params }));
  const [action, setAction] = useState<string>();
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const view = query.data;
  if (view === undefined) return <PageLoading />;
  const steps = view.actions.filter((offer) => offer.action.startsWith('identity.handover.'));
  return (
    <PageFrame
      title={`岗位移交：${view.postWords}`}
      note={`移交人 ${view.outgoing.name}，接收人 ${view.incoming.name}，代理人 ${view.deputy.name}；${view.effectiveOn} 生效。事由：${view.reason}`}
      actions={
        <span className="page-actions no-print">
          {steps.map((offer) => (
            <ActionButton
              key={offer.action}
              offer={offer}
              primary={!['withdraw', 'list'].includes(stepOf(offer)) || view.state === 'planned'}
              onAct={() => setAction(stepOf(offer))}
            />
          ))}
          <a className="plain-button" href={buildUrl(exportHandover, { params })} download>
            导出清单（Word）
          </a>
          <Button onClick={() => window.print()}>打印</Button>
        </span>
      }
    >
      <Progress state={view.state} />
      <div className="stack">
        <section className="panel" aria-label="交接清单">
          <h2>交接清单（{view.items.length} 项）</h2>
          <Items view={view} />
          <p className="muted">清单只增不减；已了结的事项也留在清单上。签字即确认这份清单。</p>
        </section>
        <HandoverNotes view={view} />
        <section className="panel" aria-label="办理经过">
          <h2>办理经过</h2>
          <Steps view={view} />
        </section>
      </div>
      {action !== undefined && <StepDialog view={view} action={action as never} onClose={() => setAction(undefined)} />}
    </PageFrame>
  );
};
