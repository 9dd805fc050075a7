/** Refusals about units: one per fault that the fold of facts can find, and those of the endpoints. */
import { refusals } from '#kernel/refusals.ts';
import type { OrgFault } from '../domain/index.ts';

type Place = Pick<OrgFault, 'name' | 'other' | 'on'>;
const facts = ({ name, other, on }: Place) => ({ name, other, on });

export const orgRefusals = refusals('identity', {
  division_not_found: {
    status: 404,
    title: '没有找到行政区划',
    detail: (found: { code: string; on: string }) => `代码「${found.code}」在 ${found.on} 没有对应的行政区划。请核对代码，或从区划列表中选择。`,
    facts: ({ code, on }) => ({ code, on }),
  },
  org_not_found: { status: 404, title: '没有找到单位', detail: () => '没有这个单位。它可能属于别的地区，或地址有误；请从单位列表进入。' },
  org_change_not_found: { status: 404, title: '没有找到这条变更', detail: () => '没有这条单位变更记录。请刷新单位沿革后重试。' },
  org_changed_since: {
    status: 409,
    title: '单位已被他人改动',
    detail: (_facts: { latest: number }) => '您打开页面之后，这个单位已有新的变更。请刷新查看最新情况，再决定是否继续。',
    facts: ({ latest }) => ({ latestRevision: latest }),
  },
  org_later_change: {
    status: 409,
    title: '之后的变更以它为前提',
    detail: ({ name, act, on, why }: { name: string; act: string; on: string; why: string }) =>
      `「${name}」于 ${on} 的「${act}」以这条变更为前提，更正后它就不能成立：${why}请先更正或作废那一条，再来更正这一条。`,
    facts: ({ name, on }) => ({ name, on }),
  },
  org_change_replaced: { status: 409, title: '这条变更已被更正', detail: () => '这条变更已经被另一条更正取代。请更正最新的那一条。' },
  org_not_in_being: {
    status: 409,
    title: '单位当日不存在',
    detail: ({ name, on }: Place) => `「${name}」在 ${on} 当日不存在（尚未设立，或已合并、撤销）。请核对生效日期，或改选当日存在的单位。`,
    facts,
  },
  org_exists_already: { status: 409, title: '单位已设立', detail: ({ name }: Place) => `「${name}」已经设立过，不能再次设立。如为另一个单位，请新建。`, facts },
  org_parent_not_in_being: {
    status: 409,
    title: '上级单位当日不存在',
    detail: ({ name, other, on }: Place) => `「${name}」的上级${other === '' ? '单位' : `「${other}」`}在 ${on} 当日不存在。请先设立上级单位，或改选当日存在的上级。`,
    facts,
  },
  org_cycle: {
    status: 409,
    title: '隶属关系成环',
    detail: ({ name, other }: Place) => `不能把「${name}」挂到「${other}」之下：「${other}」就是它自己或它的下级。请改选别的上级单位。`,
    facts,
  },
  org_name_taken: {
    status: 409,
    title: '同级单位重名',
    detail: ({ name, other, on }: Place) => `同一上级之下在 ${on} 已有同名单位「${other}」，「${name}」不能再用这个名称（空格、全半角、括号不算区别）。请改用全称或加以区分。`,
    facts,
  },
  org_uscc_taken: {
    status: 409,
    title: '统一社会信用代码已被使用',
    detail: ({ name, other }: Place) => `「${name}」的统一社会信用代码已登记在「${other}」名下。请核对证书；如「${other}」登记有误，请先更正它。`,
    facts,
  },
  org_has_children: {
    status: 409,
    title: '还有下级单位',
    detail: ({ name, other }: Place) => `「${name}」还有下级单位（如「${other}」）。请先调整下级单位的隶属关系，再撤销或分设。`,
    facts,
  },
  org_merge_into_itself: { status: 422, title: '不能并入自身', detail: ({ name }: Place) => `「${name}」不能并入它自己。请选择另一个单位作为并入单位。`, facts },
  org_ends_before_start: {
    status: 422,
    title: '终止早于设立',
    detail: ({ name, other, on }: Place) => `「${name}」于 ${other} 设立，终止日期 ${on} 必须晚于设立日期。请核对生效日期。`,
    facts,
  },
  org_nothing_changed: { status: 422, title: '没有改动', detail: ({ name }: Place) => `「${name}」的登记内容与现在相同，没有需要保存的改动。`, facts },
  org_part_is_itself: { status: 422, title: '不能分设为自身', detail: ({ name }: Place) => `「${name}」不能分设为它自己。请填写分设出来的新单位。`, facts },
  org_lineage_cycle: { status: 409, title: '沿革成环', detail: ({ name, other }: Place) => `「${name}」与「${other}」不能在同一天既分设又合并。请核对生效日期。`, facts },
  org_uscc_invalid: { status: 422, title: '统一社会信用代码有误', detail: (found: { message: string }) => `${found.message}。` },
  org_division_unknown: {
    status: 422,
    title: '行政区划代码有误',
    detail: (found: { message: string }) => `${found.message}。`,
  },
  org_has_posts: {
    status: 409,
    title: '还有在任岗位',
    detail: (found: { name: string; count: number; on: string }) =>
      `「${found.name}」在 ${found.on} 之后还有 ${found.count} 个在任岗位。请先把这些岗位办理移交或免去再撤销；职责由别的单位承接的，请改用「合并」或「分设」，岗位、代理和未了事项会一并转入。`,
    facts: ({ name, count, on }) => ({ name, count, on }),
  },
  org_has_open_items: {
    status: 409,
    title: '还有未了事项',
    detail: (found: { name: string; count: number; first: string }) =>
      `「${found.name}」还有 ${found.count} 项等待它办理的事项（如「${found.first}」），不能撤销。请先办结或改派；由别的单位承接的，请改用「合并」。`,
    facts: ({ name, count }) => ({ name, count }),
  },
  org_post_in_handover: {
    status: 409,
    title: '岗位正在移交',
    detail: (found: { person: string; post: string }) => `${found.person}的岗位「${found.post}」正在办理移交。请先办完或撤回移交，再变更单位。`,
    facts: ({ person }) => ({ person }),
  },
  org_child_elsewhere: {
    status: 409,
    title: '不是它的下级单位',
    detail: (found: { name: string; other: string; on: string }) => `「${found.name}」在 ${found.on} 不是「${found.other}」的下级单位，不能随它分设。请刷新后重新选择。`,
    facts: ({ name, other, on }) => ({ name, other, on }),
  },
  org_holding_elsewhere: { status: 409, title: '岗位不在该单位', detail: (found: { name: string }) => `所选岗位中有的已不在「${found.name}」。请重新核对影响后再选择。` },
});

/** The refusal of a fault; every code of the fold has an entry of its own name. */
export const refusalOfFault = (fault: OrgFault) => orgRefusals[fault.code](fault);
