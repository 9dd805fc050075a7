/**
 * Separation of duties as data: which two parts of a work may not lie in one hand. One checker for all modules.
 * A person who acts for somebody else counts as both, so a delegation never opens a way round a rule.
 */
import { allowed, denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import { sharesSigner } from '#kernel/signature.ts';
import type { Signature } from '#kernel/signature.ts';

/** Somebody who did a part, or wants to: the persons, units and posts that stand behind the act. */
export interface Party {
  /** user ids: who acts and for whom */
  readonly persons: readonly string[];
  /** units to which they belong */
  readonly orgs?: readonly string[];
  /** roles, at their unit where they have one */
  readonly posts?: readonly string[];
  readonly roles?: readonly string[];
}

type Side = 'persons' | 'orgs' | 'posts';

type Rule =
  /** first and second must have nothing in common on any of the sides */
  | { readonly kind: 'apart'; readonly sides: readonly Side[]; readonly sentence: string }
  /** second must be one of the persons of first */
  | { readonly kind: 'same-person'; readonly sentence: string }
  /** second must hold one of the roles */
  | { readonly kind: 'role'; readonly roles: readonly string[]; readonly sentence: string }
  /** a role of the list never stands beside another role */
  | { readonly kind: 'exclusive'; readonly roles: readonly string[]; readonly sentence: string };

export const separationRules = {
  S1: { kind: 'apart', sides: ['persons'], sentence: '填报人不能审核自己填报的内容。请由另一人审核。' },
  S2: { kind: 'apart', sides: ['persons'], sentence: '经办人不能办结自己经办的事项。请由另一人办结。' },
  S3: { kind: 'apart', sides: ['persons', 'orgs'], sentence: '销号核验人不能来自牵头单位或配合单位。请由其他单位的人核验。' },
  S4: { kind: 'apart', sides: ['persons'], sentence: '延期或暂停的申请人不能自己批准。请由有权的另一人决定。' },
  S5: { kind: 'apart', sides: ['persons'], sentence: '签发督办单的人不能确认由它产生的扣分。请由另一人确认。' },
  S6: { kind: 'apart', sides: ['persons', 'orgs'], sentence: '检查人不能检查本单位。请换其他单位的人检查。' },
  S7: { kind: 'same-person', sentence: '问题是否解决由提出人确认，主管单位不能代为关闭。' },
  S8: { kind: 'apart', sides: ['persons', 'posts'], sentence: '解锁的申请和批准要由不同岗位完成。' },
  S9: { kind: 'apart', sides: ['persons'], sentence: '不能把自己的授权转给自己，转授的范围也不能超过原授权。' },
  S10: { kind: 'exclusive', roles: ['system_admin', 'security_admin', 'audit_admin'], sentence: '系统、安全、审计管理员互相排斥，也不能兼任业务岗位。' },
  S11: { kind: 'apart', sides: ['persons'], sentence: '不满意的意见要由另一人复核，原经办人不能复核自己的答复。' },
  S12: { kind: 'role', roles: ['statistician'], sentence: '官方统计数据只能由统计人员录入。' },
  S13: { kind: 'apart', sides: ['persons'], sentence: '申请、拟定的人不能批准自己的申请。请由有权的另一人批准。' },
} as const satisfies Readonly<Record<string, Rule>>;
export type SeparationRule = keyof typeof separationRules;

export interface SeparationFacts {
  /** who did the earlier part, e.g. the reporter; several when several did */
  readonly first: Party;
  /** who wants to do the later part, e.g. the reviewer */
  readonly second: Party;
}

const meet = (one: readonly string[] = [], other: readonly string[] = []): boolean => one.some((item) => other.includes(item));

function holds(rule: Rule, { first, second }: SeparationFacts): boolean {
  switch (rule.kind) {
    case 'apart':
      return rule.sides.every((side) => !meet(first[side], second[side]));
    case 'same-person':
      return meet(first.persons, second.persons);
    case 'role':
      return meet(rule.roles, second.roles);
    case 'exclusive': {
      const held = new Set([...(first.roles ?? []), ...(second.roles ?? [])]);
      return held.size < 2 || !meet(rule.roles, [...held]);
    }
  }
}

/** Whether the rule allows the later part to the second party; the reason is the sentence of the rule. */
export function decideSeparation(rule: SeparationRule, facts: SeparationFacts): Decision {
  return holds(separationRules[rule], facts) ? allowed : denied('access.separation', separationRules[rule].sentence);
}

/** A place in the product where a rule keeps two acts apart. */
export interface SeparatedActs {
  readonly rule: SeparationRule;
  /** the earlier act and the later one, in words */
  readonly first: string;
  readonly second: string;
  /** of the refusal */
  readonly code: string;
  readonly reason: string;
}

const places = new Map<string, SeparatedActs>();

/** Declares where a module keeps two acts apart. tests/access/separation demands the four cases of each (ADR 0050). */
export function defineSeparations<const P extends Readonly<Record<string, SeparatedActs>>>(specs: P): Readonly<P> {
  for (const [name, spec] of Object.entries(specs)) places.set(name, Object.freeze(spec));
  return Object.freeze(specs);
}

export const declaredSeparations = (): ReadonlyMap<string, SeparatedActs> => places;

/** Whether whoever signs second may, given in whose names the first was done; both names of a delegate count, on either side. */
export function decideApart(acts: SeparatedActs, { first, second }: { readonly first: readonly (Signature | null)[]; readonly second: Signature }): Decision {
  return first.some((one) => sharesSigner(one, second)) ? denied(acts.code, acts.reason) : allowed;
}

/** What stands behind an actor's act. */
export function partyOf(actor: {
  readonly userId: string | null;
  readonly onBehalfOf?: { readonly userId: string };
  readonly grants: readonly { readonly role: string; readonly orgId: string | null; readonly delegatedBy?: string }[];
}): Party {
  const persons = [actor.userId, actor.onBehalfOf?.userId].filter((id) => id !== null && id !== undefined);
  return {
    persons,
    orgs: [...new Set(actor.grants.flatMap(({ orgId }) => (orgId === null ? [] : [orgId])))],
    posts: [...new Set(actor.grants.map(({ role, orgId }) => `${role}@${orgId ?? ''}`))],
    roles: [...new Set(actor.grants.map(({ role }) => role))],
  };
}
