/** What judging gives: the outcome with its trace, and the state of a clause. */
import { z } from 'zod';

export const verdictOutcomes = ['met', 'unmet', 'unknown', 'doubt', 'open'] as const;
export type VerdictOutcome = (typeof verdictOutcomes)[number];
export const verdictOutcomeLabel = { met: '达标', unmet: '未达标', unknown: '无法判定', doubt: '存疑', open: '未设标准' } satisfies Record<VerdictOutcome, string>;

export const clauseStates = ['excluded', 'outlook', 'uncontracted', 'doubtful', 'undecidable', 'empty', 'stale', 'met', 'unmet', 'evidenced'] as const;
export type ClauseState = (typeof clauseStates)[number];
export const clauseStateLabel = {
  excluded: '不适用',
  outlook: '展望',
  uncontracted: '未约定证据',
  doubtful: '存疑',
  undecidable: '无法判定',
  empty: '无证据',
  stale: '证据过期',
  met: '达标',
  unmet: '未达标',
  evidenced: '有证据',
} satisfies Record<ClauseState, string>;

/** One figure that went in, with the envelopes it came from. */
export const verdictInputSchema = z.strictObject({ label: z.string(), text: z.string(), evidenceIds: z.array(z.string()) });
export type VerdictInput = z.output<typeof verdictInputSchema>;

/** A parameter that the rule leaned on, with where it comes from. */
export const usedParamSchema = z.strictObject({ key: z.string(), label: z.string(), value: z.string(), source: z.string() });
export type UsedParam = z.output<typeof usedParamSchema>;

export const verdictSchema = z.strictObject({
  outcome: z.enum(verdictOutcomes),
  /** rule and version, e.g. `answer.level/1` */
  rule: z.string(),
  /** Chinese sentence: what was compared and what came out */
  sentence: z.string(),
  /** the line between met and unmet, in words and figures */
  boundary: z.string(),
  /** what would change the outcome */
  change: z.string(),
  inputs: z.array(verdictInputSchema),
  /** what is missing when it cannot be judged */
  missing: z.array(z.string()),
  params: z.array(usedParamSchema),
  /** rows of a list, slots of a quota, parts of a whole */
  parts: z.array(z.strictObject({ label: z.string(), outcome: z.enum(verdictOutcomes), text: z.string() })),
  /** the decisive figure in the unit of the target, as a decimal; null when there is none or it has no end */
  value: z.string().nullable(),
  /** attained share of the way, as a decimal; null when there is none */
  share: z.string().nullable(),
  /** last day of the period that the decisive facts speak of */
  factsUntil: z.string().nullable(),
});
export type Verdict = z.output<typeof verdictSchema>;
