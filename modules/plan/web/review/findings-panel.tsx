import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { VirtualRows } from '#ui/virtual-rows.tsx';
import { findingSeverities, findingSeverityLabel, type FindingSeverity, type LedgerFinding } from '../../contract/index.ts';
import { FindingEntry, gravestFirst } from '../finding-list.tsx';
import type { Stretch } from '../text-layout.ts';

interface FindingsPanelProps {
  readonly findings: readonly LedgerFinding[];
  readonly onJump: (place: Stretch) => void;
}

const rowHeight = 60;

/** What the compiler noticed, by severity. */
export const FindingsPanel = ({ findings, onJump }: FindingsPanelProps) => {
  const [severity, setSeverity] = useState<FindingSeverity | 'all'>('all');
  const shown = useMemo(() => gravestFirst(findings.filter((finding) => severity === 'all' || finding.severity === severity)), [findings, severity]);
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
      {shown.length === 0 ? (
        <p className="muted panel-empty">没有这一类发现。</p>
      ) : (
        <VirtualRows
          key={severity}
          label="发现"
          className="finding-list"
          count={shown.length}
          estimate={() => rowHeight}
          rowKey={(index) => String(index)}
          render={(index) => {
            const finding = shown[index];
            return finding === undefined ? null : <FindingEntry finding={finding} onShow={onJump} />;
          }}
        />
      )}
    </div>
  );
};
