import { findingSeverities, findingSeverityLabel, type LedgerFinding } from '../contract/index.ts';
import type { Stretch } from './text-layout.ts';

interface FindingListProps {
  /** of the places of a finding, the first inside this stretch is shown */
  readonly near?: Stretch;
  readonly findings: readonly LedgerFinding[];
  /** jumps to the words */
  readonly onShow: (place: Stretch) => void;
}

interface FindingEntryProps extends Pick<FindingListProps, 'near' | 'onShow'> {
  readonly finding: LedgerFinding;
}

/** The gravest first, else in their order. */
export const gravestFirst = (findings: readonly LedgerFinding[]): readonly LedgerFinding[] =>
  [...findings].sort((a, b) => findingSeverities.indexOf(a.severity) - findingSeverities.indexOf(b.severity));

/** One finding with its advice; jumps to the words it is about. */
export const FindingEntry = ({ finding, near, onShow }: FindingEntryProps) => {
  const place = finding.spans.find((span) => near !== undefined && span.start < near.end && span.end > near.start) ?? finding.spans[0];
  return (
    <>
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
    </>
  );
};

/** What the compiler noticed, the gravest first; each entry jumps to the words it is about. */
export const FindingList = ({ findings, near, onShow }: FindingListProps) => (
  <ul className="finding-list" data-testid="findings">
    {gravestFirst(findings).map((finding) => (
      <li key={`${finding.rule} ${finding.spans[0]?.start ?? ''} ${finding.message}`}>
        <FindingEntry finding={finding} {...(near === undefined ? {} : { near })} onShow={onShow} />
      </li>
    ))}
  </ul>
);
