import { Link } from '@tanstack/react-router';
import { Alert, Segmented } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { useIsNarrow } from '#ui/media.ts';
import type { previewPlan } from '../contract/index.ts';
import { CountLists } from './count-lists.tsx';
import { FindingList } from './finding-list.tsx';
import { buildOutline } from './outline.ts';
import { OutlineTree } from './outline-tree.tsx';
import { planPaths } from './plan-paths.ts';
import { RecordBrowser } from './review/record-browser.tsx';
import type { Pointed } from './review/record-card.tsx';
import { planRecordsOf } from './review/review-records.ts';
import { SourceText } from './source-text.tsx';
import { layOutText, type Stretch } from './text-layout.ts';
import { countWords, sizeWords, sourceWords } from './words.ts';
import './review/review.css';

type Preview = Reply<typeof previewPlan>;
type Pane = 'facts' | 'outline' | 'records' | 'source';

const Outcome = ({ outcome }: { readonly outcome: Preview['outcome'] }) => {
  if (outcome.created === 'plan') return <Alert type="success" showIcon title="将建立一个新方案" data-testid="outcome" />;
  if (outcome.created === 'version') return <Alert type="info" showIcon title={`将成为《${outcome.planTitle ?? ''}》的第${outcome.ordinal}版`} data-testid="outcome" />;
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="outcome"
      title="这份文本已经导入过，不会重复保存"
      description={
        outcome.planId !== null && outcome.versionId !== null ? (
          <Link to={planPaths.version(outcome.planId, outcome.versionId) as never}>
            打开《{outcome.planTitle ?? ''}》第{outcome.ordinal}版
          </Link>
        ) : undefined
      }
    />
  );
};

const FileFacts = ({ preview }: { readonly preview: Preview }) => (
  <dl className="fact-list">
    <dt>文件</dt>
    <dd>{preview.fileName}</dd>
    <dt>读作</dt>
    <dd>{sourceWords(preview.format, preview.encoding)}</dd>
    <dt>大小</dt>
    <dd>
      {sizeWords(preview.bytes)}，{countWords(preview.chars)}字符
    </dd>
    <dt>摘要</dt>
    <dd>
      <code className="digest">{preview.sha256}</code>
    </dd>
  </dl>
);

interface ImportPreviewProps {
  readonly preview: Preview;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly discard: ReactNode;
}

const saveOffer = (created: Preview['outcome']['created']) => ({
  action: 'plan.import',
  label: created === 'version' ? '保存为新版本' : '保存',
  allowed: created !== 'nothing',
  reason: created === 'nothing' ? '这份文本已经导入过' : null,
});

/** What was understood, before anything is stored: facts and findings, outline, text. */
export const ImportPreview = ({ preview, busy, onSave, discard }: ImportPreviewProps) => {
  const narrow = useIsNarrow();
  const heading = useRef<HTMLHeadingElement>(null);
  const [pane, setPane] = useState<Pane>('facts');
  const [selected, setSelected] = useState<string>();
  const [focused, setFocused] = useState<Stretch>();
  const [pointed, setPointed] = useState<Pointed>();
  const [beside, setBeside] = useState<'outline' | 'records'>('outline');
  const records = useMemo(() => planRecordsOf(preview.records), [preview]);
  const outline = useMemo(() => buildOutline(preview.nodes), [preview]);
  const paragraphs = useMemo(() => layOutText(preview.text, preview.nodes), [preview]);
  // The result replaces the file field, which had the focus; the keyboard goes on from the result.
  useEffect(() => heading.current?.focus(), []);
  const select = (nodeId: string): void => {
    setFocused(undefined);
    setSelected(nodeId);
    setPane('source');
  };
  const show = (place: Stretch): void => {
    setFocused({ start: place.start, end: place.end });
    setPane('source');
  };
  const middle = narrow ? pane : beside;
  const marks = { marked: outline.find(selected), focused, hits: [], lit: pointed?.spans ?? [], sources: pointed?.sources ?? [] };
  return (
    <>
      <div className="import-head">
        <h2 ref={heading} tabIndex={-1}>
          {preview.title}
        </h2>
        <div className="page-actions">
          <ActionButton offer={saveOffer(preview.outcome.created)} primary busy={busy} onAct={onSave} />
          {discard}
        </div>
      </div>
      {narrow && (
        <Segmented<Pane>
          block
          value={pane}
          options={[
            { value: 'facts', label: '概况' },
            { value: 'outline', label: '目录' },
            { value: 'records', label: '记录' },
            { value: 'source', label: '原文' },
          ]}
          onChange={setPane}
        />
      )}
      <div className={narrow ? 'panes narrow' : `panes import-panes${beside === 'records' ? ' with-records' : ''}`}>
        {(!narrow || pane === 'facts') && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
          <section className="pane pane-facts" aria-label="读懂了什么" tabIndex={0}>
            <Outcome outcome={preview.outcome} />
            <FileFacts preview={preview} />
            <CountLists counts={preview.counts} />
            <h3>检查发现（{preview.findings.length}）</h3>
            {preview.findings.length === 0 ? <p className="muted">编译器没有给出检查发现。</p> : <FindingList findings={preview.findings} onShow={show} />}
          </section>
        )}
        {(!narrow || pane === 'outline' || pane === 'records') && (
          <section className="pane pane-outline" aria-label={middle === 'outline' ? '目录栏' : '记录栏'}>
            {!narrow && (
              <Segmented
                block
                value={beside}
                options={[
                  { value: 'outline', label: '目录' },
                  { value: 'records', label: `记录 ${records.length}` },
                ]}
                onChange={(next) => setBeside(next as typeof beside)}
              />
            )}
            {middle === 'outline' ? (
              <OutlineTree outline={outline} text={preview.text} selected={selected} onSelect={select} />
            ) : (
              <RecordBrowser records={records} onPoint={setPointed} onJump={show} />
            )}
          </section>
        )}
        {(!narrow || pane === 'source') && (
          <section className="pane pane-source" aria-label="原文栏">
            <SourceText text={preview.text} outline={outline} paragraphs={paragraphs} marks={marks} onPick={select} />
          </section>
        )}
      </div>
    </>
  );
};
