import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { ActDialog, momentWords } from '#supervision/web';
import { type InspectionDetails, type InspectionFinding, noteFinding } from '../contract/index.ts';
import { FileList } from './scene-files.tsx';

const CorrectDialog = ({ inspectionId, finding, onClose }: { readonly inspectionId: string; readonly finding: InspectionFinding; readonly onClose: () => void }) => {
  const save = useWrite(noteFinding, onClose);
  return (
    <ActDialog
      title="更正现场发现"
      confirm="更正"
      intro={<p>原记录保留，并显示更正理由。</p>}
      fields={[
        { name: 'text', label: '发现的问题', kind: 'note', initial: finding.text },
        { name: 'place', label: '地点', kind: 'text', initial: finding.place },
        { name: 'reason', label: '更正理由', kind: 'text' },
      ]}
      busy={save.isPending}
      problem={save.error === null ? null : asProblem(save.error)}
      onClose={onClose}
      onSubmit={(values) => save.mutate({ params: { inspectionId }, body: { ...values, findingId: finding.findingId } } as never)}
    />
  );
};

/** What was found, with photos; every earlier wording stays readable. */
export const Findings = ({ one, mayNote }: { readonly one: InspectionDetails; readonly mayNote: boolean }) => {
  const [correcting, setCorrecting] = useState<InspectionFinding>();
  const loose = one.files.filter(({ side, findingId }) => side === 'scene' && findingId === null);
  return (
    <section className="supervision-card">
      <h2>现场发现</h2>
      {one.points.length === 0 && <p className="muted">还没有登记。</p>}
      <ol className="scene-findings">
        {one.points.map((finding) => (
          <li key={finding.findingId}>
            <p>{finding.text}</p>
            <small>
              {finding.place}，{momentWords(finding.notedAt)}，{finding.by}
            </small>
            {finding.earlier.map((before) => (
              <p key={before.notedAt + before.text} className="muted">
                <del>{before.text}</del>（{before.by}，更正理由：{before.reason}）
              </p>
            ))}
            <FileList inspectionId={one.inspectionId} files={one.files.filter(({ findingId }) => findingId === finding.findingId)} />
            {mayNote && (
              <button type="button" className="text-button" onClick={() => setCorrecting(finding)}>
                更正
              </button>
            )}
          </li>
        ))}
      </ol>
      <FileList inspectionId={one.inspectionId} files={loose} />
      {correcting !== undefined && <CorrectDialog inspectionId={one.inspectionId} finding={correcting} onClose={() => setCorrecting(undefined)} />}
    </section>
  );
};
