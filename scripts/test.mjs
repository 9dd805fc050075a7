// npm test: installs what is missing (dependencies, a browser), builds, and runs every suite. Ends with `N passed, N failed`.
import { ensureInstalled, runOnBroughtNode } from './ensure-install.mjs';

await ensureInstalled();
process.exit(await runOnBroughtNode('scripts/check.ts', ['--all', ...process.argv.slice(2)]));
