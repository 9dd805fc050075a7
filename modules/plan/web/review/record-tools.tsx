import { Button } from 'antd';
import { useState } from 'react';
import { ActionButton } from '#ui/action-button.tsx';
import type { PlanId, VersionId } from '../../contract/index.ts';
import { type OpenForm, OpinionForm } from './opinion-form.tsx';
import { RecordHistory } from './record-history.tsx';
import type { PlanRecord, RecordReviews } from './review-records.ts';
import type { Opinion, Reviews } from './use-reviews.ts';

interface RecordToolsProps {
  readonly planId: PlanId;
  readonly versionId: VersionId;
  readonly record: PlanRecord;
  readonly own: RecordReviews | undefined;
  readonly reviews: Reviews;
  readonly form: OpenForm | undefined;
  readonly onForm: (form: OpenForm | undefined) => void;
  readonly onSay: (opinions: readonly Opinion[]) => void;
  readonly all: boolean;
  readonly onAll: () => void;
}

/** 采纳, 修改, 不采纳, 撤销 and the history of the record in hand. */
export const RecordTools = ({ planId, versionId, record, own, reviews, form, onForm, onSay, all, onAll }: RecordToolsProps) => {
  const [history, setHistory] = useState(false);
  const { offer, busy } = reviews;
  const accepted = own?.whole?.latest.verdict === 'accepted';
  const offered = (label: string) => ({ ...offer, label });
  const newest = [own?.whole, ...(own?.byField.values() ?? [])]
    .filter((item) => item !== undefined)
    .sort((a, b) => b.latest.at.localeCompare(a.latest.at) || b.latest.reviewId.localeCompare(a.latest.reviewId))[0];
  return (
    <div className="record-tools">
      <div className="record-buttons">
        <ActionButton
          offer={accepted ? { ...offer, label: '采纳', allowed: false, reason: offer.reason ?? '这条记录已采纳' } : offered('采纳')}
          primary
          busy={busy}
          onAct={() => onSay([{ record: record.id, field: null, verdict: 'accepted', note: '' }])}
        />
        <ActionButton offer={offered('修改')} onAct={() => onForm({ record: record.id, field: null, verdict: 'edited' })} />
        <ActionButton offer={offered('不采纳')} onAct={() => onForm({ record: record.id, field: null, verdict: 'rejected' })} />
        {newest !== undefined && <ActionButton offer={offered('撤销')} onAct={() => void reviews.undo(record.id, newest.field)} />}
        <Button type="text" size="small" aria-expanded={history} onClick={() => setHistory(!history)}>
          {history ? '收起意见记录' : '意见记录'}
        </Button>
        <Button type="text" size="small" aria-pressed={all} onClick={onAll}>
          {all ? '只看已写明的字段' : '全部字段'}
        </Button>
      </div>
      {form !== undefined && (
        <OpinionForm
          key={`${form.record} ${form.field} ${form.verdict}`}
          record={record}
          form={form}
          busy={busy}
          onSay={(opinion) => onSay([opinion])}
          onCancel={() => onForm(undefined)}
        />
      )}
      {history && <RecordHistory planId={planId} versionId={versionId} record={record.id} list={record.list} />}
    </div>
  );
};
