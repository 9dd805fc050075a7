import { describe, expect, test } from 'vitest';
import { compilePlan } from '#libs/plantext/index.ts';
import { clausesOf } from './clauses-of.ts';
import { surveySentences } from './survey-sentences.ts';

const compile = (text: string) => compilePlan({ text, sha256: '0'.repeat(64), format: 'txt' });
const planOf = (sentence: string): string => `青澜县民生行动方案

一、发展目标
(一)民生改善。到2025年,全县森林覆盖率达到30%以上,${sentence}
`;
const asked = (sentence: string) => surveySentences(compile(planOf(sentence)), planOf(sentence)).map(({ what, period }) => [what, period?.year ?? null]);

describe('说群众感受的句子由抽样调查判定，从原文提出约定', () => {
  test.each([
    ['人民群众获得感、安全感、幸福感持续提升。', '人民群众获得感、安全感、幸福感'],
    ['群众满意度进一步提高。', '群众满意度'],
    ['不断提升全县人民的获得感、幸福感和安全感。', '全县人民的获得感、幸福感和安全感'],
    ['切实增强群众安全感。', '群众安全感'],
  ])('%s', (sentence, what) => {
    expect(asked(sentence)).toEqual([[what, 2025]]);
  });

  test.each([['群众满意度达到90%以上。'], ['群众满意度提高到95%。'], ['增强发展动力。'], ['开展群众满意度调查。']])('不是这样的句子：%s', (sentence) => {
    expect(asked(sentence)).toEqual([]);
  });

  test('成为一个条款，约定是同样问卷的抽样调查，年份取同段目标的；前面多一句不改变编号', () => {
    const draftOf = (text: string) => clausesOf(compile(text), text).find(({ proposal }) => proposal?.target.kind === 'survey');
    const draft = draftOf(planOf('人民群众获得感、安全感、幸福感持续提升。'));
    expect(draft).toMatchObject({
      kind: 'target',
      title: '人民群众获得感、安全感、幸福感持续提升',
      proposal: { target: { kind: 'survey', what: '人民群众获得感、安全感、幸福感', direction: 'up' }, to: '2025-12-31', bonusOnly: false },
    });
    expect(draftOf(planOf('社会保持稳定,人民群众获得感、安全感、幸福感持续提升。'))?.id).toBe(draft?.id);
  });
});
