/**
 * Evidence envelopes (architecture 5.8): what a source says about clauses, with grade, stamp and period.
 * An envelope never changes; it is superseded, withdrawn or challenged by a further row. Anchors are opaque here.
 */
import { z } from 'zod';
import { parseDay } from './calendar.ts';
import { event } from './event.ts';
import { refusals } from './refusals.ts';

export const evidenceKinds = ['value', 'count', 'case', 'milestone', 'document', 'agreement', 'payment', 'attestation'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];
export const evidenceKindLabel = {
  value: '数值',
  count: '计数',
  case: '办件',
  milestone: '节点',
  document: '文件',
  agreement: '协议',
  payment: '收付款',
  attestation: '证明',
} satisfies Record<EvidenceKind, string>;

/** Which side of a comparison an envelope speaks for. */
export const evidenceFacets = ['actual', 'target', 'benchmark', 'peer', 'base', 'member'] as const;
export type EvidenceFacet = (typeof evidenceFacets)[number];
export const evidenceFacetLabel = {
  actual: '实际值',
  target: '下达值',
  benchmark: '对照值',
  peer: '同组值',
  base: '基期值',
  member: '名单成员',
} satisfies Record<EvidenceFacet, string>;

/** Who speaks: the unit itself, a computed signal of a business system, or an independent check. */
export const evidenceVoices = ['self', 'signal', 'check'] as const;
export type EvidenceVoice = (typeof evidenceVoices)[number];
export const evidenceVoiceLabel = { self: '自报', signal: '系统信号', check: '独立核查' } satisfies Record<EvidenceVoice, string>;

export const evidenceGrades = ['A', 'B', 'C', 'D'] as const;
export type EvidenceGrade = (typeof evidenceGrades)[number];
export const evidenceGradeLabel = {
  A: 'A 双方签认或检定仪器',
  B: 'B 文件经他人核实',
  C: 'C 单位自报',
  D: 'D 仅有说法',
} satisfies Record<EvidenceGrade, string>;

/** Only `real` counts in official views; the others never do. */
export const evidenceStamps = ['real', 'demo', 'sim'] as const;
export type EvidenceStamp = (typeof evidenceStamps)[number];
export const evidenceStampLabel = { real: '真实', demo: '演示', sim: '模拟' } satisfies Record<EvidenceStamp, string>;

export const evidenceStatuses = ['live', 'superseded', 'withdrawn', 'challenged'] as const;
export type EvidenceStatus = (typeof evidenceStatuses)[number];
export const evidenceStatusLabel = { live: '有效', superseded: '已更新', withdrawn: '已撤回', challenged: '有异议' } satisfies Record<EvidenceStatus, string>;

/** A is the strongest; true when `grade` is at least `floor`. */
export const isGradeAtLeast = (grade: EvidenceGrade, floor: EvidenceGrade): boolean => evidenceGrades.indexOf(grade) <= evidenceGrades.indexOf(floor);

const decimal = (label: string) =>
  z
    .string()
    .regex(/^-?[0-9]{1,24}(\.[0-9]{1,12})?$/, `「${label}」应为十进制数，如 12.5`)
    .meta({ label });

function isDay(text: string): boolean {
  try {
    return parseDay(text) !== undefined;
  } catch {
    return false;
  }
}
const day = (label: string) => z.string().refine(isDay, `「${label}」应为存在的日期，如 2025-12-31`).meta({ label });

/** What produced the envelope; `part` tells several envelopes of one source apart. */
export const evidenceSourceSchema = z.strictObject({
  module: z.string().min(1).max(60),
  type: z.string().min(1).max(60),
  id: z.string().min(1).max(200),
  part: z.string().max(120).default(''),
});
export type EvidenceSource = z.input<typeof evidenceSourceSchema>;

export const evidenceDraftSchema = z
  .strictObject({
    anchors: z.array(z.string().min(1).max(200)).min(1, '证据至少要指向一个条款').max(50),
    kind: z.enum(evidenceKinds),
    facet: z.enum(evidenceFacets).default('actual'),
    voice: z.enum(evidenceVoices),
    value: decimal('数值').nullable().default(null),
    unit: z.string().max(40).nullable().default(null),
    num: decimal('分子').nullable().default(null),
    den: decimal('分母').nullable().default(null),
    /** first and last day of the period it speaks of */
    from: day('期间起'),
    to: day('期间止'),
    /** last day on which a certificate or agreement is valid; null = no end */
    validUntil: day('有效期至').nullable().default(null),
    subject: z.string().max(200).nullable().default(null),
    /** the unit that reports or is reported on */
    orgId: z.uuid().nullable().default(null),
    source: evidenceSourceSchema,
    version: z.int().positive().default(1),
    hash: z.string().regex(/^[0-9a-f]{64}$/, '「来源摘要」应为64位十六进制小写字符'),
    rule: z.string().max(120).nullable().default(null),
    occurredOn: day('发生日期'),
    grade: z.enum(evidenceGrades),
    stamp: z.enum(evidenceStamps),
    /** the envelope that this one takes the place of, when it comes from another source (a verification) */
    supersedes: z.uuid().nullable().default(null),
    note: z.string().max(2000).default(''),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: '「期间止」不能早于「期间起」' })
  .refine(({ num, den }) => (num === null) === (den === null), { path: ['den'], message: '分子、分母要一起填写' })
  .refine(({ den }) => den === null || Number(den) !== 0, { path: ['den'], message: '「分母」不能为0' });
export type EvidenceDraft = z.input<typeof evidenceDraftSchema>;
type EvidenceContent = Omit<z.output<typeof evidenceDraftSchema>, 'source'>;

/** An envelope as it was known at some moment. */
export interface Evidence extends EvidenceContent {
  readonly evidenceId: string;
  readonly source: z.output<typeof evidenceSourceSchema>;
  /** moment with offset */
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly status: EvidenceStatus;
  readonly statusReason: string;
  readonly statusAt: string;
}

/** True when official figures may count it. */
export const countsOfficially = ({ stamp, status }: Pick<Evidence, 'stamp' | 'status'>): boolean => stamp === 'real' && status === 'live';

export const evidenceEmitted = event('evidence.emitted', {
  version: 1,
  subject: 'evidenceId',
  fields: {
    evidenceId: 'open',
    anchors: 'open',
    kind: 'open',
    facet: 'open',
    from: 'open',
    to: 'open',
    grade: 'open',
    stamp: 'open',
    source: 'internal',
    hash: 'open',
    supersedes: 'open',
  },
});

/** Its status changed: withdrawn, challenged, superseded, or live again. */
export const evidenceStatusChanged = event('evidence.status_changed', {
  version: 1,
  subject: 'evidenceId',
  fields: { evidenceId: 'open', anchors: 'open', from: 'open', to: 'open', status: 'open', reason: 'internal' },
});

export const evidenceEvents = [evidenceEmitted, evidenceStatusChanged] as const;

export const evidenceRefusals = refusals('evidence', {
  invalid: {
    status: 422,
    title: '证据内容有误',
    detail: (facts: { problem: string }) => `证据没有保存：${facts.problem}。请改正后重新提交。`,
  },
  not_found: { status: 404, title: '没有找到证据', detail: () => '没有这条证据。它可能属于别的地区，或地址有误；请从条款页面进入。' },
  version_taken: {
    status: 409,
    title: '来源版本重复',
    detail: (facts: { source: string; version: number }) =>
      `来源「${facts.source}」的第${facts.version}版已经出具过内容不同的证据。请用更高的版本号更正，原来的证据会被替代而不是覆盖。`,
    facts: ({ version }) => ({ version }),
  },
  status_forbids: {
    status: 409,
    title: '证据当前状态不允许',
    detail: (facts: { status: EvidenceStatus }) => `这条证据的状态是「${evidenceStatusLabel[facts.status]}」，不能这样处理。请刷新页面查看它的去向。`,
    facts: ({ status }) => ({ status }),
  },
});
