/** `luoshi diff`: what changed between two texts of one plan. */
import type { Command } from '#kernel/server/command.ts';
import { diffPlans } from '#libs/plantext/index.ts';
import type { Change, CompiledPlan } from '#libs/plantext/index.ts';
import { changedListLabel, changeKindLabel, changeKinds } from '../contract/index.ts';
import type { CompiledFile } from './compiled-file.ts';
import { compilePath } from './compile-path.ts';
import { writeLedger } from './write-ledger.ts';

// One shape, declared twice: as types of the library without dependencies and as schema of the contract.
const editionOf = ({ ledger, text }: CompiledFile) => ({ plan: ledger as unknown as CompiledPlan, text });

function countKinds(changes: readonly Change[]): Record<string, number> {
  const counts = changeKinds.map((kind) => [kind, changes.filter((change) => change.kind === kind).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

function writeChanges(changes: readonly Change[]): string {
  const lines = changes.map(({ kind, list, message }) => `${changeKindLabel[kind]}  ${changedListLabel[list]}  ${oneLine(message)}`);
  return [...lines, changes.length === 0 ? '没有变化' : `共 ${changes.length} 处变化`, ''].join('\n');
}

export const diffCommand: Command = {
  words: ['diff'],
  summary: '比较两个方案文本：新增、删去、提高、降低、变软、时限推后……，不需要数据库',
  operands: [
    { name: 'before', summary: '旧文本' },
    { name: 'after', summary: '新文本' },
  ],
  options: [
    { flags: '--format <name>', summary: '输出：text 逐条一行、json', choices: ['text', 'json'], fallback: 'text' },
    { flags: '--fail-on-change', summary: '有变化时退出码为 1' },
  ],
  run: async ({ operands: [beforePath = '', afterPath = ''], options }, host) => {
    const [before, after] = [await compilePath(beforePath, host), await compilePath(afterPath, host)];
    const { changes } = diffPlans(editionOf(before), editionOf(after));
    const head = ({ fileName, fileSha256 }: CompiledFile) => ({ file: fileName, sha256: fileSha256 });
    await host.print(options['format'] === 'json' ? writeLedger({ from: head(before), to: head(after), counts: countKinds(changes), changes }) : writeChanges(changes));
    return options['failOnChange'] === true && changes.length > 0 ? 1 : 0;
  },
};
