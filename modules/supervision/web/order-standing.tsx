import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { decideObjection, getOrderStanding, getUnitLetter, objectToColour, orderColourLabel, type OrderId, publicationLabel, settleReview } from '../contract/index.ts';
import { ActDialog, type ActField } from './act-form.tsx';
import { momentWords } from './parts.tsx';

type Standing = Reply<typeof getOrderStanding>;
type Asked = { readonly kind: 'object' } | { readonly kind: 'decide'; readonly objectionId: string } | { readonly kind: 'keep'; readonly reviewId: string };

const words: Readonly<Record<Asked['kind'], { readonly title: string; readonly confirm: string; readonly fields: readonly ActField[] }>> = {
  object: { title: '对颜色提出异议', confirm: '提出', fields: [{ name: 'reason', label: '异议理由', kind: 'note', hint: '裁定前暂停通报，办理照常进行。' }] },
  decide: {
    title: '裁定异议',
    confirm: '裁定',
    fields: [
      {
        name: 'outcome',
        label: '结论',
        kind: 'choice',
        options: [
          { value: 'upheld', label: '异议成立，不扣分、不通报' },
          { value: 'rejected', label: '异议不成立' },
        ],
      },
      { name: 'ruling', label: '裁定理由', kind: 'note' },
    ],
  },
  keep: { title: '复核：维持销号', confirm: '维持销号', fields: [{ name: 'note', label: '维持销号的理由', kind: 'note', hint: '需要重新办理的，请用「反弹」。' }] },
};

const StandingDialog = ({ orderId, asked, onClose }: { readonly orderId: OrderId; readonly asked: Asked; readonly onClose: () => void }) => {
  const object = useWrite(objectToColour, onClose);
  const decide = useWrite(decideObjection, onClose);
  const keep = useWrite(settleReview, onClose);
  const error = object.error ?? decide.error ?? keep.error;
  return (
    <ActDialog
      {...words[asked.kind]}
      busy={object.isPending || decide.isPending || keep.isPending}
      problem={error === null ? null : asProblem(error)}
      onClose={onClose}
      onSubmit={(values) => {
        if (asked.kind === 'object') object.mutate({ params: { orderId }, body: { reason: values.reason ?? '' } });
        else if (asked.kind === 'keep') keep.mutate({ params: { orderId, reviewId: asked.reviewId }, body: { note: values.note ?? '' } });
        else {
          // Nothing chosen is sent as nothing, so that the server asks for it; it never means "rejected".
          const isUpheld = values.outcome === undefined ? undefined : values.outcome === 'upheld';
          decide.mutate({ params: { orderId, objectionId: asked.objectionId }, body: { isUpheld, ruling: values.ruling ?? '' } as never });
        }
      }}
    />
  );
};

const Past = ({ standing: { objections, reviews } }: { readonly standing: Standing }) => (
  <ul className="entry-list">
    {objections.map((one) => (
      <li key={one.objectionId}>
        <div className="entry-head">
          <strong>对{orderColourLabel[one.colour]}的异议</strong>
          <span>{one.isUpheld === null ? '等待裁定' : one.isUpheld ? '成立' : '不成立'}</span>
          <time dateTime={one.raisedAt}>{momentWords(one.raisedAt)}</time>
        </div>
        <p>{one.reason}</p>
        {one.ruling !== null && <p>裁定：{one.ruling}</p>}
      </li>
    ))}
    {reviews.map((one) => (
      <li key={one.reviewId}>
        <div className="entry-head">
          <strong>佐证撤回后的复核</strong>
          <span>{one.outcome === null ? '等待复核' : one.outcome === 'kept' ? '维持销号' : '已反弹重办'}</span>
          <span>限{one.dueOn}前</span>
        </div>
        <p>{one.reason}</p>
        {one.note !== null && one.note !== '' && <p>结果：{one.note}</p>}
      </li>
    ))}
  </ul>
);

/** What an offered act is about: the objection or second look that still waits. */
const askedBy = (action: string, { objections, reviews }: Standing): Asked => {
  if (action === 'decide') return { kind: 'decide', objectionId: objections.find(({ isUpheld }) => isUpheld === null)?.objectionId ?? '' };
  return action === 'keep' ? { kind: 'keep', reviewId: reviews.find(({ outcome }) => outcome === null)?.reviewId ?? '' } : { kind: 'object' };
};

/** What the colour costs, whether it may be published, objections and second looks. */
export const OrderStanding = ({ orderId }: { readonly orderId: OrderId }) => {
  const query = useQuery(queryOf(getOrderStanding, { params: { orderId } }));
  const [asked, setAsked] = useState<Asked>();
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const standing = query.data;
  if (standing === undefined || (standing.objectUntil === null && standing.reviews.length === 0)) return null;
  return (
    <section className="supervision-card" aria-label="扣分与异议">
      <h2>扣分与异议</h2>
      <dl className="supervision-facts">
        <dt>扣分</dt>
        <dd>{standing.points}分</dd>
        <dt>通报</dt>
        <dd>{publicationLabel[standing.publication]}</dd>
        {standing.objectUntil !== null && (
          <>
            <dt>异议期限</dt>
            <dd>{standing.objectUntil}</dd>
          </>
        )}
        <dt>本年度黄色、红色</dt>
        <dd>
          {standing.colouredOfYear}张
          {standing.isLetterDue && (
            <>
              ，应致函单位{' '}
              <a className="plain-button" href={buildUrl(getUnitLetter, { params: { orderId } })} download>
                致单位的函（Word）
              </a>
            </>
          )}
        </dd>
      </dl>
      {standing.objections.length + standing.reviews.length > 0 && <Past standing={standing} />}
      <div className="supervision-acts">
        {standing.actions.map((offer) => (
          <ActionButton key={offer.action} offer={offer} onAct={() => setAsked(askedBy(offer.action, standing))} />
        ))}
      </div>
      {asked !== undefined && <StandingDialog orderId={orderId} asked={asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
};
