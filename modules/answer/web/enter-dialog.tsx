import { useState } from 'react';
import { evidenceFacetLabel, evidenceFacets, evidenceKindLabel, evidenceKinds } from '#kernel/evidence.ts';
import type { EvidenceFacet, EvidenceKind } from '#kernel/evidence.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { useMe } from '#identity/web';
import type { PlanId } from '#plan/contract';
import { type ContractBody, correctEvidence, enterEvidence, type ShownEvidence } from '../contract/index.ts';
import { unitLabel } from '../domain/index.ts';
import { DocumentField, type UploadedDocument } from './document-field.tsx';
import { FormDialog } from '#ui/form-dialog.tsx';
import { ChoiceField, TextField } from '#ui/form-fields.tsx';
import { targetWords } from './words.ts';

interface EnterDialogProps {
  readonly planId: string;
  readonly clauseKey: string;
  /** the contract in force, else what the text gives; null = none */
  readonly contract: ContractBody | null;
  readonly today: string;
  /** the own envelope that this one corrects */
  readonly corrects?: ShownEvidence;
  readonly onClose: () => void;
}

interface Draft {
  readonly kind: EvidenceKind;
  readonly facet: EvidenceFacet;
  readonly value: string;
  readonly unit: string;
  readonly num: string;
  readonly den: string;
  readonly from: string;
  readonly to: string;
  readonly occurredOn: string;
  readonly validUntil: string;
  readonly subject: string;
  readonly reference: string;
  readonly note: string;
}

/** Large units first, as officials write them. */
const unitChoices: Readonly<Record<string, readonly string[]>> = { CNY: ['CNY.yi', 'CNY.wan', 'CNY'], mu: ['mu', 'ha'], km2: ['km2', 'mu', 'ha'], '%': ['%'] };

const unitOf = (contract: ContractBody | null): string | null => (contract !== null && 'unit' in contract.target ? contract.target.unit : null);
const measuredKinds = ['level', 'growth', 'ratio', 'range', 'magnitude', 'benchmark', 'rank', 'delegated', 'directional', 'survey', 'coverage'];

function startOf({ contract, today, corrects }: EnterDialogProps): Draft {
  const year = today.slice(0, 4);
  const unit = unitOf(contract);
  const base: Draft = {
    kind: contract?.accepts[0] ?? 'document',
    facet: 'actual',
    value: '',
    unit: unit === null || unit === '1' ? '' : (unitChoices[unit]?.[0] ?? unit),
    num: '',
    den: '',
    from: `${year}-01-01`,
    to: today,
    occurredOn: today,
    validUntil: '',
    subject: '',
    reference: '',
    note: '',
  };
  if (corrects === undefined) return base;
  const { kind, facet, value, num, den, from, to, occurredOn, validUntil, subject } = corrects;
  return {
    ...base,
    kind,
    facet,
    value: value ?? '',
    unit: corrects.unit ?? '',
    num: num ?? '',
    den: den ?? '',
    from,
    to,
    occurredOn,
    validUntil: validUntil ?? '',
    subject: subject ?? '',
  };
}

const partsHint = (contract: ContractBody | null): string =>
  contract?.target.kind === 'survey' ? '分子填作肯定回答的份数，分母填有效样本数；只公布比例的，分子填比例乘样本数' : '比率请填分子和分母，系统精确比较';
function subjectHint(contract: ContractBody | null): string {
  if (contract?.target.kind === 'survey') return '问卷名称和版本；只与同样问卷的上一次调查比较';
  if (contract?.target.kind === 'coverage') return '写明「按人口」或「按面积」';
  if (contract?.target.kind === 'quota' && contract.target.byTeam === true) return '写成「班子·姓名」，如「县委·某某」';
  return '企业、地块、证书、项目等的名称；整体的数不填';
}
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

interface FieldsProps {
  readonly draft: Draft;
  readonly contract: ContractBody | null;
  readonly onChange: (change: Partial<Draft>) => void;
}

const Figures = ({ draft, contract, onChange }: FieldsProps) => {
  const unit = unitOf(contract);
  const choices = unit === null ? undefined : unitChoices[unit];
  return (
    <>
      <div className="answer-pair">
        <TextField label="数值" value={draft.value} onChange={(value) => onChange({ value })} />
        {choices === undefined ? (
          <TextField
            label="单位"
            value={draft.unit}
            onChange={(text) => onChange({ unit: text })}
            hint={unit === null || unit === '1' ? '没有单位的不填' : `指标的单位：${unitLabel(unit)}`}
          />
        ) : (
          <ChoiceField
            label="单位"
            value={draft.unit}
            choices={choices}
            labels={Object.fromEntries(choices.map((one) => [one, unitLabel(one)]))}
            onChange={(text) => onChange({ unit: text })}
          />
        )}
      </div>
      <div className="answer-pair">
        <TextField label="分子" value={draft.num} onChange={(num) => onChange({ num })} hint={partsHint(contract)} />
        <TextField label="分母" value={draft.den} onChange={(den) => onChange({ den })} />
      </div>
    </>
  );
};

const Fields = ({ draft, contract, onChange }: FieldsProps) => (
  <>
    <div className="answer-pair">
      <ChoiceField
        label="证据类型"
        value={draft.kind}
        choices={contract === null ? evidenceKinds : contract.accepts}
        labels={evidenceKindLabel}
        onChange={(kind) => onChange({ kind })}
      />
      <ChoiceField label="口径" value={draft.facet} choices={evidenceFacets} labels={evidenceFacetLabel} onChange={(facet) => onChange({ facet })} />
    </div>
    {(draft.kind === 'value' || draft.kind === 'count' || contract === null || measuredKinds.includes(contract.target.kind) || contract.target.kind === 'quota') && (
      <Figures draft={draft} contract={contract} onChange={onChange} />
    )}
    <div className="answer-pair">
      <TextField label="期间起" type="date" value={draft.from} onChange={(from) => onChange({ from })} />
      <TextField label="期间止" type="date" value={draft.to} onChange={(to) => onChange({ to })} />
    </div>
    <div className="answer-pair">
      <TextField label="发生日期" type="date" value={draft.occurredOn} onChange={(occurredOn) => onChange({ occurredOn })} />
      <TextField label="有效期至" type="date" value={draft.validUntil} onChange={(validUntil) => onChange({ validUntil })} />
    </div>
    <TextField label="对象名称" value={draft.subject} onChange={(subject) => onChange({ subject })} hint={subjectHint(contract)} />
    <TextField label="文号或出处" value={draft.reference} onChange={(reference) => onChange({ reference })} />
  </>
);

/** Entering or correcting evidence. The server decides on grade and plausibility; what it asks for appears here. */
export const EnterDialog = (props: EnterDialogProps) => {
  const { planId, clauseKey, contract, corrects, onClose } = props;
  const me = useMe();
  const [draft, setDraft] = useState(() => startOf(props));
  const [document, setDocument] = useState<UploadedDocument>();
  const [reason, setReason] = useState('');
  const [confirmation, setConfirmation] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const enter = useWrite(enterEvidence, onClose);
  const correct = useWrite(correctEvidence, onClose);
  const error = enter.error ?? correct.error;
  const problem = error === null ? null : asProblem(error);
  const orgId = corrects === undefined ? orgOf(me) : corrects.orgId;
  const content = {
    ...draft,
    value: orNull(draft.value),
    unit: orNull(draft.unit),
    num: orNull(draft.num),
    den: orNull(draft.den),
    validUntil: orNull(draft.validUntil),
    subject: orNull(draft.subject),
    orgId,
  };
  const documentId = (document?.documentId ?? corrects?.document?.documentId ?? null) as never;
  const send = (): void => {
    if (corrects === undefined) enter.mutate({ params: { planId: planId as PlanId, clauseKey }, body: { content, documentId, confirmation, confirmed } });
    else correct.mutate({ params: { evidenceId: corrects.evidenceId as never }, body: { content, documentId, reason, confirmation, confirmed } });
  };
  return (
    <FormDialog
      title={corrects === undefined ? '填报证据' : '更正证据'}
      submit={corrects === undefined ? '提交' : '提交更正'}
      busy={enter.isPending || correct.isPending}
      error={problem}
      onSubmit={send}
      onClose={onClose}
    >
      {contract !== null && <p className="answer-hint">{targetWords(contract.target)}</p>}
      <Fields draft={draft} contract={contract} onChange={(change) => setDraft((before) => ({ ...before, ...change }))} />
      <DocumentField document={document} onDocument={setDocument} />
      <TextField label="说明" value={draft.note} onChange={(note) => setDraft((before) => ({ ...before, note }))} lines={2} />
      {corrects !== undefined && <TextField label="更正理由" value={reason} onChange={setReason} lines={2} />}
      {(problem?.code === 'answer.implausible' || confirmation !== '' || confirmed) && (
        <>
          <TextField label="异常说明" value={confirmation} onChange={setConfirmation} lines={2} hint="逐条说明上面列出的可疑之处为什么是真的" />
          <label className="answer-check">
            <input type="checkbox" checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)} /> 再次确认：已核对单位和数值，确认无误
          </label>
        </>
      )}
    </FormDialog>
  );
};

/** The unit for which the signed-in person reports: that of the first post held at a unit. */
function orgOf(me: ReturnType<typeof useMe>): string | null {
  return me.me?.posts.find(({ orgId }) => orgId !== null)?.orgId ?? null;
}
