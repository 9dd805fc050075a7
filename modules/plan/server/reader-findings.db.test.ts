import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildZip } from '../../../tests/harness/build-zip.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { multipart, openApp } from '../../../tests/access/open-app.ts';
import type { TestApp } from '../../../tests/access/open-app.ts';
import type { LedgerFinding } from '../contract/index.ts';

const database = databaseForFile();
let app: TestApp;
beforeAll(async () => {
  app = await openApp(database().appUrl);
});
afterAll(() => app.close());

const paragraph = (inner: string): string => `<w:p>${inner}</w:p>`;
const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;

/** A Word file with a tracked insertion, hidden words and a link. */
const tracked = buildZip([
  { name: '[Content_Types].xml', data: '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
  {
    name: 'word/document.xml',
    data: `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${[
      paragraph(run('青澜县修订试验方案')),
      paragraph(run('一、总体要求')),
      paragraph(`${run('到2031年，整治河道')}<w:ins w:id="1">${run('12')}</w:ins>${run('公里。')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏的话</w:t></w:r>`),
    ].join('')}</w:body></w:document>`,
  },
  {
    name: 'word/_rels/document.xml.rels',
    data: '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>',
  },
]);

const rules = ['reader-tracked-changes', 'reader-hidden-text-dropped', 'reader-external-links-ignored'];

test('读取文件时的提醒在预览、保存的台账和列表计数里都看得到，不会丢失', async () => {
  const send = (path: string) => {
    const form = multipart({}, { name: '修订.docx', bytes: tracked });
    return app.send(path, { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
  };
  const preview = await send('/api/plans/previews');
  expect(preview.status, preview.text).toBe(200);
  const seen = preview.json() as { findings: LedgerFinding[]; text: string; counts: { findings: object } };
  expect(seen.text).toContain('整治河道12公里。');
  expect(seen.text).not.toContain('隐藏的话');
  expect(seen.findings.slice(0, 3).map(({ rule, spans }) => [rule, spans])).toEqual(rules.map((rule) => [rule, []]));

  const { planId, versionId } = (await send('/api/plans/imports')).json() as { planId: string; versionId: string };
  const ledger = (await app.send(`/api/plans/${planId}/versions/${versionId}/ledger`)).json() as { findings: LedgerFinding[]; stats: { findings: object } };
  expect(ledger.findings).toEqual(seen.findings);
  expect(ledger.stats.findings).toEqual(seen.counts.findings);
});
