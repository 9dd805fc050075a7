import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { call, newIdempotencyKey } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type NewParameterValue, type Parameter, parameterLevelLabel, previewParameterValue, setParameterValue } from '../contract/index.ts';
import { Labelled } from './labelled.tsx';
import { textsOf, type ValueField, valueFields, composeValue } from './value-form.ts';

interface NewValueProps {
  readonly parameter: Parameter;
  readonly form: Readonly<Record<string, unknown>>;
  readonly onDone: () => void;
}

const levels = (['county', 'province', 'national'] as const).map((value) => ({ value, label: parameterLevelLabel[value] }));
const yesNo = [
  { value: 'true', label: '是' },
  { value: 'false', label: '否' },
];

const optionsOf = ({ kind, choices }: ValueField) => (kind === 'boolean' ? yesNo : choices?.map((value) => ({ value, label: value })));

interface Draft {
  readonly level: 'county' | 'province' | 'national';
  readonly from: string;
  readonly to: string;
  readonly document: string;
  readonly article: string;
  readonly link: string;
  readonly reason: string;
}

const emptyDraft: Draft = { level: 'county', from: '', to: '', document: '', article: '', link: '', reason: '' };

const requestOf = (draft: Draft, value: unknown): NewParameterValue => ({
  level: draft.level,
  from: draft.from,
  to: draft.to === '' ? null : draft.to,
  value,
  source: { document: draft.document, ...(draft.article === '' ? {} : { article: draft.article }), ...(draft.link === '' ? {} : { link: draft.link }) },
  reason: draft.reason,
});

/** A new value in two steps: what it would change, then set it. Nothing is stored before 设定. */
export const NewValue = ({ parameter, form, onDone }: NewValueProps) => {
  const queries = useQueryClient();
  const fields = useMemo(() => valueFields(form, parameter.label), [form, parameter.label]);
  const [texts, setTexts] = useState(() => textsOf(fields, parameter.current?.value));
  const [draft, setDraft] = useState(emptyDraft);
  const [key, setKey] = useState(newIdempotencyKey);
  const input = { params: { code: parameter.code }, body: requestOf(draft, composeValue(fields, texts)) };
  const preview = useMutation({ mutationFn: () => call(previewParameterValue, input) });
  const save = useMutation({
    mutationFn: () => call(setParameterValue, input, { idempotencyKey: key }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onDone();
    },
  });
  const change = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setKey(newIdempotencyKey());
    preview.reset();
    save.reset();
  };
  const error = save.error ?? preview.error;
  return (
    <form
      className="settings-card"
      aria-label="设定新值"
      onSubmit={(event) => {
        event.preventDefault();
        if (preview.data === undefined) preview.mutate();
        else save.mutate();
      }}
    >
      <h2>设定新值</h2>
      {error !== null && <ProblemNotice problem={asProblem(error)} />}
      <div className="settings-form">
        {fields.map((field) => {
          const options = optionsOf(field);
          return (
            <Labelled
              key={field.key}
              label={field.label}
              value={texts[field.key] ?? ''}
              required
              {...(field.hint === undefined ? {} : { hint: field.hint })}
              {...(options === undefined ? {} : { options })}
              {...(field.kind === 'json' ? { lines: 3, wide: true } : {})}
              onChange={(text) => {
                setTexts((before) => ({ ...before, [field.key]: text }));
                change({});
              }}
            />
          );
        })}
        <Labelled label="层级" value={draft.level} options={levels} onChange={(level) => change({ level: level as Draft['level'] })} />
        <Labelled label="生效日期" type="date" required value={draft.from} onChange={(from) => change({ from })} />
        <Labelled label="截止日期" type="date" value={draft.to} hint="不填则到下一个值开始为止" onChange={(to) => change({ to })} />
        <Labelled label="依据文件" required value={draft.document} onChange={(document) => change({ document })} />
        <Labelled label="条款" value={draft.article} onChange={(article) => change({ article })} />
        <Labelled label="链接" type="url" value={draft.link} onChange={(link) => change({ link })} />
        <Labelled label="理由" required wide lines={2} value={draft.reason} onChange={(reason) => change({ reason })} />
      </div>
      {preview.data !== undefined && (
        <div role="status">
          <h3>将会改变</h3>
          {preview.data.hiddenBy !== null && <p className="settings-warning">{preview.data.hiddenBy}。</p>}
          {preview.data.changes.length === 0 ? (
            <p>没有哪一天的生效值因此改变。</p>
          ) : (
            <ul>
              {preview.data.changes.map((one) => (
                <li key={one.from}>
                  {one.from} 起{one.to === null ? '' : `至 ${one.to}`}：由「{one.before ?? '没有生效的值'}」改为「{one.after ?? '没有生效的值'}」
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <div className="settings-actions">
        <BusyButton htmlType="submit" type="primary" busy={preview.isPending || save.isPending}>
          {preview.data === undefined ? '预览影响' : '设定'}
        </BusyButton>
        <Button onClick={onDone}>取消</Button>
      </div>
    </form>
  );
};
