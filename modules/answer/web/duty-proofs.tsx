import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { type EvidenceGrade, evidenceGradeLabel, evidenceGrades } from '#kernel/evidence.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PlanId } from '#plan/contract';
import { FormDialog } from '#ui/form-dialog.tsx';
import { ChoiceField, TextField } from '#ui/form-fields.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type DutyProofWay, dutyProofWayLabel, listDutyProofs, setDutyProof } from '../contract/index.ts';

interface ProofProps {
  readonly planId: PlanId;
  readonly clauseKey: string;
}
type Duty = { readonly code: string; readonly label: string };
type Given = Exclude<DutyProofWay, 'ended'>;
const bases: readonly Given[] = ['count', 'met'];

const StartDialog = ({ planId, clauseKey, duties, onClose }: ProofProps & { readonly duties: readonly Duty[]; readonly onClose: () => void }) => {
  const [dutyCode, setDuty] = useState('');
  const [basis, setBasis] = useState<Given>('count');
  const [atLeast, setAtLeast] = useState('1');
  const [minGrade, setGrade] = useState<EvidenceGrade>('B');
  const [reason, setReason] = useState('');
  const act = useWrite(setDutyProof, onClose);
  const labels = Object.fromEntries(duties.map(({ code, label }) => [code, `${label}（${code}）`]));
  return (
    <FormDialog
      title="以证据认定职责"
      submit="设定"
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onSubmit={() => act.mutate({ params: { planId, clauseKey }, body: { dutyCode, basis, atLeast: Number(atLeast), minGrade, reason } })}
    >
      <ChoiceField<string> label="职责" value={dutyCode} choices={duties.map(({ code }) => code)} labels={labels} onChange={setDuty} none="请选择" />
      <ChoiceField<Given> label="认定办法" value={basis} choices={bases} labels={dutyProofWayLabel} onChange={setBasis} />
      {basis === 'count' && <TextField label="件数" type="number" value={atLeast} onChange={setAtLeast} hint="发生日期在本期内的有效证据，每件计一次" />}
      {basis === 'count' && <ChoiceField<EvidenceGrade> label="最低等级" value={minGrade} choices={evidenceGrades} labels={evidenceGradeLabel} onChange={setGrade} />}
      <TextField label="依据" lines={2} value={reason} onChange={setReason} hint="如会议纪要或方案的文号" />
    </FormDialog>
  );
};

const EndDialog = ({ planId, clauseKey, dutyCode, onClose }: ProofProps & { readonly dutyCode: string; readonly onClose: () => void }) => {
  const [reason, setReason] = useState('');
  const act = useWrite(setDutyProof, onClose);
  return (
    <FormDialog
      title="停止认定"
      submit="停止认定"
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onSubmit={() => act.mutate({ params: { planId, clauseKey }, body: { dutyCode, basis: 'ended', reason } })}
    >
      <p>已经认定完成的各期不变；以后由责任岗位登记完成。</p>
      <TextField label="依据" lines={2} value={reason} onChange={setReason} />
    </FormDialog>
  );
};

/** Recurring duties that are found done from the evidence of this clause. */
export const DutyProofs = ({ planId, clauseKey }: ProofProps) => {
  const [open, setOpen] = useState<string>();
  const query = useQuery(queryOf(listDutyProofs, { params: { planId, clauseKey } }));
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const data = query.data;
  if (data === undefined || (data.items.length === 0 && !data.maySet)) return null;
  return (
    <section className="clause-panel" aria-label="认定的职责">
      <h2>认定的职责</h2>
      {data.items.length === 0 && <p className="muted">没有职责由本条的证据认定。</p>}
      <ul>
        {data.items.map((one) => (
          <li key={one.dutyCode}>
            {one.label}（{one.dutyCode}）：{dutyProofWayLabel[one.basis]}
            {one.basis === 'count' ? ` ${one.atLeast} 件，最低 ${evidenceGradeLabel[one.minGrade]}` : ''}。{one.reason}{' '}
            {data.maySet && (
              <Button size="small" onClick={() => setOpen(one.dutyCode)}>
                停止认定
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data.maySet && data.duties.length > 0 && <Button onClick={() => setOpen('')}>以证据认定职责</Button>}
      {open === '' && <StartDialog planId={planId} clauseKey={clauseKey} duties={data.duties} onClose={() => setOpen(undefined)} />}
      {open !== undefined && open !== '' && <EndDialog planId={planId} clauseKey={clauseKey} dutyCode={open} onClose={() => setOpen(undefined)} />}
    </section>
  );
};
