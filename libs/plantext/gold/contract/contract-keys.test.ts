import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compilePlan } from '../../compile.ts';
import { DOCUMENT_CASES } from '../../documents/corpus.ts';
import { MILESTONE_CASES } from '../../milestones/corpus.ts';
import { INDUSTRY, REPORTS, ROADS, TOWN_AND_PEOPLE, WATER_AND_POWER } from '../../projects/corpus/projects.ts';
import { GOALS } from '../sentences/goals.ts';
import { MEASURES } from '../sentences/measures.ts';
import { MORE_FORMS } from '../sentences/more-forms.ts';
import { expectations } from '../sentences/notation.ts';
import { OTHER_GOVERNMENTS } from '../sentences/other-governments.ts';
import { TITLED } from '../sentences/titled.ts';
import { ContractTypes, noteKeys } from './contract-keys.ts';
import { CONTRACT_TEXTS } from './contract-texts.ts';

const planOf = (sentence: string): string => `某县产业发展行动方案\n一、总体要求\n坚持稳中求进。\n二、重点任务\n（一）工作内容\n${sentence}\n（二）其他事项\n抓好落实。\n`;

const sentences = [GOALS, MEASURES, MORE_FORMS, OTHER_GOVERNMENTS].flatMap((block) => expectations(block).map((row) => planOf(row.sentence)));
const titled = expectations(TITLED).map((row) => `${row.sentence.replaceAll('¦', '\n')}\n`);
const cases = [...ROADS, ...WATER_AND_POWER, ...TOWN_AND_PEOPLE, ...INDUSTRY, ...REPORTS, ...DOCUMENT_CASES, ...MILESTONE_CASES].map((row) => planOf(row.text));

const shown = new Set<string>();
for (const text of [...sentences, ...titled, ...cases, ...CONTRACT_TEXTS]) noteKeys(compilePlan({ text, sha256: '0'.repeat(64), format: 'txt' }), shown);

const keys = new ContractTypes(readFileSync(new URL('../../model.ts', import.meta.url), 'utf8')).keys();

describe('输出约定的每个字段在自编语料里都有例句', () => {
  it('字段取自记录的类型，不另行抄写', () => {
    expect(keys.length).toBeGreaterThan(180);
    expect(keys).toContain('targets.threshold.comparator');
    expect(keys).toContain('projects.attributes.*.approx');
    expect(keys).toContain('milestones.kind=deadline');
  });
  it('没有例句的字段：无', () => {
    expect(keys.filter((key) => !shown.has(key))).toEqual([]);
  });
});
