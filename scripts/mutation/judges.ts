/** Which tests judge the guards that are read from the code, where the matrix does not: second persons, states, what offers read. */
import { filesUnder } from './sources.ts';
import type { GuardSite } from './guard-sites.ts';

const moduleOf = (file: string): string => file.split('/').slice(0, 2).join('/');

/** The tests with a database of a module. */
export function testsOfModule(file: string): readonly string[] {
  return filesUnder(moduleOf(file), /\.ts$/).length === 0 ? [] : [`${moduleOf(file)}/server`];
}

/** By module: tests of the rule that nobody judges their own act. */
const secondPerson: Readonly<Record<string, readonly string[]>> = {
  'modules/answer': ['modules/answer/server/answers.db.test.ts'],
  'modules/task': ['modules/task/server/forms.db.test.ts', 'modules/task/server/report.db.test.ts'],
};

/** Judged by these alone, and not by the matrix. */
export function judgesOf({ kind, file }: GuardSite): readonly string[] | undefined {
  return kind === 'person' ? secondPerson[moduleOf(file)] : undefined;
}

export const nameOfSite = ({ file, line, kind, from }: GuardSite): string => `${file}:${line} ${kind} ${from.replaceAll(/\s+/g, ' ').slice(0, 80)}`;
