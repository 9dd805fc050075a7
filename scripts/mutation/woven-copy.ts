import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '../run-step.ts';
import type { Mutant } from './mutant.ts';
import { read } from './sources.ts';
import { asExpression, wovenText } from './weave.ts';

const left = new Set(['node_modules', '.git', '.luoshi', 'dist']);

/** Every file that holds mutants, with a switch at each; the number of a mutant is its place in the list. */
export function wovenFiles(mutants: readonly Mutant[]): ReadonlyMap<string, string> {
  const sites = mutants.map(({ file, from, to, at }, id) => ({ file, id, ...asExpression(file, read(file), { at: at ?? read(file).indexOf(from), from, to }) }));
  return new Map([...Map.groupBy(sites, ({ file }) => file)].map(([file, own]) => [file, wovenText(read(file), own)]));
}

/** A copy of the tree in which every mutant stands beside the original. It shares packages and the test server. */
export function wovenCopy(mutants: readonly Mutant[]): string {
  const copy = mkdtempSync(join(tmpdir(), 'luoshi-mutants-'));
  cpSync(root, copy, { recursive: true, filter: (from) => !(left.has(basename(from)) && join(root, basename(from)) === from) });
  mkdirSync(join(root, '.luoshi'), { recursive: true });
  for (const shared of ['node_modules', '.luoshi', 'dist']) if (existsSync(join(root, shared))) symlinkSync(join(root, shared), join(copy, shared));
  for (const [file, text] of wovenFiles(mutants)) writeFileSync(join(copy, file), text);
  // Each mutant is a file of its own: nothing of one may be left for the next.
  const config = join(copy, 'vitest.config.ts');
  writeFileSync(config, readFileSync(config, 'utf8').replace('isolate: false', 'isolate: true'));
  return copy;
}
