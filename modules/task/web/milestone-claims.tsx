import { useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import type { Reply } from '#kernel/endpoint.ts';
import { formatMoment } from '#kernel/calendar.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type getDebt, type ReportContentInput, uploadPhoto } from '../contract/index.ts';
import { useAct } from './use-act.ts';

type Claims = ReportContentInput['claims'];

interface MilestoneClaimsProps {
  readonly debt: Reply<typeof getDebt>;
  readonly claims: Claims;
  readonly onChange: (claims: Claims) => void;
}

const placeNow = (): Promise<GeolocationPosition> =>
  new Promise((found, failed) => navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: 15_000 }));

/** `2026-04-01T08:00:00+00:00` of the file's own time; a camera writes it when the picture is taken. */
const takenAt = (file: File): string => formatMoment(Temporal.Instant.fromEpochMilliseconds(file.lastModified));

/** Milestones that may be claimed, each with its proof: words, or photos with time and place. */
export const MilestoneClaims = ({ debt, claims, onChange }: MilestoneClaimsProps) => {
  const [note, setNote] = useState('');
  const upload = useAct(uploadPhoto);
  const claimOf = (id: string) => claims.find(({ milestoneId }) => milestoneId === id);
  const put = (id: Claims[number]['milestoneId'], part: Partial<Claims[number]> | null): void => {
    const others = claims.filter(({ milestoneId }) => milestoneId !== id);
    onChange(part === null ? others : [...others, { milestoneId: id, proof: '', photoIds: [], ...claimOf(id), ...part }]);
  };
  const addPhoto = async (id: Claims[number]['milestoneId'], file: File): Promise<void> => {
    setNote('');
    const place = await placeNow().catch(() => undefined);
    const latitude = place?.coords.latitude.toFixed(6) ?? '';
    const longitude = place?.coords.longitude.toFixed(6) ?? '';
    upload.mutate(
      { file, body: { assignmentId: debt.debt.assignmentId, takenAt: takenAt(file), latitude, longitude } },
      {
        onSuccess: ({ photoId, isReused }) => {
          put(id, { photoIds: [...(claimOf(id)?.photoIds ?? []), photoId] });
          setNote(isReused ? '这张照片以前用过，提交时须说明。' : '');
        },
      },
    );
  };
  return (
    <section aria-label="节点">
      <p className="task-label">本期完成的节点</p>
      {upload.error !== null && <ProblemNotice problem={asProblem(upload.error)} onClose={() => upload.reset()} />}
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
                      <img key={photoId} src={`/api/photos/${photoId}`} alt="佐证照片" />
                    ))}
                    <label>
                      拍照或选择照片
                      <input
                        type="file"
                        accept="image/jpeg,image/png,image/webp"
                        capture="environment"
                        onChange={(event) => {
                          const file = event.target.files?.[0];
                          if (file !== undefined) void addPhoto(milestone.milestoneId, file);
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
