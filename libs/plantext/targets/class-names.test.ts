import { describe, expect, it } from 'vitest';
import { parseText } from '../parse.ts';
import { extractTargets } from './extract-targets.ts';

const namesIn = (measure: string): string[] =>
  extractTargets(parseText(`某市人才工作方案\n一、重点任务\n（一）集聚人才\n1.${measure}\n2.健全机制。加强统筹。\n`)).targets.map(
    ({ indicator, head }) => `${indicator?.text ?? ''}<${head?.text ?? ''}>`,
  );

describe('一长串名目的数量，用标题里的类名', () => {
  it.each([
    ['百名高端制造专家引进项目。三年内引进不少于120名工艺大师、总工程师和装备专家。', '高端制造专家<工艺大师、总工程师和装备专家>'],
    ['林业各类领军人才项目。五年内培养育种人才、防护人才、碳汇人才和营林人才不少于40名。', '林业各类领军人才<育种人才、防护人才、碳汇人才和营林人才>'],
  ])('%s', (measure, want) => {
    expect(namesIn(measure)).toContain(want);
  });

  it.each([
    ['标题与名目不是一类', '千名青年培训项目。三年内培训不少于1200名工艺大师、总工程师和装备专家。', '<工艺大师、总工程师和装备专家>'],
    ['只有两样', '百名高端制造专家引进项目。三年内引进不少于120名工艺大师和装备专家。', '<工艺大师和装备专家>'],
    ['标题不是项目', '引进高端制造专家。三年内引进不少于120名工艺大师、总工程师和装备专家。', '<工艺大师、总工程师和装备专家>'],
  ])('不用：%s', (_, measure, want) => {
    expect(namesIn(measure)).toContain(want);
  });

  it('类名写明出自标题，名目仍在', () => {
    const text = '某市人才工作方案\n一、重点任务\n（一）集聚人才\n1.百名高端制造专家引进项目。三年内引进不少于120名工艺大师、总工程师和装备专家。\n2.健全机制。加强统筹。\n';
    const [target] = extractTargets(parseText(text)).targets;
    expect(target?.why).toContainEqual({ field: 'indicator', code: 'heading.fallback', from: [expect.objectContaining({ text: '高端制造专家' })] });
    expect(target?.conf).toBe(0.8);
  });
});
