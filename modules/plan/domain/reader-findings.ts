/** What the reader of a container left out or assumed becomes a finding of the ledger, so that preview, page and lint all show it. */
import type { CompiledPlan, Finding, Severity } from '#libs/plantext/index.ts';
import type { ReadWarning } from '#libs/plantext/readers/index.ts';

/** Words may be missing or not yet final: a warning. What carries no words of the plan: a hint. */
const severity = {
  tracked_changes: 'warning',
  hidden_text_dropped: 'warning',
  pictures_ignored: 'warning',
  unknown_numbering: 'warning',
  external_links_ignored: 'info',
  running_heads_dropped: 'info',
} satisfies Record<ReadWarning['code'], Severity>;

const findingOf = ({ code, message }: ReadWarning): Finding => ({ rule: `reader-${code.replaceAll('_', '-')}`, severity: severity[code], message, spans: [] });

/** Findings about the file come first, because they concern the whole text; the counts follow. */
export function withReaderFindings(plan: CompiledPlan, warnings: readonly ReadWarning[]): CompiledPlan {
  if (warnings.length === 0) return plan;
  const findings = [...warnings.map(findingOf), ...plan.findings];
  const countOf = (wanted: Severity): number => findings.filter((finding) => finding.severity === wanted).length;
  return { ...plan, findings, stats: { ...plan.stats, findings: { error: countOf('error'), warning: countOf('warning'), info: countOf('info') } } };
}
