/** Lint of a compiled plan: what is missing, contradicts itself, or cannot be tested (plantext 9). */
import type { Finding, ParsedText } from '../model.ts';
import { crossCheck, impliedBase, quotaGap, sumExceedsWhole } from './arithmetic.ts';
import { contextOf, findingOf, type Ledger, type LintRule } from './context.ts';
import { inheritedDeadline, weakControl } from './control.ts';
import { figureConflict } from './figure-conflicts.ts';
import { falsePrecision, format, invalidClass, mixedNotation, plausibility } from './form.ts';
import { missingBaseline, missingDeadline, missingOwner } from './gaps.ts';
import { countVsList } from './list-counts.ts';
import { brokenReference, comparatorTypo, missingAnnex, missingUnit } from './mistakes.ts';
import { nameVariant } from './name-variants.ts';
import { duplicateCommitment, selfNameMismatch, undefinedAbbreviation } from './names.ts';
import { softenedSince } from './softened.ts';
import { trackabilityIn, type Trackability } from './trackability.ts';
import { ambiguousDistribution, ambiguousModifier, externalValue, undefinedThreshold, untestable, vagueCount, vagueFrequency } from './vagueness.ts';

/** All rules that need one version only. numbering-gap, numbering-duplicate and not-a-plan come with the outline. */
export const RULES: readonly LintRule[] = [
  missingAnnex,
  missingUnit,
  comparatorTypo,
  brokenReference,
  sumExceedsWhole,
  missingOwner,
  missingDeadline,
  missingBaseline,
  invalidClass,
  untestable,
  undefinedThreshold,
  vagueFrequency,
  quotaGap,
  figureConflict,
  nameVariant,
  ambiguousDistribution,
  externalValue,
  duplicateCommitment,
  inheritedDeadline,
  undefinedAbbreviation,
  vagueCount,
  falsePrecision,
  mixedNotation,
  selfNameMismatch,
  ambiguousModifier,
  crossCheck,
  impliedBase,
  plausibility,
  countVsList,
  weakControl,
  format,
];

/**
 * Findings of all rules in text order (by their first span, then by rule). Pure; never throws. The findings of the
 * outline layer (`parsed.findings`) are not repeated here. With `previous`, softened-since-last is told too.
 */
export function lint(ledger: Ledger, parsed: ParsedText, previous?: Ledger): Finding[] {
  const context = contextOf(ledger, parsed);
  const found = RULES.flatMap((rule) => rule.find(context).map((draft) => findingOf(rule, draft)));
  if (previous) found.push(...softenedSince(previous, ledger));
  return found.sort((a, b) => (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0) || RULES.findIndex((r) => r.rule === a.rule) - RULES.findIndex((r) => r.rule === b.rule));
}

/** Five yes/no answers with evidence for one measure (owner, deadline, measurable object, verb, control). */
export function trackability(measureId: string, ledger: Ledger, parsed: ParsedText): Trackability | null {
  return trackabilityIn(contextOf(ledger, parsed), measureId);
}

/** The same for all measures of the plan, in text order. */
export function trackabilityOfAll(ledger: Ledger, parsed: ParsedText): Trackability[] {
  const context = contextOf(ledger, parsed);
  return context.measures.flatMap((m) => trackabilityIn(context, m.id) ?? []);
}

export type { Ledger, LintContext, LintRule } from './context.ts';
export type { Trackability, TrackabilityAnswer } from './trackability.ts';
