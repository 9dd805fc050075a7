import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { call, newIdempotencyKey } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { FileDrop } from '#ui/file-drop.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getPlan, importPlan, maxPlanFileBytes, type PlanId, previewPlan } from '../contract/index.ts';
import { ImportPreview } from './import-preview.tsx';
import { planPaths } from './plan-paths.ts';
import { sizeWords } from './words.ts';
import './plan.css';

interface ImportSearch {
  readonly planId?: PlanId | undefined;
}

const PlanConcerned = ({ planId }: { readonly planId: PlanId }) => {
  const plan = useQuery(queryOf(getPlan, { params: { planId } }));
  if (plan.error !== null) return <ProblemNotice problem={asProblem(plan.error)} />;
  return <>作为《{plan.data?.plan.title ?? '…'}》的新版本导入</>;
};

const fileHint = (
  <>
    可拖到这里，也可点下面的按钮选择。支持纯文本、网页、Word（docx）和带文字的 PDF，不超过 {sizeWords(maxPlanFileBytes)}。
    <br />
    选好后先显示系统读懂了什么，确认后才保存。
  </>
);

/** Import in two steps: what was understood of the file, then save or discard. Nothing is stored before 保存. */
export const Page = ({ search }: PageProps<unknown, ImportSearch>) => {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const [saveKey, setSaveKey] = useState('');
  const { planId } = search;
  const preview = useMutation({ mutationFn: (chosen: File) => call(previewPlan, { file: chosen, body: { planId } }) });
  const save = useMutation({
    mutationFn: (input: { readonly file: File; readonly sha256: string }) =>
      call(importPlan, { file: input.file, body: { expectedSha256: input.sha256, planId } }, { idempotencyKey: saveKey }),
    onSuccess: async (stored) => {
      await queries.invalidateQueries();
      await navigate({ to: planPaths.version(stored.planId, stored.versionId), search: { imported: '1' } } as never);
    },
  });
  const choose = (chosen: File): void => {
    setFile(chosen);
    // One key per chosen file: pressing 保存 again after a lost answer does not import twice.
    setSaveKey(newIdempotencyKey());
    save.reset();
    preview.mutate(chosen);
  };
  const discard = (): void => {
    setFile(undefined);
    save.reset();
    preview.reset();
  };
  const error = save.error ?? preview.error;
  return (
    <PageFrame
      full={preview.data !== undefined}
      title="导入方案"
      note={planId === undefined ? '同名方案会成为已有方案的新版本。' : <PlanConcerned planId={planId} />}
      actions={
        <Link className="plain-button" to={planPaths.list as never}>
          返回列表
        </Link>
      }
    >
      {error !== null && <ProblemNotice problem={asProblem(error)} onClose={() => (save.error === null ? preview.reset() : save.reset())} />}
      {preview.isPending && (
        <p role="status" className="import-busy">
          正在阅读「{file?.name}」…
        </p>
      )}
      {preview.data === undefined ? (
        <FileDrop label="方案文件" hint={fileHint} accept={['.txt', '.html', '.htm', '.docx', '.pdf']} busy={preview.isPending} onFile={choose} />
      ) : (
        <ImportPreview
          preview={preview.data}
          busy={save.isPending}
          onSave={() => file !== undefined && save.mutate({ file, sha256: preview.data.sha256 })}
          discard={
            <Button onClick={discard} disabled={save.isPending}>
              放弃
            </Button>
          }
        />
      )}
    </PageFrame>
  );
};
