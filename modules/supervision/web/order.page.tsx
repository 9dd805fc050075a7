import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  getOrder,
  getOrderDocument,
  orderChangeKindLabel,
  orderChangeStateLabel,
  type OrderDetails,
  type OrderId,
  orderLinkKindLabel,
  orderSourceLabel,
  orderStateLabel,
  partyStateLabel,
} from '../contract/index.ts';
import { OrderActDialog } from './order-act-dialog.tsx';
import type { PendingAct } from './order-act-dialog.tsx';
import { OrderPapers } from './order-papers.tsx';
import { OrderStanding } from './order-standing.tsx';
import { ColourTag, EntryList } from './parts.tsx';
import { supervisionPaths } from './supervision-paths.ts';

const lateWords = ({ timing, dueOn, dueOriginalOn }: OrderDetails): string => {
  if (!timing.isOverdue && timing.daysLateOriginal === 0) return '未逾期';
  const original = dueOn === dueOriginalOn ? '' : `，按原时限逾期${timing.daysLateOriginal}天`;
  return `逾期${timing.daysLate}天${original}；他方阻滞${timing.blockedDays}天，单位自身逾期${timing.unitDelay}天`;
};

/** The number that a person typed; what the system names (task:…, decision:…) says nothing to a reader. */
const typedRef = ({ sourceRef }: OrderDetails): string => (sourceRef.includes(':') ? '' : sourceRef);

const Facts = ({ order }: { readonly order: OrderDetails }) => (
  <section className="supervision-card">
    <h2>事项</h2>
    <dl className="supervision-facts">
      <dt>状态</dt>
      <dd>
        {orderStateLabel[order.state]} <ColourTag colour={order.colour} /> {order.stamp === 'demo' && <span className="demo-stamp">演示</span>}
      </dd>
      <dt>来源</dt>
      <dd>
        {orderSourceLabel[order.source]}
        {order.sourceTitle === '' ? '' : `：${order.sourceTitle}`}
        {typedRef(order) === '' ? '' : `（${typedRef(order)}）`}
      </dd>
      <dt>牵头单位</dt>
      <dd>{order.lead.name}</dd>
      <dt>办理时限</dt>
      <dd>
        {order.dueOn}
        {order.dueOn === order.dueOriginalOn ? '' : `（原时限${order.dueOriginalOn}）`}
      </dd>
      <dt>时效</dt>
      <dd className={order.timing.isOverdue ? 'order-late' : ''}>{lateWords(order)}</dd>
      <dt>轮次与退回</dt>
      <dd>
        第{order.cycle}轮，退回{order.returns}次
      </dd>
      {order.ruleNote !== '' && (
        <>
          <dt>交办依据</dt>
          <dd>{order.ruleNote}</dd>
        </>
      )}
      {order.reviewOn !== null && (
        <>
          <dt>中止复核</dt>
          <dd>{order.reviewOn}</dd>
        </>
      )}
    </dl>
    <h2>办理要求</h2>
    <p>{order.matter}</p>
    <h2>完成标准</h2>
    <p>{order.standard}</p>
  </section>
);

interface ActListProps {
  readonly order: OrderDetails;
  readonly onAct: (act: PendingAct) => void;
}

const Parties = ({ order, onAct }: ActListProps) =>
  order.parties.length === 0 ? null : (
    <section className="supervision-card">
      <h2>配合单位</h2>
      {order.parties.map((party) => (
        <div key={party.org.orgId} className="supervision-party">
          <p>
            {party.org.name}：{partyStateLabel[party.state]}，时限{party.dueOn}
            {party.note === '' ? '' : `。${party.note}`}
          </p>
          <div className="supervision-acts">
            {party.actions
              .filter(({ allowed }) => allowed)
              .map((offer) => (
                <ActionButton key={offer.action} offer={offer} onAct={() => onAct({ kind: 'party', action: offer.action, label: offer.label, orgId: party.org.orgId })} />
              ))}
          </div>
        </div>
      ))}
    </section>
  );

const Changes = ({ order, onAct }: ActListProps) =>
  order.changes.length === 0 ? null : (
    <section className="supervision-card">
      <h2>延期与中止</h2>
      {order.changes.map((change) => (
        <div key={change.changeId}>
          <p>
            {orderChangeKindLabel[change.kind]}：{orderChangeStateLabel[change.state]}
            {change.newDueOn === null ? '' : `，新的时限${change.newDueOn}`}
            {change.reviewOn === null ? '' : `，复核日期${change.reviewOn}`}。{change.reason}
          </p>
          <div className="supervision-acts">
            {change.actions
              .filter(({ allowed }) => allowed)
              .map((offer) => (
                <ActionButton key={offer.action} offer={offer} onAct={() => onAct({ kind: 'change', action: offer.action, label: offer.label, changeId: change.changeId })} />
              ))}
          </div>
        </div>
      ))}
    </section>
  );

const Links = ({ order }: { readonly order: OrderDetails }) =>
  order.links.length === 0 ? null : (
    <section className="supervision-card">
      <h2>关联督办单</h2>
      <ul>
        {order.links.map((link) => (
          <li key={`${link.kind}${link.orderId}`}>
            {orderLinkKindLabel[link.kind]}
            {link.direction === 'from' ? '自' : '至'} <Link to={supervisionPaths.order(link.orderId) as never}>{link.number ?? link.title}</Link>（{orderStateLabel[link.state]}）
          </li>
        ))}
      </ul>
    </section>
  );

/** Acts that are never the expected next one. */
const rarely: ReadonlySet<string> = new Set(['urge', 'transfer', 'merge', 'split', 'withdraw', 'colour', 'extend', 'suspend']);

/** One order: what it asks, where it stands, what may be done, what happened. */
export const Page = ({ params }: PageProps<{ readonly orderId: OrderId }, unknown>) => {
  const query = useQuery(queryOf(getOrder, { params }));
  const [pending, setPending] = useState<PendingAct>();
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const order = query.data;
  if (order === undefined) return <PageLoading />;
  // Allowed acts first; those that are refused stay visible with their reason.
  const offers = [...order.actions].sort((a, b) => Number(b.allowed) - Number(a.allowed));
  return (
    <PageFrame
      title={order.title}
      note={order.number ?? '未编号'}
      actions={
        <>
          <a className="plain-button" href={buildUrl(getOrderDocument, { params })} download>
            督办单（Word）
          </a>
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <section className="supervision-card" aria-label="可以办理">
        <h2>可以办理</h2>
        {offers.length === 0 ? (
          <p>这张督办单已经了结。</p>
        ) : (
          <div className="supervision-acts">
            {offers.map((offer, index) => (
              <ActionButton
                key={offer.action}
                offer={offer}
                primary={index === 0 && !rarely.has(offer.action)}
                onAct={() => setPending({ kind: 'order', action: offer.action, label: offer.label })}
              />
            ))}
          </div>
        )}
      </section>
      <div className="supervision-columns">
        <div>
          <Facts order={order} />
          <Parties order={order} onAct={setPending} />
          <Changes order={order} onAct={setPending} />
          <Links order={order} />
          <OrderPapers orderId={order.orderId} />
          <OrderStanding orderId={order.orderId} />
        </div>
        <section className="supervision-card">
          <h2>来往记录</h2>
          <EntryList entries={order.entries} />
        </section>
      </div>
      {pending !== undefined && <OrderActDialog order={order} act={pending} onClose={() => setPending(undefined)} />}
    </PageFrame>
  );
};
