import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { useIntentKeys } from '#kernel/web/intent-key.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  aggregationLabel,
  aggregations,
  type Definition,
  defineIndicator,
  directionLabel,
  directions,
  frequencies,
  frequencyLabel,
  type IndicatorId,
  indicatorUnitCodes,
  periodExample,
  priceBaseLabel,
  priceBases,
  redefineIndicator,
  unitLabel,
} from '../contract/index.ts';
import { formulaFunctions } from '../domain/formula.ts';
import { indicatorPaths } from './indicator-paths.ts';

/** Everything as text, the way fields hold it. */
const draftOf = (definition: Definition | undefined, aliases: readonly string[]) => ({
  name: definition?.name ?? '',
  aliases: aliases.join('、'),
  caliber: definition?.caliber ?? '',
  publisher: definition?.publisher ?? '',
  unit: (definition?.unit ?? 'CNY.yi') as string,
  places: String(definition?.places ?? 2),
  direction: definition?.direction ?? ('up' as const),
  frequency: definition?.frequency ?? ('year' as const),
  aggregation: definition?.aggregation ?? ('flow' as const),
  priceBase: definition?.priceBase ?? ('none' as const),
  numerator: definition?.numerator ?? '',
  denominator: definition?.denominator ?? '',
  hardMin: definition?.hardMin ?? '',
  hardMax: definition?.hardMax ?? '',
  usualMin: definition?.usualMin ?? '',
  usualMax: definition?.usualMax ?? '',
  formula: definition?.formula ?? '',
  breakFrom: '',
  reason: '',
});
type Draft = ReturnType<typeof draftOf>;

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const inputOf = (draft: Draft, parts: Definition['parts']) => ({
  name: draft.name,
  aliases: draft.aliases.split(/[、，,;；\s]/).filter((alias) => alias !== ''),
  caliber: draft.caliber,
  publisher: draft.publisher,
  unit: draft.unit,
  places: /^[0-9]$/.test(draft.places.trim()) ? Number(draft.places.trim()) : -1,
  direction: draft.direction,
  frequency: draft.frequency,
  aggregation: draft.aggregation,
  priceBase: draft.priceBase,
  numerator: orNull(draft.numerator),
  denominator: orNull(draft.denominator),
  hardMin: orNull(draft.hardMin),
  hardMax: orNull(draft.hardMax),
  usualMin: orNull(draft.usualMin),
  usualMax: orNull(draft.usualMax),
  parts: parts.map(({ indicatorId }) => indicatorId),
  formula: orNull(draft.formula),
  breakFrom: orNull(draft.breakFrom),
});

const Field = ({ label, hint, children }: { readonly label: string; readonly hint?: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className="definition-field">
    {label}
    {children}
    {hint !== undefined && <span className="muted">{hint}</span>}
  </label>
);

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly values: readonly Value[];
  readonly labelOf: (value: Value) => string;
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
}

const Choice = <Value extends string>({ label, value, values, labelOf, disabled = false, onChange }: ChoiceProps<Value>) => (
  <div className="definition-field">
    <span aria-hidden="true">{label}</span>
    <Select<string>
      aria-label={label}
      showSearch
      optionFilterProp="label"
      value={value}
      disabled={disabled}
      options={values.map((one) => ({ value: one as string, label: labelOf(one) }))}
      onChange={(next) => onChange(next as Value)}
    />
  </div>
);

const texts: readonly { readonly key: keyof Draft; readonly label: string; readonly hint?: string }[] = [
  { key: 'name', label: '指标名称' },
  { key: 'aliases', label: '别名', hint: '方案和报表里的其他叫法，用顿号隔开' },
  { key: 'caliber', label: '口径说明' },
  { key: 'publisher', label: '发布单位' },
  { key: 'places', label: '小数位数' },
  { key: 'numerator', label: '分子' },
  { key: 'denominator', label: '分母' },
  { key: 'hardMin', label: '允许的最小值', hint: '超出的数不能保存' },
  { key: 'hardMax', label: '允许的最大值' },
  { key: 'usualMin', label: '通常的最小值', hint: '超出的数要说明原因' },
  { key: 'usualMax', label: '通常的最大值' },
];

interface DefinitionFormProps {
  readonly indicatorId?: IndicatorId;
  readonly definition?: Definition;
  readonly aliases?: readonly string[];
}

/** A new indicator, or a further version of its definition. */
export const DefinitionForm = ({ indicatorId, definition, aliases = [] }: DefinitionFormProps) => {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(definition, aliases));
  const keys = useIntentKeys();
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }));
  const save = useMutation({
    mutationFn: () => {
      const definitionInput = inputOf(draft, definition?.parts ?? []);
      if (indicatorId === undefined) {
        const first = { body: { definition: definitionInput } };
        return call(defineIndicator, first, { idempotencyKey: keys.keyFor(first) });
      }
      const next = { params: { indicatorId }, body: { definition: definitionInput, expectedVersion: definition?.version ?? 1, reason: draft.reason } };
      return call(redefineIndicator, next, { idempotencyKey: keys.keyFor(next) });
    },
    onSuccess: (reply) => {
      keys.done();
      void queries.invalidateQueries();
      void navigate({ to: indicatorPaths.one(reply.indicatorId) as never });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  const isNew = indicatorId === undefined;
  return (
    <form className="definition-form" onSubmit={submit}>
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} />}
      {texts.map(({ key, label, hint }) => (
        <Field key={key} label={label} {...(hint === undefined ? {} : { hint })}>
          <Input value={draft[key]} maxLength={key === 'caliber' ? 2000 : 200} onChange={(event) => set({ [key]: event.target.value })} />
        </Field>
      ))}
      <Choice label="单位" value={draft.unit} values={indicatorUnitCodes} labelOf={unitLabel} disabled={!isNew} onChange={(unit) => set({ unit })} />
      <Choice label="频率" value={draft.frequency} values={frequencies} labelOf={(one) => frequencyLabel[one]} disabled={!isNew} onChange={(frequency) => set({ frequency })} />
      <Choice label="指标方向" value={draft.direction} values={directions} labelOf={(one) => directionLabel[one]} onChange={(direction) => set({ direction })} />
      <Choice label="汇总方式" value={draft.aggregation} values={aggregations} labelOf={(one) => aggregationLabel[one]} onChange={(aggregation) => set({ aggregation })} />
      <Choice label="价格口径" value={draft.priceBase} values={priceBases} labelOf={(one) => priceBaseLabel[one]} onChange={(priceBase) => set({ priceBase })} />
      <div className="wide">
        <Field label="公式" hint="填了公式就由公式计算，不再填报。指标写在方括号里，例如 [城镇居民人均可支配收入] ÷ [农村居民人均可支配收入]">
          <Input.TextArea value={draft.formula} rows={2} maxLength={1000} onChange={(event) => set({ formula: event.target.value })} />
        </Field>
        <details>
          <summary>可用的函数</summary>
          <ul>
            {Object.values(formulaFunctions).map((one) => (
              <li key={one.label}>{one.usage}</li>
            ))}
          </ul>
        </details>
      </div>
      {!isNew && (
        <>
          <Field label="口径调整起始时期" hint={`从这一时期起与以前不可比，不跨期计算；可比就不填。例如 ${periodExample[draft.frequency]}`}>
            <Input value={draft.breakFrom} onChange={(event) => set({ breakFrom: event.target.value })} />
          </Field>
          <Field label="调整理由">
            <Input value={draft.reason} maxLength={500} onChange={(event) => set({ reason: event.target.value })} />
          </Field>
        </>
      )}
      <div className="wide entry-tools">
        <BusyButton type="primary" htmlType="submit" busy={save.isPending}>
          {isNew ? '建立指标' : '保存为新版本'}
        </BusyButton>
      </div>
    </form>
  );
};
