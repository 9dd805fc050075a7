// Plain JavaScript for Node 20: brings the dependencies of the lockfile, and with them the Node 24 that everything runs on.
// Used by start.mjs, test.mjs and bin/luoshi.mjs. All messages go to stderr; stdout belongs to the result.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.luoshi-lock-hash');
const wantedMajor = 24;

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

const isInstalledByHand = () => {
  const record = join(root, 'node_modules', '.package-lock.json');
  return existsSync(record) && statSync(record).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
};

/** True when node_modules was installed from the present lockfile. */
export const isInstalled = () => (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) || isInstalledByHand();

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** One install at a time: an exclusive file with the owner's pid; a dead owner's file is taken over. */
const takeLock = async () => {
  const lock = join(root, '.luoshi-install.lock');
  for (let waited = 0; ; waited += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0);
      if (owner > 0 && !isAlive(owner)) rmSync(lock, { force: true });
      else if (waited === 0) process.stderr.write('另一个进程正在安装依赖，等待其完成…\n');
      await new Promise((wake) => setTimeout(wake, 500));
    }
  }
};

/** Runs a command, repeating a sign of life on stderr while it is silent; resolves with its exit code. */
const runWithSignsOfLife = (title, command, args) =>
  new Promise((done) => {
    const started = process.hrtime.bigint();
    const seconds = () => Number((process.hrtime.bigint() - started) / 1_000_000_000n);
    process.stderr.write(`${title}…\n`);
    const beat = setInterval(() => process.stderr.write(`  ${title}：已用 ${seconds()} 秒\n`), 5000);
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-8000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      keep(String(error));
    });
    child.on('close', (code) => {
      clearInterval(beat);
      if (code === 0) process.stderr.write(`${title}：完成，用时 ${seconds()} 秒\n`);
      else process.stderr.write(`${output}\n${title}：失败（退出码 ${code}）\n`);
      done(code ?? 1);
    });
  });

/**
 * Installs what the lockfile names unless it is there already. Two processes at once are kept apart by a lock folder.
 * Exits the process with advice when npm fails: nothing later could work.
 */
export const ensureInstalled = async () => {
  if (isInstalled()) return;
  const release = await takeLock();
  try {
    if (isInstalled()) return;
    const code = await runWithSignsOfLife('安装依赖（npm ci）', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
    if (code !== 0) {
      process.stderr.write('依赖安装失败：请确认能访问 npm 软件源（npm ping），磁盘有 2 GB 以上空间，然后重试。\n');
      release();
      process.exit(1);
    }
    writeFileSync(stamp, lockHash());
  } finally {
    release();
  }
};

/** Path of a Node of the wanted major: this process, the one brought by the lockfile, else undefined. */
export const findNode = () => {
  if (Number(process.versions.node.split('.')[0]) >= wantedMajor) return process.execPath;
  const names = { 'linux-x64': 'bin/node', 'linux-arm64': 'bin/node', 'win32-x64': 'bin/node.exe' };
  const name = names[`${process.platform}-${process.arch}`];
  if (name === undefined) return undefined;
  const folder = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const path = join(root, 'node_modules', folder, name);
  return existsSync(path) && spawnSync(path, ['--version']).status === 0 ? path : undefined;
};

/** As findNode, but ends the process with advice when there is none (macOS, exotic processors). */
export const requireNode = () => {
  const node = findNode();
  if (node !== undefined) return node;
  process.stderr.write(`需要 Node ${wantedMajor}：本平台（${process.platform}-${process.arch}）没有随附的运行时，请安装 Node ${wantedMajor} LTS 后重试。\n`);
  process.exit(1);
};

/** Environment in which `node` and the tools of node_modules/.bin are the brought ones. */
export const broughtEnvironment = (node) => {
  const separator = process.platform === 'win32' ? ';' : ':';
  return { ...process.env, PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(separator) };
};

/** Runs a script on the brought Node, passing signals on; resolves with the exit code. */
export const runOnBroughtNode = (script, args) =>
  new Promise((done) => {
    const node = requireNode();
    const child = spawn(node, [join(root, script), ...args], { cwd: process.cwd(), stdio: 'inherit', env: broughtEnvironment(node) });
    const pass = (signal) => () => child.kill(signal);
    const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, pass(signal)]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    child.on('error', () => done(1));
    child.on('close', (code, signal) => {
      for (const [name, handler] of handlers) process.off(name, handler);
      done(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1));
    });
  });
