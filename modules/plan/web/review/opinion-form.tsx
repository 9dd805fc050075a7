import { Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { BusyButton } from '#ui/busy-button.tsx';
import type { PlanRecord, RecordField } from './review-records.ts';
import type { Opinion } from './use-reviews.ts';
import { draftOf, readDraft, ValueEditor } from './value-editor.tsx';

/** Which form is open: on a record's field, or with `field: null` on the whole record. */
export interface OpenForm {
  readonly record: string;
  readonly field: string | null;
  readonly verdict: 'edited' | 'rejected';
}

interface OpinionFormProps {
  readonly record: PlanRecord;
  readonly form: OpenForm;
  readonly busy: boolean;
  readonly onSay: (opinion: Opinion) => void;
  readonly onCancel: () => void;
}

const firstField = (record: PlanRecord, wanted: string | null): RecordField | undefined =>
  record.fields.find((field) => field.editable && field.field === wanted) ?? record.fields.find((field) => field.editable && field.words !== '');

/** A small form for 修改 or 不采纳: what it should say, and the reason. Escape closes it. */
export const OpinionForm = ({ record, form, busy, onSay, onCancel }: OpinionFormProps) => {
  const [field, setField] = useState(() => firstField(record, form.field));
  const [draft, setDraft] = useState(() => (field === undefined ? {} : draftOf(record.list, field)));
  const [note, setNote] = useState('');
  const [message, setMessage] = useState('');
  const editing = form.verdict === 'edited';
  const pick = (name: string): void => {
    const next = record.fields.find((each) => each.field === name && each.editable);
    if (next === undefined) return;
    setField(next);
    setDraft(draftOf(record.list, next));
    setMessage('');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = editing && field !== undefined ? readDraft(record, field, draft) : undefined;
    if (note.trim() === '') setMessage('请填写理由，别人才知道为什么改。');
    else if (read === undefined) onSay({ record: record.id, field: form.field, verdict: 'rejected', note: note.trim() });
    else if (!read.ok) setMessage(`${read.message}，请改正后再保存。`);
    else onSay({ record: record.id, field: field?.field ?? null, verdict: 'edited', to: read.value, note: note.trim() });
  };
  const about = form.field === null ? '整条记录' : (field?.label ?? '');
  return (
    <form
      className="opinion-form"
      aria-label={editing ? '修改' : '不采纳'}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      {editing && field !== undefined ? (
        <div className="edit-line">
          <Select
            aria-label="修改哪个字段"
            value={field.field}
            options={record.fields.filter((each) => each.editable).map((each) => ({ value: each.field, label: each.label }))}
            onChange={pick}
            className="edit-field"
          />
          <ValueEditor list={record.list} field={field} draft={draft} onChange={setDraft} />
        </div>
      ) : (
        <p className="edit-about">不采纳：{about}</p>
      )}
      <Input
        aria-label="理由"
        autoFocus={!editing}
        placeholder="理由（必填）"
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        status={message === '' ? '' : 'error'}
      />
      {message !== '' && (
        <p role="alert" className="edit-problem">
          {message}
        </p>
      )}
      <div className="edit-buttons">
        <BusyButton size="small" type="primary" htmlType="submit" busy={busy}>
          保存意见
        </BusyButton>
        <Button size="small" onClick={onCancel}>
          取消
        </Button>
      </div>
    </form>
  );
};
