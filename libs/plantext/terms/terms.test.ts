import { describe, expect, it } from 'vitest';
import { parseText } from '../parse.ts';
import { extractTerms, isShortForm, unquotedShortForms } from './index.ts';
import { listBefore } from './lists.ts';
import { countsIn, smallCount } from './numerals.ts';

const HEAD = '某县促进就业工作方案\n一、总体要求\n（一）指导思想\n';
const terms = (text: string): string[] => extractTerms(parseText(HEAD + text)).map((t) => `${t.text}:${t.status}${t.definition ? `=${t.definition.text}` : ''}`);

describe('引号里的说法', () => {
  it.each([
    ['实施增品种、提品质、创品牌“三品”战略。', '三品:defined=增品种、提品质、创品牌'],
    ['落实“三线一单”（底线、上线、红线和清单）管控。', '三线一单:defined=底线、上线、红线和清单'],
    ['“零工市场”是指为灵活就业人员提供服务的场所。', '零工市场:defined=为灵活就业人员提供服务的场所'],
    ['举办就业服务交流会（简称“就交会”）。', '就交会:defined=就业服务交流会'],
    ['县公共就业服务中心（以下简称“就业中心”）负责。', '就业中心:defined=县公共就业服务中心'],
    ['推进“五进”活动，即进校园、进社区、进企业、进乡村、进园区。', '五进:defined=进校园、进社区、进企业、进乡村、进园区'],
    ['推进“四就近”服务。', '四就近:undefined'],
    ['实施“一网通办”。', '一网通办:undefined'],
    ['培育“专精特新”企业。', '专精特新:undefined'],
    ['完成主干道“白改黑”。', '白改黑:undefined'],
    ['整治“散乱污”企业。', '散乱污:undefined'],
    ['开展“雨露行动”。', '雨露行动:undefined'],
    ['打通“最后一公里”。', '最后一公里:plain'],
    ['发展“飞地经济”。', '飞地经济:plain'],
    ['打造“信用长三角”。', '信用长三角:plain'],
    ['采取“群众点单，政府买单”模式。', '群众点单，政府买单:plain'],
    ['以“项目化”推进。', '项目化:plain'],
  ])('%s', (text, want) => {
    expect(terms(text)).toContain(want);
  });

  it('同一说法几次出现合为一条，位置含引号', () => {
    const text = `${HEAD}培育“小巨人”企业。壮大“小巨人”企业。`;
    const [term] = extractTerms(parseText(text));
    expect(term?.mentions).toHaveLength(2);
    for (const m of term?.mentions ?? []) expect(text.slice(m.start, m.end)).toBe('“小巨人”');
  });

  it('不带引号的简称', () => {
    const parsed = parseText(`${HEAD}推行揭榜挂帅，压实四大班子责任。`);
    expect(unquotedShortForms(parsed).map((s) => s.text)).toEqual(['揭榜挂帅', '四大班子']);
    expect(unquotedShortForms(parseText(`${HEAD}“揭榜挂帅”。`))).toEqual([]);
  });
});

describe('数目与列举', () => {
  it.each([
    ['三线一单', [3, 1]],
    ['十二项', [12]],
    ['二十条', [20]],
    ['四旁四边四创', [4, 4, 4]],
    ['信用长三角', []],
  ])('%s', (word, want) => {
    expect(countsIn(word)).toEqual(want);
  });
  it('小数目', () => {
    expect([smallCount('七'), smallCount('12'), smallCount('十五'), smallCount('大')]).toEqual([7, 12, 15, 0]);
  });
  it('列举只取并列部分', () => {
    const text = '全面推进产业发展、城市建设、乡村振兴';
    const list = listBefore(text, text.length, 0);
    expect(list && text.slice(list.start, list.end)).toBe('产业发展、城市建设、乡村振兴');
    expect(list?.countPlain).toBe(3);
  });
  it('没有列举', () => {
    expect(listBefore('推进改革', 4, 0)).toBeNull();
  });
  it('简称的样子', () => {
    expect(['五升四', '高特美强', '百人计划', '633'].map(isShortForm)).toEqual([true, true, true, true]);
    expect(['瓶颈', '优选地', '嫦娥五号', '汉文化'].map(isShortForm)).toEqual([false, false, false, false]);
  });
});
