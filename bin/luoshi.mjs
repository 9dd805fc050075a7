#!/usr/bin/env node
// Plain JavaScript for Node 20.19 and later: brings the dependencies and Node 24, then runs the command line.
import { ensureInstalled, findNode, runOnBroughtNode } from '../scripts/ensure-install.mjs';

await ensureInstalled();
if (findNode() === process.execPath) await import('../app/cli.ts');
else process.exit(await runOnBroughtNode('app/cli.ts', process.argv.slice(2)));
