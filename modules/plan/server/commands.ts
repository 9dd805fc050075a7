/** `luoshi compile` and `luoshi plan import`; `lint`, `diff` and `export` have files of their own. */
import type { Command } from '#kernel/server/command.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { Ledger } from '../contract/index.ts';
import { nodeKindLabel } from '../contract/index.ts';
import { decodeFile } from './compile-bytes.ts';
import { compilePath } from './compile-path.ts';
import { diffCommand } from './diff-command.ts';
import { exportCommand } from './export-command.ts';
import { importPlanUseCase } from './import-plan.ts';
import { lintCommand } from './lint-command.ts';
import { readPlanFile } from './read-plan-file.ts';
import { writeLedger } from './write-ledger.ts';

/** The outline as an indented list: label, title, kind, offsets and id. */
function writeTree(ledger: Ledger): string {
  const depth = new Map<string, number>();
  const lines = ledger.outline.map((node) => {
    const level = node.parent === null ? 0 : (depth.get(node.parent) ?? 0) + 1;
    depth.set(node.id, level);
    const name = `${node.label ?? ''}${node.title ?? ''}`.replace(/\s+/g, ' ');
    return `${'  '.repeat(level)}${name === '' ? nodeKindLabel[node.kind] : name}  [${nodeKindLabel[node.kind]} ${node.start}–${node.end} ${node.id}]`;
  });
  return lines.map((line) => `${line}\n`).join('');
}

const compile: Command = {
  words: ['compile'],
  summary: '把方案文本编译成台账，不需要数据库',
  operands: [{ name: 'file', summary: '方案文件' }],
  options: [{ flags: '--format <name>', summary: '输出：json 台账、tree 目录、text 解码后的全文', choices: ['json', 'tree', 'text'], fallback: 'json' }],
  run: async ({ operands: [path = ''], options }, host) => {
    if (options['format'] === 'text') {
      const file = await readPlanFile(path, host.limits.importBytes);
      await host.print((await decodeFile({ ...file, maxBytes: host.limits.importBytes })).text);
      return 0;
    }
    const compiled = await compilePath(path, host);
    await host.print(options['format'] === 'tree' ? writeTree(compiled.ledger) : compiled.ledgerText);
    return 0;
  },
};

const sentence = {
  plan: (title: string, ordinal: number) => `已导入新方案「${title}」（第 ${ordinal} 版）`,
  version: (title: string, ordinal: number) => `已导入方案「${title}」的第 ${ordinal} 版`,
  nothing: (title: string, ordinal: number) => `内容已导入过：方案「${title}」第 ${ordinal} 版，没有改动`,
} as const;

const importFile: Command = {
  words: ['plan', 'import'],
  summary: '导入方案文件：新方案、已有方案的新版本，或内容相同则不改动',
  operands: [{ name: 'file', summary: '方案文件' }],
  options: [{ flags: '--json', summary: '以 JSON 输出结果' }],
  usesDatabase: true,
  run: async ({ operands: [path = ''], options }, host) => {
    const file = await readPlanFile(path, host.limits.importBytes);
    // Refused files are refused before a database is started.
    await decodeFile({ ...file, maxBytes: host.limits.importBytes });
    const { reply } = await host.withRuntime((runtime) =>
      host.whileShowing('正在导入', () =>
        runUseCase(
          importPlanUseCase,
          { body: {}, file: { name: file.fileName, mediaType: 'application/octet-stream', bytes: file.bytes } },
          { actor: host.actor, requestId: null },
          runtime,
        ),
      ),
    );
    await host.print(
      options['json'] === true ? writeLedger(reply) : `${sentence[reply.created](reply.title, reply.ordinal)}\n方案编号 ${reply.planId}，版本编号 ${reply.versionId}\n`,
    );
    return 0;
  },
};

export const planCommands: readonly Command[] = [compile, lintCommand, diffCommand, exportCommand, importFile];
