/** The module's refusals, with status and Chinese text. */
import { refusals } from '#kernel/refusals.ts';

export const planRefusals = refusals('plan', {
  not_found: { status: 404, title: '没有找到方案', detail: () => '没有这个方案。它可能属于别的地区，或地址有误；请从方案列表进入。' },
  version_not_found: { status: 404, title: '没有找到方案版本', detail: () => '没有这个方案版本。请从方案页面选择版本。' },
  file_changed: {
    status: 409,
    title: '文件与预览时不同',
    detail: (facts: { expected: string; found: string }) =>
      `导入的文件（摘要 ${facts.found.slice(0, 12)}…）与预览时的文件（${facts.expected.slice(0, 12)}…）不同。请重新预览后再导入。`,
    facts: (facts: { expected: string; found: string }) => ({ expected: facts.expected, found: facts.found }),
  },
});
