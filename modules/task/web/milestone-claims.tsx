import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import type { getDebt, ReportContentInput } from '../contract/index.ts';
import { PhotoThumb } from './photo-thumb.tsx';
import { useAddPhoto } from './use-add-photo.ts';
import { useQueued, waitingPhoto } from './use-report-sending.ts';

type Claims = ReportContentInput['claims'];

interface MilestoneClaimsProps {
  readonly debt: Reply<typeof getDebt>;
  readonly ownerId: string;
  readonly claims: Claims;
  readonly onChange: (claims: Claims) => void;
}

/** Milestones that may be claimed, each with its proof: words, or photos with time and place. */
export const MilestoneClaims = ({ debt, ownerId, claims, onChange }: MilestoneClaimsProps) => {
  const [note, setNote] = useState('');
  const { items } = useQueued(ownerId);
  const photo = useAddPhoto({ ownerId, assignmentId: debt.debt.assignmentId, title: debt.debt.title.slice(0, 20) });
  const claimOf = (id: string) => claims.find(({ milestoneId }) => milestoneId === id);
  const put = (id: Claims[number]['milestoneId'], part: Partial<Claims[number]> | null): void => {
    const others = claims.filter(({ milestoneId }) => milestoneId !== id);
    onChange(part === null ? others : [...others, { milestoneId: id, proof: '', photoIds: [], ...claimOf(id), ...part }]);
  };
  const addPhoto = (id: Claims[number]['milestoneId'], file: File): void => {
    setNote('');
    photo.mutate(file, {
      onSuccess: ({ photoId, isReused, isWaiting }) => {
        put(id, { photoIds: [...(claimOf(id)?.photoIds ?? []), photoId as never] });
        if (isReused) setNote('这张照片以前用过，提交时须说明。');
        else if (isWaiting) setNote('照片（含时间、地点）已存在本机，联网后自动上传。');
      },
    });
  };
  return (
    <section aria-label="节点">
      <p className="task-label">本期完成的节点</p>
      {photo.error !== null && <ProblemNotice problem={asProblem(photo.error)} onClose={() => photo.reset()} />}
      {note !== '' && <p role="status">{note}</p>}
      <ul className="task-lines">
        {debt.dueMilestones.map((milestone) => {
          const claim = claimOf(milestone.milestoneId);
          return (
            <li key={milestone.milestoneId}>
              <label>
                <input type="checkbox" checked={claim !== undefined} onChange={(event) => put(milestone.milestoneId, event.target.checked ? {} : null)} /> {milestone.title}（
                {milestone.dueOn}）
              </label>
              {claim !== undefined && (
                <>
                  <input
                    className="task-cell-input"
                    aria-label={`${milestone.title}的佐证`}
                    placeholder="佐证材料：名称、文号"
                    value={claim.proof}
                    onChange={(event) => put(milestone.milestoneId, { proof: event.target.value })}
                  />
                  <div className="task-photos">
                    {claim.photoIds.map((photoId) => (
                      <PhotoThumb key={photoId} photoId={photoId} waiting={waitingPhoto(items, photoId)} />
                    ))}
                    <label>
                      拍照或选择照片
                      <input
                        type="file"
                        accept="image/jpeg,image/png,image/webp"
                        capture="environment"
                        onChange={(event) => {
                          const file = event.target.files?.[0];
                          if (file !== undefined) addPhoto(milestone.milestoneId, file);
                        }}
                      />
                    </label>
                  </div>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};
