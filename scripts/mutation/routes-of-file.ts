/** Which routes run through a file of a server: those whose use cases it holds, and those of the files that import from it. */
import { dirname, join } from 'node:path/posix';
import { declaredEndpoints } from './endpoints.ts';
import { callsIn, filesUnder, read } from './sources.ts';

const importsOf = (file: string): readonly string[] => [...read(file).matchAll(/ from '(\.[^']+)'/g)].map(([, path = '']) => join(dirname(file), path));

/** Stretches of a file that are use cases, with their route. */
function stretchesOf(file: string, routeOfValue: ReadonlyMap<string, string>): readonly { readonly from: number; readonly to: number; readonly route: string }[] {
  const module = file.split('/').slice(0, 2).join('/');
  const text = read(file);
  return callsIn(file, text).flatMap(({ callee, args: [value = ''], from, to }) => {
    if (callee !== 'useCase' && callee !== 'preparedUseCase') return [];
    const alias = new RegExp(`\\b(\\w+) as ${value}\\b`).exec(text)?.[1] ?? value;
    const route = routeOfValue.get(`${module} ${alias}`);
    return route === undefined ? [] : [{ from, to, route }];
  });
}

const valuesWithRoutes = (): ReadonlyMap<string, string> =>
  new Map(declaredEndpoints().map(({ file, value, route }) => [`${file.split('/').slice(0, 2).join('/')} ${value}`, route]));

/** The route of the use case that holds a place of a file; undefined in what use cases share. */
export function routeAt(file: string, at: number): string | undefined {
  return stretchesOf(file, valuesWithRoutes()).find(({ from, to }) => at >= from && at < to)?.route;
}

/** By file, with what other files of the same module bring. */
export function routesByFile(): ReadonlyMap<string, readonly string[]> {
  const routeOfValue = valuesWithRoutes();
  const files = filesUnder('modules', /\/server\/.*\.ts$/).filter((file) => !file.endsWith('/routes.ts') && !file.endsWith('/index.ts'));
  const importers = Map.groupBy(
    files.flatMap((file) => importsOf(file).map((used) => ({ file, used }))),
    ({ used }) => used,
  );
  const found = new Map<string, readonly string[]>();
  for (const start of files) {
    const seen = new Set<string>();
    const open = [start];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      open.push(...(importers.get(file) ?? []).map((one) => one.file));
    }
    found.set(start, [...new Set([...seen].flatMap((file) => stretchesOf(file, routeOfValue).map(({ route }) => route)))].sort());
  }
  return found;
}
