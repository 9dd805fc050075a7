import { Input, Select } from 'antd';
import { reviewFieldSchemas } from '../../contract/index.ts';
import { choicesOf, decimalFields, flagFields, periodChoices, stageChoices } from './field-words.ts';
import type { JsonValue } from './json-value.ts';
import type { PlanRecord, RecordField } from './review-records.ts';

type Loose = { readonly [key: string]: JsonValue };
/** What stands in the boxes while a person types: plain texts by name. */
export type Draft = Readonly<Record<string, string>>;

const plainTextFields: ReadonlySet<string> = new Set(['unit', 'unitText', 'owner', 'nature', 'text']);
const isLoose = (value: JsonValue): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
const textAt = (value: JsonValue, key: string): string => (isLoose(value) && (typeof value[key] === 'string' || typeof value[key] === 'number') ? String(value[key]) : '');

const isPlain = (list: string, field: string): boolean => plainTextFields.has(field) || decimalFields.has(field) || flagFields.has(field) || choicesOf(list, field) !== undefined;

/** The machine's value as it stands in the boxes. */
export const draftOf = (list: string, { field, value }: RecordField): Draft => {
  if (field === 'period') return Object.fromEntries(['year', 'from', 'on', 'every', 'rel'].map((key) => [key, textAt(value, key)]));
  if (list === 'projects' && field === 'status') return { text: textAt(value, 'text'), stage: textAt(value, 'stage') };
  if (isPlain(list, field)) return { value: value === null ? '' : String(value) };
  return { text: textAt(value, 'text') };
};

const periodOf = (draft: Draft): JsonValue => {
  const filled = Object.entries(draft).filter(([, text]) => text !== '');
  if (filled.every(([key]) => key === 'rel')) return null;
  const numbers = new Set(['year', 'from']);
  return { rel: 'in', ...Object.fromEntries(filled.map(([key, text]) => [key, numbers.has(key) ? Number(text) : text])) };
};

const meaningOf = (list: string, field: string, draft: Draft): JsonValue => {
  if (field === 'period') return periodOf(draft);
  const text = (draft['text'] ?? draft['value'] ?? '').trim();
  if (list === 'projects' && field === 'status') return text === '' ? null : { text, stage: draft['stage'] ?? '' };
  if (flagFields.has(field)) return text === 'true';
  if (isPlain(list, field)) return text === '' && field !== 'unitText' ? null : text;
  return text === '' ? null : { text };
};

export type ReadDraft = { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly message: string };

/** The value a draft means, checked as the server checks it. */
export const readDraft = (record: PlanRecord, { field, label }: RecordField, draft: Draft): ReadDraft => {
  const schemas: Readonly<Record<string, { safeParse: (value: unknown) => { success: boolean; error?: { issues: readonly { message: string }[] } } }>> =
    reviewFieldSchemas[record.list];
  const value = meaningOf(record.list, field, draft);
  const parsed = schemas[field]?.safeParse(value);
  if (parsed?.success === true) return { ok: true, value };
  const own = parsed?.error?.issues.map((issue) => issue.message).find((message) => /[\u4e00-\u9fff]/.test(message));
  return { ok: false, message: own ?? (value === null ? `「${label}」不能为空` : `「${label}」的值不符合要求`) };
};

interface ValueEditorProps {
  readonly list: string;
  readonly field: RecordField;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const optionsOf = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

const PeriodEditor = ({ draft, onChange }: Pick<ValueEditorProps, 'draft' | 'onChange'>) => {
  const set = (key: string, text: string): void => onChange({ ...draft, [key]: text });
  return (
    <div className="edit-grid">
      <Input autoFocus aria-label="年份" prefix="年份" inputMode="numeric" maxLength={4} value={draft['year']} onChange={(event) => set('year', event.target.value)} />
      <Input aria-label="起始年" prefix="起始年" inputMode="numeric" maxLength={4} value={draft['from']} onChange={(event) => set('from', event.target.value)} />
      <Input aria-label="日期" prefix="日期" type="date" value={draft['on']} onChange={(event) => set('on', event.target.value)} />
      <Select
        aria-label="周期"
        placeholder="周期"
        allowClear
        value={draft['every'] === '' ? null : draft['every']}
        options={optionsOf(periodChoices.every)}
        onChange={(next) => set('every', next ?? '')}
      />
      <Select
        aria-label="时限关系"
        placeholder="关系"
        value={draft['rel'] === '' ? null : draft['rel']}
        options={optionsOf(periodChoices.relation)}
        onChange={(next) => set('rel', next ?? '')}
      />
    </div>
  );
};

/** Boxes for a corrected value, of the kind that the field needs. */
export const ValueEditor = ({ list, field, draft, onChange }: ValueEditorProps) => {
  const label = `${field.label}改为`;
  if (field.field === 'period') return <PeriodEditor draft={draft} onChange={onChange} />;
  const choices = flagFields.has(field.field) ? { true: '是', false: '否' } : choicesOf(list, field.field);
  if (choices !== undefined) {
    const value = draft['value'] === '' ? null : draft['value'];
    return <Select autoFocus aria-label={label} className="edit-wide" value={value} options={optionsOf(choices)} onChange={(next) => onChange({ value: next ?? '' })} />;
  }
  const key = isPlain(list, field.field) ? 'value' : 'text';
  return (
    <>
      <Input
        autoFocus
        aria-label={label}
        className="edit-wide"
        maxLength={1000}
        value={draft[key]}
        inputMode={decimalFields.has(field.field) ? 'decimal' : 'text'}
        onChange={(event) => onChange({ ...draft, [key]: event.target.value })}
      />
      {list === 'projects' && field.field === 'status' && (
        <Select
          aria-label="阶段"
          value={draft['stage'] === '' ? null : draft['stage']}
          options={optionsOf(stageChoices)}
          onChange={(next) => onChange({ ...draft, stage: next ?? '' })}
        />
      )}
    </>
  );
};
