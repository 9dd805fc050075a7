/** Refusals about grants and the audit trail; the reasons of a grant come from the domain. */
import { refusals } from '#kernel/refusals.ts';
import type { Refusal } from '#kernel/refusals.ts';
import { refusalOf } from '#kernel/refusals.ts';
import type { Decision } from '#kernel/decision.ts';

const reasoned = (status: 409 | 422, title: string) => ({ status, title, detail: (facts: { reason: string }) => facts.reason });

export const accessRefusals = refusals('identity', {
  grant_person_unknown: reasoned(422, '没有这个人员'),
  grant_person_inactive: reasoned(409, '人员已停用'),
  grant_person_kind: reasoned(422, '账号类别不符'),
  grant_role_fixed: reasoned(422, '角色不能授予'),
  grant_to_self: reasoned(409, '不能给自己授权'),
  grant_org_missing: reasoned(422, '没有选择单位'),
  grant_org_unknown: reasoned(422, '单位不存在'),
  grant_region_foreign: reasoned(422, '行政区划不符'),
  grant_days_reversed: reasoned(422, '日期颠倒'),
  grant_in_past: reasoned(422, '日期已过'),
  grant_admin_reach: reasoned(422, '管理员不能限定范围'),
  grant_exists: reasoned(409, '已有相同授权'),
  delegation_forbidden: reasoned(409, '不能转授'),
  delegation_chained: reasoned(409, '不能再转授'),
  delegation_to_self: reasoned(422, '不能转给自己'),
  delegation_exceeds: reasoned(422, '超出自己的授权'),
  grant_not_found: { status: 404, title: '没有找到授权', detail: () => '没有这项授权。请从授权列表进入。' },
  grant_ended_already: { status: 409, title: '授权已结束', detail: (facts: { at: string }) => `这项授权已于 ${facts.at.slice(0, 10)} 结束，不需要再办理。请刷新列表。` },
  grant_last_admin: {
    status: 409,
    title: '最后一名管理员',
    detail: (facts: { role: string }) => `这是最后一名在用的「${facts.role}」，结束后将无人管理。请先授权并启用另一人，再结束这一项。`,
  },
  person_unknown: { status: 404, title: '没有找到人员', detail: () => '没有这个人员。请从人员列表进入。' },
  audit_days_reversed: { status: 422, title: '日期颠倒', detail: (facts: { from: string; to: string }) => `结束日期 ${facts.to} 早于开始日期 ${facts.from}。请改正后查询。` },
  audit_too_many: {
    status: 422,
    title: '记录过多',
    detail: (facts: { limit: number }) => `符合条件的审计记录超过 ${facts.limit} 条，不能一次导出。请缩短日期范围或增加条件后分几次导出。`,
    facts: ({ limit }: { limit: number }) => ({ limit }),
  },
});

const byCode = accessRefusals as unknown as Readonly<Record<string, (facts: { reason: string }) => Refusal>>;

/** The refusal of a negative decision of this module's domain. */
export function accessRefusalOf(decision: Extract<Decision, { allowed: false }>): Refusal {
  const [module = '', key = ''] = decision.code.split('.');
  const build = module === 'identity' ? byCode[key] : undefined;
  return build?.({ reason: decision.reason }) ?? refusalOf(decision, 403);
}
