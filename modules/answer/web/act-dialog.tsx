import { useState } from 'react';
import { useWrite } from '#kernel/web/use-write.ts';
import {
  answerChallenge,
  challengeEvidence,
  releaseEvidence,
  type ShownEvidence,
  type VerificationMethod,
  type VerificationOutcome,
  verificationMethodLabel,
  verificationMethods,
  verificationOutcomeLabel,
  verificationOutcomes,
  verifyEvidence,
  withdrawEvidence,
} from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { ChoiceField, TextField } from '#ui/form-fields.tsx';
import { factWords } from './words.ts';

export type EvidenceAct = 'release' | 'conceal' | 'verify' | 'withdraw' | 'challenge' | 'answer-challenge';

interface ActProps {
  readonly evidence: ShownEvidence;
  readonly onClose: () => void;
}

const VerifyDialog = ({ evidence, onClose }: ActProps) => {
  const [outcome, setOutcome] = useState<VerificationOutcome>('confirmed');
  const [method, setMethod] = useState<VerificationMethod>('document');
  const [note, setNote] = useState('');
  const act = useWrite(verifyEvidence, onClose);
  return (
    <FormDialog
      title="核实证据"
      submit="提交核实"
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ params: { evidenceId: evidence.evidenceId as never }, body: { outcome, method, note } })}
      onClose={onClose}
    >
      <p>{factWords(evidence)}</p>
      <ChoiceField label="结论" value={outcome} choices={verificationOutcomes} labels={verificationOutcomeLabel} onChange={setOutcome} />
      <ChoiceField label="方法" value={method} choices={verificationMethods} labels={verificationMethodLabel} onChange={setMethod} />
      <TextField label="核实情况" value={note} onChange={setNote} lines={3} hint="属实的升为B级；不属实的转为有异议，不再计入。" />
    </FormDialog>
  );
};

const WithdrawDialog = ({ evidence, onClose }: ActProps) => {
  const [reason, setReason] = useState('');
  const act = useWrite(withdrawEvidence, onClose);
  return (
    <FormDialog
      title="撤回证据"
      submit="撤回"
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ params: { evidenceId: evidence.evidenceId as never }, body: { reason } })}
      onClose={onClose}
    >
      <p>{factWords(evidence)}。撤回后不再计入，记录保留。</p>
      <TextField label="理由" value={reason} onChange={setReason} lines={3} />
    </FormDialog>
  );
};

const ChallengeDialog = ({ evidence, onClose }: ActProps) => {
  const [reason, setReason] = useState('');
  const act = useWrite(challengeEvidence, onClose);
  return (
    <FormDialog
      title="提出异议"
      submit="提出"
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ params: { evidenceId: evidence.evidenceId as never }, body: { reason } })}
      onClose={onClose}
    >
      <p>{factWords(evidence)}。答复以前不计入。</p>
      <TextField label="理由" value={reason} onChange={setReason} lines={3} />
    </FormDialog>
  );
};

const answerLabel = { live: '维持，恢复计入', withdrawn: '异议成立，撤回' } as const;

const AnswerDialog = ({ evidence, onClose }: ActProps) => {
  const [outcome, setOutcome] = useState<'live' | 'withdrawn'>('live');
  const [reason, setReason] = useState('');
  const act = useWrite(answerChallenge, onClose);
  return (
    <FormDialog
      title="答复异议"
      submit="答复"
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ params: { evidenceId: evidence.evidenceId as never }, body: { outcome, reason } })}
      onClose={onClose}
    >
      <p>
        {factWords(evidence)}。异议：{evidence.statusReason}
      </p>
      <ChoiceField label="结论" value={outcome} choices={['live', 'withdrawn']} labels={answerLabel} onChange={setOutcome} />
      <TextField label="理由" value={reason} onChange={setReason} lines={3} />
    </FormDialog>
  );
};

const ReleaseDialog = ({ evidence, onClose }: ActProps) => {
  const [reason, setReason] = useState('');
  const act = useWrite(releaseEvidence, onClose);
  const isPublic = !evidence.isPublic;
  const name = isPublic ? '对外公开' : '停止公开';
  return (
    <FormDialog
      title={name}
      submit={name}
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ params: { evidenceId: evidence.evidenceId as never }, body: { isPublic, reason } })}
      onClose={onClose}
    >
      <p>
        {factWords(evidence)}。{isPublic ? '公开页面显示数值、期间、等级和摘要；不显示单位、人员、对象名称、说明和文件。' : '公开页面从现在起不再显示；过去的日期仍按当天显示。'}
      </p>
      <TextField label="依据" value={reason} onChange={setReason} lines={3} />
    </FormDialog>
  );
};

const dialogs: Readonly<Record<EvidenceAct, (props: ActProps) => React.ReactNode>> = {
  release: ReleaseDialog,
  conceal: ReleaseDialog,
  verify: VerifyDialog,
  withdraw: WithdrawDialog,
  challenge: ChallengeDialog,
  'answer-challenge': AnswerDialog,
};

export const ActDialog = ({ act, ...props }: ActProps & { readonly act: EvidenceAct }) => {
  const Shown = dialogs[act];
  return <Shown {...props} />;
};
