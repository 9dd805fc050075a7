/** Compares projects, milestones and documents with the hand reading of the Guzhen plan and with its scorer's rules. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { extractDocuments } from '../documents/extract-documents.ts';
import { extractMilestones } from '../milestones/extract-milestones.ts';
import type { Range } from '../model.ts';
import { parseText } from '../parse.ts';
import { extractProjects } from '../projects/extract-projects.ts';
import { scanQuantities } from '../quantities/scan-quantities.ts';
import { scanTimes } from '../quantities/scan-times.ts';

const FOLDER = '../shared/data/plans/';
const TEXT = `${FOLDER}guzhen-2020.txt`;
const GOLD = `${FOLDER}guzhen-2020.gold.json`;
const present = existsSync(TEXT) && existsSync(GOLD);
if (!present) console.warn(`跳过金标准比对：找不到 ${TEXT} 或 ${GOLD}`);

interface GoldRecord {
  readonly object: Range & { readonly text: string };
  readonly period?: { readonly year?: number } | null;
}

interface GoldProject {
  readonly name: Range & { readonly text: string };
  readonly tier: string;
  readonly mentions?: readonly Range[];
  readonly attrs?: Readonly<Record<string, Range & { readonly number?: string | null }>>;
}

interface Gold {
  readonly projects: readonly GoldProject[];
  readonly milestones: readonly GoldRecord[];
  readonly documents: readonly GoldRecord[];
}

const overlap = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

const load = (): { gold: Gold; parsed: ReturnType<typeof parseText>; text: string } => {
  const text = readFileSync(TEXT, 'utf8');
  return { gold: JSON.parse(readFileSync(GOLD, 'utf8')) as Gold, parsed: parseText(text), text };
};

/** One compiled record per expected one, by overlap. */
const match = <G extends Range, R>(gold: readonly G[], records: readonly R[], spansOf: (record: R) => readonly Range[]): Map<G, R> => {
  const used = new Set<R>();
  const pairs = new Map<G, R>();
  for (const want of gold) {
    const hit = records.find((record) => !used.has(record) && spansOf(record).some((span) => overlap(span, want)));
    if (hit === undefined) continue;
    used.add(hit);
    pairs.set(want, hit);
  }
  return pairs;
};

const f1 = (right: number, found: number, wanted: number): number => (2 * right) / (found + wanted);

describe.skipIf(!present)('与固镇行动方案手工标注比对', () => {
  test('待编文件 F1 ≥ 0.9', () => {
    const { gold, parsed } = load();
    const records = extractDocuments(parsed, { times: scanTimes(parsed.view) });
    const pairs = match(
      gold.documents.map(({ object }) => object),
      records,
      ({ object }) => [object],
    );
    expect(f1(pairs.size, records.length, gold.documents.length)).toBeGreaterThanOrEqual(0.9);
  });

  test('里程碑 F1 ≥ 0.9，年份一致', () => {
    const { gold, parsed } = load();
    const times = scanTimes(parsed.view);
    const records = extractMilestones(parsed, { times, quantities: scanQuantities(parsed.view, times) });
    const pairs = match(
      gold.milestones.map(({ object }) => object),
      records,
      ({ object }) => (object === null ? [] : [object]),
    );
    expect(f1(pairs.size, records.length, gold.milestones.length)).toBeGreaterThanOrEqual(0.9);
    for (const { object, period } of gold.milestones) expect(pairs.get(object)?.period?.year ?? null).toBe(period?.year ?? null);
  });

  test('A 类项目 F1 ≥ 0.97，全部项目召回 ≥ 0.9，属性 ≥ 0.98', () => {
    const { gold, parsed } = load();
    const times = scanTimes(parsed.view);
    const records = extractProjects(parsed, { quantities: scanQuantities(parsed.view, times), times });
    const used = new Set<(typeof records)[number]>();
    let found = 0;
    let foundA = 0;
    let figures = 0;
    let figuresRight = 0;
    for (const want of gold.projects) {
      const spans = [want.name, ...(want.mentions ?? [])];
      const hits = records.filter((record) => !used.has(record) && [record.name, ...record.mentions].some((span) => spans.some((other) => overlap(other, span))));
      const hit = hits.find((record) => record.name.text === want.name.text) ?? hits[0];
      for (const [key, value] of Object.entries(want.attrs ?? {})) {
        if (value.number === undefined || value.number === null) continue;
        figures++;
        const got = hit?.attributes[key === 'plannedArea' ? 'area' : key];
        if (got?.number === value.number) figuresRight++;
      }
      if (hit === undefined) continue;
      used.add(hit);
      found++;
      if (want.tier === 'A') foundA++;
    }
    const spurious = records.filter((record) => record.tier === 'A' && !used.has(record)).length;
    expect(f1(foundA, foundA + spurious, gold.projects.filter(({ tier }) => tier === 'A').length)).toBeGreaterThanOrEqual(0.97);
    expect(found / gold.projects.length).toBeGreaterThanOrEqual(0.9);
    expect(figuresRight / figures).toBeGreaterThanOrEqual(0.98);
    // records that the hand reading does not hold stay few
    expect(records.length - found).toBeLessThanOrEqual(20);
  });

  test('总投资合计与标注一致', () => {
    const { parsed } = load();
    const times = scanTimes(parsed.view);
    const records = extractProjects(parsed, { quantities: scanQuantities(parsed.view, times), times });
    const invested = records.map(({ attributes }) => attributes['investment']?.number ?? null).filter((number) => number !== null);
    expect(invested).toHaveLength(10);
    expect(invested.reduce((sum, number) => sum + BigInt(number), 0n)).toBe(14_424_000_000n);
  });
});
