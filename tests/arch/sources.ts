// The files of the repository as the fitness tests see them: what git tracks and what it does not ignore.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

export interface Source {
  readonly path: string;
  readonly text: string;
}

const listed = () =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\n')
    .filter((path) => path !== '' && existsSync(join(root, path)));

/** Every source file whose path matches; throws when none does, because a check over nothing proves nothing. */
export const sources = (wanted: RegExp, unwanted?: RegExp): Source[] => {
  const paths = listed().filter((path) => wanted.test(path) && !(unwanted?.test(path) ?? false));
  if (paths.length === 0) throw new Error(`no file matches ${wanted}: the check would be empty`);
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
};

export const code = /\.(ts|tsx|mjs|cjs)$/;
export const testCode = /(\.(test|prop\.test|db\.test|e2e|bench|scenario)\.tsx?$)|(^(tests|e2e|bench|scenarios|scripts)\/)/;

/** 1-based line of an offset. */
export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
