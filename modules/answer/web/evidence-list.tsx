import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { evidenceGradeLabel, type EvidenceStamp, evidenceStampLabel, evidenceStatusLabel, evidenceVoiceLabel } from '#kernel/evidence.ts';
import { useMe } from '#identity/web';
import { momentWords } from '#plan/web';
import { getDocument, type ShownEvidence, verificationMethodLabel, verificationOutcomeLabel } from '../contract/index.ts';
import { ActDialog, type EvidenceAct } from './act-dialog.tsx';
import type { ClauseReply } from './clause.page.tsx';
import { EnterDialog } from './enter-dialog.tsx';
import { factWords } from './words.ts';

interface OneProps {
  readonly evidence: ShownEvidence;
  readonly people: ClauseReply['people'];
  readonly onAct: (act: EvidenceAct | 'correct') => void;
}

const Verified = ({ evidence, people }: Pick<OneProps, 'evidence' | 'people'>) =>
  evidence.verification === null ? null : (
    <p className="answer-hint">
      {people[evidence.verification.by] ?? ''}
      {verificationMethodLabel[evidence.verification.method]}：{verificationOutcomeLabel[evidence.verification.outcome]}，{evidence.verification.note}
    </p>
  );

/** What is not real says so, and whether it counts here: DEMO counts on a demonstration node alone (ADR 0031). */
const Stamp = ({ stamp }: { readonly stamp: EvidenceStamp }) => {
  const { isDemonstration } = useMe();
  if (stamp === 'real') return null;
  const counts = stamp === 'demo' && isDemonstration ? '仅在演示节点计入' : '不计入';
  return (
    <span className="evidence-stamp">
      {evidenceStampLabel[stamp]}，{counts}
    </span>
  );
};

const One = ({ evidence, people, onAct }: OneProps) => (
  <li id={`evidence-${evidence.evidenceId}`} className={`evidence-one evidence-${evidence.status}`}>
    <p className="evidence-head">
      <b>{factWords(evidence)}</b>
      <span className="evidence-grade">{evidenceGradeLabel[evidence.grade]}</span>
      <span className="evidence-status">{evidenceStatusLabel[evidence.status]}</span>
      {evidence.isPublic && <span className="evidence-status">对外公开</span>}
      <Stamp stamp={evidence.stamp} />
    </p>
    <p className="clause-reason">
      {evidence.from}至{evidence.to}
      {evidence.validUntil !== null && `；有效期至${evidence.validUntil}`}；{evidenceVoiceLabel[evidence.voice]}；{people[evidence.recordedBy] ?? ''}于
      {momentWords(evidence.recordedAt)}记入
      {evidence.note !== '' && `；${evidence.note}`}
    </p>
    {evidence.document !== null && (
      <p className="clause-reason">
        <a href={buildUrl(getDocument, { params: { documentId: evidence.document.documentId } })} download>
          {evidence.document.name}
        </a>
        <span className="muted">　摘要 {evidence.document.sha256.slice(0, 12)}…</span>
      </p>
    )}
    <Verified evidence={evidence} people={people} />
    {evidence.statusReason !== '' && (
      <p className="answer-hint">
        {evidenceStatusLabel[evidence.status]}：{evidence.statusReason}（{momentWords(evidence.statusAt)}）
      </p>
    )}
    {evidence.actions.length > 0 && (
      <div className="answer-tools">
        {evidence.actions.map((offer) => {
          const button = (
            <Button
              key={offer.action}
              size="small"
              aria-disabled={!offer.allowed}
              className={offer.allowed ? '' : 'action-refused'}
              onClick={() => offer.allowed && onAct(offer.action as EvidenceAct | 'correct')}
            >
              {offer.label}
            </Button>
          );
          return offer.allowed ? (
            button
          ) : (
            <Tooltip key={offer.action} title={offer.reason}>
              {button}
            </Tooltip>
          );
        })}
      </div>
    )}
  </li>
);

/** All envelopes, newest first; those that no longer count stay visible with the reason. */
export const EvidenceList = ({ clause }: { readonly clause: ClauseReply }) => {
  const [open, setOpen] = useState<{ readonly evidence: ShownEvidence; readonly act: EvidenceAct | 'correct' }>();
  const contract = clause.contracts.find(({ status }) => status === 'approved')?.body ?? clause.proposal;
  return (
    <section className="clause-panel" aria-label="证据">
      <h2>
        证据 <span className="muted">{clause.evidence.length}份</span>
      </h2>
      {clause.evidence.length === 0 && <p className="muted">还没有证据。责任单位填报并上传文件，由另一人核实后计入。</p>}
      <ul className="evidence-list">
        {clause.evidence.map((evidence) => (
          <One key={evidence.evidenceId} evidence={evidence} people={clause.people} onAct={(act) => setOpen({ evidence, act })} />
        ))}
      </ul>
      {open !== undefined && open.act !== 'correct' && <ActDialog evidence={open.evidence} act={open.act} onClose={() => setOpen(undefined)} />}
      {open !== undefined && open.act === 'correct' && (
        <EnterDialog
          planId={clause.planId}
          clauseKey={clause.clause.clauseKey}
          contract={contract}
          today={clause.asOf}
          corrects={open.evidence}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
};
