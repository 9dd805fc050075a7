import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { Button } from 'antd';
import { useMe } from '#identity/web';
import { answerOpinion, type getTask, giveOpinion } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/form-fields.tsx';

/** Opinions of the consultation and their answers. */
export const OpinionPanel = ({ detail }: { readonly detail: Reply<typeof getTask> }) => {
  const { can } = useMe();
  const [words, setWords] = useState('');
  const [isGiving, setGiving] = useState(false);
  const [answering, setAnswering] = useState<string>();
  const [isAdopted, setAdopted] = useState(true);
  const give = useWrite(giveOpinion, () => setGiving(false));
  const answer = useWrite(answerOpinion, () => setAnswering(undefined));
  const consulted = detail.assignments.filter(({ state }) => state === 'consulting');
  const [own] = consulted;
  if (detail.opinions.length === 0 && own === undefined) return null;
  return (
    <section className="task-panel" aria-label="征求意见">
      <h2>征求意见</h2>
      <ul className="task-lines">
        {detail.opinions.map((one) => (
          <li key={one.opinionId}>
            {one.org}：{one.words}
            {one.answer !== null && (
              <div className="muted">
                {one.isAdopted === true ? '采纳' : '不采纳'}：{one.answer}
              </div>
            )}
            {one.actions.some(({ allowed }) => allowed) && <Button onClick={() => setAnswering(one.opinionId)}>答复</Button>}
          </li>
        ))}
      </ul>
      {own !== undefined && can('task.comment') && <Button onClick={() => setGiving(true)}>提出意见</Button>}
      {isGiving && own !== undefined && (
        <FormDialog
          title="提出意见"
          submit="提交"
          busy={give.isPending}
          error={give.error}
          onClose={() => setGiving(false)}
          onSubmit={() => give.mutate({ params: { taskId: detail.task.taskId }, body: { orgId: own.org.orgId, words } })}
        >
          <TextField label="意见" lines={4} value={words} onChange={setWords} />
        </FormDialog>
      )}
      {answering !== undefined && (
        <FormDialog
          title="答复意见"
          submit="答复"
          busy={answer.isPending}
          error={answer.error}
          onClose={() => setAnswering(undefined)}
          onSubmit={() => answer.mutate({ params: { opinionId: answering }, body: { isAdopted, reason: words } })}
        >
          <label>
            <input type="checkbox" checked={isAdopted} onChange={(event) => setAdopted(event.target.checked)} /> 采纳
          </label>
          <TextField label="理由" lines={3} value={words} onChange={setWords} />
        </FormDialog>
      )}
    </section>
  );
};
