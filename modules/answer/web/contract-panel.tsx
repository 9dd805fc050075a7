import { useState } from 'react';
import { Button } from 'antd';
import { evidenceGradeLabel, evidenceKindLabel } from '#kernel/evidence.ts';
import { momentWords } from '#plan/web';
import { type ClauseContract, contractStatusLabel } from '../contract/index.ts';
import type { ClauseReply } from './clause.page.tsx';
import { targetWords } from './words.ts';

const Body = ({ body }: { readonly body: ClauseContract['body'] }) => (
  <dl className="verdict-facts">
    <dt>怎样判定</dt>
    <dd>{targetWords(body.target)}</dd>
    <dt>办成的标准</dt>
    <dd>{body.doneMeans}</dd>
    <dt>期间</dt>
    <dd>
      {body.from}至{body.to}
    </dd>
    <dt>接受的证据</dt>
    <dd>
      {body.accepts.map((kind) => evidenceKindLabel[kind]).join('、')}；最低{evidenceGradeLabel[body.minGrade]}
      {body.freshDays !== null && `；${body.freshDays}天内有效`}
    </dd>
    {body.bonusOnly && (
      <>
        <dt>力争</dt>
        <dd>按原文判定，考核只加分不扣分</dd>
      </>
    )}
  </dl>
);

const One = ({ contract, people }: { readonly contract: ClauseContract; readonly people: ClauseReply['people'] }) => (
  <article className="contract-one">
    <p>
      <b>第{contract.ordinal}版</b> {contractStatusLabel[contract.status]}
      <span className="muted">
        {'　'}
        {people[contract.proposedBy] ?? ''}起草于{momentWords(contract.proposedAt)}
        {contract.decidedAt !== null && `，${people[contract.decidedBy ?? ''] ?? ''}于${momentWords(contract.decidedAt)}${contract.status === 'rejected' ? '退回' : '审定'}`}
        {contract.decisionReason !== null && contract.decisionReason !== '' && `：${contract.decisionReason}`}
      </span>
    </p>
    <Body body={contract.body} />
  </article>
);

/** The contract in force and the draft that waits; older ones on demand. */
export const ContractPanel = ({ clause }: { readonly clause: ClauseReply }) => {
  const [isAll, setAll] = useState(false);
  const current = clause.contracts.filter(({ status }) => status === 'approved' || status === 'proposed');
  const shown = isAll ? clause.contracts : current;
  return (
    <section className="clause-panel" aria-label="证据约定">
      <h2>证据约定</h2>
      {clause.excludedBecause !== null && <p>已认定不适用：{clause.excludedBecause}</p>}
      {shown.length === 0 && <p className="muted">{clause.proposal === null ? '还没有约定；原文没有可以判定的数，要由起草人写明标准。' : '还没有约定；可以按原文起草。'}</p>}
      {shown.map((contract) => (
        <One key={contract.contractId} contract={contract} people={clause.people} />
      ))}
      {clause.contracts.length > current.length && (
        <Button size="small" onClick={() => setAll(!isAll)}>
          {isAll ? '只看现行' : `历次约定（${clause.contracts.length}版）`}
        </Button>
      )}
    </section>
  );
};
