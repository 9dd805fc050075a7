import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  getLetter,
  getOrderPapers,
  getPublicationDocument,
  issueLetter,
  type OrderId,
  type OrderLetterKind,
  orderLetterKindLabel,
  orderLetterKinds,
  publishOrder,
  stopPublication,
} from '../contract/index.ts';
import { ActDialog, type ActField } from './act-form.tsx';

type Papers = Reply<typeof getOrderPapers>;
type PaperAct = 'publish' | 'stop' | 'letter';

const forms: Readonly<Record<PaperAct, { readonly title: string; readonly confirm: string; readonly fields: readonly ActField[] }>> = {
  publish: {
    title: '公示办结结果',
    confirm: '公示',
    fields: [
      { name: 'place', label: '公示地点', kind: 'text', hint: '例如县政府网站、公示栏' },
      { name: 'result', label: '公示内容', kind: 'note', hint: '写明办结结果；不写个人信息' },
      {
        name: 'posting',
        label: '公开门户',
        kind: 'choice',
        initial: 'no',
        options: [
          { value: 'no', label: '不登' },
          { value: 'yes', label: '公示期内同时登在公开门户' },
        ],
        hint: '登出名称、牵头单位、完成标准和公示内容，任何人可见',
      },
    ],
  },
  stop: { title: '停止公示', confirm: '停止', fields: [{ name: 'reason', label: '停止的理由', kind: 'note', hint: '停止后须重新公示，才能销号' }] },
  letter: {
    title: '印发督查文书',
    confirm: '印发',
    fields: [
      { name: 'kind', label: '文书', kind: 'choice', initial: 'urge', options: orderLetterKinds.map((value) => ({ value, label: orderLetterKindLabel[value] })) },
      { name: 'words', label: '正文', kind: 'note', hint: '印发后不能修改；编号由系统给出' },
      { name: 'meetsOn', label: '约谈日期', kind: 'day', hint: '约谈通知书填写' },
      { name: 'meetsAt', label: '约谈地点', kind: 'text', hint: '约谈通知书填写' },
    ],
  },
};

const PaperDialog = ({ orderId, act, live, onClose }: { readonly orderId: OrderId; readonly act: PaperAct; readonly live: string; readonly onClose: () => void }) => {
  const publish = useWrite(publishOrder, onClose);
  const stop = useWrite(stopPublication, onClose);
  const letter = useWrite(issueLetter, onClose);
  const error = publish.error ?? stop.error ?? letter.error;
  return (
    <ActDialog
      {...forms[act]}
      busy={publish.isPending || stop.isPending || letter.isPending}
      problem={error === null ? null : asProblem(error)}
      onClose={onClose}
      onSubmit={(values) => {
        const params = { orderId };
        if (act === 'publish') publish.mutate({ params, body: { place: values.place ?? '', result: values.result ?? '', isPosted: values.posting === 'yes' } });
        else if (act === 'stop') stop.mutate({ params: { orderId, publicationId: live }, body: { reason: values.reason ?? '' } });
        else letter.mutate({ params, body: { ...values, words: values.words ?? '', kind: (values.kind ?? 'urge') as OrderLetterKind } });
      }}
    />
  );
};

const needsWords = ({ publicDays, wantsCheck, isCheckPassed }: Papers): string =>
  [
    wantsCheck ? `须经现场核查（${isCheckPassed === null ? '还没有核查' : isCheckPassed ? '已认定属实' : '没有认定属实'}）` : '',
    publicDays === null ? '' : `办结后须公示${publicDays}个工作日`,
  ]
    .filter((one) => one !== '')
    .join('，');

/** What 销号 waits for, the 公示, and the letters that were issued. */
export const OrderPapers = ({ orderId }: { readonly orderId: OrderId }) => {
  const query = useQuery(queryOf(getOrderPapers, { params: { orderId } }));
  const [act, setAct] = useState<PaperAct>();
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const papers = query.data;
  if (papers === undefined) return null;
  const needs = needsWords(papers);
  const live = papers.publications.find(({ stoppedOn }) => stoppedOn === null)?.publicationId ?? '';
  if (needs === '' && papers.publications.length + papers.letters.length + papers.actions.length === 0) return null;
  return (
    <section className="supervision-card" aria-label="公示与文书">
      <h2>公示与文书</h2>
      {needs !== '' && <p>销号前{needs}。</p>}
      {papers.publications.length + papers.letters.length > 0 && (
        <ul className="entry-list">
          {papers.publications.map((one) => (
            <li key={one.publicationId}>
              <div className="entry-head">
                <strong>公示</strong>
                <span>
                  {one.fromOn}至{one.toOn}
                  {one.stoppedOn === null ? '' : `，${one.stoppedOn}停止`}
                </span>
                <span>{one.by}</span>
              </div>
              <p>
                {one.place}
                {one.isPosted && '、公开门户'}：{one.result}
                {one.stopReason === null ? '' : ` 停止的理由：${one.stopReason}`}
              </p>
              <a className="plain-button" href={buildUrl(getPublicationDocument, { params: { orderId, publicationId: one.publicationId } })} download>
                公示（Word）
              </a>
            </li>
          ))}
          {papers.letters.map((one) => (
            <li key={one.letterId}>
              <div className="entry-head">
                <strong>{orderLetterKindLabel[one.kind]}</strong>
                <span>{one.number}</span>
                <span>
                  {one.issuedOn} {one.by}
                </span>
              </div>
              <p>
                {one.meetsOn === null ? '' : `${one.meetsOn}在${one.meetsAt}约谈。`}
                {one.words}
              </p>
              <a className="plain-button" href={buildUrl(getLetter, { params: { orderId, letterId: one.letterId } })} download>
                {orderLetterKindLabel[one.kind]}（Word）
              </a>
            </li>
          ))}
        </ul>
      )}
      <div className="supervision-acts">
        {papers.actions.map((offer) => (
          <ActionButton key={offer.action} offer={offer} onAct={() => setAct(offer.action as PaperAct)} />
        ))}
      </div>
      {act !== undefined && <PaperDialog orderId={orderId} act={act} live={live} onClose={() => setAct(undefined)} />}
    </section>
  );
};
