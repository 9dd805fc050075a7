import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { findingSeverities, findingSeverityLabel, type FindingSeverity, type LedgerFinding } from '../../contract/index.ts';
import { FindingList } from '../finding-list.tsx';
import type { Stretch } from '../text-layout.ts';

interface FindingsPanelProps {
  readonly findings: readonly LedgerFinding[];
  readonly onJump: (place: Stretch) => void;
}

/** What the compiler noticed, by severity. */
export const FindingsPanel = ({ findings, onJump }: FindingsPanelProps) => {
  const [severity, setSeverity] = useState<FindingSeverity | 'all'>('all');
  const shown = useMemo(() => findings.filter((finding) => severity === 'all' || finding.severity === severity), [findings, severity]);
  const countOf = (wanted: FindingSeverity): number => findings.filter((finding) => finding.severity === wanted).length;
  return (
    <div className="records-panel">
      <Segmented
        value={severity}
        options={[
          { value: 'all' as const, label: `全部 ${findings.length}` },
          ...findingSeverities.map((value) => ({ value, label: `${findingSeverityLabel[value]} ${countOf(value)}` })),
        ]}
        onChange={(next) => setSeverity(next as typeof severity)}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard */}
      <section className="panel-scroll" aria-label="发现" tabIndex={0}>
        {shown.length === 0 ? <p className="muted panel-empty">没有这一类发现。</p> : <FindingList findings={shown} onShow={onJump} />}
      </section>
    </div>
  );
};
