/** `luoshi lint`: what is missing, contradicts itself or cannot be tested, for people and for build scripts. */
import type { Command } from '#kernel/server/command.ts';
import { findingSeverities, findingSeverityLabel } from '../contract/index.ts';
import type { FindingSeverity, LedgerFinding } from '../contract/index.ts';
import type { CompiledFile } from './compiled-file.ts';
import { compilePath } from './compile-path.ts';
import { writeLedger } from './write-ledger.ts';

/** Line and column from 1, as editors count; columns in characters. */
function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return `${before.split('\n').length}:${[...before.slice(lineStart)].length + 1}`;
}

function lineOf(finding: LedgerFinding, { fileName, text }: CompiledFile): string {
  const [first] = finding.spans;
  const place = first === undefined ? fileName : `${fileName}:${placeOf(text, first.start)}`;
  const advice = finding.suggestion === undefined ? '' : `（建议：${finding.suggestion}）`;
  return `${place}  ${findingSeverityLabel[finding.severity]}  ${finding.message}${advice}  [${finding.rule}]`;
}

/** error < warning < info: how far down the list a finding still counts. */
const rank = (severity: FindingSeverity): number => findingSeverities.indexOf(severity);

function writeFindings(file: CompiledFile): string {
  const { findings, stats } = file.ledger;
  const total = findingSeverities.map((severity) => `${findingSeverityLabel[severity]} ${stats.findings[severity]}`).join('，');
  return [...findings.map((finding) => lineOf(finding, file)), `共 ${findings.length} 项：${total}`, ''].join('\n');
}

export const lintCommand: Command = {
  words: ['lint'],
  summary: '核查方案文本：缺漏、矛盾、无法检验之处，不需要数据库',
  operands: [{ name: 'file', summary: '方案文件' }],
  options: [
    { flags: '--format <name>', summary: '输出：text 逐条一行、json', choices: ['text', 'json'], fallback: 'text' },
    { flags: '--fail-on <severity>', summary: '有这一级别或更重的发现时退出码为 1', choices: findingSeverities, fallback: 'error' },
  ],
  run: async ({ operands: [path = ''], options }, host) => {
    const file = await compilePath(path, host);
    const { findings, stats, source } = file.ledger;
    await host.print(options['format'] === 'json' ? writeLedger({ file: file.fileName, sha256: source.sha256, counts: stats.findings, findings }) : writeFindings(file));
    const limit = rank(options['failOn'] as FindingSeverity);
    return findings.some(({ severity }) => rank(severity) <= limit) ? 1 : 0;
  },
};
