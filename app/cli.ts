/**
 * `luoshi`: commands of the modules plus start, migrate and doctor. stdout carries the result and
 * nothing else; on failure stderr gets one JSON line {"code","message"} (docs/cli.md).
 */
import { Argument, Command as Commander, CommanderError, Option } from 'commander';
import { Refusal } from '#kernel/refusals.ts';
import { commandLine } from '#kernel/server/actor.ts';
import type { Command, CommandHost, CommandValues } from '#kernel/server/command.ts';
import { UsageFault } from '#kernel/server/command.ts';
import { environment, loadConfig, parseConfig } from '#kernel/server/config.ts';
import type { ConfigOverrides } from '#kernel/server/config.ts';
import { SetupFault } from '#kernel/server/setup-fault.ts';
import { programVersion } from '#kernel/server/version.ts';
import { serverModules } from './modules.server.ts';
import { exitCodes, note, print, printBytes, reportFailure, whileShowing } from './terminal.ts';

const overridesOf = (options: CommandValues): ConfigOverrides => {
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined);
  return { data: text('data'), port: text('port'), host: text('host') };
};

function hostFor(options: CommandValues): CommandHost {
  const overrides = overridesOf(options);
  return {
    print,
    printBytes,
    isTerminal: process.stdout.isTTY === true,
    note,
    isWatched: process.stderr.isTTY === true,
    whileShowing,
    limits: parseConfig(environment(), overrides).limits,
    actor: commandLine(serverModules.flatMap((module) => Object.keys(module.permissions))),
    loadConfig: () => loadConfig(environment(), overrides),
    withRuntime: async (work) => {
      const { openRuntime } = await import('./server.ts');
      const opened = await openRuntime(loadConfig(environment(), overrides), note);
      try {
        return await work(opened.runtime);
      } finally {
        await opened.close();
      }
    },
  };
}

function addOption(to: Commander, option: Command['options'][number]): void {
  const built = new Option(option.flags, option.summary);
  if (option.choices !== undefined) built.choices(option.choices);
  if (option.fallback !== undefined) built.default(option.fallback);
  to.addOption(built);
}

/** The commander command for the words, made when missing. */
function commandAt(root: Commander, words: readonly string[]): Commander {
  return words.reduce((parent, word) => parent.commands.find((child) => child.name() === word) ?? parent.command(word), root);
}

function addModuleCommand(root: Commander, command: Command, finish: (code: number) => void): void {
  const built = commandAt(root, command.words).description(command.summary);
  for (const option of command.options) addOption(built, option);
  if (command.usesDatabase === true) built.option('--data <dir>', '数据目录（默认 .luoshi）');
  const { operands } = command;
  for (const { name, summary } of operands) built.addArgument(new Argument(`<${name}>`, summary));
  built.action(async (...received: unknown[]) => {
    const options = received[operands.length] as CommandValues;
    finish(await command.run({ operands: received.slice(0, operands.length).map(String), options }, hostFor(options)));
  });
}

function addKernelCommands(root: Commander, finish: (code: number) => void): void {
  root
    .command('start')
    .description('启动：数据库、升级、示例方案、网页与接口')
    .option('--port <number>', '端口（默认 8340，0 由系统挑选）')
    .option('--host <address>', '监听地址（默认 127.0.0.1）')
    .option('--data <dir>', '数据目录（默认 .luoshi）')
    .option('--plan <file>', '启动时导入的方案文件（默认固镇示例）')
    .action(async (options: CommandValues) => {
      const { runStart } = await import('./run-start.ts');
      finish(await runStart(loadConfig(environment(), overridesOf(options)), options['plan'] as string | undefined));
    });
  root
    .command('migrate')
    .description('升级数据库结构')
    .option('--data <dir>', '数据目录（默认 .luoshi）')
    .action(async (options: CommandValues) => {
      const { runMigrate } = await import('./run-migrate.ts');
      finish(await runMigrate(loadConfig(environment(), overridesOf(options))));
    });
  root
    .command('worker')
    .description('只运行后台工作：事件排序、后续处理、定期职责')
    .option('--data <dir>', '数据目录（默认 .luoshi）')
    .action(async (options: CommandValues) => {
      const { runWorker } = await import('./run-worker.ts');
      finish(await runWorker(loadConfig(environment(), overridesOf(options))));
    });
  root
    .command('doctor')
    .description('检查本机环境、数据库与网页构建')
    .option('--json', '以 JSON 输出结果')
    .option('--data <dir>', '数据目录（默认 .luoshi）')
    .action(async (options: CommandValues) => {
      const { runDoctor } = await import('./run-doctor.ts');
      finish(await runDoctor(overridesOf(options), options['json'] === true));
    });
}

function buildProgram(finish: (code: number) => void): Commander {
  const root = new Commander('luoshi').description('落实：把规划方案编译成可追问、可督办、可证明的台账').version(programVersion, '-V, --version', '显示版本');
  root.helpOption('-h, --help', '显示帮助').helpCommand('help [command]', '显示命令的帮助');
  root.configureOutput({ writeErr: () => undefined });
  for (const module of serverModules) for (const command of module.commands) addModuleCommand(root, command, finish);
  addKernelCommands(root, finish);
  const settle = (command: Commander): void => {
    command
      .exitOverride()
      .configureOutput({ writeErr: () => undefined })
      .allowExcessArguments(false);
    for (const child of command.commands) settle(child);
  };
  settle(root);
  return root;
}

const usageText: Readonly<Record<string, string>> = {
  'commander.missingArgument': '缺少参数',
  'commander.excessArguments': '参数过多',
  'commander.unknownOption': '不认识的选项',
  'commander.unknownCommand': '不认识的命令',
  'commander.invalidArgument': '选项的值不允许',
  'commander.optionMissingArgument': '选项缺少值',
  'commander.help': '没有指定命令',
};

/** The names that commander quotes in its English message: the option, the argument, the value. */
function quotedIn(message: string): string {
  const names = message.slice(0, 500).match(/'[^']{1,100}'/g) ?? [];
  return names.length === 0 ? '' : `：${names.map((name) => `「${name.slice(1, -1)}」`).join('')}`;
}

/** Exit code and the JSON line of a failure; undefined when the user only asked for help or version. */
function failureOf(error: unknown): { readonly exit: number; readonly code: string; readonly message: string; readonly facts?: object } | undefined {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return undefined;
    return { exit: exitCodes.usage, code: 'usage', message: `${usageText[error.code] ?? '用法有误'}${quotedIn(error.message)}。用 luoshi --help 查看用法。` };
  }
  if (error instanceof UsageFault) return { exit: exitCodes.usage, code: 'usage', message: error.message };
  if (error instanceof Refusal)
    return { exit: exitCodes.refused, code: error.code.replace(/^file\./, ''), message: error.detail, ...(error.facts === undefined ? {} : { facts: error.facts }) };
  if (error instanceof SetupFault) return { exit: exitCodes.fault, code: error.code, message: `${error.problem}处理办法：${error.remedy}` };
  return { exit: exitCodes.fault, code: 'fault', message: `系统内部出错：${error instanceof Error ? error.message : String(error)}` };
}

let exit: number = exitCodes.done;
try {
  await buildProgram((code) => {
    exit = code;
  }).parseAsync(process.argv);
} catch (error) {
  const failure = failureOf(error);
  if (failure !== undefined) {
    exit = failure.exit;
    await reportFailure(failure);
  }
}
process.exitCode = exit;
