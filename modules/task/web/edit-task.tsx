import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { asProblem, ProblemError } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getTaskVersion, saveTask } from '../contract/index.ts';
import type { TaskFields, TaskId } from '../contract/index.ts';
import { differencesOf, mergeOf } from '../domain/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/form-fields.tsx';
import { TaskForm, taskFieldWords } from './task-form.tsx';

interface EditTaskProps {
  readonly taskId: TaskId;
  readonly revision: number;
  readonly onClose: () => void;
}

/** Where both changed the same field, a person chooses; the rest merges by itself. */
const MergeChoices = ({
  base,
  theirs,
  mine,
  onMerge,
}: {
  readonly base: TaskFields;
  readonly theirs: TaskFields;
  readonly mine: TaskFields;
  readonly onMerge: (fields: TaskFields) => void;
}) => {
  const [choices, setChoices] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const differences = differencesOf(base as never, theirs as never, mine as never);
  return (
    <section className="task-results" aria-label="合并两人的修改">
      <ul>
        {differences.map(({ field, theirs: other, mine: own, isMergeable }) => (
          <li key={field}>
            {taskFieldWords[field as keyof TaskFields]}：
            {isMergeable ? (
              '自动合并'
            ) : (
              <>
                <label>
                  <input type="radio" name={field} checked={choices[field] === 'theirs'} onChange={() => setChoices({ ...choices, [field]: 'theirs' })} /> 对方：
                  {JSON.stringify(other)}
                </label>{' '}
                <label>
                  <input type="radio" name={field} checked={choices[field] !== 'theirs'} onChange={() => setChoices({ ...choices, [field]: 'mine' })} /> 我的：{JSON.stringify(own)}
                </label>
              </>
            )}
          </li>
        ))}
      </ul>
      <Button type="primary" onClick={() => onMerge(mergeOf(differences, mine as never, choices) as unknown as TaskFields)}>
        按此合并
      </Button>
    </section>
  );
};

const Editor = ({ start, taskId, revision, onClose }: EditTaskProps & { readonly start: TaskFields }) => {
  const [fields, setFields] = useState(start);
  const [base, setBase] = useState(start);
  const [known, setKnown] = useState(revision);
  const [reason, setReason] = useState('');
  const save = useWrite(saveTask, onClose);
  const isOutdated = save.error instanceof ProblemError && save.error.code === 'task.changed_meanwhile';
  const latest = isOutdated ? Number((save.error as ProblemError).problem.facts?.['revision'] ?? revision) : undefined;
  const theirs = useQuery({ ...queryOf(getTaskVersion, { params: { taskId, revision: String(latest ?? revision) } }), enabled: latest !== undefined });
  return (
    <FormDialog
      title="修改任务"
      submit="保存"
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => save.mutate({ params: { taskId }, body: { expectedRevision: known, fields, reason } })}
    >
      {isOutdated && theirs.data !== undefined && (
        <MergeChoices
          base={base}
          theirs={theirs.data.fields}
          mine={fields}
          onMerge={(merged) => {
            setFields(merged);
            setBase(theirs.data.fields);
            setKnown(latest ?? known);
            save.reset();
          }}
        />
      )}
      <TaskForm fields={fields} onChange={setFields} />
      <TextField label="修改理由" value={reason} onChange={setReason} />
    </FormDialog>
  );
};

/** Rewording in a dialog; the second of two writers sees what differs and merges. */
export const EditTask = ({ taskId, revision, onClose }: EditTaskProps) => {
  const version = useQuery(queryOf(getTaskVersion, { params: { taskId, revision: String(revision) } }));
  if (version.error !== null) return <ProblemNotice problem={asProblem(version.error)} />;
  if (version.data === undefined) return <PageLoading />;
  return <Editor start={version.data.fields} taskId={taskId} revision={revision} onClose={onClose} />;
};
