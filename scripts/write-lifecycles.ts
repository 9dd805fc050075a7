/** Writes diagram and table of every state machine into the README of its module: `node scripts/write-lifecycles.ts`. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { permissionSpec } from '../kernel/access.ts';
import { withLifecycleBlock } from '../kernel/lifecycle-diagram.ts';
import { roleLabel } from '../modules/identity/contract/index.ts';

const modules = fileURLToPath(new URL('../modules', import.meta.url));
type Machine = Parameters<typeof withLifecycleBlock>[1];

/** Posts by their names, as the table shows them. */
export const whoMay = (permission: string): string =>
  permissionSpec(permission)
    .roles.map((role) => roleLabel[role as keyof typeof roleLabel] ?? role)
    .join('、');

/** The README of a module as it should be; undefined when the module has no machines. */
export async function readmeWithLifecycles(name: string): Promise<{ readonly path: string; readonly now: string; readonly wanted: string } | undefined> {
  const source = join(modules, name, 'domain/lifecycles.ts');
  if (!existsSync(source)) return undefined;
  await import(join(modules, name, 'contract/index.ts'));
  const { lifecycles } = (await import(source)) as { readonly lifecycles: readonly Machine[] };
  const path = join(modules, name, 'README.md');
  const now = readFileSync(path, 'utf8');
  return { path, now, wanted: lifecycles.reduce((text, machine) => withLifecycleBlock(text, machine, whoMay), now) };
}

export const moduleNames = (): readonly string[] => readdirSync(modules);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of moduleNames()) {
    const readme = await readmeWithLifecycles(name);
    if (readme !== undefined && readme.now !== readme.wanted) writeFileSync(readme.path, readme.wanted);
  }
}
