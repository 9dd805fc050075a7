import { describe, expect, it } from 'vitest';
import { parseText } from '../parse.ts';
import { extractReferences } from './index.ts';

const refs = (body: string, title = '某县乡村振兴行动方案'): string[] =>
  extractReferences(parseText(`${title}\n${body}`)).map((r) => `${r.kind}:${r.text}${r.missing ? ':缺' : ''}`);

describe('文件引用', () => {
  it.each([
    ['为落实《某省乡村振兴规划纲要》，制定如下措施。', 'upperPlan:《某省乡村振兴规划纲要》'],
    ['根据《某市乡村振兴行动计划》，结合实际。', 'upperPlan:《某市乡村振兴行动计划》'],
    ['落实《中华人民共和国乡村振兴促进法》。', 'law:《中华人民共和国乡村振兴促进法》'],
    ['执行《某省农村公路条例》。', 'law:《某省农村公路条例》'],
    ['编制《某县水污染防治“十五五”规划》，按规划实施。', 'futureDoc:《某县水污染防治“十五五”规划》'],
    ['制定出台《乡村人才管理办法》。', 'futureDoc:《乡村人才管理办法》'],
    ['贯彻《中共某市委关于全面深化改革的决定》。', 'document:《中共某市委关于全面深化改革的决定》'],
    ['主要指标见附表。', 'annex:附表:缺'],
    ['任务分工详见附件2。', 'annex:附件2:缺'],
    ['结合实际，制定本行动方案。', 'self:本行动方案'],
    ['本方案由县农业农村局负责解释。', 'self:本方案'],
  ])('%s', (text, want) => {
    expect(refs(`一、总体要求\n（一）背景\n${text}\n`)).toEqual([want]);
  });

  it.each(['降低成本，完善基本方案。', '修订文本意见。', '根本措施在于改革。', '附表与正文一致。'])('不是引用：%s', (text) => {
    expect(refs(`一、总体要求\n（一）背景\n${text}\n`)).toEqual([]);
  });

  it('附件在文中就不缺', () => {
    expect(refs('一、总体要求\n（一）背景\n任务分工见附件1。\n\n附件1\n任务分工表\n')[0]).toBe('annex:附件1');
  });

  it('通知里引的就是本文', () => {
    expect(refs('各有关单位：\n现将《某县乡村振兴行动方案》印发给你们。\n一、总体要求\n（一）背景\n推进工作。\n')[0]).toBe('self:《某县乡村振兴行动方案》');
  });

  it('位置与文字一致', () => {
    const text = '某县方案\n一、背景\n落实《某省规划》，见附件3。\n';
    for (const r of extractReferences(parseText(text))) expect(text.slice(r.start, r.end)).toBe(r.text);
  });
});
