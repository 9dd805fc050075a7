import { useEffect, useState } from 'react';
import { submissionStateLabel } from '#kernel/web/offline-store.ts';
import type { Submission } from '#kernel/web/offline-store.ts';

/** A photo of the report: from the server, or from this device while it waits for a network. */
export const PhotoThumb = ({ photoId, waiting }: { readonly photoId: string; readonly waiting: Submission | undefined }) => {
  const content = waiting?.file?.content;
  const [local, setLocal] = useState<string>();
  useEffect(() => {
    if (content === undefined) return;
    const address = URL.createObjectURL(content);
    setLocal(address);
    return () => URL.revokeObjectURL(address);
  }, [content]);
  if (waiting === undefined) return <img src={`/api/photos/${photoId}`} alt="佐证照片" />;
  return (
    <figure className="task-photo-waiting">
      {local !== undefined && <img src={local} alt="佐证照片（存在本机）" />}
      <figcaption>
        {submissionStateLabel[waiting.state]}
        {waiting.problem === null ? '' : `：${waiting.problem.detail}`}
      </figcaption>
    </figure>
  );
};
