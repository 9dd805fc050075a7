import { findingSeverities, findingSeverityLabel, type LedgerFinding } from '../contract/index.ts';
import type { Stretch } from './text-layout.ts';

interface FindingListProps {
  /** of the places of a finding, the first inside this stretch is shown */
  readonly near?: Stretch;
  readonly findings: readonly LedgerFinding[];
  /** jumps to the words */
  readonly onShow: (place: Stretch) => void;
}

/** What the compiler noticed, the gravest first; each entry jumps to the words it is about. */
export const FindingList = ({ findings, near, onShow }: FindingListProps) => {
  const sorted = [...findings].sort((a, b) => findingSeverities.indexOf(a.severity) - findingSeverities.indexOf(b.severity));
  return (
    <ul className="finding-list" data-testid="findings">
      {sorted.map((finding) => {
        const place = finding.spans.find((span) => near !== undefined && span.start < near.end && span.end > near.start) ?? finding.spans[0];
        return (
          <li key={`${finding.rule} ${place?.start ?? ''} ${finding.message}`}>
            <span className={`severity severity-${finding.severity}`}>{findingSeverityLabel[finding.severity]}</span>
            <span>
              {finding.message}
              {finding.suggestion !== undefined && <span className="finding-advice">建议：{finding.suggestion}</span>}
              {place !== undefined && (
                <button type="button" className="text-button" onClick={() => onShow(place)}>
                  看原文
                </button>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
};
