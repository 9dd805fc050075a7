import { describe, expect, it } from 'vitest';
import { extractActors } from '../actors/index.ts';
import { parseText } from '../parse.ts';
import { extractRecurring } from './index.ts';

const HEAD = '某县河湖保护工作方案\n一、重点任务\n（一）加强管理\n';
const read = (text: string): string[] =>
  extractRecurring(parseText(HEAD + text)).map((r) => `${r.frequency.text}|${r.every ?? '-'}|${r.times ?? '-'}|${r.duty.text}|${r.vague ? '虚' : '实'}`);

describe('重复开展的工作', () => {
  it.each([
    ['1.督查。每季度通报一次水质。', '每季度|quarter|1|通报一次水质|实'],
    ['1.督查。每季度召开2次调度会议。', '每季度|quarter|2|召开2次调度会议|实'],
    ['1.督查。每月报送工作进展。', '每月|month|1|报送工作进展|实'],
    ['1.督查。每半年开展一次评估。', '每半年|halfyear|1|开展一次评估|实'],
    ['1.督查。每周巡查重点河段。', '每周|week|1|巡查重点河段|实'],
    ['1.督查。每年至少组织3次应急演练。', '每年|year|3|至少组织3次应急演练|实'],
    ['1.督查。每年公布河湖状况。', '每年|year|1|公布河湖状况|实'],
    ['1.督查。每两年修订一次名录。', '每两年|year|0.5|修订一次名录|实'],
    ['1.督查。按月调度项目进度。', '按月|month|1|调度项目进度|实'],
    ['1.督查。定期调度督查。', '定期|-|-|调度督查|虚'],
    ['1.督查。不定期开展抽查。', '不定期|-|-|开展抽查|虚'],
    ['1.督查。常态化开展巡河。', '常态化|-|-|开展巡河|虚'],
    ['1.督查。结果纳入乡镇年终考核。', '年终|year|1|纳入乡镇年终考核|实'],
    ['1.督查。任务纳入年度绩效考核。', '年度|year|1|纳入年度绩效考核|实'],
    ['1.巡河。加强巡河。（责任单位：县水利局；完成时限：长期坚持）', '长期坚持|-|-|巡河|虚'],
  ])('%s', (text, want) => {
    expect(read(`${text}\n2.宣传。加强宣传。\n`)).toEqual([want]);
  });

  it('一句里的几种频次各为一条', () => {
    expect(read('1.督查。每月调度、每季度通报、每年评估。\n2.宣传。加强宣传。\n')).toEqual(['每月|month|1|调度|实', '每季度|quarter|1|通报|实', '每年|year|1|评估|实']);
  });

  it.each([
    '1.招商。每年引进4个工业项目。',
    '1.补贴。每人每月补贴500元。',
    '1.奖励。每年给予10万元奖励。',
    '1.对接。推进精准化、常态化对接。',
    '1.增收。每年增长8%以上。',
    '1.处置。及时处置隐患。',
  ])('不是重复工作：%s', (text) => {
    expect(read(`${text}\n2.宣传。加强宣传。\n`)).toEqual([]);
  });

  it('承担者取句中单位，否则取措施的责任单位', () => {
    const parsed = parseText(`${HEAD}1.督查。县河长办定期调度督查。每月通报情况。（责任单位：县水利局）\n2.宣传。加强宣传。\n`);
    const actors = extractActors(parsed);
    const names = new Map(actors.map((a) => [a.id, a.name.text]));
    const list = extractRecurring(parsed, actors).map((r) => r.actors.map((id) => names.get(id)).join('、'));
    expect(list[1]).toBe('县水利局');
  });
});
