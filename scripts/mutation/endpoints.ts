import { filesUnder, read } from './sources.ts';

export interface Declared {
  readonly file: string;
  /** name of the value in the contract */
  readonly value: string;
  readonly block: string;
  readonly route: string;
  readonly access: string;
}

/** Every endpoint as its contract declares it. */
export function declaredEndpoints(): readonly Declared[] {
  return filesUnder('modules', /\/contract\/.*\.ts$/).flatMap((file) =>
    read(file)
      .split(/(?=export const \w+ = endpoint\(\{)/)
      .flatMap((block) => {
        const [, value] = /^export const (\w+) = endpoint\(\{/.exec(block) ?? [];
        const [, method] = /method: '([A-Z]+)'/.exec(block) ?? [];
        const [, path] = /path: '([^']+)'/.exec(block) ?? [];
        const [access] = /access: (?:\{[^}]*\}|'[a-z-]+')/.exec(block) ?? [];
        return value === undefined || method === undefined || path === undefined || access === undefined ? [] : [{ file, value, block, route: `${method} ${path}`, access }];
      }),
  );
}
