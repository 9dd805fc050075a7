// Finds a Chromium for the browser tests: one that is there, else Debian's package, else Playwright's download.
// Progress on stderr. `node scripts/find-chromium.mjs` prints the path.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, globSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const fixed = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Answers of a browser to --version; a snap stub or a broken install does not answer. */
const answers = (path) => spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;

const installed = () => {
  const wanted = process.env.LUOSHI_CHROMIUM;
  if (wanted !== undefined && wanted !== '') return wanted;
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const cache = [join(homedir(), '.cache/ms-playwright/chromium-*/chrome-linux*/chrome'), join(homedir(), 'Library/Caches/ms-playwright/chromium-*/chrome-mac*/**/Chromium')];
  const downloaded = cache.flatMap((pattern) => (typeof globSync === 'function' ? globSync(pattern) : []));
  return [...fixed, ...onPath, ...downloaded].find((path) => existsSync(path) && isExecutable(path) && answers(path));
};

const say = (text) => process.stderr.write(`${text}\n`);

const installDebian = () => {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', '-q', '-y', ...args];
    return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  };
  say('未找到浏览器，安装 Debian 软件包 chromium（约 1–3 分钟）…');
  if (run('update')) run('install', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
};

const installDownload = () => {
  const cli = resolve(fileURLToPath(import.meta.url), '../../node_modules/playwright-core/cli.js');
  if (!existsSync(cli)) return;
  say('尝试由 Playwright 下载 Chromium…');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'inherit', 'inherit'], timeout: 900_000 });
};

/** Path of a working Chromium, installing one when none is there; undefined when that fails too. */
export const findChromium = ({ install = true } = {}) => {
  let path = installed();
  if (path !== undefined || !install) return path;
  for (const attempt of [installDebian, installDownload]) {
    attempt();
    path = installed();
    if (path !== undefined) return path;
  }
  return undefined;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = findChromium();
  if (path === undefined) {
    say('没有可用的浏览器：请安装 Chromium 或 Chrome，或用 LUOSHI_CHROMIUM=路径 指明。');
    process.exit(1);
  }
  process.stdout.write(`${path}\n`);
}
