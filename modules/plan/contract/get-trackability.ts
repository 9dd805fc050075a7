import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { planIdSchema, versionIdSchema } from './plan.ts';

/** The five questions of every measure; answers are yes or no with the characters they rest on, never a score. */
export const trackabilityQuestions = ['owner', 'deadline', 'object', 'verb', 'control'] as const;
export type TrackabilityQuestion = (typeof trackabilityQuestions)[number];
export const trackabilityQuestionLabel = {
  owner: '有责任单位',
  deadline: '有完成时限',
  object: '有可核对的对象',
  verb: '有交付性动词',
  control: '本级能做主',
} satisfies Record<TrackabilityQuestion, string>;

const count = z.int().nonnegative();
const answer = z.strictObject({
  yes: z.boolean(),
  /** what the answer rests on; for a no, what stands there instead; at most six */
  evidence: z.array(z.strictObject({ text: z.string(), start: count, end: count })),
});

export const measureTrackabilitySchema = z.strictObject({
  /** node id of the measure */
  measure: z.string(),
  label: z.string().nullable(),
  title: z.string().nullable(),
  start: count,
  end: count,
  owner: answer,
  deadline: answer,
  object: answer,
  verb: answer,
  control: answer,
});
export type MeasureTrackability = z.output<typeof measureTrackabilitySchema>;

const yesCounts = z.strictObject({ owner: count, deadline: count, object: count, verb: count, control: count });

/** Which measures of a version can be followed up: one row per measure in text order (goal parts are left out). */
export const getTrackability = endpoint({
  id: 'plan.get-trackability',
  method: 'GET',
  path: '/api/plans/:planId/versions/:versionId/trackability',
  summary: '方案版本的举措能否跟踪：五个是非问题及依据',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema, versionId: versionIdSchema }),
  reply: z.strictObject({
    items: z.array(measureTrackabilitySchema),
    /** measures with a yes, per question */
    yes: yesCounts,
    /** measures with five yeses */
    complete: count,
    total: count,
  }),
  refusals: ['plan.not_found', 'plan.version_not_found'],
});
