// npm start: installs what is missing, builds the web part when its sources changed, then runs `luoshi start`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { broughtEnvironment, ensureInstalled, requireNode, root, runOnBroughtNode } from './ensure-install.mjs';

await ensureInstalled();
const node = requireNode();
const args = process.argv.slice(2);
if (!args.includes('--help') && !args.includes('-h')) {
  const build = spawnSync(node, [join(root, 'scripts/build-web.ts')], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: broughtEnvironment(node) });
  if (build.status !== 0) {
    process.stderr.write('网页构建失败，未启动。请先修正上面的错误。\n');
    process.exit(build.status ?? 1);
  }
}
process.exit(await runOnBroughtNode('app/cli.ts', ['start', ...args]));
