/** `luoshi work …`: what waits for a person in the background work, and how to let it go on. */
import { transaction } from '#kernel/server/db.ts';
import type { Command } from '#kernel/server/command.ts';
import { UsageFault } from '#kernel/server/command.ts';
import { reactionStore } from '#kernel/server/reaction-store.ts';
import { resumeParked } from '#kernel/server/run-reactions.ts';

const listParked: Command = {
  words: ['work', 'parked'],
  summary: '列出搁置的后续处理（失败五次，或排在其后等待）',
  operands: [],
  options: [],
  usesDatabase: true,
  run: async (_input, host) => {
    const rows = await host.withRuntime((runtime) => transaction(runtime.pool, { region: runtime.region, mode: 'read' }, reactionStore.listParked));
    const lines = rows.map((row) => `${row.reaction}\t${row.subject}\t${row.state === 'failed' ? '失败' : '等待'}\t${row.kind}\t${row.last_error ?? ''}\n`);
    await host.print(lines.length === 0 ? '没有搁置的后续处理。\n' : lines.join(''));
    return 0;
  },
};

const resume: Command = {
  words: ['work', 'resume'],
  summary: '重新执行一个对象的搁置处理，按先后逐件进行',
  operands: [
    { name: 'reaction', summary: '后续处理的名称，见 luoshi work parked 第一列' },
    { name: 'subject', summary: '对象，见第二列' },
  ],
  options: [],
  usesDatabase: true,
  run: async ({ operands }, host) => {
    const [name = '', subject = ''] = operands;
    const done = await host.withRuntime((runtime) => {
      const reaction = runtime.work?.reactions.find(({ id }) => id === name);
      if (reaction === undefined) throw new UsageFault(`没有名为「${name}」的后续处理。请用 luoshi work parked 查看名称。`);
      return resumeParked(runtime, { reaction, subject }, runtime.clock.now());
    });
    await host.print(`已执行 ${done} 件。仍未成功的可用 luoshi work parked 查看原因。\n`);
    return 0;
  },
};

export const workCommands: readonly Command[] = [listParked, resume];
