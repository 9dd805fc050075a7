import { useState } from 'react';
import { evidenceGradeLabel, evidenceGrades, evidenceKindLabel, evidenceKinds } from '#kernel/evidence.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PlanId } from '#plan/contract';
import { benchmarkRelationLabel, type ContractBody, factAggregateLabel, proposeContract, targetComparatorLabel, targetDirectionLabel, targetKindLabel } from '../contract/index.ts';
import type { Target, TargetKind } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { ChoiceField, Field, TextField } from '#ui/form-fields.tsx';

interface ContractDialogProps {
  readonly planId: string;
  readonly clauseKey: string;
  readonly start: ContractBody;
  readonly replaces: string | null;
  readonly onClose: () => void;
}

/** A fresh target of each kind, from which a person goes on. */
const blanks: Readonly<Record<TargetKind, Target>> = {
  level: { kind: 'level', comparator: '>=', number: '0', unit: null, direction: 'up', aggregate: 'latest', whole: false },
  growth: { kind: 'growth', comparator: '>=', number: '0', unit: '%', direction: 'up', aggregate: 'latest', whole: true },
  ratio: { kind: 'ratio', comparator: '>=', number: '0', unit: '%', direction: 'up', aggregate: 'latest', whole: false },
  range: { kind: 'range', min: '0', max: '0', unit: null, aggregate: 'latest' },
  magnitude: { kind: 'magnitude', number: '0', unit: null, aggregate: 'latest' },
  benchmark: { kind: 'benchmark', relation: 'above', series: '全省平均水平', direction: 'up' },
  rank: { kind: 'rank', peerSet: '同类地区', direction: 'up' },
  delegated: { kind: 'delegated', issuers: ['上级'], direction: 'up' },
  completeness: { kind: 'completeness', list: '名单' },
  quota: { kind: 'quota', slots: [{ count: 1, threshold: null, unit: null, assigned: 0 }], only: null, perSubject: false, byTeam: false, yearly: true, what: '次数' },
  validity: { kind: 'validity', count: 1, what: '证书' },
  directional: { kind: 'directional', direction: 'up', unit: null },
  composite: { kind: 'composite', parts: ['部分一', '部分二'], need: 2 },
  done: { kind: 'done', what: '办成' },
  deadline: { kind: 'deadline', what: '办成', earliest: '2023-12-31' },
  issued: { kind: 'issued', what: '文件名称' },
  survey: { kind: 'survey', what: '问题', direction: 'up' },
  coverage: { kind: 'coverage', what: '覆盖率', comparator: 'reach', number: '0', unit: '%' },
};

const words: Readonly<Record<string, string>> = {
  number: '数',
  unit: '单位',
  min: '下限',
  max: '上限',
  series: '对照值名称',
  peerSet: '同组名单',
  issuers: '下达单位（用顿号隔开）',
  list: '名单',
  what: '内容',
  count: '个数',
  parts: '组成部分（用顿号隔开）',
  need: '至少几个',
  threshold: '每个不低于',
  assigned: '已分配',
  whole: '须有全期的数',
  perSubject: '逐个对象计',
  byTeam: '名单写成「班子·姓名」，按参数定按人还是按班子',
  earliest: '最早（以前为提前）',
  yearly: '每年计',
};
const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  comparator: targetComparatorLabel,
  direction: targetDirectionLabel,
  aggregate: factAggregateLabel,
  relation: benchmarkRelationLabel,
};
const choiceWords: Readonly<Record<string, string>> = { comparator: '比较', direction: '方向', aggregate: '取数', relation: '关系' };

type Plain = Readonly<Record<string, unknown>>;

interface PartProps {
  readonly name: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** A field of a target, drawn by what it holds: a choice, yes or no, a list, a number, words. */
const Part = ({ name, value, onChange }: PartProps) => {
  const labels = choices[name];
  if (labels !== undefined) return <ChoiceField label={choiceWords[name] ?? name} value={String(value)} choices={Object.keys(labels)} labels={labels} onChange={onChange} />;
  if (typeof value === 'boolean') {
    return (
      <label className="answer-check">
        <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} /> {words[name] ?? name}
      </label>
    );
  }
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) {
    return (
      <TextField
        label={words[name] ?? name}
        value={value.join('、')}
        onChange={(text) =>
          onChange(
            text
              .split(/[、,，]/)
              .map((one) => one.trim())
              .filter((one) => one !== ''),
          )
        }
      />
    );
  }
  if (name === 'earliest') return <TextField label={words[name] ?? name} type="date" value={String(value)} onChange={onChange} />;
  if (typeof value === 'number') return <TextField label={words[name] ?? name} type="number" value={String(value)} onChange={(text) => onChange(Number(text))} />;
  return (
    <TextField
      label={words[name] ?? name}
      value={typeof value === 'string' ? value : ''}
      onChange={(text) => onChange(text === '' && (name === 'unit' || name === 'threshold') ? null : text)}
    />
  );
};

const hidden: ReadonlySet<string> = new Set(['kind', 'slots', 'only']);

const TargetFields = ({ target, onChange }: { readonly target: Target; readonly onChange: (target: Target) => void }) => {
  const plain = target as unknown as Plain;
  const change = (name: string, value: unknown): void => onChange({ ...plain, [name]: value } as unknown as Target);
  return (
    <fieldset className="answer-fieldset">
      <legend>怎样判定</legend>
      <ChoiceField label="类型" value={target.kind} choices={Object.keys(targetKindLabel) as TargetKind[]} labels={targetKindLabel} onChange={(kind) => onChange(blanks[kind])} />
      {Object.entries(plain)
        .filter(([name]) => !hidden.has(name))
        .map(([name, value]) => (
          <Part key={name} name={name} value={value} onChange={(next) => change(name, next)} />
        ))}
      {target.kind === 'quota' &&
        target.slots.map((slot, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: slots keep their places while they are edited
          <div key={index} className="answer-pair">
            {Object.entries(slot).map(([name, value]) => (
              <Part
                key={name}
                name={name}
                value={value}
                onChange={(next) =>
                  change(
                    'slots',
                    target.slots.map((one, at) => (at === index ? { ...one, [name]: next } : one)),
                  )
                }
              />
            ))}
          </div>
        ))}
    </fieldset>
  );
};

const Accepts = ({ body, onChange }: { readonly body: ContractBody; readonly onChange: (change: Partial<ContractBody>) => void }) => (
  <fieldset className="answer-fieldset">
    <legend>接受的证据</legend>
    <div className="answer-checks">
      {evidenceKinds.map((kind) => (
        <label key={kind} className="answer-check">
          <input
            type="checkbox"
            checked={body.accepts.includes(kind)}
            onChange={(event) => onChange({ accepts: evidenceKinds.filter((one) => (one === kind ? event.target.checked : body.accepts.includes(one))) })}
          />{' '}
          {evidenceKindLabel[kind]}
        </label>
      ))}
    </div>
    <ChoiceField label="最低等级" value={body.minGrade} choices={evidenceGrades} labels={evidenceGradeLabel} onChange={(minGrade) => onChange({ minGrade })} />
    <Field label="有效天数" hint="超过这些天没有新证据就算过期；不填为长期有效">
      {(id) => (
        <input
          id={id}
          type="number"
          min={1}
          max={3660}
          value={body.freshDays ?? ''}
          onChange={(event) => onChange({ freshDays: event.target.value === '' ? null : Number(event.target.value) })}
        />
      )}
    </Field>
  </fieldset>
);

/** Drafting the next contract of a clause; another person approves it. */
export const ContractDialog = ({ planId, clauseKey, start, replaces, onClose }: ContractDialogProps) => {
  const [body, setBody] = useState(start);
  const [note, setNote] = useState('');
  const act = useWrite(proposeContract, onClose);
  const change = (part: Partial<ContractBody>): void => setBody((before) => ({ ...before, ...part }));
  return (
    <FormDialog
      title={replaces === null ? '起草证据约定' : '起草新的一版约定'}
      submit="提交审定"
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ params: { planId: planId as PlanId, clauseKey }, body: { body, replaces: replaces as never, note } })}
      onClose={onClose}
    >
      <TextField label="办成的标准" value={body.doneMeans} onChange={(doneMeans) => change({ doneMeans })} lines={2} />
      <div className="answer-pair">
        <TextField label="起始日" type="date" value={body.from} onChange={(from) => change({ from })} />
        <TextField label="截止日" type="date" value={body.to} onChange={(to) => change({ to })} />
      </div>
      <TargetFields target={body.target} onChange={(target) => change({ target })} />
      <Accepts body={body} onChange={change} />
      <label className="answer-check">
        <input type="checkbox" checked={body.bonusOnly} onChange={(event) => change({ bonusOnly: event.target.checked })} /> 力争：考核只加分
      </label>
      <TextField label="说明" value={note} onChange={setNote} lines={2} />
    </FormDialog>
  );
};
