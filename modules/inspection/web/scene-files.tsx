import { asProblem } from '#kernel/web/problem-error.ts';
import { buildUrl } from '#kernel/endpoint.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { momentWords } from '#supervision/web';
import { FileDrop } from '#ui/file-drop.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { addInspectionFile, getInspectionFile, type InspectionDetails, type InspectionFile } from '../contract/index.ts';

const placeWords = ({ latitude, longitude, place }: InspectionFile): string =>
  [place, latitude === null || longitude === null ? '' : `北纬${latitude}，东经${longitude}`].filter((part) => part !== '').join('；');

/** Photos with place and time; other files as links. */
export const FileList = ({ inspectionId, files }: { readonly inspectionId: string; readonly files: readonly InspectionFile[] }) =>
  files.length === 0 ? null : (
    <ul className="scene-files">
      {files.map((file) => {
        const href = buildUrl(getInspectionFile, { params: { inspectionId: inspectionId as never, fileId: file.fileId } });
        const words = [file.takenAt === null ? '' : momentWords(file.takenAt), placeWords(file), file.by, file.isReused ? '以前用过的照片' : '']
          .filter((part) => part !== '')
          .join('，');
        return (
          <li key={file.fileId}>
            <a href={href} target="_blank" rel="noreferrer">
              {file.mediaType.startsWith('image/') ? <img src={href} alt={file.name} loading="lazy" /> : file.name}
            </a>
            <small>{words}</small>
          </li>
        );
      })}
    </ul>
  );

/** What the unit shows of its rectification; uploading is offered while it puts things right. */
export const RectificationFiles = ({ one, mayAdd }: { readonly one: InspectionDetails; readonly mayAdd: boolean }) => {
  const save = useWrite(addInspectionFile, () => undefined);
  const files = one.files.filter(({ side }) => side === 'rectification');
  if (!mayAdd && files.length === 0) return null;
  return (
    <section className="supervision-card" aria-label="整改佐证">
      <h2>整改佐证</h2>
      <FileList inspectionId={one.inspectionId} files={files} />
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} onClose={() => save.reset()} />}
      {mayAdd && (
        <FileDrop
          label="上传整改佐证"
          hint="照片、PDF、Word 或 Excel"
          accept={['.jpg', '.jpeg', '.png', '.pdf', '.docx', '.xlsx']}
          busy={save.isPending}
          onFile={(file) => save.mutate({ params: { inspectionId: one.inspectionId }, file, body: { purpose: file.type.startsWith('image/') ? 'photo' : 'document' } } as never)}
        />
      )}
    </section>
  );
};
