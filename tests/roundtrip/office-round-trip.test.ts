// A plan as text → LibreOffice → .docx and .pdf → our readers → the same ledger. Needs LibreOffice; says so when it is missing.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFileSafely } from '#kernel/server/readers/read-file-safely.ts';
import { type CompiledPlan, compilePlan } from '#libs/plantext/index.ts';

const hasOffice = spawnSync('soffice', ['--version'], { timeout: 60_000 }).status === 0;
if (!hasOffice) console.warn('未运行：本机没有 LibreOffice（soffice），Word 与 PDF 往返测试已跳过。安装 libreoffice-writer 后重试。');

const folder = mkdtempSync(join(tmpdir(), 'luoshi-office-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const source = readFileSync(resolve(import.meta.dirname, '../../examples/guzhen/plan.txt'), 'utf8').trimEnd();
const compile = (text: string) => compilePlan({ text, sha256: '0'.repeat(64), format: 'txt' });

const convert = (from: string, filter: readonly string[], to: string): Buffer => {
  execFileSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', ...filter, '--convert-to', to, '--outdir', folder, join(folder, from)], {
    stdio: 'ignore',
    timeout: 120_000,
  });
  return readFileSync(join(folder, `plan.${to.split(':')[0]}`));
};

const lists = ['targets', 'milestones', 'documents', 'recurring', 'conditions', 'projects', 'actors', 'terms', 'references'] as const;

/** A record without places: what it says, not where. */
const meaning = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(meaning);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'start' && key !== 'end')
      .map(([key, inner]) => [key, meaning(inner)]),
  );
};
const meanings = (plan: CompiledPlan): string[] => [
  ...plan.outline.map(({ id, kind, label, title }) => JSON.stringify([id, kind, label, title])),
  ...lists.flatMap((list) => plan[list].map((record) => JSON.stringify([list, meaning(record)]))),
];

const shareFound = (wanted: readonly string[], found: readonly string[]): number => {
  const left = new Map<string, number>();
  for (const item of found) left.set(item, (left.get(item) ?? 0) + 1);
  const hits = wanted.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count > 0;
  });
  return hits.length / wanted.length;
};

describe.skipIf(!hasOffice)('Word 与 PDF 往返', () => {
  let docx: Buffer;
  let pdf: Buffer;
  beforeAll(() => {
    writeFileSync(join(folder, 'plan.txt'), source);
    docx = convert('plan.txt', ['--infilter=Text (encoded):UTF8,LF,,,'], 'docx:MS Word 2007 XML');
    pdf = convert('plan.docx', [], 'pdf');
  }, 240_000);

  test('由文本转成的 Word 文档，编译结果与文本完全一致', async () => {
    const read = await readFileSafely(docx, 'docx');
    expect(read.ok && read.text.trimEnd()).toBe(source);
    const { source: _a, ...fromDocx } = compile(read.ok ? read.text.trimEnd() : '');
    const { source: _b, ...fromText } = compile(source);
    expect(fromDocx).toEqual(fromText);
  });

  test('由 Word 打印的 PDF，编译结果至少 97% 一致', async () => {
    const read = await readFileSafely(pdf, 'pdf');
    const fromPdf = meanings(compile(read.ok ? read.text : ''));
    const fromText = meanings(compile(source));
    expect(shareFound(fromText, fromPdf)).toBeGreaterThanOrEqual(0.97);
    expect(shareFound(fromPdf, fromText)).toBeGreaterThanOrEqual(0.97);
  });
});
