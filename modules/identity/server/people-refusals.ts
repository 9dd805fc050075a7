/** Refusals about persons, posts, delegations and hand-overs. */
import { refusals } from '#kernel/refusals.ts';

const reasoned = (status: 409 | 422, title: string) => ({ status, title, detail: (facts: { reason: string }) => facts.reason });

export const peopleRefusals = refusals('identity', {
  person_not_found: { status: 404, title: '没有找到人员', detail: () => '没有这个人员。他可能属于别的地区，或地址有误；请从人员名册进入。' },
  person_not_active: { status: 409, title: '人员不在用', detail: (found: { name: string }) => `「${found.name}」已停用或离任，不能任职或代理。请先恢复，或改选他人。` },
  person_namesake: {
    status: 409,
    title: '已有同名人员',
    detail: (found: { name: string; posts: string }) =>
      `名册里已有「${found.name}」${found.posts === '' ? '' : `（${found.posts}）`}。如为同一人，请直接任命岗位；确为另一人，请勾选「确认是同名的另一人」后再登记。`,
  },
  person_changed_since: { status: 409, title: '人员已被他人改动', detail: () => '您打开页面之后，这名人员的登记已有变动。请刷新查看后再修改。' },
  person_nothing_changed: { status: 422, title: '没有改动', detail: () => '登记内容与现在相同，没有需要保存的改动。' },
  person_holds_posts: {
    status: 409,
    title: '还有在任岗位',
    detail: (found: { name: string; count: number }) => `「${found.name}」还有 ${found.count} 个在任岗位。请先办理移交或免职，再标记离任。`,
    facts: ({ count }) => ({ count }),
  },
  person_is_self: { status: 409, title: '不能停用自己', detail: () => '不能停用自己或标记自己离任。请由另一名管理员办理。' },
  post_not_found: { status: 404, title: '没有找到岗位', detail: () => '没有这个岗位记录。请从人员页面进入。' },
  post_unit_not_in_being: {
    status: 409,
    title: '单位当日不存在',
    detail: (found: { on: string }) => `所选单位在 ${found.on} 当日不存在（尚未设立，或已合并、撤销）。岗位必须设在当日存在的单位，请改选单位或任职日期。`,
  },
  post_days: reasoned(422, '任职日期有误'),
  post_ended_already: { status: 409, title: '岗位已卸任', detail: (found: { on: string }) => `这个岗位已于 ${found.on} 卸任，不需要再办理。请刷新页面。` },
  post_has_duties: {
    status: 409,
    title: '还有未了事项',
    detail: (found: { count: number; first: string }) => `这个岗位还有 ${found.count} 项未了事项（如「${found.first}」），不能直接免职。请办理岗位移交，把事项交给接任者。`,
    facts: ({ count }) => ({ count }),
  },
  post_in_handover: { status: 409, title: '正在移交', detail: () => '这个岗位正在办理移交，到生效日会自动卸任。如需改变，请先撤回移交。' },
  register_changed: { status: 409, title: '文件与核对时不同', detail: () => '导入的文件与核对时的文件不同。请重新核对后再导入。' },
  register_invalid: {
    status: 422,
    title: '名册有误',
    detail: (found: { count: number; first: string }) => `名册里有 ${found.count} 处需要改正（如：${found.first}），什么也没有导入。请改正后重新核对。`,
    facts: ({ count }) => ({ count }),
  },
  delegation_not_found: { status: 404, title: '没有找到代理', detail: () => '没有这项代理，或它与您无关。请从「我的代理」进入。' },
  delegation_days: reasoned(422, '代理日期有误'),
  delegation_exceeds_own: reasoned(422, '超出自己的权限'),
  delegation_over: { status: 409, title: '代理已结束', detail: () => '这项代理已经结束或撤销，不需要再办理。请刷新页面。' },
  handover_not_found: { status: 404, title: '没有找到移交', detail: () => '没有这次岗位移交，或您不是其中一方。请从「岗位移交」进入。' },
  handover_people: reasoned(422, '人员选择有误'),
  handover_day: reasoned(422, '生效日期有误'),
  handover_days_reversed: {
    status: 422,
    title: '日期颠倒',
    detail: (found: { from: string; to: string }) => `生效日期止 ${found.to} 早于生效日期起 ${found.from}。请改正后查询。`,
  },
  handover_too_many: {
    status: 422,
    title: '记录过多',
    detail: (found: { limit: number }) => `符合条件的移交超过 ${found.limit} 次，不能一次导出。请缩短日期范围或增加条件后分几次导出。`,
    facts: ({ limit }) => ({ limit }),
  },
  handover_open_already: { status: 409, title: '已有移交在办', detail: () => '这个岗位已有一次移交正在办理。请继续办理，或先撤回它。' },
  handover_changed_since: { status: 409, title: '移交已有进展', detail: () => '您打开页面之后，这次移交已有新的进展。请刷新查看后再办理。' },
  handover_sheet_changed: {
    status: 409,
    title: '清单有变化',
    detail: (found: { count: number }) => `您看到的清单与现在不同（现有 ${found.count} 项）。签字以最新清单为准：请刷新核对后再签。`,
    facts: ({ count }) => ({ count }),
  },
  handover_step_refused: reasoned(409, '现在不能办理'),
  handover_duties_left: {
    status: 409,
    title: '清单之外还有未了事项',
    detail: (found: { count: number; first: string }) => `核对之后又出现 ${found.count} 项未了事项（如「${found.first}」）。请重新生成清单，双方核对后再签字。`,
    facts: ({ count }) => ({ count }),
  },
  handover_closed: { status: 409, title: '移交已结束', detail: () => '这次移交已经结束，不能再提意见。' },
  handover_item_unknown: { status: 422, title: '没有这一项', detail: (found: { ordinal: number }) => `清单里没有第 ${found.ordinal} 项。请刷新后选择清单中的序号。` },
});
