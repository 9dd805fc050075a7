import { useState } from 'react';
import { type OrgChange, orgActLabel } from '../contract/index.ts';
import { CorrectOrgDialog } from './correct-org-dialog.tsx';
import type { OrgView } from './org-details.tsx';

const stateOf = ({ isReplaced, isVoid, replaces }: OrgChange): string => {
  if (isReplaced) return '已被更正';
  if (isVoid) return '作废原记录';
  return replaces === null ? '' : '更正后';
};

const Entry = ({ change, onCorrect }: { readonly change: OrgChange; readonly onCorrect: (() => void) | undefined }) => {
  const state = stateOf(change);
  return (
    <li>
      <span>
        {change.on}
        <br />
        <small>{orgActLabel[change.act]}</small>
      </span>
      <span>
        <span className={change.isReplaced || change.isVoid ? 'replaced' : ''}>{change.summary}</span> {state !== '' && <span className="tag">{state}</span>}
        <br />
        <small>
          {change.recordedBy} {change.recordedAt.slice(0, 16).replace('T', ' ')} 登记；理由：{change.reason}
          {change.document === null ? '' : `；依据 ${change.document}`}
        </small>
        {onCorrect !== undefined && (
          <div className="no-print">
            <button type="button" className="text-button" onClick={onCorrect}>
              更正这条记录
            </button>
          </div>
        )}
      </span>
    </li>
  );
};

/** The history of a unit, newest first; entries that were corrected stay readable. */
export const OrgHistory = ({ view }: { readonly view: OrgView }) => {
  const [correcting, setCorrecting] = useState<OrgChange>();
  const mayCorrect = view.actions[0]?.allowed === true;
  return (
    <>
      <h3>沿革（{view.changes.length}）</h3>
      {view.changes.length === 0 && <p className="muted">没有登记过变更。</p>}
      <ol className="timeline">
        {view.changes.map((change) => (
          <Entry key={change.changeId} change={change} onCorrect={mayCorrect && !change.isReplaced && !change.isVoid ? () => setCorrecting(change) : undefined} />
        ))}
      </ol>
      {correcting !== undefined && <CorrectOrgDialog change={correcting} onClose={() => setCorrecting(undefined)} />}
    </>
  );
};
