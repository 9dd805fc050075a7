// Finds a Chromium for the browser tests: one that is there, else Debian's package, else Playwright's download; and sees to
// a font with the rare characters of Chinese names, which a Chromium that came alone does not bring.
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

/** Debian's packages; nothing where there is no apt. */
const installPackages = (...packages) => {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', '-q', '-y', ...args];
    return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  };
  say(`安装 Debian 软件包 ${packages.join('、')}（约 1–3 分钟）…`);
  if (run('update')) run('install', '--no-install-recommends', ...packages);
};

const installDebian = () => {
  say('未找到浏览器。');
  installPackages('chromium', ...fontPackages);
};

const fontPackages = ['fontconfig', 'fonts-noto-cjk'];

/** Characters of extensions A, B and E together in one font; other systems than Linux bring theirs. */
const hasFont = () => process.platform !== 'linux' || (spawnSync('fc-list', [':charset=4dae 20bb7 2cb4a', 'family'], { encoding: 'utf8' }).stdout ?? '').trim() !== '';

/** Without such a font pages show boxes, and the test of names says so: it is installed where that can be done. */
const ensureFont = () => {
  if (hasFont()) return;
  say('没有含扩展区汉字的字体（姓名用字）。');
  installPackages(...fontPackages);
  if (!hasFont()) say('请安装含扩展区汉字的字体，如 Noto Sans CJK（Debian 软件包 fonts-noto-cjk）。');
};

const installDownload = () => {
  const cli = resolve(fileURLToPath(import.meta.url), '../../node_modules/playwright-core/cli.js');
  if (!existsSync(cli)) return;
  say('尝试由 Playwright 下载 Chromium…');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'inherit', 'inherit'], timeout: 900_000 });
};

const installedOrNew = () => {
  let path = installed();
  for (const attempt of [installDebian, installDownload]) {
    if (path !== undefined) return path;
    attempt();
    path = installed();
  }
  return path;
};

/** Path of a working Chromium, installing one when none is there; undefined when that fails too. */
export const findChromium = ({ install = true } = {}) => {
  if (!install) return installed();
  const path = installedOrNew();
  if (path !== undefined) ensureFont();
  return path;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = findChromium();
  if (path === undefined) {
    say('没有可用的浏览器：请安装 Chromium 或 Chrome，或用 LUOSHI_CHROMIUM=路径 指明。');
    process.exit(1);
  }
  process.stdout.write(`${path}\n`);
}
