import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { uploadDocument } from '../contract/index.ts';

export type UploadedDocument = Reply<typeof uploadDocument>;

interface DocumentFieldProps {
  readonly document: UploadedDocument | undefined;
  readonly onDocument: (document: UploadedDocument) => void;
}

/** Uploads at once; the form only carries the id. */
export const DocumentField = ({ document, onDocument }: DocumentFieldProps) => {
  const id = useId();
  const upload = useMutation({ mutationFn: (file: File) => call(uploadDocument, { file }), onSuccess: onDocument });
  return (
    <div className="form-field">
      <label htmlFor={id}>证明文件</label>
      <input
        id={id}
        type="file"
        accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.ofd,.txt"
        disabled={upload.isPending}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) upload.mutate(file);
        }}
      />
      <p className="answer-hint" role="status">
        {upload.isPending
          ? '正在上传…'
          : document === undefined
            ? 'PDF、图片、Word、Excel、OFD 或文本，不超过8 MB。没有文件的只能算D级说法。'
            : `已上传「${document.name}」，摘要 ${document.sha256.slice(0, 12)}…`}
      </p>
      {upload.error !== null && <ProblemNotice problem={asProblem(upload.error)} />}
    </div>
  );
};
