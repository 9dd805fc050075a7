import { describe, expect, test } from 'vitest';
import type { ActorRecord, DocumentRecord, Period } from '../model.ts';
import { parseText } from '../parse.ts';
import { scanTimes } from '../quantities/scan-times.ts';
import { DOCUMENT_CASES } from './corpus.ts';
import { extractDocuments } from './extract-documents.ts';

const read = (text: string, actors: readonly ActorRecord[] = []): DocumentRecord[] => {
  const parsed = parseText(`建设方案\n一、重点任务\n${text}\n`);
  return extractDocuments(parsed, { times: scanTimes(parsed.view), actors });
};

const when = (period: Period | null): string => (period === null ? '-' : (period.on ?? String(period.year)));

describe('自编句子·待编文件', () => {
  test.each(DOCUMENT_CASES.map(({ text, want }) => [text, want] as const))('%s', (text, want) => {
    expect(read(text).map((d) => `${d.verb.text}|${d.object.text} ${when(d.period)}`)).toEqual(want);
  });

  test('句中先说到的单位是编制单位', () => {
    const text = '建设方案\n一、重点任务\n';
    const name = { text: '县交通局', start: text.length, end: text.length + 4 };
    const actor: ActorRecord = { id: 'a_one', node: 'p1.g1', name, role: 'mentioned', measures: [], why: [], conf: 0.9 };
    expect(read('县交通局编制农村公路网规划。', [actor])[0]?.owner).toBe('a_one');
    expect(read('编制农村公路网规划。')[0]?.owner).toBeNull();
  });
});
