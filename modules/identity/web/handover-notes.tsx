import { Input } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type HandoverView, noteHandover } from '../contract/index.ts';
import { FormField } from './form-field.tsx';

const NoteForm = ({ view, onSaved }: { readonly view: HandoverView; readonly onSaved: () => void }) => {
  const [body, setBody] = useState('');
  const [ordinal, setOrdinal] = useState('');
  const save = useWrite(noteHandover, onSaved);
  const submit = (): void => save.mutate({ params: { handoverId: view.handoverId }, body: { body, ordinal: /^[1-9][0-9]{0,5}$/.test(ordinal) ? Number(ordinal) : null } });
  return (
    <div className="no-print">
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} onClose={() => save.reset()} />}
      <div className="form-columns">
        <FormField label="意见">{(id) => <Input.TextArea id={id} rows={2} value={body} maxLength={1000} onChange={(event) => setBody(event.target.value)} />}</FormField>
        <FormField label="针对第几项" hint="不填表示针对整份清单">
          {(id) => <Input id={id} inputMode="numeric" value={ordinal} onChange={(event) => setOrdinal(event.target.value)} />}
        </FormField>
      </div>
      <BusyButton busy={save.isPending} onClick={submit}>
        提交意见
      </BusyButton>
    </div>
  );
};

/** Remarks of both sides; nothing is taken off the sheet by them. */
export const HandoverNotes = ({ view }: { readonly view: HandoverView }) => {
  const [round, setRound] = useState(0);
  const offer = view.actions.find(({ action }) => action === 'identity.note-handover');
  return (
    <section className="panel" aria-label="意见">
      <h2>意见（{view.notes.length}）</h2>
      {view.notes.length === 0 && <p className="muted">还没有意见。</p>}
      <ol className="timeline">
        {view.notes.map((note) => (
          <li key={`${note.at}${note.body}`}>
            <span>{note.at.slice(0, 16).replace('T', ' ')}</span>
            <span>
              {note.author}
              {note.ordinal === null ? '' : `（第 ${note.ordinal} 项）`}：{note.body}
            </span>
          </li>
        ))}
      </ol>
      {offer?.allowed === true && <NoteForm key={round} view={view} onSaved={() => setRound((before) => before + 1)} />}
    </section>
  );
};
