import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  actOnBlockage,
  type BlockageAct,
  blockageAnswerLabel,
  blockageAnswers,
  type BlockageDetails,
  type BlockageId,
  blockageLevelLabel,
  blockageStateLabel,
  blockageTypeLabel,
  getBlockage,
} from '../contract/index.ts';
import { ActDialog, type ActField } from './act-form.tsx';
import { EntryList } from './parts.tsx';
import { supervisionPaths } from './supervision-paths.ts';

const note: ActField = { name: 'note', label: '说明', kind: 'note' };
const extra = (one: BlockageDetails): Partial<Record<BlockageAct, readonly ActField[]>> => ({
  answer: [{ name: 'answer', label: '答复', kind: 'choice', options: blockageAnswers.map((value) => ({ value, label: blockageAnswerLabel[value] })) }],
  promise: [{ name: 'promisedOn', label: '承诺日期', kind: 'day' }],
  route: [{ name: 'authorityOrgId', label: '协调单位', kind: 'org' }],
  join: [
    { name: 'joinedTo', label: '并入的事项', kind: 'choice', options: one.similar.map(({ blockageId, number, title }) => ({ value: blockageId, label: `${number} ${title}` })) },
  ],
  'rule-days': [
    { name: 'fromOn', label: '阻滞起始日', kind: 'day', initial: one.sinceOn },
    { name: 'toOn', label: '阻滞截止日', kind: 'day' },
  ],
});

const ActOnIt = ({ one, act, label, onClose }: { readonly one: BlockageDetails; readonly act: BlockageAct; readonly label: string; readonly onClose: () => void }) => {
  const save = useWrite(actOnBlockage, onClose);
  return (
    <ActDialog
      title={`${label}：${one.number}`}
      confirm={label}
      fields={[...(extra(one)[act] ?? []), note]}
      busy={save.isPending}
      problem={save.error === null ? null : asProblem(save.error)}
      onClose={onClose}
      onSubmit={(values) => save.mutate({ params: { blockageId: one.blockageId }, body: { ...values, action: act, revision: one.revision } as never })}
    />
  );
};

/** One blockage: what blocks, who can solve it, how long it waits, what may be done. */
export const Page = ({ params }: PageProps<{ readonly blockageId: BlockageId }, unknown>) => {
  const query = useQuery(queryOf(getBlockage, { params }));
  const [pending, setPending] = useState<{ readonly act: BlockageAct; readonly label: string }>();
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const one = query.data;
  if (one === undefined) return <PageLoading />;
  const offers = [...one.actions].sort((a, b) => Number(b.allowed) - Number(a.allowed));
  return (
    <PageFrame title={one.title} note={one.number} actions={<Button onClick={() => window.print()}>打印</Button>}>
      <section className="supervision-card">
        <h2>可以办理</h2>
        {offers.length === 0 ? (
          <p>这个事项已经了结。</p>
        ) : (
          <div className="supervision-acts">
            {offers.map((offer, index) => (
              <ActionButton key={offer.action} offer={offer} primary={index === 0} onAct={() => setPending({ act: offer.action as BlockageAct, label: offer.label })} />
            ))}
          </div>
        )}
      </section>
      <div className="supervision-columns">
        <section className="supervision-card">
          <h2>事项</h2>
          <dl className="supervision-facts">
            <dt>状态</dt>
            <dd>
              {blockageStateLabel[one.state]}
              {one.isConfirmedBySilence ? '（逾期未答视为确认）' : ''}
            </dd>
            <dt>类型与层级</dt>
            <dd>
              {blockageTypeLabel[one.type]}，{blockageLevelLabel[one.level]}
            </dd>
            <dt>提出单位</dt>
            <dd>{one.raisedBy.name}</dd>
            <dt>协调单位</dt>
            <dd>{one.authority.name}</dd>
            <dt>受阻起始日</dt>
            <dd>
              {one.sinceOn}，已等待{one.daysOpen}天
            </dd>
            {one.risesOn !== null && (
              <>
                <dt>自动升级</dt>
                <dd>{one.risesOn}</dd>
              </>
            )}
            {one.promisedOn !== null && (
              <>
                <dt>承诺日期</dt>
                <dd>{one.promisedOn}</dd>
              </>
            )}
            {one.missedPromises > 0 && (
              <>
                <dt>承诺未兑现</dt>
                <dd className="order-late">{one.missedPromises}次</dd>
              </>
            )}
            {one.answer !== null && (
              <>
                <dt>答复</dt>
                <dd>{blockageAnswerLabel[one.answer]}</dd>
              </>
            )}
          </dl>
          <h2>受阻情况</h2>
          <p>{one.what}</p>
          {one.similar.length > 0 && (
            <>
              <h2>相同的在办事项</h2>
              <ul>
                {one.similar.map((other) => (
                  <li key={other.blockageId}>
                    <Link to={supervisionPaths.blockage(other.blockageId) as never}>{other.title}</Link>（{other.number}，已等待{other.daysOpen}天）
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
        <section className="supervision-card">
          <h2>来往记录</h2>
          <EntryList entries={one.entries} />
        </section>
      </div>
      {pending !== undefined && <ActOnIt one={one} act={pending.act} label={pending.label} onClose={() => setPending(undefined)} />}
    </PageFrame>
  );
};
